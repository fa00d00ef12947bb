import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { localDay } from '../core/localDay';
import { UserError } from '../core/userError';
import type { ByteSource, Compression } from '../geography/byteSource';

/** Bytes a block: large enough that the event loop costs nothing, small enough for the processor's cache. */
const BLOCK = 1 << 18;

/** A file on disk as a ByteSource, inflated by zlib's own threads. UserError where there is no such file. */
export async function diskSource(path: string): Promise<ByteSource> {
  const stats = await stat(path).catch(() => null);
  if (!stats?.isFile()) throw new UserError(`There is no file ${path}; check the path.`);
  const stream = (start = 0, end = stats.size): AsyncIterable<Uint8Array> =>
    end > start ? createReadStream(path, { start, end: end - 1, highWaterMark: BLOCK }) : Readable.from([]);
  return {
    name: basename(path),
    size: stats.size,
    date: localDay(stats.mtime),
    stream,
    inflate: inflateOnThreads,
    async sha256() {
      const hash = createHash('sha256');
      for await (const chunk of stream()) hash.update(chunk);
      return hash.digest('hex');
    },
  };
}

function inflateOnThreads(chunks: AsyncIterable<Uint8Array>, compression: Compression): AsyncIterable<Uint8Array> {
  const inflater = compression === 'gzip' ? createGunzip({ chunkSize: BLOCK }) : createInflateRaw({ chunkSize: BLOCK });
  const input = Readable.from(chunks);
  input.on('error', (error) => inflater.destroy(error));
  inflater.on('close', () => input.destroy());
  return input.pipe(inflater);
}

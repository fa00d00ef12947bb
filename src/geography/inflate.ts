import { Gunzip, Inflate } from 'fflate';
import type { Compression } from './byteSource';

/**
 * Decompresses a stream block by block, natively where the platform can (DecompressionStream), otherwise with fflate.
 * Throws (not a UserError) where the data is damaged or ends early.
 */
export function inflate(
  chunks: AsyncIterable<Uint8Array>,
  compression: Compression,
  native: boolean = canInflate(compression),
): AsyncIterable<Uint8Array> {
  return native ? inflateNatively(chunks, compression) : inflateWithFflate(chunks, compression);
}

function canInflate(compression: Compression): boolean {
  try {
    return new DecompressionStream(compression) instanceof DecompressionStream;
  } catch {
    return false;
  }
}

async function* inflateNatively(
  chunks: AsyncIterable<Uint8Array>,
  compression: Compression,
): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream(compression);
  const writer = writable.getWriter();
  const feed = (async () => {
    for await (const chunk of chunks) await writer.write(chunk as Uint8Array<ArrayBuffer>);
    await writer.close();
  })();
  // Whatever goes wrong while feeding must reach the reader, not stay an unhandled rejection.
  feed.catch((reason: unknown) => writer.abort(reason).catch(() => undefined));
  const reader = readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    await feed;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function* inflateWithFflate(
  chunks: AsyncIterable<Uint8Array>,
  compression: Compression,
): AsyncGenerator<Uint8Array> {
  let out: Uint8Array[] = [];
  let ended = false;
  const take = (data: Uint8Array, final: boolean) => {
    if (data.length) out.push(data);
    ended ||= final;
  };
  const inflater = compression === 'gzip' ? new Gunzip(take) : new Inflate(take);
  let before: Uint8Array | null = null;
  for await (const chunk of chunks) {
    if (before) inflater.push(before, false);
    before = chunk;
    yield* out;
    out = [];
  }
  inflater.push(before ?? new Uint8Array(0), true);
  yield* out;
  if (!ended) throw new Error('The compressed data ends early.');
}

import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import type { Geography } from '../core/types';
import { UserError } from '../core/userError';
import { unpackGeography } from '../geography/unpackGeography';

/** Opens a pack on disk, inflated by zlib. UserError where there is none, or it is damaged or of another version. */
export async function diskPack(path: string): Promise<Geography> {
  const pack = await readFile(path).catch(() => null);
  if (!pack) throw new UserError(`There is no file ${path}; check the path.`);
  return unpackGeography(pack, 'origin', (bytes, size) => inflateRawSync(bytes, { chunkSize: Math.max(64, size) }));
}

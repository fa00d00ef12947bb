import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../core/userError';

/** Writes all files or none: each beside its place first, then all moved there. Folders are made. */
export async function writeFiles(files: { path: string; bytes: Uint8Array | string }[]): Promise<void> {
  const parts = files.map(({ path, bytes }) => ({ path, part: `${path}.part`, bytes }));
  try {
    for (const { path, part, bytes } of parts) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(part, bytes);
    }
    for (const { path, part } of parts) await rename(part, path);
  } catch (error) {
    await Promise.allSettled(parts.map(({ part }) => rm(part, { force: true })));
    const { code, path = '' } = error as NodeJS.ErrnoException;
    throw new UserError(
      `The results could not be written (${code}: ${path.replace(/\.part$/, '')}): ` +
        'choose another place, close the file if it is open, and run again.',
    );
  }
}

import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const ROOT = resolve(__dirname, '../..');

/** What `npx tsx` does, in one process instead of two. */
const TSX = pathToFileURL(join(ROOT, 'node_modules/tsx/dist/loader.mjs')).href;

/** Runs one of src/cli's commands as the npm scripts do; never throws. */
export function cli(
  command: 'job' | 'demo' | 'census' | 'pack',
  args: string[],
  cwd = ROOT,
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['--import', TSX, join(ROOT, `src/cli/${command}.ts`), ...args],
      { cwd, maxBuffer: 1 << 26 },
      (error, out, err) => done({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
  });
}

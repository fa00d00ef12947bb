import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

/** Runs one of src/cli's commands as the npm scripts do; never throws. */
export function cli(
  command: 'job' | 'demo' | 'census' | 'pack',
  args: string[],
  cwd = ROOT,
): Promise<{ code: number; out: string; err: string }> {
  const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
  return new Promise((done) => {
    execFile(
      process.execPath,
      [tsx, join(ROOT, `src/cli/${command}.ts`), ...args],
      { cwd, maxBuffer: 1 << 26 },
      (error, out, err) => done({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
  });
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SOURCES = ['src', 'assets', 'manifest.xml', 'webpack.config.js', 'scripts/policy.mjs', 'package.json'];
/** A build takes 10 to 60 seconds; a lock older than this was left behind. */
const PATIENCE = 300_000;

/** The folder `dist/`, built anew where a source is newer. Test files that run at the same time build it once. */
export async function builtPages(): Promise<string> {
  const dist = resolve('dist');
  const lock = resolve('node_modules/.needs-map-build');
  while (!take(lock)) await new Promise((go) => setTimeout(go, 500));
  try {
    const mark = join(dist, 'taskpane.html');
    if (!existsSync(mark) || Math.max(...SOURCES.map(newest)) > statSync(mark).mtimeMs) {
      const env = { ...process.env };
      delete env.ADDIN_URL;
      delete env.OFFICE_JS_URL;
      execFileSync(process.execPath, ['node_modules/webpack/bin/webpack.js', '--mode', 'production'], {
        env,
        stdio: 'pipe',
      });
    }
    return dist;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > PATIENCE)
      rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

/** The newest time of change of a file or of anything in a folder, in milliseconds. */
function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Real boundaries, postcodes and cases stand beside the checkout, or are not there: tests on them are skipped then. */
const SHARED = resolve(__dirname, '../../../shared');

export const shared = (path: string): string => join(SHARED, path);

/** Says on a line of its own what is skipped; Jest keeps the console of a file whose tests are all skipped to itself. */
export const skipped = (name: string, missing: string[]): void =>
  void process.stderr.write(`SKIPPED: ${name}: ../shared has no ${missing.join(', ')}\n`);

/** `describe` where the files are there, otherwise a line and one skipped test, which say so; the body isn't run. */
export function describeWith(paths: string[], name: string, body: () => void): void {
  const missing = paths.filter((path) => !existsSync(shared(path)));
  // Skipped only where ../shared isn't there: nothing of it may stand in this repository.
  if (missing.length > 0) {
    skipped(name, missing);
    test.skip(`${name} (not here: ${missing.join(', ')})`, () => undefined);
  } else describe(name, body);
}

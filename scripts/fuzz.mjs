/**
 * `npm run fuzz` compares the product with the naive reading of the rules on 50,000 random workbooks, a part on each
 * processor. FUZZ names another number, SEED the first workbook. The seeds of each part stand in its test's name.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

const { FUZZ = '50000', SEED = '1' } = process.env;
const each = Math.ceil(Number(FUZZ) / availableParallelism());
const parts = Math.ceil(Number(FUZZ) / each);

const codes = await Promise.all(
  Array.from({ length: parts }, async (_, part) => {
    const env = {
      ...process.env,
      FUZZ: String(Math.min(each, Number(FUZZ) - part * each)),
      SEED: String(Number(SEED) + part * each),
    };
    const jest = spawn(process.execPath, ['node_modules/jest/bin/jest.js', 'tests/laws/fuzz'], {
      env,
      stdio: 'inherit',
    });
    return (await once(jest, 'exit'))[0];
  }),
);
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;

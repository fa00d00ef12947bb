/** `npm run fuzz` compares the product with the naive reading of the rules on 50,000 random workbooks; SEED names the first. */
import { spawnSync } from 'node:child_process';

const env = { FUZZ: '50000', ...process.env };
const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', 'tests/laws/fuzz'], {
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

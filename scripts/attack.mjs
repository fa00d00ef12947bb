/** `npm run attack` attacks the copies of 200 invented authorities in each of its tests; ATTACKS names another number. */
import { spawnSync } from 'node:child_process';

const env = { ATTACKS: '200', ...process.env };
const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', 'tests/share'], {
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

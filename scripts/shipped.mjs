/** `npm run shipped` lists the packages whose code the pages ship, with versions and licences, as webpack bundles them. */
import { readFileSync } from 'node:fs';
import webpack from 'webpack';
import config from '../webpack.config.js';

const settings = { ...config({}, { mode: 'production' }) };
settings.output = { ...settings.output, path: `${settings.output.path}/../node_modules/.needs-map-shipped` };
const stats = await new Promise((done, fail) =>
  webpack(settings, (error, result) => (error ? fail(error) : done(result))),
);
const packages = new Set();
for (const module of stats.compilation.modules) {
  const names = [module, ...(module.modules ?? [])].map((one) => one.resource ?? '');
  for (const name of names) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(name);
    if (found) packages.add(found[1]);
  }
}
console.log('| package | version | licence |\n|---|---|---|');
for (const name of [...packages].sort()) {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
  console.log(`| ${name} | ${version} | ${license} |`);
}

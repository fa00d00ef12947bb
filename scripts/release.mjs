/** `npm run release` builds and packs needs-map-VERSION.zip: the pages, the manifest and for-it.html, for IT. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = `needs-map-${version}`;

function collect(directory, place, files) {
  for (const name of readdirSync(directory).sort()) {
    const path = join(directory, name);
    if (statSync(path).isDirectory()) collect(path, `${place}/${name}`, files);
    else files[`${place}/${name}`] = readFileSync(path);
  }
  return files;
}

execFileSync(process.execPath, ['node_modules/webpack/bin/webpack.js', '--mode', 'production'], { stdio: 'inherit' });
const files = { ...collect('dist', folder, {}), [`${folder}/LICENSE`]: readFileSync('LICENSE') };
// The same sources give the same bytes.
writeFileSync(`${folder}.zip`, zipSync(files, { level: 9, mtime: new Date(2000, 0, 1) }));
console.log(`${folder}.zip: ${Object.keys(files).length} files. Start with for-it.html in it.`);
if (!process.env.ADDIN_URL)
  console.log('Its manifest names https://localhost:3000: set ADDIN_URL to name your host, or replace it by hand.');

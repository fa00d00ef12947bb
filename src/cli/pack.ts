import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { authorityChoices, districtsOf, findChoice } from '../core/authorityChoices';
import { localDay } from '../core/localDay';
import { UserError } from '../core/userError';
import { parseCatalogue, withEntry, type Catalogue } from '../geography/catalogue';
import { cutGeography } from '../geography/cutGeography';
import { packGeography } from '../geography/packGeography';
import { readGeography } from '../geography/readGeography';
import { withAddedFiles } from './addedFiles';
import { command, options, progressLine } from './command';
import { diskSource } from './diskSource';
import { writeFiles } from './writeFiles';

const USAGE =
  'Usage: npm run --silent pack -- --postcodes F --lsoas F --authorities F --out england.pack ' +
  '[--authority NAME] [--population F] [--deprivation F] [--wards F].';

const one = { type: 'string' } as const;
const SPEC = {
  postcodes: one,
  lsoas: one,
  authorities: one,
  out: one,
  authority: one,
  population: one,
  deprivation: one,
  wards: one,
} as const;

/** Makes a pack of three files, whole or for one authority, and enters it in the `catalogue.json` beside it. */
async function main(): Promise<void> {
  const { values } = options(SPEC, USAGE);
  const required = (name: 'postcodes' | 'lsoas' | 'authorities' | 'out'): string => {
    const value = values[name];
    if (!value) throw new UserError(`--${name} is missing. ${USAGE}`);
    return value;
  };
  const out = required('out');
  const files = {
    postcodes: await diskSource(required('postcodes')),
    lsoas: await diskSource(required('lsoas')),
    authorities: await diskSource(required('authorities')),
  };
  const catalogueFile = join(dirname(out), 'catalogue.json');
  const catalogue = await readCatalogue(catalogueFile);
  const progress = progressLine();
  const made = localDay(new Date());
  const read = await readGeography(files, {
    today: made,
    progress: (step, done, total) => progress(step, (0.7 * done) / total),
  });
  const whole = await withAddedFiles(read, values);
  const { authority } = values;
  const geography = authority === undefined ? whole : cutGeography(whole, districtsOf([authority], whole.authorities));
  progress('Packing', 0.7);
  const pack = packGeography(geography, (bytes) => deflateRawSync(bytes));
  const { files: sources, licence, warnings } = geography.about;
  const entry = {
    file: basename(out),
    authority:
      authority === undefined ? null : (findChoice(authority, authorityChoices(whole.authorities))?.name ?? authority),
    size: pack.length,
    made,
    found: sources.map(({ found }) => found),
    licence,
  };
  await writeFiles([
    { path: out, bytes: pack },
    { path: catalogueFile, bytes: `${JSON.stringify(withEntry(catalogue, entry), null, 2)}\n` },
  ]);
  progress('Done', 1);
  process.stdout.write(
    `${[...entry.found, ...warnings, ...sources.flatMap(({ warning }) => warning ?? []), `${out}: ${(pack.length / 1e6).toFixed(1)} MB`].join('\n')}\n`,
  );
}

async function readCatalogue(path: string): Promise<Catalogue> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? { packs: [] } : parseCatalogue(text);
}

await command(main);

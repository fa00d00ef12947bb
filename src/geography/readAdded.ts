import type { Added, SourceFile } from '../core/types';
import { UserError } from '../core/userError';
import { count } from '../core/words';
import { ageBands } from './ageBands';
import { collect } from './bytes';
import type { ByteSource } from './byteSource';
import { csvRows, type CsvFile } from './csvRows';
import { lsoaColumn, plain, vintageOfCodes } from './lsoaColumn';
import { openContents } from './openContents';
import { readDeprivation } from './readDeprivation';
import { readPopulation } from './readPopulation';
import { readWards, WARD_CODE } from './readWards';

/** A file by LSOA as read: one member of `added`, of the kind that `file` says. */
export interface AddedFile {
  added: Added;
  file: SourceFile & { kind: keyof Added };
}

/** Bytes of the largest text that can be a file by LSOA: single years of age by sex take a quarter of it. */
const LARGEST = 100e6;

/**
 * Reads a population, deprivation or ward file: plain, gzipped, or the largest text of a zip. `vintage`: of the
 * boundaries; chooses among several code columns. `kind`: which it must be; otherwise its headings and codes decide,
 * whatever its name. UserError where it is none of them, or broken.
 */
export async function readAdded(source: ByteSource, vintage: string, kind?: keyof Added): Promise<AddedFile> {
  const { name } = source;
  const texts = (await openContents(source)).filter((content) => content.kind === 'text');
  const largest = texts.sort((a, b) => b.size - a.size)[0];
  if (!largest) throw new UserError(`${name} holds no CSV file: open it in Excel and save the sheet as CSV.`);
  if (largest.size > LARGEST) {
    throw new UserError(
      `${name} is too large for a file with a row an LSOA: choose a population, deprivation or ward file.`,
    );
  }
  const csv = csvRows(name, await collect(largest.stream()));
  const read = READERS[kind ?? recognise(csv)](csv, vintage);
  const sha256 = await source.sha256?.();
  return {
    ...read,
    file: { ...read.file, name, ...(largest.date && { date: largest.date }), ...(sha256 && { sha256 }) },
  };
}

type Read = (csv: CsvFile, vintage: string) => { added: Added; file: Omit<AddedFile['file'], 'name'> };

const READERS: Record<keyof Added, Read> = {
  population(csv, vintage) {
    const population = dated(readPopulation(csv, vintage));
    return { added: { population }, file: { kind: 'population', found: `children of ${lsoas(population)}` } };
  },
  deprivation(csv, vintage) {
    const deprivation = dated(readDeprivation(csv, vintage));
    const found = `${deprivation.index} deciles of ${lsoas(deprivation)}`;
    return { added: { deprivation }, file: { kind: 'deprivation', found } };
  },
  wards(csv, vintage) {
    const { split, ...read } = readWards(csv, vintage);
    const wards = dated(read);
    const several = split > 0 ? `, ${count(split, 'LSOA')} in several and counted in one` : '';
    return { added: { wards }, file: { kind: 'wards', found: `wards of ${lsoas(wards)}${several}` } };
  },
};

/** With the census of the codes, where the heading doesn't say it. */
const dated = <T extends { vintage: string; of: ReadonlyMap<string, unknown> }>(read: T): T => ({
  ...read,
  vintage: read.vintage || vintageOfCodes(read.of.keys()),
});

const lsoas = ({ vintage, of }: { vintage: string; of: ReadonlyMap<string, unknown> }) =>
  count(of.size, 'LSOA') + (vintage ? ` of 20${vintage}` : '');

/** What a file is by its headings and its first row of codes. */
function recognise(csv: CsvFile): keyof Added {
  const { heading, first } = lsoaColumn(csv, '');
  const headings = csv.top[heading]!;
  if (ageBands(headings)) return 'population';
  if (headings.some((text) => /idaci|imd|deprivation/.test(plain(text)))) return 'deprivation';
  if (csv.top[first]!.some((cell) => WARD_CODE.test(cell))) return 'wards';
  if (headings.some((text) => /\bage[ds]?\b|population|persons/i.test(text))) return 'population';
  throw new UserError(
    `${csv.name} has LSOA codes, but no ages of children, no deciles of deprivation and no ward codes: choose the ` +
      'mid-year estimates by age, File 3 or File 7 of the Indices of Deprivation, or a lookup from LSOA to ward.',
  );
}

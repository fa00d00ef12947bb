import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sampleAuthority } from '../../src/sample/sampleAuthority';
import { plainXlsx } from '../../src/worker/plainXlsx';

/** What every stage works on: absolute paths of files, and the job. */
export interface Inputs {
  /** In words, for the table's heading. */
  name: string;
  workbook: string;
  postcodes: string;
  lsoas: string;
  authorities: string;
  authority: string[];
  /** ISO date of the run. */
  today: string;
  /** Authorities whose own packs are measured. */
  cuts: string[];
  /** The notebook's case folder and script; null where there is nothing to compare with. */
  notebook: { script: string; folder: string } | null;
}

const SHARED = resolve('../shared');
const CASE = join(SHARED, 'cases/southampton-clean');

/** The national files with Southampton's workbook where ../shared is there, otherwise the invented authority's in `folder`. */
export async function benchInputs(folder: string): Promise<Inputs> {
  return existsSync(join(CASE, 'case.json')) ? nationalInputs() : inventedInputs(folder);
}

function nationalInputs(): Inputs {
  const { workbook, postcodes, lsoas, authorities, authority, today } = JSON.parse(
    readFileSync(join(CASE, 'case.json'), 'utf8'),
  ) as Omit<Inputs, 'name' | 'cuts' | 'notebook'>;
  const path = (name: string) => resolve(CASE, name);
  return {
    name: 'national files, Southampton',
    workbook: path(workbook),
    postcodes: path(postcodes),
    lsoas: path(lsoas),
    authorities: path(authorities),
    authority,
    today,
    cuts: ['Southampton', 'Surrey'],
    notebook: { script: join(SHARED, 'bench/notebook_like.py'), folder: CASE },
  };
}

async function inventedInputs(folder: string): Promise<Inputs> {
  const { files, workbook, authority, today } = sampleAuthority();
  const write = async (name: string, content: string | Uint8Array) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  return {
    name: 'the invented authority',
    workbook: await write('invented.xlsx', plainXlsx(workbook.sheets)),
    postcodes: await write(files.postcodes.name, files.postcodes.text),
    lsoas: await write(files.lsoas.name, files.lsoas.text),
    authorities: await write(files.authorities.name, files.authorities.text),
    authority: [authority],
    today,
    cuts: [authority],
    notebook: null,
  };
}

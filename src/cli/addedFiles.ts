import type { Added, Geography } from '../core/types';
import { addToGeography } from '../geography/addToGeography';
import { readAdded, type AddedFile } from '../geography/readAdded';
import { diskSource } from './diskSource';

/** The geography with the files by LSOA that a command line names by their kinds. UserError where one is of another kind, or broken. */
export async function withAddedFiles(
  geography: Geography,
  paths: Partial<Record<keyof Added, string | undefined>>,
): Promise<Geography> {
  const { population, deprivation, wards } = paths;
  const read = (kind: keyof Added, path: string | undefined): Promise<AddedFile>[] =>
    path === undefined ? [] : [diskSource(path).then((source) => readAdded(source, geography.lsoas.vintage, kind))];
  const files = await Promise.all([
    ...read('population', population),
    ...read('deprivation', deprivation),
    ...read('wards', wards),
  ]);
  return files.reduce(addToGeography, geography);
}

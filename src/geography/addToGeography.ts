import type { Added, Geography } from '../core/types';
import { UserError } from '../core/userError';
import type { AddedFile } from './readAdded';

/** In the order in which they are shown. */
export const ADDED_KINDS = ['population', 'deprivation', 'wards'] as const;

/** What LSOAs that a file doesn't have are without. */
const LACK = { population: 'number of children', deprivation: 'decile', wards: 'ward' };

/**
 * The geography with a file by LSOA, in place of one of the same kind; the file has a warning where its LSOAs are of
 * another census. UserError where it has none of the geography's LSOAs.
 */
export function addToGeography(geography: Geography, { added, file }: AddedFile): Geography {
  const { lsoas, about } = geography;
  const { of, vintage } = added[file.kind]!;
  if (!lsoas.codes.some((code) => of.has(code))) {
    throw new UserError(
      `${file.name} has none of the LSOAs of the boundary file: choose a file of the same part of England, with LSOAs of the same census.`,
    );
  }
  const other = vintage !== '' && lsoas.vintage !== '' && vintage !== lsoas.vintage;
  const warning =
    `${file.name} is about the LSOAs of 20${vintage}, the boundaries are those of 20${lsoas.vintage}: ` +
    `LSOAs that changed in between have no ${LACK[file.kind]}.`;
  const others = takeFromGeography(geography, file.kind);
  const files = [...others.about.files, { ...file, ...(other && { warning }) }];
  return { ...geography, added: { ...others.added, ...added }, about: { ...about, files: inOrder(files) } };
}

/** The geography without the files of one kind. */
export function takeFromGeography(geography: Geography, kind: keyof Added): Geography {
  const added = { ...geography.added };
  delete added[kind];
  const files = geography.about.files.filter((file) => file.kind !== kind);
  return { ...geography, added, about: { ...geography.about, files } };
}

function inOrder(files: Geography['about']['files']) {
  const place = ({ kind }: (typeof files)[number]) => (ADDED_KINDS as readonly string[]).indexOf(kind);
  return files.sort((a, b) => place(a) - place(b));
}

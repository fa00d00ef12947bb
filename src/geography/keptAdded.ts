import type { Added, Geography } from '../core/types';
import { UserError } from '../core/userError';
import { ADDED_KINDS, addToGeography } from './addToGeography';
import type { PackCache } from './cache';
import { packAdded, unpackAdded, type AddedHeading } from './packAdded';
import { readPack, writePack } from './packFormat';
import { packSections } from './packSections';
import type { AddedFile } from './readAdded';

/**
 * The geography with the files by LSOA that were chosen on this computer earlier, but for kinds that it brings itself (a
 * workbook's or IT's own win). A file that doesn't go with its boundaries is left out, with a warning.
 */
export async function withKeptAdded(geography: Geography, cache: PackCache): Promise<Geography> {
  let all = geography;
  for (const kept of await readKept(cache)) {
    if (geography.added?.[kept.file.kind]) continue;
    try {
      all = addToGeography(all, kept);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const warnings = [...all.about.warnings, `${error.message} It was left out.`];
      all = { ...all, about: { ...all.about, warnings } };
    }
  }
  return all;
}

/** Keeps a file for next time, in place of one of the same kind. */
export async function keepAdded(cache: PackCache, chosen: AddedFile): Promise<void> {
  const others = (await readKept(cache)).filter(({ file }) => file.kind !== chosen.file.kind);
  await put(cache, [...others, chosen]);
}

/** Forgets the file of one kind. */
export async function forgetAdded(cache: PackCache, kind: keyof Added): Promise<void> {
  const all = await readKept(cache);
  const others = all.filter(({ file }) => file.kind !== kind);
  if (others.length < all.length) await put(cache, others);
}

interface Heading {
  added: AddedHeading;
  files: AddedFile['file'][];
}

async function put(cache: PackCache, all: AddedFile[]): Promise<void> {
  const { heading, parts } = packAdded(Object.assign({}, ...all.map(({ added }) => added)) as Added);
  const files = all.map(({ file }) => file);
  await cache.put('added', writePack({ added: heading, files } satisfies Heading, parts, null));
}

/** None where there are none, or where they can't be read any more. */
async function readKept(cache: PackCache): Promise<AddedFile[]> {
  const pack = await cache.get('added');
  if (!pack) return [];
  try {
    const { heading, sections } = readPack(pack);
    const { added: kinds, files } = heading as Heading;
    const added = unpackAdded(kinds, packSections(sections));
    return ADDED_KINDS.flatMap((kind) => {
      const file = files.find((one) => one.kind === kind);
      return file && added[kind] ? [{ added: { [kind]: added[kind] }, file }] : [];
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await cache.clear('added');
    return [];
  }
}

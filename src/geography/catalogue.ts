import { UserError } from '../core/userError';

/** One pack that lies beside a `catalogue.json`. */
export interface CatalogueEntry {
  /** File name, in the catalogue's own folder. */
  file: string;
  /** The authority it is for; null for the whole of its files. */
  authority: string | null;
  /** Bytes. */
  size: number;
  /** ISO date of the day it was made. */
  made: string;
  /** What it was made from, in words. */
  found: string[];
  licence: string;
}

/** The list of packs of a folder; the build starts with none. */
export interface Catalogue {
  packs: CatalogueEntry[];
}

/** Reads a catalogue. UserError where the text is none. */
export function parseCatalogue(text: string): Catalogue {
  try {
    const { packs } = JSON.parse(text) as Partial<Catalogue>;
    if (Array.isArray(packs) && packs.every((pack) => typeof pack?.file === 'string' && !/[/\\]/.test(pack.file)))
      return { packs };
  } catch {
    // Said below.
  }
  throw new UserError(
    'The list of geography packs (packs/catalogue.json) is damaged: tell whoever installed the add-in.',
  );
}

/** The catalogue with this pack in it, in place of one of the same file; in order of file. */
export function withEntry({ packs }: Catalogue, entry: CatalogueEntry): Catalogue {
  const others = packs.filter(({ file }) => file !== entry.file);
  return { packs: [...others, entry].sort((a, b) => (a.file < b.file ? -1 : 1)) };
}

/** The newest pack of the whole, or where there is none the newest of an authority; null for an empty catalogue. */
export function choosePack({ packs }: Catalogue): CatalogueEntry | null {
  const newest = (some: CatalogueEntry[]) => [...some].sort((a, b) => (a.made > b.made ? -1 : 1))[0];
  return newest(packs.filter(({ authority }) => authority === null)) ?? newest(packs) ?? null;
}

import type { AreaRow, Wards } from '../core/types';
import { UserError } from '../core/userError';

/** By which areas a copy shows its counts. */
export type ShareBy = 'lsoa' | 'msoa' | 'ward';

/** The areas of a copy. */
export interface SharePlaces {
  by: ShareBy;
  /** `LSOA`, `MSOA`, `ward`. */
  word: string;
  /** In order of code (MSOAs: of name); `members` are indices into `Geography.lsoas`. */
  places: { code: string; name: string; members: number[] }[];
  /** Adds up rows of LSOAs; for MSOAs and wards `area` then is the index into `places`. */
  rows(rows: readonly AreaRow[]): AreaRow[];
}

const WORDS: Record<ShareBy, string> = { lsoa: 'LSOA', msoa: 'MSOA', ward: 'ward' };

/**
 * LSOAs as they are, or together by MSOA (the LSOA's name less its last letter, ONS's naming) or by ward (`wards`, needed
 * for it). UserError where a name or the lookup doesn't say.
 */
export function shareAreas(by: ShareBy, lsoas: readonly AreaRow[], wards?: Wards): SharePlaces {
  const found = new Map<string, { code: string; name: string; members: number[] }>();
  const placeOf = new Map<number, string>();
  let unknown = 0;
  for (const row of lsoas) {
    const place = by === 'lsoa' ? row : by === 'msoa' ? msoa(row.name) : wards?.of.get(row.code);
    if (!place) {
      unknown++;
      continue;
    }
    placeOf.set(row.area, place.code);
    const known = found.get(place.code);
    if (known) known.members.push(row.area);
    else found.set(place.code, { code: place.code, name: place.name, members: [row.area] });
  }
  if (unknown > 0) {
    throw new UserError(
      by === 'msoa'
        ? `${unknown} of ${lsoas.length} LSOAs have no name that ends in a letter, as in Southampton 022F, so their MSOA isn't known: share by LSOA or ward, or use a boundary file with the names.`
        : `The ward file lacks ${unknown} of the authority's ${lsoas.length} LSOAs: choose a lookup for LSOAs of the same year as the boundaries.`,
    );
  }
  const places = [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  const index = new Map(places.map(({ code }, i) => [code, i]));
  return {
    by,
    word: WORDS[by],
    places,
    rows: (rows) => {
      if (by === 'lsoa') return [...rows];
      const sums = places.map(({ code, name }, area): AreaRow => {
        return { code, name, area, previous: 0, current: 0, change: 0 };
      });
      for (const { area, previous, current, change } of rows) {
        const sum = sums[index.get(placeOf.get(area)!)!]!;
        sum.previous += previous;
        sum.current += current;
        sum.change += change;
      }
      return sums;
    },
  };
}

/** `Southampton 022F` -> `Southampton 022`, which is its code and its name here. */
function msoa(name: string): { code: string; name: string } | undefined {
  const match = /^(.+\d)[A-Z]$/.exec(name.trim());
  return match ? { code: match[1]!, name: match[1]! } : undefined;
}

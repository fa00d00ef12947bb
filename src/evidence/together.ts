import { rateOf } from './rates';
import type { EvidenceArea, TableEvidence, Together } from './types';

/**
 * Adds LSOAs up by what `placeOf` says (a decile, a ward), in the order of `order`; LSOAs of nowhere come last. A rate
 * counts only the LSOAs whose children are known.
 */
export function together(
  areas: readonly EvidenceArea[],
  tables: readonly Pick<TableEvidence, 'areas'>[],
  placeOf: (area: EvidenceArea) => { code: string; name: string } | null,
  order: (a: Together, b: Together) => number,
): Together[] {
  const groups = new Map<string, { code: string; name: string; members: number[] }>();
  areas.forEach((area, position) => {
    const place = placeOf(area) ?? { code: '', name: 'Not in the file' };
    const group = groups.get(place.code);
    if (group) group.members.push(position);
    else groups.set(place.code, { ...place, members: [position] });
  });
  const all = [...groups.values()].map(({ code, name, members }): Together => {
    const known = members.filter((position) => areas[position]!.children !== null);
    const children = known.length > 0 ? known.reduce((sum, position) => sum + areas[position]!.children!, 0) : null;
    return {
      code,
      name,
      lsoas: members.length,
      children,
      tables: tables.map(({ areas: figures }) => {
        const total = (which: number[], year: 'previous' | 'current') =>
          which.reduce((sum, position) => sum + figures[position]![year], 0);
        return {
          previous: total(members, 'previous'),
          current: total(members, 'current'),
          rate: rateOf(total(known, 'current'), children),
        };
      }),
    };
  });
  return all.sort((a, b) => Number(a.code === '') - Number(b.code === '') || order(a, b));
}

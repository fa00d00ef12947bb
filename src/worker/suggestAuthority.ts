import { areaFinder } from '../core/locateArea';
import { resolvePostcode } from '../core/matchPostcode';
import type { TemplateRow } from '../core/readSheets';
import type { Geography } from '../core/types';

/** Postcodes looked up at most: enough to tell, and quick in a national file. */
const LOOKED_UP = 2_000;

/**
 * The authority (a name of the boundary file) in which more than half of the template's found postcodes lie, or null.
 * Suggested, never chosen: the postcodes of children looked after may lie elsewhere.
 */
export function suggestAuthority(rows: TemplateRow[], geography: Geography): string | null {
  const { postcodes, authorities } = geography;
  const finder = areaFinder(authorities);
  const numbers = new Map<number, number>();
  let found = 0;
  for (const row of evenly(rows, LOOKED_UP)) {
    if (row.postcode.kind !== 'text') continue;
    const resolved = resolvePostcode(row.postcode.text, postcodes);
    const at = resolved.kind === 'found' ? postcodes.find(resolved.postcode) : -1;
    if (at < 0) continue;
    found++;
    const area = finder.containing(postcodes.longitudes[at]!, postcodes.latitudes[at]!);
    if (area >= 0) numbers.set(area, (numbers.get(area) ?? 0) + 1);
  }
  for (const [area, number] of numbers) {
    if (number * 2 > found) return authorities.names[area]!;
  }
  return null;
}

/** At most `most` of the rows, spread over all of them. */
function evenly<T>(rows: T[], most: number): T[] {
  if (rows.length <= most) return rows;
  return Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)]!);
}

import { restrict } from '../core/neighbours';
import type { Areas } from '../core/types';
import { indexAreas } from './buildAreas';

/** Some of the areas, in their order, with an index of their own. `rows`: ascending. */
export function selectAreas(areas: Areas, rows: number[]): Areas {
  const { coordinates, ringStarts, areaStarts } = areas;
  const rings: number[] = [];
  const starts = [0];
  for (const row of rows) {
    for (let ring = areaStarts[row]!; ring < areaStarts[row + 1]!; ring++) rings.push(ring);
    starts.push(rings.length);
  }
  const newRings = new Uint32Array(rings.length + 1);
  rings.forEach((ring, i) => (newRings[i + 1] = newRings[i]! + ringStarts[ring + 1]! - ringStarts[ring]!));
  const copied = new Int32Array(newRings[rings.length]! * 2);
  rings.forEach((ring, i) =>
    copied.set(coordinates.subarray(ringStarts[ring]! * 2, ringStarts[ring + 1]! * 2), newRings[i]! * 2),
  );
  const selected = {
    vintage: areas.vintage,
    codes: rows.map((row) => areas.codes[row]!),
    names: rows.map((row) => areas.names[row]!),
    coordinates: copied,
    ringStarts: newRings,
    areaStarts: Uint32Array.from(starts),
  };
  const { neighbours } = areas;
  const near = neighbours && { neighbours: () => restrict(neighbours(), rows) };
  return { ...selected, index: indexAreas(selected), ...near };
}

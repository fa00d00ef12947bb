import Flatbush from 'flatbush';
import type { Areas } from '../core/types';
import { UserError } from '../core/userError';
import type { Rings } from './coordinateScanner';

/** An area before it has its place in the order. */
export interface RawArea {
  code: string;
  name: string;
  firstRing: number;
  endRing: number;
}

/**
 * Areas in order of code with their index. Features of one code and name are one area (islands drawn one by one), a
 * feature that repeats another to the point is dropped; one code with two names is a UserError.
 */
export function buildAreas(file: string, vintage: string, raw: RawArea[], rings: Rings): Areas {
  const sorted = raw
    .map((area, index) => ({ ...area, index }))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.index - b.index));
  const codes: string[] = [];
  const names: string[] = [];
  const chosen: number[] = [];
  const areaStarts = [0];
  for (const area of sorted) {
    const last = codes.length - 1;
    if (last >= 0 && codes[last] === area.code) {
      if (names[last] !== area.name)
        throw new UserError(
          `${file} has the code ${area.code} twice, as ${names[last]} and as ${area.name}; choose a file with each area once.`,
        );
      const before = chosen.slice(areaStarts[last]);
      for (let ring = area.firstRing; ring < area.endRing; ring++)
        if (!before.some((other) => sameRing(rings, other, ring))) chosen.push(ring);
    } else {
      codes.push(area.code);
      names.push(area.name);
      for (let ring = area.firstRing; ring < area.endRing; ring++) chosen.push(ring);
      areaStarts.push(chosen.length);
    }
    areaStarts[codes.length] = chosen.length;
  }
  const { coordinates, ringStarts } = copyRings(rings, chosen);
  const areas = { vintage, codes, names, coordinates, ringStarts, areaStarts: Uint32Array.from(areaStarts) };
  return { ...areas, index: indexAreas(areas) };
}

/** A flatbush over the areas' boxes, as its own buffer. */
export function indexAreas(areas: Omit<Areas, 'index'>): ArrayBuffer {
  const { coordinates, ringStarts, areaStarts, codes } = areas;
  const index = new Flatbush(codes.length, 16, Int32Array);
  for (let area = 0; area < codes.length; area++) {
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    const end = ringStarts[areaStarts[area + 1]!]! * 2;
    for (let at = ringStarts[areaStarts[area]!]! * 2; at < end; at += 2) {
      const x = coordinates[at]!;
      const y = coordinates[at + 1]!;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
    }
    index.add(x0, y0, x1, y1);
  }
  index.finish();
  return index.data as ArrayBuffer;
}

function sameRing(rings: Rings, a: number, b: number): boolean {
  const [startA, startB] = [rings.starts[a]! * 2, rings.starts[b]! * 2];
  const length = rings.starts[a + 1]! * 2 - startA;
  if (rings.starts[b + 1]! * 2 - startB !== length) return false;
  for (let i = 0; i < length; i++) if (rings.coordinates[startA + i] !== rings.coordinates[startB + i]) return false;
  return true;
}

/** Copies the rings in the order given, without the room that was left for more. */
function copyRings(rings: Rings, chosen: number[]): { coordinates: Int32Array; ringStarts: Uint32Array } {
  const ringStarts = new Uint32Array(chosen.length + 1);
  chosen.forEach((ring, i) => (ringStarts[i + 1] = ringStarts[i]! + rings.starts[ring + 1]! - rings.starts[ring]!));
  const coordinates = new Int32Array(ringStarts[chosen.length]! * 2);
  chosen.forEach((ring, i) =>
    coordinates.set(
      rings.coordinates.subarray(rings.starts[ring]! * 2, rings.starts[ring + 1]! * 2),
      ringStarts[i]! * 2,
    ),
  );
  return { coordinates, ringStarts };
}

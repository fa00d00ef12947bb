import { isInside } from './locateArea';
import { setAside } from './matchPostcode';
import type { Placed } from './matchPostcode';
import type { Areas, Geography, SetAside } from './types';
import Flatbush from 'flatbush';

/** Lines across an LSOA on which its share within the authority is measured. */
const LINES = 64;

export interface Kept {
  kept: Placed[];
  setAside: SetAside[];
}

/** Keeps the assessments whose LSOA is one of the authority's (RULES.md 3 and 4). `districts`: indices of authorities. */
export function keepAuthority(placed: Placed[], geography: Geography, districts: number[], own: Set<number>): Kept {
  const result: Kept = { kept: [], setAside: [] };
  const inDistricts = ({ x, y }: { x: number; y: number }) =>
    districts.some((district) => isInside(geography.authorities, district, x, y));
  for (const one of placed) {
    const { area, point } = one.place;
    if (area >= 0 && own.has(area)) {
      result.kept.push(one);
      continue;
    }
    const reason = area < 0 && point && inDistricts(point) ? 'no LSOA' : 'outside the authority';
    result.setAside.push(setAside(one.assessment, reason, one.typed));
  }
  return result;
}

/** Indices of the LSOAs with more than half of their area in any of the districts' polygons, in order of code. */
export function authorityLsoas(geography: Geography, districts: number[]): number[] {
  const { lsoas, authorities } = geography;
  if (lsoas.codes.length === 0) return [];
  const index = Flatbush.from(lsoas.index);
  const candidates = new Set<number>();
  for (const district of districts) {
    const [minX, minY, maxX, maxY] = boxOf(authorities, district);
    for (const lsoa of index.search(minX, minY, maxX, maxY)) candidates.add(lsoa);
  }
  const bands = districts.map((district) => new Bands(authorities, district));
  return [...candidates].filter((lsoa) => shareWithin(lsoas, lsoa, bands) > 0.5).sort((a, b) => a - b);
}

/** The share of an LSOA's area, 0 to 1, in the union of some polygons: measured along lines of equal latitude. */
function shareWithin(lsoas: Areas, lsoa: number, others: Bands[]): number {
  const [, minY, , maxY] = boxOf(lsoas, lsoa);
  const own = new Bands(lsoas, lsoa);
  let whole = 0;
  let within = 0;
  for (let line = 0; line < LINES; line++) {
    const y = minY + ((line + 0.5) / LINES) * (maxY - minY);
    const mine = own.crossings(y);
    whole += lengthOf(mine);
    const theirs = union(others.map((other) => other.crossings(y)));
    within += lengthOf(overlap(mine, theirs));
  }
  return whole === 0 ? 0 : within / whole;
}

/** The edges of one area, sorted into bands of latitude, to find quickly those that a line crosses. */
class Bands {
  private readonly bands: number[][];
  private readonly minY: number;
  private readonly height: number;

  constructor(
    private readonly areas: Areas,
    area: number,
  ) {
    const { coordinates: c, ringStarts, areaStarts } = areas;
    const [, minY, , maxY] = boxOf(areas, area);
    const first = ringStarts[areaStarts[area]!]!;
    const points = ringStarts[areaStarts[area + 1]!]! - first;
    const count = Math.max(1, Math.min(4096, points >> 3));
    this.minY = minY;
    this.height = (maxY - minY + 1) / count;
    this.bands = Array.from({ length: count }, () => []);
    for (let ring = areaStarts[area]!; ring < areaStarts[area + 1]!; ring++) {
      for (let i = ringStarts[ring]! * 2; i < (ringStarts[ring + 1]! - 1) * 2; i += 2) {
        const low = Math.min(c[i + 1]!, c[i + 3]!);
        const high = Math.max(c[i + 1]!, c[i + 3]!);
        if (low === high) continue;
        for (let band = this.bandOf(low); band <= this.bandOf(high); band++) this.bands[band]!.push(i);
      }
    }
  }

  private bandOf(y: number): number {
    return Math.floor((y - this.minY) / this.height);
  }

  /** The x at which a line of latitude crosses the area's edges, sorted: inside between the 1st and 2nd, 3rd and 4th ... */
  crossings(y: number): number[] {
    const c = this.areas.coordinates;
    const found: number[] = [];
    for (const i of this.bands[this.bandOf(y)] ?? []) {
      const y1 = c[i + 1]!;
      const y2 = c[i + 3]!;
      if (y1 <= y !== y2 <= y) found.push(c[i]! + ((y - y1) / (y2 - y1)) * (c[i + 2]! - c[i]!));
    }
    return found.sort((a, b) => a - b);
  }
}

/** Stretches are pairs of numbers, sorted and apart. */
function lengthOf(stretches: number[]): number {
  let length = 0;
  for (let i = 0; i + 1 < stretches.length; i += 2) length += stretches[i + 1]! - stretches[i]!;
  return length;
}

function union(all: number[][]): number[] {
  if (all.length === 1) return all[0]!;
  const pairs = all.flatMap((stretches) => {
    const some: [number, number][] = [];
    for (let i = 0; i + 1 < stretches.length; i += 2) some.push([stretches[i]!, stretches[i + 1]!]);
    return some;
  });
  pairs.sort((a, b) => a[0] - b[0]);
  const result: number[] = [];
  for (const [from, to] of pairs) {
    if (result.length > 0 && from <= result[result.length - 1]!) {
      result[result.length - 1] = Math.max(result[result.length - 1]!, to);
    } else {
      result.push(from, to);
    }
  }
  return result;
}

function overlap(a: number[], b: number[]): number[] {
  const result: number[] = [];
  for (let i = 0, j = 0; i + 1 < a.length && j + 1 < b.length;) {
    const from = Math.max(a[i]!, b[j]!);
    const to = Math.min(a[i + 1]!, b[j + 1]!);
    if (from < to) result.push(from, to);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return result;
}

/** West, south, east, north of an area, 1e-7 degree. */
export function boxOf(areas: Areas, area: number): [number, number, number, number] {
  const { coordinates: c, ringStarts, areaStarts } = areas;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = ringStarts[areaStarts[area]!]! * 2; i < ringStarts[areaStarts[area + 1]!]! * 2; i += 2) {
    minX = Math.min(minX, c[i]!);
    maxX = Math.max(maxX, c[i]!);
    minY = Math.min(minY, c[i + 1]!);
    maxY = Math.max(maxY, c[i + 1]!);
  }
  return [minX, minY, maxX, maxY];
}

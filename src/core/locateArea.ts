import Flatbush from 'flatbush';
import type { Areas, Geography } from './types';
import { UNITS_PER_DEGREE } from './types';

/** Where a postcode lies. */
export interface Place {
  /** Index into `Geography.lsoas`, or -1 for none. */
  area: number;
  /** Whether it lay in no polygon and the nearest within 100 m was taken. */
  snapped: boolean;
  /** The point in 1e-7 degree; null for a postcode known to lie beyond a workbook's pack. */
  point: { x: number; y: number } | null;
  /** The LSOA whose polygon holds the point, where that was asked for and differs from the code's; otherwise `area`. */
  byPolygon: number;
}

/** A postcode that is in the file -> its place. Remembers what it found. */
export type LocateArea = (postcode: string) => Place;

/** How far outside all polygons a point may lie, in metres on the ground (generalised coastlines). */
export const SNAP_METRES = 100;
/** Distances closer than this are equal, metres. */
const SAME = 1e-6;

/** LSOA by code where the file has one, otherwise by polygon, otherwise the nearest within 100 m (RULES.md 4). */
export function locateArea(geography: Geography, byCode = true): LocateArea {
  const { postcodes, lsoas } = geography;
  const finder = areaFinder(lsoas);
  const known = new Map<string, Place>();
  return (postcode) => {
    let place = known.get(postcode);
    if (!place) known.set(postcode, (place = locate(postcode)));
    return place;
  };

  function locate(postcode: string): Place {
    const row = postcodes.find(postcode);
    if (row < 0) return { area: -1, snapped: false, point: null, byPolygon: -1 };
    const point = { x: postcodes.longitudes[row]!, y: postcodes.latitudes[row]! };
    const code = byCode && postcodes.lsoas ? postcodes.lsoas[row]! : -1;
    const inside = finder.containing(point.x, point.y);
    if (code >= 0) return { area: code, snapped: false, point, byPolygon: inside };
    if (inside >= 0) return { area: inside, snapped: false, point, byPolygon: inside };
    const nearest = finder.nearest(point.x, point.y, SNAP_METRES);
    return { area: nearest, snapped: nearest >= 0, point, byPolygon: nearest };
  }
}

export interface AreaFinder {
  /** The area with the lowest code that has the point inside or exactly on an edge, or -1. Point in 1e-7 degree. */
  containing(x: number, y: number): number;
  /** The nearest area within so many metres, the lowest code of equally near ones, or -1. */
  nearest(x: number, y: number, metres: number): number;
}

/** Searches areas by flatbush, then exactly. Areas stand in order of code, so the lowest index is the lowest code. */
export function areaFinder(areas: Areas): AreaFinder {
  const index = areas.codes.length > 0 ? Flatbush.from(areas.index) : null;
  return {
    containing(x, y) {
      let lowest = -1;
      for (const area of index?.search(x, y, x, y) ?? []) {
        if ((lowest < 0 || area < lowest) && isInside(areas, area, x, y)) lowest = area;
      }
      return lowest;
    },
    nearest(x, y, metres) {
      const [perX, perY] = metresPerUnit(y);
      const [reachX, reachY] = [Math.ceil(metres / perX) + 1, Math.ceil(metres / perY) + 1];
      let best = -1;
      let least = metres;
      const near = index?.search(x - reachX, y - reachY, x + reachX, y + reachY) ?? [];
      for (const area of near.sort((a, b) => a - b)) {
        const distance = distanceTo(areas, area, x, y, perX, perY);
        if (best < 0 ? distance <= least : distance < least - SAME) [best, least] = [area, distance];
      }
      return best;
    },
  };
}

/**
 * Even-odd over all rings of the area together, exact because coordinates are whole numbers; a point on an edge is
 * inside.
 */
export function isInside(areas: Areas, area: number, x: number, y: number): boolean {
  const { coordinates: c, ringStarts, areaStarts } = areas;
  let inside = false;
  for (let ring = areaStarts[area]!; ring < areaStarts[area + 1]!; ring++) {
    const end = (ringStarts[ring + 1]! - 1) * 2;
    for (let i = ringStarts[ring]! * 2; i < end; i += 2) {
      const y1 = c[i + 1]!;
      const y2 = c[i + 3]!;
      if ((y1 > y && y2 > y) || (y1 < y && y2 < y)) continue;
      const x1 = c[i]!;
      const x2 = c[i + 2]!;
      const side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1);
      if (side === 0 && x >= Math.min(x1, x2) && x <= Math.max(x1, x2)) return true;
      if (y1 > y !== y2 > y && side > 0 === y2 > y1) inside = !inside;
    }
  }
  return inside;
}

/** Metres on the ground of one unit of longitude and of latitude there, on the WGS84 ellipsoid. */
export function metresPerUnit(y: number): [number, number] {
  const latitude = (y / UNITS_PER_DEGREE) * (Math.PI / 180);
  const a = 6378137;
  const e2 = 0.00669437999014;
  const w = Math.sqrt(1 - e2 * Math.sin(latitude) ** 2);
  const perRadian = [(a / w) * Math.cos(latitude), (a * (1 - e2)) / w ** 3] as const;
  const unit = Math.PI / 180 / UNITS_PER_DEGREE;
  return [perRadian[0] * unit, perRadian[1] * unit];
}

/** Metres from a point to the nearest edge of an area; 0 inside isn't looked for. */
function distanceTo(areas: Areas, area: number, x: number, y: number, perX: number, perY: number): number {
  const { coordinates: c, ringStarts, areaStarts } = areas;
  let least = Infinity;
  for (let ring = areaStarts[area]!; ring < areaStarts[area + 1]!; ring++) {
    const end = (ringStarts[ring + 1]! - 1) * 2;
    for (let i = ringStarts[ring]! * 2; i < end; i += 2) {
      const ax = (c[i]! - x) * perX;
      const ay = (c[i + 1]! - y) * perY;
      const dx = (c[i + 2]! - x) * perX - ax;
      const dy = (c[i + 3]! - y) * perY - ay;
      const length = dx * dx + dy * dy;
      const t = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
      least = Math.min(least, (ax + t * dx) ** 2 + (ay + t * dy) ** 2);
    }
  }
  return Math.sqrt(least);
}

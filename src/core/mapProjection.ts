import { toNationalGrid } from './nationalGrid';
import { UNITS_PER_DEGREE } from './types';

/** Longitude and latitude in 1e-7 degree -> [easting, northing] in metres. */
export type Projection = (longitude: number, latitude: number) => [number, number];

/** Cells of the table each way; for an area of 200 km the error is below 2 m, a hundredth of a pixel of its map. */
const CELLS = 32;

/**
 * British National Grid by a table of exactly projected corners and straight interpolation between them, because a map
 * projects hundreds of thousands of vertices. Bounds in 1e-7 degree; outside of them the outermost cells go on.
 */
export function mapProjection(west: number, south: number, east: number, north: number): Projection {
  const stepX = Math.max(1, (east - west) / CELLS);
  const stepY = Math.max(1, (north - south) / CELLS);
  const side = CELLS + 1;
  const eastings = new Float64Array(side * side);
  const northings = new Float64Array(side * side);
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      const corner = toNationalGrid((west + i * stepX) / UNITS_PER_DEGREE, (south + j * stepY) / UNITS_PER_DEGREE);
      eastings[j * side + i] = corner[0];
      northings[j * side + i] = corner[1];
    }
  }
  const between = (table: Float64Array, at: number, u: number, v: number): number => {
    const low = (table[at] as number) * (1 - u) + (table[at + 1] as number) * u;
    const high = (table[at + side] as number) * (1 - u) + (table[at + side + 1] as number) * u;
    return low * (1 - v) + high * v;
  };
  return (longitude, latitude) => {
    const x = (longitude - west) / stepX;
    const y = (latitude - south) / stepY;
    const i = Math.max(0, Math.min(CELLS - 1, Math.floor(x)));
    const j = Math.max(0, Math.min(CELLS - 1, Math.floor(y)));
    const at = j * side + i;
    return [between(eastings, at, x - i, y - j), between(northings, at, x - i, y - j)];
  };
}

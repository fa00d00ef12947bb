import { type Box, boundsOf, overlap } from './mapBox';
import { clipRing } from './mapClip';
import type { Fit } from './mapFit';
import { mapProjection, type Projection } from './mapProjection';
import { simplifyLine } from './mapSimplify';
import { fromNationalGrid } from './nationalGrid';
import { type Areas, UNITS_PER_DEGREE } from './types';

/** One authority as far as it is seen. */
export interface SeenAuthority {
  /** Index into `Geography.authorities`. */
  index: number;
  name: string;
  /** Pixels, closed, clipped to the body. */
  rings: Float32Array[];
}

type Place = Omit<Fit, 'legend'>;

/** The authorities that reach into the body of the map, simplified to `tolerance` pixels. */
export function mapAuthorities(authorities: Areas, place: Place, body: Box, tolerance: number): SeenAuthority[] {
  const { scale, originX, originY } = place;
  const corners = [body.x0, body.x1].flatMap((x) =>
    [body.y0, body.y1].map((y) => fromNationalGrid((x - originX) / scale, (originY - y) / scale)),
  );
  const bounds = boundsOf([corners.flat().map((degrees) => degrees * UNITS_PER_DEGREE)]) as Box;
  const toGrid = mapProjection(bounds.x0, bounds.y0, bounds.x1, bounds.y1);
  const seen: SeenAuthority[] = [];
  for (let index = 0; index < authorities.codes.length; index++) {
    const rings: Float32Array[] = [];
    for (let r = authorities.areaStarts[index] as number; r < (authorities.areaStarts[index + 1] as number); r++) {
      const pixels = ringInPixels(authorities, r, bounds, toGrid, place);
      const clipped = pixels && clipRing(pixels, body);
      const ring = clipped && simplifyLine(clipped, tolerance);
      if (ring && ring.length >= 8) rings.push(ring);
    }
    if (rings.length > 0) seen.push({ index, name: authorities.names[index] as string, rings });
  }
  return seen;
}

/** Null where the ring lies outside of the bounds (1e-7 degree). */
function ringInPixels(
  { coordinates, ringStarts }: Areas,
  ring: number,
  bounds: Box,
  toGrid: Projection,
  { scale, originX, originY }: Place,
): number[] | null {
  const own = coordinates.subarray(2 * (ringStarts[ring] as number), 2 * (ringStarts[ring + 1] as number));
  const box = boundsOf([own]);
  if (!box || !overlap(box, bounds)) return null;
  const pixels: number[] = [];
  for (let i = 0; i < own.length; i += 2) {
    const [easting, northing] = toGrid(own[i] as number, own[i + 1] as number);
    pixels.push(originX + easting * scale, originY - northing * scale);
  }
  return pixels;
}

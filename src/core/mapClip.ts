import type { Box } from './mapBox';

type Axis = 0 | 1;

/** One side of Sutherland and Hodgman: the closed ring's part where `sign` * (coordinate - limit) >= 0. */
function clipSide(ring: number[], axis: Axis, limit: number, sign: 1 | -1): number[] {
  const out: number[] = [];
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [ax, ay, bx, by] = [ring[i] as number, ring[i + 1] as number, ring[i + 2] as number, ring[i + 3] as number];
    const from = sign * ((axis === 0 ? ax : ay) - limit);
    const to = sign * ((axis === 0 ? bx : by) - limit);
    if (from >= 0) out.push(ax, ay);
    if (from >= 0 !== to >= 0) {
      const t = from / (from - to);
      out.push(ax + t * (bx - ax), ay + t * (by - ay));
    }
  }
  if (out.length >= 2) out.push(out[0] as number, out[1] as number);
  return out;
}

/** The part of a closed ring (x, y pairs) in the box, closed, running along the box's sides; null where there is none. */
export function clipRing(ring: ArrayLike<number>, box: Box): number[] | null {
  let out = Array.from(ring);
  out = clipSide(out, 0, box.x0, 1);
  out = clipSide(out, 0, box.x1, -1);
  out = clipSide(out, 1, box.y0, 1);
  out = clipSide(out, 1, box.y1, -1);
  return out.length >= 8 ? out : null;
}

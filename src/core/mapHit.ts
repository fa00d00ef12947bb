import { type Box, boundsOf } from './mapBox';
import { insideRings } from './mapPoint';
import type { Drawing } from './types';

const boxes = new WeakMap<Drawing, (Box | null)[]>();

/** The code of the LSOA at x, y (pixels of the drawing, at scale 1), the topmost one; null where there is none. */
export function areaAt(drawing: Drawing, x: number, y: number): string | null {
  let known = boxes.get(drawing);
  if (!known) boxes.set(drawing, (known = drawing.paths.map((path) => (path.code ? boundsOf(path.rings) : null))));
  for (let i = drawing.paths.length - 1; i >= 0; i--) {
    const box = known[i];
    const path = drawing.paths[i];
    if (!box || !path?.code || x < box.x0 || x > box.x1 || y < box.y0 || y > box.y1) continue;
    if (insideRings(path.rings, x, y)) return path.code;
  }
  return null;
}

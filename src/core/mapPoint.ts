import { boundsOf } from './mapBox';

/** Whether x, y lies inside an odd number of the rings (x, y pairs, closed). */
export function insideRings(rings: readonly Float32Array[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [ax, ay, bx, by] = [ring[i] as number, ring[i + 1] as number, ring[i + 2] as number, ring[i + 3] as number];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

/** The distance from x, y to the nearest edge of the rings. */
function edgeDistance(rings: readonly Float32Array[], x: number, y: number): number {
  let least = Infinity;
  for (const ring of rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [ax, ay] = [ring[i] as number, ring[i + 1] as number];
      const [dx, dy] = [(ring[i + 2] as number) - ax, (ring[i + 3] as number) - ay];
      const length2 = dx * dx + dy * dy;
      const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2));
      const [ex, ey] = [ax + t * dx - x, ay + t * dy - y];
      least = Math.min(least, ex * ex + ey * ey);
    }
  }
  return Math.sqrt(least);
}

/** A point in rings, in pixels. */
export interface InnerPoint {
  x: number;
  y: number;
  /** Pixels to the nearest edge; 0 where the rings have no inside. */
  clearance: number;
}

interface Cell extends InnerPoint {
  half: number;
  /** No point of the cell can be farther from the edges than this. */
  best: number;
}

/**
 * The point farthest from all edges, to within a third of a pixel or a sixth of that distance: squares are quartered, the
 * most promising first (the way of Mapbox's polylabel).
 */
export function innerPoint(rings: readonly Float32Array[]): InnerPoint {
  const box = boundsOf(rings);
  if (!box) return { x: 0, y: 0, clearance: 0 };
  const cell = (x: number, y: number, half: number): Cell => {
    const distance = edgeDistance(rings, x, y) * (insideRings(rings, x, y) ? 1 : -1);
    return { x, y, half, clearance: distance, best: distance + half * Math.SQRT2 };
  };
  const [width, height] = [box.x1 - box.x0, box.y1 - box.y0];
  const half = Math.max(Math.min(width, height), Math.max(width, height) / 16, 1e-6) / 2;
  const queue: Cell[] = [];
  for (let x = box.x0 + half; x - half < box.x1; x += 2 * half) {
    for (let y = box.y0 + half; y - half < box.y1; y += 2 * half) queue.push(cell(x, y, half));
  }
  let found: InnerPoint = cell((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, 0);
  for (let rounds = 0; queue.length > 0 && rounds < 400; rounds++) {
    let top = 0;
    for (let i = 1; i < queue.length; i++) if ((queue[i] as Cell).best > (queue[top] as Cell).best) top = i;
    const next = queue[top] as Cell;
    queue[top] = queue[queue.length - 1] as Cell;
    queue.pop();
    if (next.clearance > found.clearance) found = next;
    if (next.best - found.clearance <= Math.max(1 / 3, found.clearance / 6)) break;
    const h = next.half / 2;
    for (const [sx, sy] of [
      [-h, -h],
      [h, -h],
      [-h, h],
      [h, h],
    ] as const)
      queue.push(cell(next.x + sx, next.y + sy, h));
  }
  return { x: found.x, y: found.y, clearance: Math.max(0, found.clearance) };
}

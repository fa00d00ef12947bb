import type { Drawing } from '../core/types';

/** Where an LSOA stands on a drawing: the middle of its largest ring's box, in pixels. */
export interface Spot {
  code: string;
  x: number;
  y: number;
}

/** The LSOAs of a drawing, each once, for moving from one to the next by keys. */
export function spotsOf(drawing: Drawing): Spot[] {
  const largest = new Map<string, { size: number; spot: Spot }>();
  for (const { code, rings } of drawing.paths) {
    if (code === undefined) continue;
    for (const ring of rings) {
      const [x0, y0, x1, y1] = box(ring);
      const size = (x1 - x0) * (y1 - y0);
      const before = largest.get(code);
      if (!before || size > before.size)
        largest.set(code, { size, spot: { code, x: (x0 + x1) / 2, y: (y0 + y1) / 2 } });
    }
  }
  return [...largest.values()].map(({ spot }) => spot);
}

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const STEPS: Record<Direction, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Whether a key moves on the map. */
export const isDirection = (key: string): key is Direction => Object.hasOwn(STEPS, key);

/**
 * The LSOA next to `from` in a direction: the nearest one, where going sideways counts double; `from` itself at the
 * map's edge. From nowhere: the one nearest to the middle of all.
 */
export function nextSpot(spots: Spot[], from: string | null, direction: Direction): string | null {
  const here = spots.find(({ code }) => code === from);
  if (!here) return middle(spots);
  const [dx, dy] = STEPS[direction];
  let best: string = here.code;
  let least = Infinity;
  for (const spot of spots) {
    const ahead = (spot.x - here.x) * dx + (spot.y - here.y) * dy;
    const aside = Math.abs((spot.x - here.x) * dy) + Math.abs((spot.y - here.y) * dx);
    if (ahead <= 0 || spot === here) continue;
    const way = ahead + 2 * aside;
    if (way < least) {
      least = way;
      best = spot.code;
    }
  }
  return best;
}

function middle(spots: Spot[]): string | null {
  const mean = (of: (spot: Spot) => number) => spots.reduce((sum, spot) => sum + of(spot), 0) / spots.length;
  const [x, y] = [mean((spot) => spot.x), mean((spot) => spot.y)];
  const distance = (spot: Spot) => Math.hypot(spot.x - x, spot.y - y);
  return spots.length === 0 ? null : spots.reduce((a, b) => (distance(b) < distance(a) ? b : a)).code;
}

function box(ring: Float32Array): [number, number, number, number] {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < ring.length; i += 2) {
    x0 = Math.min(x0, ring[i]!);
    x1 = Math.max(x1, ring[i]!);
    y0 = Math.min(y0, ring[i + 1]!);
    y1 = Math.max(y1, ring[i + 1]!);
  }
  return [x0, y0, x1, y1];
}

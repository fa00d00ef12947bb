/** RULES.md 4 by brute force: every area, every edge, every time. */

export type Point = [number, number];
export interface Feature {
  properties: Record<string, string>;
  geometry: { type: string; coordinates: unknown };
}
export interface Collection {
  features: Feature[];
}
/** An area as the edges of all its rings, in whole units of 1e-7 degree, so that cross products are exact. */
export interface Place {
  code: string;
  name: string;
  edges: [Point, Point][];
}

const UNITS = 1e7;

/** The features with the code and name properties that match, in order of code. */
export function places(collection: Collection, code: RegExp, name: RegExp): Place[] {
  const found: Place[] = [];
  for (const { properties, geometry } of collection.features) {
    const value = (pattern: RegExp) => Object.entries(properties).find(([key]) => pattern.test(key))?.[1] ?? '';
    const nested = geometry.coordinates as Point[][] | Point[][][];
    const rings = geometry.type === 'Polygon' ? (nested as Point[][]) : (nested as Point[][][]).flat();
    found.push({ code: value(code), name: value(name), edges: rings.flatMap(edges) });
  }
  return found.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Degrees to edges, the closing one included where the ring is open. */
function edges(ring: Point[]): [Point, Point][] {
  const units = ring.map(([x, y]): Point => [Math.round(x * UNITS), Math.round(y * UNITS)]);
  return units.map((from, i): [Point, Point] => [from, units[(i + 1) % units.length]!]);
}

const between = (a: number, x: number, b: number) => Math.min(a, b) <= x && x <= Math.max(a, b);

/** On an edge, or within an odd number of rings: a ray to the east crosses an odd number of edges. */
export function contains(place: Place, [x, y]: Point): boolean {
  let crossings = 0;
  for (const [[ax, ay], [bx, by]] of place.edges) {
    const turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    if (turn === 0 && between(ax, x, bx) && between(ay, y, by)) return true;
    const upwards = ay <= y && by > y;
    const downwards = by <= y && ay > y;
    if ((upwards && turn > 0) || (downwards && turn < 0)) crossings++;
  }
  return crossings % 2 === 1;
}

/** Metres on the ground, with the ellipsoid's curvature at the point. */
export function metresTo(place: Place, [x, y]: Point): number {
  const latitude = ((y / UNITS) * Math.PI) / 180;
  const e2 = 0.00669437999014;
  const w = 1 - e2 * Math.sin(latitude) ** 2;
  const north = ((6378137 * (1 - e2)) / w ** 1.5) * (Math.PI / 180 / UNITS);
  const east = (6378137 / Math.sqrt(w)) * Math.cos(latitude) * (Math.PI / 180 / UNITS);
  let nearest = Infinity;
  for (const [a, b] of place.edges) {
    const [ax, ay, bx, by] = [(a[0] - x) * east, (a[1] - y) * north, (b[0] - x) * east, (b[1] - y) * north];
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const along = length === 0 ? 0 : -(ax * (bx - ax) + ay * (by - ay)) / length;
    const at = along <= 0 ? [ax, ay] : along >= 1 ? [bx, by] : [ax + along * (bx - ax), ay + along * (by - ay)];
    nearest = Math.min(nearest, Math.hypot(at[0]!, at[1]!));
  }
  return nearest;
}

/** The LSOA of a point: containing it, else the nearest within 100 m; the lowest code of several. */
export function locate(lsoas: Place[], point: Point): { code: string; snapped: boolean } | null {
  const containing = lsoas.find((place) => contains(place, point));
  if (containing) return { code: containing.code, snapped: false };
  let best: { code: string; metres: number } | null = null;
  for (const place of lsoas) {
    const metres = metresTo(place, point);
    if (metres <= 100 && (best === null || metres < best.metres)) best = { code: place.code, metres };
  }
  return best && { code: best.code, snapped: true };
}

/**
 * The share of an area that lies in any of others. Cuts the plane into slabs at every corner and crossing; within a
 * slab edges don't cross, so each piece is a trapezium whose width is that at half height.
 */
export function shareWithin(place: Place, others: Place[]): number {
  const mine = place.edges;
  const [low, high] = [Math.min(...mine.map(([a]) => a[1])), Math.max(...mine.map(([a]) => a[1]))];
  const [west, east] = [Math.min(...mine.map(([a]) => a[0])), Math.max(...mine.map(([a]) => a[0]))];
  const owned = [place, ...others].flatMap((owner, who) => {
    const near = owner.edges.filter(([a, b]) => Math.max(a[1], b[1]) > low && Math.min(a[1], b[1]) < high);
    return near.map(([a, b]) => ({ a, b, who }));
  });
  const cuts = new Set(owned.flatMap(({ a, b }) => [a[1], b[1]]).filter((y) => y >= low && y <= high));
  const inBox = owned.filter(({ a, b }) => Math.max(a[0], b[0]) >= west && Math.min(a[0], b[0]) <= east);
  inBox.forEach((one, i) => {
    for (const two of inBox.slice(i + 1)) {
      const y = crossing(one.a, one.b, two.a, two.b);
      if (y !== null && y > low && y < high) cuts.add(y);
    }
  });
  const levels = [...cuts].sort((a, b) => a - b);
  let [whole, within] = [0, 0];
  for (let i = 1; i < levels.length; i++) {
    const middle = (levels[i - 1]! + levels[i]!) / 2;
    const hits = owned
      .filter(({ a, b }) => a[1] > middle !== b[1] > middle)
      .map(({ a, b, who }) => ({ x: a[0] + ((middle - a[1]) / (b[1] - a[1])) * (b[0] - a[0]), who }))
      .sort((p, q) => p.x - q.x);
    const inside = new Set<number>();
    hits.forEach(({ x, who }, k) => {
      if (inside.has(who)) inside.delete(who);
      else inside.add(who);
      const width = (hits[k + 1]?.x ?? x) - x;
      if (!inside.has(0)) return;
      whole += width * (levels[i]! - levels[i - 1]!);
      if (inside.size > 1) within += width * (levels[i]! - levels[i - 1]!);
    });
  }
  return within / whole;
}

/** The height at which two edges cross, or null. */
function crossing(a: Point, b: Point, c: Point, d: Point): number | null {
  const down = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
  if (down === 0) return null;
  const t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / down;
  const u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / down;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? a[1] + t * (b[1] - a[1]) : null;
}

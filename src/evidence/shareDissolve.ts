import type { Areas } from '../core/types';

/** Polygons without the index, which only finding a point needs. */
export type Shapes = Omit<Areas, 'index'>;

/**
 * Joins areas into larger ones: an edge that an even number of members have vanishes, the others make the rings, closed,
 * each vertex once. As inside is even-odd (RULES.md 4), a point is inside the joined area when it is inside an odd number
 * of its members, wherever their edges don't match to the last digit.
 */
export function shareDissolve(
  areas: Shapes,
  groups: readonly { code: string; name: string; members: readonly number[] }[],
): Shapes {
  const coordinates: number[] = [];
  const ringStarts = [0];
  const areaStarts = [0];
  for (const { members } of groups) {
    for (const ring of ringsOf(oddEdges(areas, members))) {
      for (const [x, y] of ring) coordinates.push(x, y);
      ringStarts.push(coordinates.length / 2);
    }
    areaStarts.push(ringStarts.length - 1);
  }
  return {
    vintage: areas.vintage,
    codes: groups.map(({ code }) => code),
    names: groups.map(({ name }) => name),
    coordinates: Int32Array.from(coordinates),
    ringStarts: Uint32Array.from(ringStarts),
    areaStarts: Uint32Array.from(areaStarts),
  };
}

type Point = [x: number, y: number];

const keyOf = ([x, y]: Point) => `${x},${y}`;

/** The edges that an odd number of the members' rings have, each as its two ends. */
function oddEdges({ coordinates, ringStarts, areaStarts }: Shapes, members: readonly number[]): [Point, Point][] {
  const edges = new Map<string, [Point, Point]>();
  for (const member of members) {
    for (let ring = areaStarts[member]!; ring < areaStarts[member + 1]!; ring++) {
      for (let p = ringStarts[ring]!; p + 1 < ringStarts[ring + 1]!; p++) {
        const a: Point = [coordinates[2 * p]!, coordinates[2 * p + 1]!];
        const b: Point = [coordinates[2 * p + 2]!, coordinates[2 * p + 3]!];
        const [from, to] = [keyOf(a), keyOf(b)];
        if (from === to) continue;
        const key = from < to ? `${from} ${to}` : `${to} ${from}`;
        if (!edges.delete(key)) edges.set(key, [a, b]);
      }
    }
  }
  return [...edges.values()];
}

/** Chains edges into closed rings; where a ring comes back to one of its own vertices, the loop is a ring by itself. */
function ringsOf(edges: [Point, Point][]): Point[][] {
  const at = new Map<string, number[]>();
  edges.forEach(([a, b], i) => {
    for (const end of [a, b]) {
      const list = at.get(keyOf(end));
      if (list) list.push(i);
      else at.set(keyOf(end), [i]);
    }
  });
  const used = new Uint8Array(edges.length);
  const rings: Point[][] = [];
  for (const [first] of edges.entries()) {
    if (used[first]) continue;
    const path: Point[] = [edges[first]![0]];
    const places = new Map([[keyOf(path[0]!), 0]]);
    for (let next: number | undefined = first; next !== undefined;) {
      used[next] = 1;
      const [a, b]: [Point, Point] = edges[next]!;
      const here = path[path.length - 1]!;
      const there = keyOf(a) === keyOf(here) ? b : a;
      const back = places.get(keyOf(there));
      path.push(there);
      if (back === undefined) places.set(keyOf(there), path.length - 1);
      else {
        const loop = path.splice(back + 1);
        rings.push([path[back]!, ...loop]);
        for (const point of loop.slice(0, -1)) places.delete(keyOf(point));
      }
      next = at.get(keyOf(path[path.length - 1]!))!.find((edge) => !used[edge]);
    }
  }
  return rings.filter((ring) => ring.length >= 4);
}

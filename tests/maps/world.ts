import type { Areas } from '../../src/core/types';

/** Random numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Point = [number, number];

/** An invented country: a crooked lattice whose cells are given to LSOAs and authorities. */
export interface World {
  lsoas: Areas;
  authorities: Areas;
}

/**
 * `lsoaOf` and `authorityOf` name the area of a cell, or say null for sea. Neighbouring areas share their boundary
 * points exactly; areas are any set of cells, so that islands, holes and enclaves come by themselves.
 */
export function world(
  columns: number,
  rows: number,
  lsoaOf: (column: number, row: number) => string | null,
  authorityOf: (column: number, row: number) => string | null,
  seed: number,
): World {
  const random = seeded(seed);
  const step = 0.008;
  const jitter = (): number => (random() - 0.5) * step * 0.45;
  const corner = Array.from({ length: rows + 1 }, (_, r) =>
    Array.from({ length: columns + 1 }, (_, c): Point => [
      -1.4 + c * step * 1.5 + jitter(),
      50.9 + r * step + jitter(),
    ]),
  );
  const bend = new Map<string, Point[]>();
  /** The points of the edge between two corners, without the last one: the same both ways. */
  const edge = (from: [number, number], to: [number, number]): Point[] => {
    const forward = from[0] < to[0] || (from[0] === to[0] && from[1] < to[1]);
    const [a, b] = forward ? [from, to] : [to, from];
    const key = [...a, ...b].join();
    let points = bend.get(key);
    if (!points) {
      const [p, q] = [corner[a[1]]?.[a[0]] as Point, corner[b[1]]?.[b[0]] as Point];
      points = [0, 0.25, 0.5, 0.75, 1].map((t): Point => {
        const off = t === 0 || t === 1 ? 0 : 0.3;
        return [p[0] + t * (q[0] - p[0]) + off * jitter(), p[1] + t * (q[1] - p[1]) + off * jitter()];
      });
      bend.set(key, points);
    }
    return (forward ? points : points.slice().reverse()).slice(0, -1);
  };
  return {
    lsoas: gathered(columns, rows, lsoaOf, edge, 'E010', '21'),
    authorities: gathered(columns, rows, authorityOf, edge, 'E060', '24'),
  };
}

/** One area a name, its rings chained from the cells' sides that no two of its cells share. */
function gathered(
  columns: number,
  rows: number,
  nameOf: (column: number, row: number) => string | null,
  edge: (from: [number, number], to: [number, number]) => Point[],
  prefix: string,
  vintage: string,
): Areas {
  const sides = new Map<string, Map<string, [number, number][]>>();
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const name = nameOf(c, r);
      if (name === null) continue;
      const own = sides.get(name) ?? new Map<string, [number, number][]>();
      sides.set(name, own);
      const square: [number, number][] = [
        [c, r],
        [c, r + 1],
        [c + 1, r + 1],
        [c + 1, r],
      ];
      square.forEach((from, i) => {
        const to = square[(i + 1) % 4] as [number, number];
        const there = own.get(to.join()) ?? [];
        const back = there.findIndex((end) => end.join() === from.join());
        if (back >= 0) there.splice(back, 1);
        else own.set(from.join(), [...(own.get(from.join()) ?? []), to]);
      });
    }
  }
  const names = [...sides.keys()].sort();
  const coordinates: number[] = [];
  const ringStarts = [0];
  const areaStarts = [0];
  for (const name of names) {
    for (const ring of chained(sides.get(name) as Map<string, [number, number][]>)) {
      const points = ring.flatMap((from, i) => edge(from, ring[(i + 1) % ring.length] as [number, number]));
      for (const [x, y] of [...points, points[0] as Point]) coordinates.push(Math.round(x * 1e7), Math.round(y * 1e7));
      ringStarts.push(coordinates.length / 2);
    }
    areaStarts.push(ringStarts.length - 1);
  }
  return {
    vintage,
    codes: names.map((_, i) => prefix + String(i).padStart(5, '0')),
    names,
    coordinates: Int32Array.from(coordinates),
    ringStarts: Uint32Array.from(ringStarts),
    areaStarts: Uint32Array.from(areaStarts),
    index: new ArrayBuffer(0), // drawing looks nothing up
  };
}

function chained(sides: Map<string, [number, number][]>): [number, number][][] {
  const rings: [number, number][][] = [];
  for (const [start, ends] of sides) {
    while (ends.length > 0) {
      const ring: [number, number][] = [];
      let at = start;
      do {
        ring.push(at.split(',').map(Number) as [number, number]);
        at = (sides.get(at)?.pop() as [number, number]).join();
      } while (at !== start);
      rings.push(ring);
    }
  }
  return rings;
}

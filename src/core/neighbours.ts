import type { Areas } from './types';

/** Who touches whom. Areas are named by their position, 0 to `count - 1`. */
export interface Neighbours {
  count: number;
  /** The neighbours of position i are `list[starts[i]]` to `list[starts[i + 1] - 1]`, ascending; never i itself. */
  starts: Uint32Array;
  list: Uint32Array;
}

/**
 * Queen contiguity: two areas are neighbours when they share at least one vertex of the boundary file, to the 1e-7
 * degree. `own` are indices into `areas`; position i is `own[i]`, and areas outside `own` are nobody's neighbours. A pack
 * knows it already; areas from a file are compared vertex by vertex.
 */
export function neighbours(areas: Areas, own: readonly number[]): Neighbours {
  if (areas.neighbours) return restrict(areas.neighbours(), own);
  const touching = own.map(() => new Set<number>());
  const seen = vertices(areas, own);
  own.forEach((area, position) => {
    const first = areas.ringStarts[areas.areaStarts[area]!]!;
    const end = areas.ringStarts[areas.areaStarts[area + 1]!]!;
    for (let point = first; point < end; point++) {
      seen(point, position, (other) => {
        touching[position]!.add(other);
        touching[other]!.add(position);
      });
    }
  });
  return packed(touching.map((set) => [...set].sort((a, b) => a - b)));
}

/** Positions that touch nobody. */
export function islands({ count, starts }: Neighbours): number[] {
  return Array.from({ length: count }, (_, i) => i).filter((i) => starts[i] === starts[i + 1]);
}

/** The same contiguity among some positions only, which are renumbered in the order given. */
export function restrict(all: Neighbours, kept: readonly number[]): Neighbours {
  const place = new Int32Array(all.count).fill(-1);
  kept.forEach((position, i) => (place[position] = i));
  return packed(
    kept.map((position) =>
      Array.from(all.list.subarray(all.starts[position], all.starts[position + 1]), (other) => place[other]!)
        .filter((other) => other >= 0)
        .sort((a, b) => a - b),
    ),
  );
}

function packed(lists: number[][]): Neighbours {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => (starts[i + 1] = starts[i]! + list.length));
  return { count: lists.length, starts, list: Uint32Array.from(lists.flat()) };
}

/**
 * A hash table of vertices, open addressing. The function it returns enters one point for one position and names the
 * other positions that have been there; positions must come one after the other.
 */
function vertices({ coordinates, ringStarts, areaStarts }: Areas, own: readonly number[]) {
  const points = own.reduce(
    (sum, area) => sum + ringStarts[areaStarts[area + 1]!]! - ringStarts[areaStarts[area]!]!,
    0,
  );
  let size = 16;
  while (size < points * 2) size *= 2;
  /** Slot -> a point that stands there, and the newest entry of its chain of positions; -1 for none. */
  const pointAt = new Int32Array(size).fill(-1);
  const chainAt = new Int32Array(size).fill(-1);
  const positions = new Int32Array(points);
  const next = new Int32Array(points);
  let entries = 0;
  return (point: number, position: number, meets: (other: number) => void): void => {
    const x = coordinates[2 * point]!;
    const y = coordinates[2 * point + 1]!;
    let slot = (Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (size - 1);
    for (;;) {
      const there = pointAt[slot]!;
      if (there < 0 || (coordinates[2 * there] === x && coordinates[2 * there + 1] === y)) break;
      slot = (slot + 1) & (size - 1);
    }
    pointAt[slot] = point;
    const newest = chainAt[slot]!;
    if (newest >= 0 && positions[newest] === position) return;
    for (let entry = newest; entry >= 0; entry = next[entry]!) meets(positions[entry]!);
    positions[entries] = position;
    next[entries] = newest;
    chainAt[slot] = entries++;
  };
}

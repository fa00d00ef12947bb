import type { Mesh } from './mesh';
import type { Random } from './random';

type Point = [number, number];
/** A closed ring of [longitude, latitude]. */
export type Ring = Point[];
/** Outer ring anticlockwise, then its holes. */
export type Polygon = Ring[];

/** The middle of the map, in the North Sea, where no authority is. Degrees. */
export const MIDDLE = { longitude: 1.85, latitude: 54.9 };
const METRES_PER_DEGREE = 111320;
const EAST = METRES_PER_DEGREE * Math.cos((MIDDLE.latitude * Math.PI) / 180);
/** Borders are drawn to about this length, metres. */
const DETAIL = 90;

/** Metres east and north of the middle -> [longitude, latitude], six decimals (about 10 cm). */
export function toDegrees(x: number, y: number): Point {
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  return [round(MIDDLE.longitude + x / EAST), round(MIDDLE.latitude + y / METRES_PER_DEGREE)];
}

const between = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

/** The crooked way from `a` to `c` within the quadrilateral a-b-c-d, ends left out; ways in different ones never cross. */
function crooked(a: Point, b: Point, c: Point, d: Point, random: Random, way: Point[]): void {
  if (Math.hypot(c[0] - a[0], c[1] - a[1]) < DETAIL) return;
  const middle = between(b, d, random.between(0.2, 0.8));
  crooked(a, between(a, b, 0.5), middle, between(a, d, 0.5), random, way);
  way.push(middle);
  crooked(middle, between(b, c, 0.5), c, between(d, c, 0.5), random, way);
}

/** Turns owners of cells into outlines; each stretch of border is computed once, so both sides have the same points. */
export function borders(mesh: Mesh, random: Random) {
  const { x, y, cells, cornerX, cornerY } = mesh;
  const ways = new Map<string, Point[]>();

  /** Edge k of a cell as points in degrees, first corner included, last one left out. */
  function way(cell: number, k: number): Point[] {
    const { corners, neighbours } = cells[cell]!;
    const [from, to] = [corners[k]!, corners[(k + 1) % corners.length]!];
    const key = from < to ? `${from} ${to}` : `${to} ${from}`;
    const known = ways.get(key);
    if (known) return known[0]![0] === cornerX[from] && known[0]![1] === cornerY[from] ? known : [...known].reverse();
    const a: Point = [cornerX[from]!, cornerY[from]!];
    const c: Point = [cornerX[to]!, cornerY[to]!];
    const middle = between(a, c, 0.5);
    const beyond = neighbours[k]!;
    const points: Point[] = [a];
    const there: Point = beyond < 0 ? middle : [x[beyond]!, y[beyond]!];
    crooked(a, between(middle, [x[cell]!, y[cell]!], 0.5), c, between(middle, there, 0.5), random, points);
    points.push(c);
    ways.set(key, points);
    return points;
  }

  /** The polygons of one owner: `owner[cell]` says whose a cell is. */
  function outline(owner: Int32Array, who: number): Polygon[] {
    const next = new Map<number, { to: number; points: Point[] }>();
    cells.forEach(({ corners, neighbours }, cell) => {
      if (owner[cell] !== who) return;
      neighbours.forEach((beyond, k) => {
        if (beyond >= 0 && owner[beyond] === who) return;
        next.set(corners[k]!, { to: corners[(k + 1) % corners.length]!, points: way(cell, k) });
      });
    });
    const rings: Ring[] = [];
    while (next.size > 0) {
      let at = next.keys().next().value!;
      const ring: Ring = [];
      for (let step = next.get(at); step; step = next.get(at)) {
        for (const [px, py] of step.points) {
          const point = toDegrees(px, py);
          const last = ring[ring.length - 1];
          if (!last || last[0] !== point[0] || last[1] !== point[1]) ring.push(point);
        }
        next.delete(at);
        at = step.to;
      }
      rings.push(ring);
    }
    return nest(rings);
  }

  return { outline };
}

/** Twice the area, positive where the ring runs anticlockwise; square degrees. */
function ringArea(ring: Ring): number {
  const [ox, oy] = ring[0]!;
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!];
    sum += (a[0] - ox) * (b[1] - oy) - (b[0] - ox) * (a[1] - oy);
  }
  return sum;
}

function contains(ring: Ring, [px, py]: Point): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!];
    if (a[1] > py !== b[1] > py && px < a[0] + ((py - a[1]) * (b[0] - a[0])) / (b[1] - a[1])) inside = !inside;
  }
  return inside;
}

/** Puts each hole (clockwise) into the outer ring around it. */
function nest(rings: Ring[]): Polygon[] {
  const polygons: Polygon[] = rings.filter((ring) => ringArea(ring) > 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => ringArea(ring) < 0)) {
    polygons.find(([outer]) => contains(outer!, hole[0]!))?.push(hole);
  }
  return polygons;
}

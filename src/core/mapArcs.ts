import { simplifyLine } from './mapSimplify';

/** A stretch of boundary between two junctions, drawn the same by every area that has it. */
export interface Arc {
  /** x, y pairs in pixels, simplified. */
  points: Float32Array;
  /** The areas (by their place in the input) whose rings run along it, each once. */
  areas: number[];
}

/**
 * Rings as lists of vertex numbers (closed: first = last) -> the same rings in pixels, simplified without opening gaps:
 * rings are cut where three lines meet, and each stretch is simplified once, for all the rings that share it.
 */
export function mapArcs(
  areas: readonly (readonly Int32Array[])[],
  x: Float64Array,
  y: Float64Array,
  tolerance: number,
): { rings: Float32Array[][]; arcs: Arc[] } {
  const junction = junctions(areas, x.length);
  const known = new Map<number, Arc>();
  const arcs: Arc[] = [];

  const arcOf = (path: number[], area: number): { arc: Arc; reversed: boolean } => {
    const reversed = !isForward(path);
    const way = reversed ? path.slice().reverse() : path;
    const key = (way[0] as number) * x.length + (way[1] as number);
    let arc = known.get(key);
    if (!arc) {
      const line = new Float64Array(2 * way.length);
      way.forEach((v, i) => line.set([x[v] as number, y[v] as number], 2 * i));
      arc = { points: simplifyLine(line, tolerance), areas: [] };
      known.set(key, arc);
      arcs.push(arc);
    }
    if (!arc.areas.includes(area)) arc.areas.push(area);
    return { arc, reversed };
  };

  const rings = areas.map((own, area) =>
    own.map((ring) => joined(cut(ring, junction).map((path) => arcOf(path, area)))),
  );
  return { rings, arcs };
}

/** 1 for every vertex with more than two distinct neighbours. */
function junctions(areas: readonly (readonly Int32Array[])[], count: number): Uint8Array {
  const first = new Int32Array(count).fill(-1);
  const second = new Int32Array(count).fill(-1);
  const junction = new Uint8Array(count);
  const meet = (v: number, other: number): void => {
    if (first[v] === -1 || first[v] === other) first[v] = other;
    else if (second[v] === -1 || second[v] === other) second[v] = other;
    else junction[v] = 1;
  };
  for (const rings of areas) {
    for (const ring of rings) {
      for (let i = 0; i + 1 < ring.length; i++) {
        meet(ring[i] as number, ring[i + 1] as number);
        meet(ring[i + 1] as number, ring[i] as number);
      }
    }
  }
  return junction;
}

/** The ring cut at its junctions; one without any starts at its lowest vertex, so that every area starts it there. */
function cut(ring: Int32Array, junction: Uint8Array): number[][] {
  const open = Array.from(ring.subarray(0, ring.length - 1));
  let start = open.findIndex((v) => junction[v] === 1);
  if (start < 0) start = open.indexOf(open.reduce((low, v) => Math.min(low, v), Infinity));
  const turned = [...open.slice(start), ...open.slice(0, start), open[start] as number];
  const paths: number[][] = [];
  let path = [turned[0] as number];
  for (const v of turned.slice(1)) {
    path.push(v);
    if (junction[v] === 1) {
      paths.push(path);
      path = [v];
    }
  }
  if (path.length > 1) paths.push(path);
  return paths;
}

/** Of a path's two directions, the one that is simplified. */
function isForward(path: readonly number[]): boolean {
  const last = path.length - 1;
  const [a, b] = [path[0] as number, path[last] as number];
  return a !== b ? a < b : (path[1] as number) <= (path[last - 1] as number);
}

function joined(parts: readonly { arc: Arc; reversed: boolean }[]): Float32Array {
  const out: number[] = [];
  for (const { arc, reversed } of parts) {
    const { points } = arc;
    const count = points.length / 2;
    for (let i = out.length === 0 ? 0 : 1; i < count; i++) {
      const at = 2 * (reversed ? count - 1 - i : i);
      out.push(points[at] as number, points[at + 1] as number);
    }
  }
  return Float32Array.from(out);
}

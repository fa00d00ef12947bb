/** Small cells that cover a square without gaps; every corner is shared by the cells that meet there. */
export interface Mesh {
  /** The point each cell grew around, metres east and north of the middle. */
  x: Float64Array;
  y: Float64Array;
  cells: MeshCell[];
  /** Corners, metres. */
  cornerX: number[];
  cornerY: number[];
}

/** A convex cell, anticlockwise: edge k runs from corner k to the next one and borders on `neighbours[k]` (negative: nothing). */
export interface MeshCell {
  corners: number[];
  neighbours: number[];
}

interface Edge {
  x: number;
  y: number;
  /** The cell beyond the edge that starts here. */
  beyond: number;
}

/** Cuts a convex polygon at the bisector of `here` and `there`, keeping the side of `here`. */
function clip(polygon: Edge[], hereX: number, hereY: number, thereX: number, thereY: number, beyond: number): Edge[] {
  const [dx, dy] = [thereX - hereX, thereY - hereY];
  const middle = (dx * (hereX + thereX) + dy * (hereY + thereY)) / 2;
  const side = (point: Edge) => dx * point.x + dy * point.y - middle;
  if (polygon.every((point) => side(point) < 0)) return polygon;
  const kept: Edge[] = [];
  for (let k = 0; k < polygon.length; k++) {
    const [from, to] = [polygon[k]!, polygon[(k + 1) % polygon.length]!];
    const [a, b] = [side(from), side(to)];
    if (a < 0) kept.push(from);
    if (a < 0 === b < 0) continue;
    const t = a / (a - b);
    const beyondCut = a < 0 ? beyond : from.beyond;
    kept.push({ x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y), beyond: beyondCut });
  }
  return kept;
}

/** The Voronoi cells of points within a square of `half` metres each way; a grid of buckets keeps the search near. */
export function mesh(points: readonly [number, number][], half: number): Mesh {
  const x = Float64Array.from(points, (p) => p[0]);
  const y = Float64Array.from(points, (p) => p[1]);
  const across = Math.ceil(Math.sqrt(points.length / 2));
  const size = (2 * half) / across;
  const column = (value: number) => Math.min(across - 1, Math.max(0, Math.floor((value + half) / size)));
  const buckets: number[][] = Array.from({ length: across * across }, () => []);
  points.forEach(([px, py], i) => buckets[column(py) * across + column(px)]!.push(i));

  const cornerIds = new Map<string, number>();
  const result: Mesh = { x, y, cells: [], cornerX: [], cornerY: [] };

  for (let i = 0; i < points.length; i++) {
    const [hereX, hereY] = [x[i]!, y[i]!];
    let polygon: Edge[] = [
      { x: -half, y: -half, beyond: -1 },
      { x: half, y: -half, beyond: -2 },
      { x: half, y: half, beyond: -3 },
      { x: -half, y: half, beyond: -4 },
    ];
    const [c, r] = [column(hereX), column(hereY)];
    /** No point farther away than this, squared, can cut the cell any more. */
    let reach = Infinity;
    const cutBy = (j: number) => {
      if (j === i || (x[j]! - hereX) ** 2 + (y[j]! - hereY) ** 2 > reach) return;
      const before = polygon;
      polygon = clip(polygon, hereX, hereY, x[j]!, y[j]!, j);
      if (polygon === before) return;
      reach = 0;
      for (const p of polygon) reach = Math.max(reach, 4 * ((p.x - hereX) ** 2 + (p.y - hereY) ** 2));
    };
    for (let ring = 0; ring < across && (Math.max(0, ring - 1) * size) ** 2 <= reach; ring++) {
      for (let row = Math.max(0, r - ring); row <= Math.min(across - 1, r + ring); row++) {
        const step = Math.abs(row - r) === ring ? 1 : Math.max(1, 2 * ring);
        for (let col = c - ring; col <= c + ring; col += step) {
          if (col >= 0 && col < across) buckets[row * across + col]!.forEach(cutBy);
        }
      }
    }
    const corners = polygon.map((point, k) => {
      const before = polygon[(k + polygon.length - 1) % polygon.length]!.beyond;
      const key = [i, before, point.beyond].sort((a, b) => a - b).join();
      const known = cornerIds.get(key);
      if (known !== undefined) return known;
      cornerIds.set(key, result.cornerX.length);
      result.cornerX.push(point.x);
      return result.cornerY.push(point.y) - 1;
    });
    result.cells.push({ corners, neighbours: polygon.map((edge) => edge.beyond) });
  }
  return result;
}

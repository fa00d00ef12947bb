import { mesh, type Mesh } from './mesh';
import { nameAreas, type SampleShapes } from './nameAreas';
import type { Random } from './random';
import { HALF, terrain } from './terrain';

/** The invented town, and the neighbours around it. None of them is a place. */
export const AUTHORITY = 'Exampleton';
const NEIGHBOURS: [string, number, number][] = [
  ['Exampleton Dales', -2000, 14500],
  ['Mockingham', -14000, -1000],
  ['Testerley', 13500, 4500],
  ['Specimen Forest', 11500, -9000],
];
/** About how many LSOAs the authority has. */
const LSOAS = 150;

/** Starting cells for LSOAs: as they come, but not too near to another one; as near as gives the number wanted. */
function starts(
  candidates: number[],
  { x, y }: Mesh,
  spacing: Float64Array,
  ours: (cell: number) => boolean,
): number[] {
  let tightness = 1;
  for (let attempt = 0; ; attempt++) {
    const chosen: number[] = [];
    for (const cell of candidates) {
      const room = tightness * spacing[cell]!;
      if (chosen.every((other) => Math.hypot(x[cell]! - x[other]!, y[cell]! - y[other]!) > room)) chosen.push(cell);
    }
    const found = chosen.filter(ours).length;
    if (Math.abs(found - LSOAS) <= 5 || attempt > 12) return chosen;
    tightness *= Math.sqrt(found / LSOAS);
  }
}

/** Lets every start grow over land, nearest first, so that each LSOA is in one piece and none crosses the river. */
function grow(starts: number[], { x, y, cells }: Mesh, land: Uint8Array, spacing: Float64Array): Int32Array {
  const owner = new Int32Array(cells.length).fill(-1);
  const far = new Float64Array(cells.length).fill(Infinity);
  let front = starts.map((cell, index) => {
    owner[cell] = index;
    far[cell] = 0;
    return cell;
  });
  while (front.length > 0) {
    const changed = new Set<number>();
    for (const cell of front) {
      for (const other of cells[cell]!.neighbours) {
        if (other < 0 || !land[other]) continue;
        const distance =
          far[cell]! + Math.hypot(x[cell]! - x[other]!, y[cell]! - y[other]!) / spacing[starts[owner[cell]!]!]!;
        if (distance >= far[other]!) continue;
        far[other] = distance;
        owner[other] = owner[cell]!;
        changed.add(other);
      }
    }
    front = [...changed];
  }
  return owner;
}

/** The cells of an owner that no other owner's cell (nor water) touches, where taking them out leaves the rest in one piece. */
function innerCells(mine: number[], { cells }: Mesh, owner: Int32Array): number[] {
  const who = owner[mine[0]!];
  const inner = mine.filter((cell) => cells[cell]!.neighbours.every((other) => other >= 0 && owner[other] === who));
  const middle = inner.find((cell) => cells[cell]!.neighbours.filter((other) => inner.includes(other)).length >= 2);
  if (middle === undefined) return [];
  const hole = new Set([middle, ...cells[middle]!.neighbours.filter((other) => inner.includes(other)).slice(0, 2)]);
  const rest = mine.filter((cell) => !hole.has(cell));
  const seen = new Set([rest[0]!]);
  for (const cell of seen) {
    for (const other of cells[cell]!.neighbours) if (rest.includes(other)) seen.add(other);
  }
  return seen.size === rest.length ? [...hole] : [];
}

/** Draws the authority, its neighbours and all their LSOAs: organic outlines that share their points exactly. */
export function shapes(random: Random): SampleShapes {
  const place = terrain(random);
  const cells = mesh(place.points, HALF);
  const { x, y } = cells;
  const all = cells.cells.map((_, cell) => cell);
  const land = Uint8Array.from(all, (cell) =>
    Number(place.within(x[cell]!, y[cell]!) && place.land(x[cell]!, y[cell]!)),
  );
  const spacing = Float64Array.from(all, (cell) => place.spacing(x[cell]!, y[cell]!));
  const nearest = (px: number, py: number, among: number[]) => {
    const distance = (cell: number) => Math.hypot(x[cell]! - px, y[cell]! - py);
    return among.reduce((best, cell) => (distance(cell) < distance(best) ? cell : best));
  };
  const dry = all.filter((cell) => land[cell]);
  const islandCell = nearest(place.island.x, place.island.y, dry);
  const ours = (cell: number) => place.ours(x[cell]!, y[cell]!);
  const chosen = starts([islandCell, ...random.shuffle([...dry])], cells, spacing, ours);
  const owner = grow(chosen, cells, land, spacing);

  const byOwner: number[][] = chosen.map(() => []);
  for (const cell of dry) byOwner[owner[cell]!]?.push(cell);
  const authorityOf = chosen.map((cell) => {
    if (ours(cell)) return 0;
    const distances = NEIGHBOURS.map(([, nx, ny]) => Math.hypot(x[cell]! - nx, y[cell]! - ny));
    return 1 + distances.indexOf(Math.min(...distances));
  });
  const mainland = byOwner.filter((_, index) => authorityOf[index] === 0 && index !== owner[islandCell]);
  const size = (inner: number[]) => inner.reduce((sum, cell) => sum + spacing[cell]! ** 2, 0);
  const inner = mainland.map((mine) => innerCells(mine, cells, owner)).reduce((a, b) => (size(b) > size(a) ? b : a));
  const around = owner[inner[0]!]!;
  byOwner[around] = byOwner[around]!.filter((cell) => !inner.includes(cell));
  const hole = byOwner.push(inner) - 1;
  authorityOf.push(0);
  for (const cell of inner) owner[cell] = hole;

  const sea = all.filter((cell) => {
    const near = (other: number) =>
      other < 0 || land[other] || cells.cells[other]!.neighbours.some((next) => land[next]);
    return !land[cell] && !cells.cells[cell]!.neighbours.some(near);
  });
  const rock = nearest(place.island.x - 4500, place.island.y - 300, sea);
  const drawn = { mesh: cells, owner, byOwner, authorityOf, rock, hole, island: owner[islandCell]! };
  return nameAreas(drawn, [AUTHORITY, ...NEIGHBOURS.map(([name]) => name)], random);
}

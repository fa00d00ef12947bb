import type { Random } from '../../src/sample/random';
import type { PostcodeRow } from './naive';
import { contains, metresTo, places, shareWithin, type Collection, type Place, type Point } from './naivePlaces';

/** A tiny invented country: a grid of crooked LSOAs with everything that boundaries do, its districts, and postcodes. */
export interface RandomGeography {
  lsoas: Collection;
  authorities: Collection;
  postcodes: PostcodeRow[];
  /** Whether the postcode file has a column of LSOA codes of the boundary file's vintage. */
  coded: boolean;
  /** The chosen district, or two as a county. */
  authority: string[];
}

/** Outward codes full of letters and digits that are taken for each other. */
const OUTWARD = [
  'QI1',
  'Q11',
  'Q1I',
  'QO1',
  'QO0',
  'Q0',
  'Q10',
  'Q1O',
  'IO1',
  'OI1',
  'QO11',
  'QOI',
  'Q1',
  'N1',
  'QO10',
  'Q0O',
];
const INWARD = ['1AA', '0OA', '1IO', '0AI', '0OO', '1FA', '1II', '4LY'];
/** Degrees: about 1,100 m to the north and 700 m to the east. */
const CELL = 0.01;
const [WEST, SOUTH] = [0, 51];
const tidy = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

/** Rings of several cells, their corners shared, some with holes, nested shells, gaps and overlaps. */
function shapes(random: Random, columns: number, rows: number): Point[][][][] {
  const jitter = () => tidy(random.between(-0.2, 0.2) * CELL);
  const corners = Array.from({ length: rows + 1 }, (_, r) =>
    Array.from({ length: columns + 1 }, (_, c): Point => [
      tidy(WEST + c * CELL + jitter()),
      tidy(SOUTH + r * CELL + jitter()),
    ]),
  );
  const found: Point[][][][] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const ring = [corners[r]![c]!, corners[r]![c + 1]!, corners[r + 1]![c + 1]!, corners[r + 1]![c]!];
      const [x, y] = [WEST + (c + 0.5) * CELL, SOUTH + (r + 0.5) * CELL];
      const box = (half: number): Point[] => {
        const [w, e, s, n] = [tidy(x - half), tidy(x + half), tidy(y - half), tidy(y + half)];
        return [[w, s], [e, s], [e, n], [w, n], [w, s]]; // prettier-ignore
      };
      const closed = [...ring, ring[0]!];
      const kind = random.weighted([8, 1, 1, 1, 1, 1, 1, 1]);
      if (kind === 1) continue; // a gap as large as a cell
      if (kind === 2)
        found.push([[closed, box(0.002).reverse()]]); // a hole that nobody fills
      else if (kind === 3)
        found.push([[closed, box(0.002).reverse()]], [[box(0.002)]]); // a hole with an LSOA in it
      else if (kind === 4)
        found.push([[closed], [box(0.002)]], [[box(0.002)]]); // a nested shell in place of a hole
      else if (kind === 5)
        found.push([[closed]], [[box(0.004)]]); // two overlap
      else if (kind === 6)
        found.push([[[ring[0]!, ring[1]!, ring[2]!, ring[0]!]]]); // half a cell, the rest a gap
      else if (kind === 7)
        found.push([
          [[...ring.map(([px, py]): Point => [tidy(px + (x - px) * 0.06), tidy(py + (y - py) * 0.06)])]].map(
            (shrunk) => [...shrunk, shrunk[0]!],
          ),
        ]); // narrow gaps
      else found.push([[closed]]);
    }
  }
  return found;
}

const geometry = (polygons: Point[][][]) =>
  polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] }
    : { type: 'MultiPolygon', coordinates: polygons };

/** Draws the tiny country. Distances near 100 m, where models of the earth differ, and near ties are left out. */
export function randomGeography(random: Random): RandomGeography {
  const [columns, rows] = [2 + random.whole(3), 2 + random.whole(3)];
  const vintage = random.pick(['11', '21']);
  const lower = random.chance(0.3);
  const key = (name: string) => (lower ? name.toLowerCase() : name);
  const drawn = shapes(random, columns, rows);
  const numbers = random.shuffle(drawn.map((_, i) => i + 1));
  const lsoas: Collection = {
    features: drawn.map((polygons, i) => ({
      properties: {
        [key(`LSOA${vintage}CD`)]: `E01900${String(numbers[i]).padStart(3, '0')}`,
        [key(`LSOA${vintage}NM`)]: random.chance(0.1) ? '=1+1' : `Tiny ${String(i).padStart(3, '0')}A`,
      },
      geometry: geometry(polygons),
    })),
  };

  // Districts are bands of columns with a crooked border; coarse ones leave out a little of their LSOAs.
  const cut = 1 + random.whole(columns - 1);
  const coarse = random.chance(0.5);
  const crooked = Array.from({ length: rows * 2 + 1 }, (_, i): Point => {
    const off = coarse ? tidy(random.between(-0.12, 0.12) * CELL) : 0;
    return [tidy(WEST + cut * CELL + off), tidy(SOUTH + (i * CELL) / 2)];
  });
  const [w, e, s, n] = [WEST - CELL, WEST + (columns + 1) * CELL, SOUTH - CELL, SOUTH + (rows + 1) * CELL].map(tidy) as [number, number, number, number]; // prettier-ignore
  const [low, high]: Point[] = [[crooked[0]![0], s], [crooked[crooked.length - 1]![0], n]]; // prettier-ignore
  const line = [low!, ...crooked, high!];
  const left: Point[] = [[w, s], ...line, [w, n], [w, s]];
  const right: Point[] = [...line, [e, n], [e, s], low!];
  const names = random.pick([['Northby', 'Northby Dales'], ['constructor', '__proto__'], ['St Tiny’s', 'Tiny']] as const); // prettier-ignore
  const authorities: Collection = {
    features: [left, right].map((ring, i) => ({
      properties: { [key('LAD24CD')]: `E0690000${i + 1}`, [key('LAD24NM')]: names[i]! },
      geometry: geometry([[ring]]),
    })),
  };

  const all = places(lsoas, /cd$/i, /nm$/i);
  const one = random.pick(places(authorities, /cd$/i, /nm$/i));
  const empty = !all.some((lsoa) => shareWithin(lsoa, [one]) > 0.5);
  const authority = empty || random.chance(0.25) ? [...names] : [one.name];
  const points = Array.from({ length: 24 }, () => point(random, all, columns, rows));
  const coded = random.chance(0.4);
  const taken = random.shuffle(OUTWARD.flatMap((out) => INWARD.map((into) => out + into))).slice(0, 24);
  const postcodes: PostcodeRow[] = [];
  for (const [i, postcode] of taken.entries()) {
    const times = random.chance(0.15) ? 2 : 1;
    for (let t = 0; t < times; t++) {
      const [longitude, latitude] = t === 0 ? points[i]! : random.pick(points);
      const codes = [all[random.whole(all.length)]!.code, '', 'E01999999', all.find((one) => contains(one, units([longitude, latitude])))?.code ?? '']; // prettier-ignore
      postcodes.push({
        postcode: `${postcode.slice(0, -3)}${random.pick([' ', '', '  '])}${postcode.slice(-3)}`,
        ...(random.chance(0.06)
          ? random.pick([{ latitude: 99.999999, longitude: 0 }, { latitude: 0, longitude: 0 }, { latitude: 51, longitude: 2.6 }]) // prettier-ignore
          : { latitude, longitude }),
        ...(coded && { ended: random.chance(0.2) ? '202401' : '', lsoa: codes[random.weighted([1, 1, 1, 6])] }),
      });
    }
  }
  return { lsoas, authorities, postcodes: random.shuffle(postcodes), coded, authority };
}

const units = ([x, y]: Point): Point => [Math.round(x * 1e7), Math.round(y * 1e7)];

/** A point in degrees: anywhere, on a corner, on the middle of an edge, or some metres beside an edge. */
function point(random: Random, all: Place[], columns: number, rows: number): Point {
  for (;;) {
    const [a, b] = random.pick(random.pick(all).edges);
    const t = random.next();
    const away = () => random.pick([2e-5, 1e-4, 3e-4, 7e-4, 1.2e-3]) * 1e7 * random.pick([-1, 1]);
    const chosen: Point = random.pick<() => Point>([
      () => [
        WEST * 1e7 + random.between(-0.5, columns + 0.5) * CELL * 1e7,
        SOUTH * 1e7 + random.between(-0.5, rows + 0.5) * CELL * 1e7,
      ],
      () => a,
      () => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2],
      () => [a[0] + t * (b[0] - a[0]) + away(), a[1] + t * (b[1] - a[1]) + away()],
      () => [WEST * 1e7 + random.between(0, columns) * CELL * 1e7, SOUTH * 1e7 + random.between(0, rows) * CELL * 1e7],
    ])();
    const at = units([chosen[0] / 1e7, chosen[1] / 1e7]);
    if (all.some((place) => contains(place, at))) return [at[0] / 1e7, at[1] / 1e7];
    const metres = all.map((place) => metresTo(place, at)).sort((p, q) => p - q);
    const tie = metres[1] !== undefined && metres[0] !== metres[1] && metres[1] - metres[0]! < 0.5;
    if (!tie && Math.abs(metres[0]! - 100) > 2) return [at[0] / 1e7, at[1] / 1e7];
  }
}

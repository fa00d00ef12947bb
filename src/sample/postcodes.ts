import { toDegrees } from './borders';
import type { Random } from './random';
import type { SampleShapes } from './nameAreas';

/** A postcode of the sample: as it is written, and where it is. */
export interface SamplePostcode {
  postcode: string;
  /** Degrees; 99.999999 and 0 where the file has no grid reference, as the Office for National Statistics writes it. */
  latitude: number;
  longitude: number;
  /** Index of its LSOA; -1 for the rock, and where there is no point. */
  area: number;
}

export interface SamplePostcodes {
  all: SamplePostcode[];
  /** Ordinary ones, by LSOA. */
  byArea: SamplePostcode[][];
  /** Just off the shore: nearer than 100 m to an LSOA. */
  quayside: SamplePostcode[];
  /** On the rock: in the authority, far from any LSOA. */
  rock: SamplePostcode;
  /** In the file, but without a point. */
  pointless: SamplePostcode[];
}

const POSTCODES = 20000;
const QUAYSIDE = 40;
/** No real postcode begins with Q. The O and the districts with 0 and 1 make room for mistyped postcodes. */
const DISTRICTS = Array.from({ length: 24 }, (_, i) => `QO${i + 1}`);
const LETTERS = 'ABDEFGHJLNPQRSTUWXYZ';

/** 20,000 invented postcodes, about as many in each LSOA: dense where LSOAs are small. */
export function postcodes({ areas, mesh, owner, rock }: SampleShapes, random: Random): SamplePostcodes {
  const { x, y, cells, cornerX, cornerY } = mesh;
  const middles = DISTRICTS.map(() => random.pick(areas).cells[0]!);
  const used = new Map<string, number>();

  const districts: string[] = [];
  function nearestDistrict(cell: number): string {
    const far = middles.map((middle) => Math.hypot(x[middle]! - x[cell]!, y[middle]! - y[cell]!));
    return DISTRICTS[far.indexOf(Math.min(...far))]!;
  }

  /** The next free postcode near a small cell: the district's middle is near, and one LSOA has one or two sectors. */
  function nextPostcode(cell: number, area: number): string {
    const district = districts[cell] ?? (districts[cell] = nearestDistrict(cell));
    for (let sector = area % 10; ; sector = (sector + 1) % 10) {
      const outward = `${district} ${sector}`;
      const count = used.get(outward) ?? 0;
      if (count >= LETTERS.length ** 2) continue;
      used.set(outward, count + 1);
      // 7 and 400 have no common factor, so every pair of letters comes once, in no visible order.
      const pair = (count * 7) % LETTERS.length ** 2;
      return outward + LETTERS[Math.floor(pair / LETTERS.length)]! + LETTERS[pair % LETTERS.length]!;
    }
  }

  /** A point in the inner half of a small cell, where no crooked border comes. */
  function pointIn(cell: number): [number, number] {
    const { corners } = cells[cell]!;
    const k = random.whole(corners.length);
    const [a, b] = [corners[k]!, corners[(k + 1) % corners.length]!];
    const [along, out] = [random.next(), 0.48 * Math.sqrt(random.next())];
    const edgeX = cornerX[a]! + along * (cornerX[b]! - cornerX[a]!);
    const edgeY = cornerY[a]! + along * (cornerY[b]! - cornerY[a]!);
    return toDegrees(x[cell]! + out * (edgeX - x[cell]!), y[cell]! + out * (edgeY - y[cell]!));
  }

  const weights = areas.map(() => random.between(0.6, 1.5));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const ordinary = POSTCODES - QUAYSIDE - 5;
  let share = 0;
  const byArea = areas.map((area, index) => {
    const from = Math.round((share / total) * ordinary);
    const to = Math.round(((share += weights[index]!) / total) * ordinary);
    return Array.from({ length: to - from }, () => {
      const cell = random.pick(area.cells);
      const [longitude, latitude] = pointIn(cell);
      return { postcode: nextPostcode(cell, index), latitude, longitude, area: index };
    });
  });

  const shores = cells.flatMap(({ neighbours }, cell) => {
    const index = owner[cell]!;
    const mine = index >= 0 && areas[index]!.authority === 0;
    return mine
      ? neighbours.flatMap((other, k) => (other >= 0 && owner[other] === -1 ? [{ cell, k, other }] : []))
      : [];
  });
  const quayside = random
    .shuffle(shores)
    .slice(0, QUAYSIDE)
    .map(({ cell, k, other }) => {
      // A corner of the shore lies on it whatever its course; 20 m from there towards the middle of the water.
      const corner = cells[cell]!.corners[k]!;
      const [dx, dy] = [x[other]! - cornerX[corner]!, y[other]! - cornerY[corner]!];
      const out = Math.min(0.3, 20 / Math.hypot(dx, dy));
      const [longitude, latitude] = toDegrees(cornerX[corner]! + out * dx, cornerY[corner]! + out * dy);
      return { postcode: nextPostcode(cell, owner[cell]!), latitude, longitude, area: owner[cell]! };
    });
  const [longitude, latitude] = toDegrees(x[rock]!, y[rock]!);
  const light = { postcode: nextPostcode(rock, 0), latitude, longitude, area: -1 };
  const pointless = areas.slice(0, 4).map(({ cells }, index) => {
    return { postcode: nextPostcode(cells[0]!, index), latitude: 99.999999, longitude: 0, area: -1 };
  });
  const all = [...byArea.flat(), ...quayside, light, ...pointless];
  all.sort((a, b) => (a.postcode < b.postcode ? -1 : 1));
  return { all, byArea, quayside, rock: light, pointless };
}

/** The postcodes as a file of the freemaptools kind: id, postcode, latitude, longitude. */
export function postcodesCsv(all: SamplePostcode[]): string {
  const rows = all.map(({ postcode, latitude, longitude }, row) => {
    return `${row + 1},${postcode},${latitude.toFixed(6)},${longitude.toFixed(6)}`;
  });
  return ['id,postcode,latitude,longitude', ...rows, ''].join('\n');
}

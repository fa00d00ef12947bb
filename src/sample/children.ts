import type { SamplePostcode, SamplePostcodes } from './postcodes';
import type { Random } from './random';
import type { SampleShapes } from './nameAreas';

/** One child's assessment as it truly was, before anybody typed it. */
export interface SampleAssessment {
  child: string;
  /** Excel serial number. */
  date: number;
  home: SamplePostcode;
  /** DfE codes. */
  factors: string[];
}

/** What is to be found in the figures: indexes of LSOAs. */
export interface Planted {
  /** Three times the usual rate all the time, and more drug misuse (2B). */
  hotSpot: number[];
  /** Twice as many in the last twelve months as before. */
  doubled: number[];
}

/** 1 January 2024, 1 July 2025 (when the change begins) and 30 June 2026, as Excel serial numbers. */
export const FIRST_DAY = 45292;
export const CHANGE_DAY = 45839;
export const LAST_DAY = 46203;
const ASSESSMENTS = 6000;
/** The share of addresses in the neighbours' areas. */
const AWAY = 0.06;
/** January to December: quiet in August and at Christmas, busy when schools have been open for a while. */
const SEASON = [1, 1.05, 1.25, 0.9, 1.1, 1.15, 1.1, 0.6, 0.85, 1.2, 1.25, 0.7];

const FACTORS: [string, number][] = [
  ['4B', 0.36], ['3B', 0.3], ['3A', 0.17], ['4A', 0.16], ['17A', 0.22], ['2B', 0.15], ['1B', 0.16], ['16A', 0.18],
  ['5A', 0.1], ['20', 0.12], ['6A', 0.07], ['6B', 0.05], ['14A', 0.08], ['18C', 0.09], ['18B', 0.03], ['15A', 0.06],
  ['10A', 0.04], ['19B', 0.02], ['19C', 0.03], ['7A', 0.04], ['24A', 0.03], ['11A', 0.03], ['13A', 0.02], ['2A', 0.04],
  ['1C', 0.02], ['3C', 0.03], ['4C', 0.03], ['12A', 0.008], ['9A', 0.006], ['8F', 0.003], ['8C', 0.002], ['22A', 0.002],
  ['23A', 0.003],
]; // prettier-ignore

/** A start and its nearest neighbours, `count` in all, none of them in `not`. */
function cluster(areas: SampleShapes['areas'], start: number, count: number, not: number[]): number[] {
  const found = [start];
  for (let i = 0; i < found.length; i++) {
    for (const other of areas[found[i]!]!.neighbours) {
      const free = areas[other]!.authority === 0 && !found.includes(other) && !not.includes(other);
      if (free && found.length < count) found.push(other);
    }
  }
  return found;
}

/** Two clusters of small LSOAs far from each other. */
function plant({ areas, mesh, hole, island }: SampleShapes): Planted {
  const { x, y } = mesh;
  const near = (toX: number, toY: number, not: number[]) => {
    const distance = (index: number) =>
      Math.hypot(x[areas[index]!.cells[0]!]! - toX, y[areas[index]!.cells[0]!]! - toY);
    const own = areas.map((_, index) => index).filter((index) => areas[index]!.authority === 0 && !not.includes(index));
    return own.reduce((best, index) => (distance(index) < distance(best) ? index : best));
  };
  const hotSpot = cluster(areas, near(1400, -300, [hole, island]), 6, [hole, island]);
  const taken = [hole, island, ...hotSpot, ...hotSpot.flatMap((index) => areas[index]!.neighbours)];
  return { hotSpot, doubled: cluster(areas, near(-5200, 4300, taken), 6, taken) };
}

/** Children 0 to 17 by LSOA. */
export function population({ areas }: SampleShapes, random: Random): number[] {
  return areas.map(() => Math.round(250 + 260 * random.next() + 120 * random.next() ** 3));
}

/** 6,000 assessments over 30 months: brothers and sisters together, some children again, a season, and what is planted. */
export function children(shapes: SampleShapes, { byArea }: SamplePostcodes, population: number[], random: Random) {
  const { areas, mesh } = shapes;
  const planted = plant(shapes);
  const rates = areas.map(({ authority, cells }, index) => {
    const [px, py] = [mesh.x[cells[0]!]!, mesh.y[cells[0]!]!];
    const gradient = 1 + 0.25 * Math.sin(px / 2600) * Math.cos(py / 3100) + random.between(-0.2, 0.2);
    return authority === 0
      ? gradient *
          population[index]! *
          (planted.hotSpot.includes(index) ? 3 : planted.doubled.includes(index) ? 1.6 : 1)
      : 0;
  });
  const before = [...rates];
  const after = rates.map((rate, index) => rate * (planted.doubled.includes(index) ? 2.1 : 1));
  const away = areas.map((_, index) => index).filter((index) => areas[index]!.authority !== 0);

  const months = Array.from({ length: 30 }, (_, m) => SEASON[m % 12]!);
  const monthStart = (m: number) => Date.UTC(2024, m, 1) / 864e5 + 25569;
  function workingDay(): number {
    const month = random.weighted(months);
    for (;;) {
      const day = monthStart(month) + random.whole(monthStart(month + 1) - monthStart(month));
      if (day % 7 > 1) return day; // Saturdays are 0, Sundays 1
    }
  }
  let lastNumber = 41000;
  const newChild = () => {
    lastNumber += 1 + random.whole(9);
    return random.chance(0.6) ? String(lastNumber).padStart(7, '0') : `EX${lastNumber}`;
  };
  const common = (area: number) => {
    const more = planted.hotSpot.includes(area) ? 2.4 : 1;
    return FACTORS.filter(([code, share]) => random.chance(share * (code === '2B' ? more : 1))).map(([code]) => code);
  };

  const families: { home: SamplePostcode; children: string[] }[][] = areas.map(() => []);
  const seen = new Set<string>();
  const assessments: SampleAssessment[] = [];
  while (assessments.length < ASSESSMENTS) {
    const date = assessments.length === 0 ? LAST_DAY : workingDay();
    const weights = date >= CHANGE_DAY ? after : before;
    const area = assessments.length > 0 && random.chance(AWAY) ? random.pick(away) : random.weighted(weights);
    const known = families[area]!;
    let family = known.length > 0 && random.chance(0.25) ? random.pick(known) : undefined;
    if (!family) {
      const size = 1 + random.weighted([0.5, 0.3, 0.15, 0.05]);
      family = { home: random.pick(byArea[area]!), children: Array.from({ length: size }, newChild) };
      known.push(family);
    }
    const shared = common(area);
    for (const child of family.children) {
      const key = `${child} ${date}`;
      if (seen.has(key) || assessments.length >= ASSESSMENTS || random.chance(0.15)) continue;
      seen.add(key);
      const own = shared.filter(() => random.chance(0.85));
      const factors = own.length > 0 ? own : random.chance(0.7) ? ['21'] : ['20'];
      assessments.push({ child, date, home: family.home, factors });
    }
  }
  return { assessments, planted };
}

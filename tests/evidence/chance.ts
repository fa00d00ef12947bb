import type { AreaRow, Areas } from '../../src/core/types';
import { evidence } from '../../src/evidence/evidence';
import { random, type Random } from '../../src/sample/random';

/** A place in which nothing happens but chance. */
export interface Place {
  lsoas: Areas;
  own: number[];
  /** Children by LSOA code. */
  population: Map<string, number>;
}

/** Needs as shares of all assessments, from common to a handful of cases. */
const SHARES = [0.4, 0.15, 0.03, 0.01, 0.003];
const YEARLY = 330;

/** In how many authorities each table declared anything. Sums of the two years' changes and of spots, by table. */
export interface Declared {
  authorities: number;
  hotSpots: number[];
  changes: number[];
}

/**
 * Invents authorities in which every child is as likely to be assessed wherever it lives and in either year, and asks
 * how often something is declared all the same. `basis` count: every LSOA is as likely as every other, and the
 * population isn't given.
 */
export function chance(places: Place[], authorities: number, basis: 'rate' | 'count', seed: number): Declared {
  const source = random(seed);
  const declared: Declared = { authorities, hotSpots: [0, 0, 0, 0, 0, 0], changes: [0, 0, 0, 0, 0, 0] };
  for (let i = 0; i < authorities; i++) {
    const place = places[i % places.length]!;
    const { lsoas, own, population } = place;
    const children = own.map((area) => (basis === 'rate' ? population.get(lsoas.codes[area]!)! : 350));
    const years = [0, 1].map(() => children.map((number) => poisson((number * YEARLY) / 10000, source)));
    const thinned = [1, ...SHARES].map((share) =>
      years.map((counts) => counts.map((count) => (share === 1 ? count : thin(count, share, source)))),
    );
    const found = evidence({
      lsoas,
      own,
      tables: thinned.map((pair, table) => ({ id: String(table), name: `Table ${table}`, rows: rows(place, pair) })),
      population: basis === 'rate' ? population : undefined,
      seed: 1,
    });
    found.tables.forEach(({ areas }, table) => {
      if (areas.some(({ spot }) => spot.kind !== null)) declared.hotSpots[table]!++;
      if (areas.some(({ change }) => change.beyond)) declared.changes[table]!++;
    });
  }
  return declared;
}

/** 5% and two standard errors, of so many authorities. */
export const atMost = (authorities: number): number => 0.05 + 2 * Math.sqrt((0.05 * 0.95) / authorities);

/** One line a test: the share of authorities by table. */
export const inWords = (name: string, { authorities, hotSpots, changes }: Declared): string =>
  [
    ['hot spots', hotSpots],
    ['changes', changes],
  ]
    .map(([what, times]) => {
      const shares = (times as number[]).map((time) => `${((100 * time) / authorities).toFixed(1)}%`);
      const limit = (100 * atMost(authorities)).toFixed(1);
      return `${name}, ${authorities} authorities of pure chance, any ${what as string} by table: ${shares.join(' ')} (at most ${limit}%)\n`;
    })
    .join('');

function rows({ lsoas, own }: Place, [previous, current]: number[][]): AreaRow[] {
  return own.map((area, i) => ({
    code: lsoas.codes[area]!,
    name: lsoas.names[area]!,
    previous: previous![i]!,
    current: current![i]!,
    change: current![i]! - previous![i]!,
    area,
  }));
}

/** By the product of uniform numbers. */
export function poisson(mean: number, { next }: Random): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count++;
  return count;
}

function thin(count: number, share: number, source: Random): number {
  let kept = 0;
  for (let i = 0; i < count; i++) if (source.chance(share)) kept++;
  return kept;
}

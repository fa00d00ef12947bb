import { falseDiscovery } from './falseDiscovery';
import { getisOrd, localSums } from './localSums';
import type { Neighbours } from '../core/neighbours';
import { permutations } from './permutations';
import type { Tail } from './tails';

/** Draws for every area, and for those whose p from these is at most FINER. */
const DRAWS = 9999;
const MORE_DRAWS = 99999;
const FINER = 0.002;
/** The two steps: a false discovery rate of 5% and of 1% within the table. */
const LEVELS = [1, 5] as const;

/** One area in one table. Null where it can't be tested: an island, or all values equal. */
export interface Spot {
  /** Getis-Ord Gi*: standard deviations that the area and its neighbours together lie above what is usual. */
  z: number | null;
  /** Twice the folded permutation p, at most 1. */
  p: number | null;
  /** After Benjamini-Hochberg within the table. */
  q: number | null;
  kind: 'hot' | 'cold' | null;
  /** Per cent; null where it is neither hot nor cold. */
  level: (typeof LEVELS)[number] | null;
}

/**
 * Hot and cold spots of several tables over the same areas, each table by itself but with shared permutations (the same
 * seed gives the same answer). `tables`: one value an area, rates or counts. Islands aren't tested: they have nobody to
 * be a spot with. Nor is an LSOA a spot by itself: what is declared has neighbours that, without it, lie on the same side
 * of the mean. (An LSOA's draws come from the others, so the only LSOA with any case of a rare need has none to draw, and
 * its p is as small as can be: without this rule a need with five cases has a hot spot in a third of all authorities.)
 */
export function hotSpots(neighbours: Neighbours, tables: readonly Float64Array[], seed: number): Spot[][] {
  const { count, starts } = neighbours;
  if (count < 3) return tables.map(() => Array.from({ length: count }, () => ({ ...NOTHING })));
  const tested = Array.from({ length: count }, (_, i) => i).filter((i) => starts[i]! < starts[i + 1]!);
  const first = permutations(neighbours, DRAWS, seed);
  let second: ReturnType<typeof permutations> | null = null;
  return tables.map((values) => {
    const zs = getisOrd(neighbours, values);
    const able = tested.filter((i) => zs[i] !== null);
    const tails = new Map<number, Tail & { draws: number }>();
    const run = (draw: typeof first, draws: number, which: number[]) =>
      draw(values, which).forEach((tail, i) => tails.set(which[i]!, { ...tail, draws }));
    run(first, DRAWS, able);
    const finer = able.filter((i) => twiceFolded(tails.get(i)!) <= FINER);
    if (finer.length > 0) run((second ??= permutations(neighbours, MORE_DRAWS, seed + 1)), MORE_DRAWS, finer);
    const ps = zs.map((_, i) => (tails.has(i) ? twiceFolded(tails.get(i)!) : null));
    const qs = falseDiscovery(ps);
    const company = companyOf(neighbours, values);
    return zs.map((z, i): Spot => {
      if (!tails.has(i)) return { ...NOTHING };
      const { atLeast, atMost } = tails.get(i)!;
      const level = LEVELS.find((percent) => qs[i]! <= percent / 100);
      const kind = atLeast < atMost ? 'hot' : 'cold';
      const declared = level !== undefined && company[i] === kind;
      return { z, p: ps[i]!, q: qs[i]!, kind: declared ? kind : null, level: declared ? level : null };
    });
  });
}

/** What is known of an area that can't be tested. */
export const NOTHING: Readonly<Spot> = { z: null, p: null, q: null, kind: null, level: null };

/** On which side of the mean each area's neighbours lie without it. */
function companyOf(neighbours: Neighbours, values: Float64Array): Spot['kind'][] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Array.from(localSums(neighbours, values), (sum, i) => {
    const above = sum - values[i]! - mean * (neighbours.starts[i + 1]! - neighbours.starts[i]!);
    return above > 0 ? 'hot' : above < 0 ? 'cold' : null;
  });
}

const twiceFolded = ({ atLeast, atMost, draws }: Tail & { draws: number }): number =>
  Math.min(1, (2 * (Math.min(atLeast, atMost) + 1)) / (draws + 1));

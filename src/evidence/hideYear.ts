import { hideColumn, LEAST_VALUES } from './hideColumn';

/** One year's counts by area: of all assessments, and of each need; areas in order of code. */
export interface YearCounts {
  all: readonly number[];
  needs: readonly (readonly number[])[];
  /** The same of the other year, whose small counts hide the change anyway. */
  other: { all: readonly number[]; needs: readonly (readonly number[])[] };
}

/** What is hidden of one table in one year. */
export interface HiddenTable {
  /** By area. */
  hidden: boolean[];
  /** Whether the authority's total is hidden too: then all is, zeros too, but where an area has no assessment at all. */
  total: boolean;
}

/** What is hidden of one year; null where all of it has to be. */
export type HiddenYear = { all: HiddenTable; needs: HiddenTable[] } | null;

/** Few small counts seldom have the room to hide each other: the fewer they are, the more of the others are hidden. */
const furtherOf = (small: number, limit: number) => {
  const atLeast = (small < 2 ? 2 : small < 4 ? 1 : 0) + (limit < 5 && small < 6 ? 1 : 0);
  return { atLeast, atMost: atLeast + 3 };
};

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/**
 * Hides counts of 1 to `limit` of a year and what would give them away. The two years don't bear on each other, as no
 * change is shown unless both of its counts are. A need is part of all assessments: where an area has few of these, its
 * count with the need is taken to lie in 1..`split` and that of all assessments in `split`..limit, so that every column
 * can be judged by itself; `margin` leaves room for the other cases. Needs come first: where one of their larger counts
 * was hidden, or couldn't be, the number of all assessments that bounds it stays.
 */
export function hideYear({ all, needs, other }: YearCounts, limit: number): HiddenYear {
  const margin = limit;
  const small = (count: number) => count > 0 && count <= limit;
  const split = limit < 5 ? 2 : Math.max(LEAST_VALUES, Math.round(0.4 * limit));
  const roomy = limit + LEAST_VALUES;
  const stays = all.map((count, at) => count < roomy && needs.some((need) => need[at]! > limit));

  const tables = needs.map((need, n): HiddenTable => {
    const eligible = places(need, (count) => count > limit).filter((at) => all[at]! >= roomy);
    const further = inOrder(eligible, (at) => small(other.needs[n]![at]!));
    const smallOnes = places(need, small);
    const { closed, cells } = hideColumn(
      {
        total: total(need),
        large: total(need.filter((count) => count > limit)),
        small: smallOnes.map((at) => ({ at, low: 1, high: small(all[at]!) ? split : limit })),
        further: further.map((at) => ({ at, value: need[at]!, low: limit + 1, high: all[at]! })),
        ...furtherOf(smallOnes.length, limit),
      },
      margin,
    );
    for (const { at } of cells.slice(smallOnes.length)) stays[at] = true;
    if (!closed) return { hidden: all.map((count) => count > 0), total: true };
    return { hidden: need.map((_, at) => cells.some((cell) => cell.at === at)), total: false };
  });

  const least = (at: number) => {
    const known = needs.map((need, n) =>
      need[at]! > limit ? (tables[n]!.total ? roomy : Math.max(roomy, need[at]!)) : 0,
    );
    return Math.max(limit + 1, ...known);
  };
  const further = inOrder(
    places(all, (count) => count > limit).filter((at) => !stays[at]),
    (at) => small(other.all[at]!),
  );
  const { closed, cells } = hideColumn(
    {
      total: total(all),
      large: total(all.filter((count) => count > limit)),
      small: places(all, small).map((at) => ({ at, low: split, high: limit })),
      further: further.map((at) => ({ at, value: all[at]!, low: least(at), high: Infinity })),
      atLeast: 0,
      atMost: Infinity,
    },
    margin,
  );
  if (!closed) return null;
  return { all: { hidden: all.map((_, at) => cells.some((cell) => cell.at === at)), total: false }, needs: tables };
}

const places = (counts: readonly number[], which: (count: number) => boolean): number[] =>
  counts.flatMap((count, at) => (which(count) ? [at] : []));

/** First the areas whose change is hidden in any case; otherwise in order of code. */
const inOrder = (at: readonly number[], first: (at: number) => boolean): number[] => [
  ...at.filter(first),
  ...at.filter((place) => !first(place)),
];

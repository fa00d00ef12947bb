import { hideColumn, LEAST_VALUES, type HiddenCell } from './hideColumn';

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

/** Few small counts seldom have the room to hide each other: the more of the others the fewer they are. */
const furtherOf = (small: number) => {
  const atLeast = small < 2 ? 2 : small < 4 ? 1 : 0;
  return { atLeast, atMost: atLeast + 3 };
};

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/**
 * Hides counts of 1 to `limit` of a year and what would give them away. The two years don't bear on each other, as no
 * change is shown unless both of its counts are. A need is part of all assessments: where an area has few
 * assessments, its count with the need is taken to lie in 1..`split` and that of all assessments in `split`..limit, so that every column can
 * be judged by itself; `margin` leaves room for the other cases.
 */
export function hideYear({ all, needs, other }: YearCounts, limit: number): HiddenYear {
  const margin = limit;
  const small = (count: number) => count > 0 && count <= limit;
  const leastSplit = limit < 5 ? 2 : LEAST_VALUES;

  const largestNeed = (at: number) => Math.max(0, ...needs.map((need) => need[at]!));
  const smallOfAll = (split: number): HiddenCell[] => places(all, small).map((at) => ({ at, low: split, high: limit }));
  const large = total(all.filter((count) => count > limit));
  const column = hideColumn(
    {
      total: total(all),
      large,
      small: smallOfAll(leastSplit),
      further: inOrder(
        places(all, (count) => count > limit),
        (at) => small(other.all[at]!),
      ).map((at) => ({ at, value: all[at]!, low: Math.max(limit + 1, largestNeed(at)), high: Infinity })),
      atLeast: 0,
      atMost: Infinity,
    },
    margin,
  );
  if (!column.closed) return null;
  const allHidden = all.map((_, at) => column.cells.some((cell) => cell.at === at));

  // Where nothing further was hidden, all assessments can leave the needs as much room as their total allows.
  let split = leastSplit;
  const spare = total(all) - large - margin;
  while (column.second === 0 && split < limit - 2 && total(smallOfAll(split + 1).map(({ low }) => low)) <= spare)
    split++;

  const tables = needs.map((need, n): HiddenTable => {
    const eligible = places(need, (count) => count > limit).filter(
      (at) => !allHidden[at] && all[at]! >= limit + LEAST_VALUES,
    );
    const found = hideColumn(
      {
        total: total(need),
        large: total(need.filter((count) => count > limit)),
        small: places(need, small).map((at) => ({ at, low: 1, high: small(all[at]!) ? split : limit })),
        further: inOrder(eligible, (at) => small(other.needs[n]![at]!)).map((at) => ({
          at,
          value: need[at]!,
          low: limit + 1,
          high: all[at]!,
        })),
        ...furtherOf(places(need, small).length),
      },
      margin,
    );
    if (!found.closed) return { hidden: all.map((count) => count > 0), total: true };
    return { hidden: need.map((_, at) => found.cells.some((cell) => cell.at === at)), total: false };
  });
  return { all: { hidden: allHidden, total: false }, needs: tables };
}

const places = (counts: readonly number[], which: (count: number) => boolean): number[] =>
  counts.flatMap((count, at) => (which(count) ? [at] : []));

/** First the areas whose change is hidden in any case; otherwise in order of code. */
const inOrder = (at: readonly number[], first: (at: number) => boolean): number[] => [
  ...at.filter(first),
  ...at.filter((place) => !first(place)),
];

import type { AreaRow } from '../../src/core/types';

/**
 * The hypercube method (Giessing and Repsilber; GHMITER of tau-ARGUS) on a table of areas by the two years, whose margins
 * (authority totals, and the change in place of the row's sum) are shown: every small count becomes a corner of a
 * rectangle of hidden counts, none of them zero, which costs least. Returns how many counts it hides beyond the small.
 */
export function hypercube(rows: readonly AreaRow[], limit: number): number {
  const counts = rows.map(({ previous, current }) => [previous, current]);
  const small = (count: number) => count > 0 && count <= limit;
  const hidden = counts.map((pair) => pair.map(small));
  const hide = (at: number, year: number) => (hidden[at]![year] = true);
  counts.forEach((pair, at) =>
    pair.forEach((count, year) => {
      if (!small(count)) return;
      const other = 1 - year;
      const cost = (place: number, which: number) => (hidden[place]![which] ? 0 : counts[place]![which]!);
      const best = counts
        .map((corner, place) => ({ place, cost: cost(place, 0) + cost(place, 1), whole: corner.every((c) => c > 0) }))
        .filter(({ place, whole }) => place !== at && whole && pair[other]! > 0)
        .sort((a, b) => a.cost - b.cost)[0];
      if (!best) return;
      hide(at, other);
      hide(best.place, 0);
      hide(best.place, 1);
    }),
  );
  return hidden.flatMap((pair, at) => pair.filter((is, year) => is && !small(counts[at]![year]!))).length;
}

/**
 * Simple suppression by column: where one count of a column is hidden alone, the smallest other one that isn't zero is
 * hidden too. Returns how many that are.
 */
export function loneCounts(rows: readonly AreaRow[], limit: number): number {
  return (['previous', 'current'] as const).filter((year) => {
    const counts = rows.map((row) => row[year]).filter((count) => count > 0);
    return counts.length > 1 && counts.filter((count) => count <= limit).length === 1;
  }).length;
}

import { NEEDS } from '../core/factors';
import { isShareLimit, SHARE_LIMIT } from '../core/shareLimit';
import type { AreaRow, NeedRow } from '../core/types';
import { UserError } from '../core/userError';
import { hideYear, type HiddenTable, type HiddenYear } from './hideYear';

/** What stands in a hidden cell. */
export const HIDDEN = 'c';
/** A number, or hidden. */
export type Shown = number | typeof HIDDEN;

/** The tables that a copy is made from; area rows in any order, the same areas in each. */
export interface CountTables {
  riskFactors: readonly NeedRow[];
  all: readonly AreaRow[];
  needs: readonly { code: string; name: string; rows: readonly AreaRow[] }[];
  /** Why these needs have rows (RULES.md 6.2), which a reader can use: the largest current year, the fastest growth, by hand. */
  by: 'current' | 'growth' | 'chosen';
}

/** An area's row in the copy. */
export interface ShownArea {
  code: string;
  name: string;
  area: number;
  previous: Shown;
  current: Shown;
  change: Shown;
}

/** A need's row in the copy. */
export interface ShownNeed {
  code: string;
  name: string;
  previous: Shown;
  current: Shown;
  change: Shown;
  pct: Shown | null;
  share: Shown | null;
}

/** How many cells there are, and how many are hidden for which reason. */
export interface HiddenNumbers {
  /** Counts of either year by area and of the authority. */
  counts: number;
  /** Of them 1 to the limit. */
  first: number;
  /** Of them hidden because others could be worked out. */
  second: number;
  /** Changes hidden because one of their years is. */
  changes: number;
}

/** The tables as they may be shown: areas in order of code, needs in the order of the table of factors. */
export interface ShownTables {
  riskFactors: ShownNeed[];
  totals: { previous: Shown; current: Shown };
  all: ShownArea[];
  needs: { code: string; name: string; rows: ShownArea[] }[];
  numbers: HiddenNumbers;
}

/**
 * Hides counts of 1 to `limit` (3 to 20), and then as many others as are needed so that nobody who knows the whole copy
 * and these rules can narrow a hidden count to fewer than three values. Zeros are shown, but in the column of a need that
 * is too rare to be shown by area, and in a previous year with too few assessments. UserError where the areas are
 * too small to show any.
 */
export function hideSmallCounts(tables: CountTables, limit: number): ShownTables {
  if (!isShareLimit(limit))
    throw new Error(`The largest count to hide is not from ${SHARE_LIMIT.least} to ${SHARE_LIMIT.most}: ${limit}`);
  const sorted = <T extends { code: string }>(rows: readonly T[]) =>
    [...rows].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const order = (code: string) => NEEDS.findIndex(({ id }) => id === code) + 1 || Infinity;
  const inFactorOrder = <T extends { code: string }>(rows: readonly T[]) =>
    sorted(rows).sort((a, b) => (order(a.code) === order(b.code) ? 0 : order(a.code) - order(b.code)));
  const all = sorted(tables.all);
  const needs = inFactorOrder(tables.needs).map((need) => ({ ...need, rows: sorted(need.rows) }));
  const counts = (year: Year) => ({
    all: all.map((row) => row[year]),
    needs: needs.map(({ rows }) => rows.map((row) => row[year])),
  });
  const [before, now] = [counts('previous'), counts('current')];
  const current = hideYear({ ...now, other: before }, limit);
  if (!current)
    throw new UserError(
      'There are too few assessments to share by areas this small without giving counts away: choose larger areas.',
    );
  const previous = hideYear({ ...before, other: now }, limit);
  const small = (count: number) => count > 0 && count <= limit;
  const anyTotal = [previous, current].some((year) => !year || year.needs.some(({ total }) => total));

  const shownRows = (rows: AreaRow[], table: (year: HiddenYear) => HiddenTable | undefined): ShownArea[] =>
    rows.map(({ code, name, area, ...row }, at) => {
      const shown = (year: Year, hidden: HiddenYear) => (!hidden || table(hidden)!.hidden[at] ? HIDDEN : row[year]);
      return { code, name, area, ...withChange(shown('previous', previous), shown('current', current)) };
    });
  const shown: Omit<ShownTables, 'numbers'> = {
    riskFactors: inFactorOrder(tables.riskFactors).map((row) => {
      const mapped = needs.findIndex(({ code }) => code === row.code);
      const hiddenTotal = (year: Year, hidden: HiddenYear): boolean => {
        if (!hidden || small(row[year])) return true;
        if (mapped >= 0) return hidden.needs[mapped]!.total;
        if (row[year] === 0) return false;
        // A need that isn't mapped has at most as many as each that is: it would bound a hidden total.
        if (tables.by === 'current') return year === 'current' && hidden.needs.some(({ total }) => total);
        // One that isn't mapped grew no faster than each that is: where three of the four numbers are known, they bound the fourth.
        if (tables.by === 'growth') return small(row.previous) || small(row.current) || anyTotal;
        return false;
      };
      const value = (year: Year, hidden: HiddenYear): Shown => (hiddenTotal(year, hidden) ? HIDDEN : row[year]);
      const counts = withChange(value('previous', previous), value('current', current));
      return {
        code: row.code,
        name: row.name,
        ...counts,
        pct: counts.change === HIDDEN ? HIDDEN : row.pct,
        share: counts.current === HIDDEN ? HIDDEN : row.share,
      };
    }),
    totals: { previous: previous ? total(before.all) : HIDDEN, current: total(now.all) },
    all: shownRows(all, (year) => year?.all),
    needs: needs.map(({ code, name, rows }, n) => ({ code, name, rows: shownRows(rows, (year) => year?.needs[n]) })),
  };
  const original = [...inFactorOrder(tables.riskFactors), ...all, ...needs.flatMap(({ rows }) => rows)];
  return { ...shown, numbers: numbersOf(original, shown, limit) };
}

type Year = 'previous' | 'current';

function withChange(previous: Shown, current: Shown): { previous: Shown; current: Shown; change: Shown } {
  return { previous, current, change: previous === HIDDEN || current === HIDDEN ? HIDDEN : current - previous };
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

function numbersOf(
  original: readonly { previous: number; current: number }[],
  shown: Omit<ShownTables, 'numbers'>,
  limit: number,
): HiddenNumbers {
  const rows = [...shown.riskFactors, ...shown.all, ...shown.needs.flatMap((need) => need.rows)];
  const numbers: HiddenNumbers = { counts: 2 * rows.length, first: 0, second: 0, changes: 0 };
  rows.forEach((row, i) => {
    if (row.change === HIDDEN) numbers.changes++;
    for (const year of ['previous', 'current'] as const) {
      if (row[year] !== HIDDEN) continue;
      const count = original[i]![year];
      if (count > 0 && count <= limit) numbers.first++;
      else numbers.second++;
    }
  });
  return numbers;
}

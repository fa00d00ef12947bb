import { hideSmallCounts, HIDDEN, type CountTables, type ShownTables } from '../../src/evidence/hideSmallCounts';
import type { AreaRow } from '../../src/core/types';
import { UserError } from '../../src/core/userError';
import { random } from '../../src/sample/random';

/** The same numbers from 0 to 1 for the same seed. */
export const randomOf = (seed: number): (() => number) => random(seed).next;

const YEARS = ['previous', 'current'] as const;

/** An area's row, as a run makes it. */
export const areaRow = (at: number, previous: number, current: number): AreaRow => {
  const letter = String.fromCharCode(65 + (at % 3));
  const middle = String(Math.floor(at / 3) + 1).padStart(3, '0');
  const change = current - previous;
  return { code: `E0109${1000 + at}`, name: `Testham ${middle}${letter}`, area: at, previous, current, change };
};

/** Needs' totals, from rows where there are any. */
export function withTotals(
  all: AreaRow[],
  needs: CountTables['needs'],
  others: { code: string; previous: number; current: number }[],
): CountTables {
  const sum = (rows: readonly AreaRow[], year: 'previous' | 'current') => rows.reduce((s, row) => s + row[year], 0);
  const assessments = sum(all, 'current');
  const rows = [
    ...needs.map(({ code, rows: own }) => ({ code, previous: sum(own, 'previous'), current: sum(own, 'current') })),
    ...others,
  ];
  const riskFactors = rows.map(({ code, previous, current }) => {
    const change = current - previous;
    const pct = previous === 0 ? null : change / previous;
    return {
      code,
      name: `Need ${code}`,
      previous,
      current,
      change,
      pct,
      share: assessments ? current / assessments : null,
    };
  });
  return { riskFactors, all, needs, by: 'current' };
}

/** A small invented authority: 4 to 15 areas, 1 to 4 mapped needs and two others, from sparse to dense. */
export function randomTables(random: () => number): CountTables {
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const size = whole(4, 15);
  const busy = [4, 8, 14, 30][whole(0, 3)]!;
  const areas = Array.from({ length: size }, (_, at) => {
    const count = () => Math.floor(busy * 2 * random() * random() + 2 * random());
    return areaRow(at, count(), count());
  });
  const part = (row: AreaRow, share: number) => {
    const some = (most: number) => Array.from({ length: most }, () => random() < share).filter(Boolean).length;
    return areaRow(row.area, some(row.previous), some(row.current));
  };
  const needs = ['3', '4', '17A', '2'].slice(0, whole(1, 4)).map((code, n) => {
    const share = [0.1, 0.3, 0.5, 0.9][whole(0, 3)]! * (1 - n / 10);
    return { code, name: `Need ${code}`, rows: areas.map((row) => part(row, share)) };
  });
  const least = Math.min(...needs.map(({ rows }) => rows.reduce((s, row) => s + row.current, 0)));
  const before = areas.reduce((s, row) => s + row.previous, 0);
  const others = ['5', '6A'].map((code) => {
    return { code, previous: Math.min(before, whole(0, least + 3)), current: whole(0, least) };
  });
  return withTotals(areas, needs, others);
}

/** The tables of a copy, or null where there can be none. */
export function copyOf(tables: CountTables, limit: number): ShownTables | null {
  try {
    return hideSmallCounts(tables, limit);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** Authorities that a copy can be made of, by seeds counting up. */
export function* shareable(
  seed: number,
  limit: number,
): Generator<{ seed: number; tables: CountTables; shown: ShownTables }> {
  for (let next = seed; ; next++) {
    const tables = randomTables(randomOf(next));
    const shown = copyOf(tables, limit);
    if (shown) yield { seed: next, tables, shown };
  }
}

/** Everything that a copy's tables show, as text. */
export const textOf = (shown: ShownTables): string =>
  JSON.stringify({
    ...shown,
    numbers: { ...shown.numbers, first: 0, second: shown.numbers.first + shown.numbers.second },
  });

/** The hidden counts of a copy: column by column, by the area's place. */
export function hiddenColumns(shown: ShownTables): { need: number; year: 'previous' | 'current'; at: number[] }[] {
  return [shown.all, ...shown.needs.map(({ rows }) => rows)].flatMap((rows, n) =>
    YEARS.map((year) => ({
      need: n - 1,
      year,
      at: rows.flatMap((row, at) => (row[year] === HIDDEN ? [at] : [])),
    })),
  );
}

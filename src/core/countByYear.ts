import { dayNumber, isoDate } from './clean';
import { NEEDS, NO_FACTORS, needName } from './factors';
import type { Placed } from './matchPostcode';
import type { AreaRow, Areas, Job, NeedRow, Years } from './types';
import { UserError } from './userError';

/** Day numbers, inclusive. */
interface YearDays {
  previousStart: number;
  previousEnd: number;
  currentStart: number;
  currentEnd: number;
}

export interface Counts {
  years: Years;
  totals: { previous: number; current: number };
  /** Counted assessments in neither year. */
  outsideYears: Placed[];
  riskFactors: NeedRow[];
  assessmentsByLsoa: AreaRow[];
  /** Table 4 of any need. */
  byLsoa(need: string): AreaRow[];
  /** Counted assessments by month of the two years, oldest first: 24 numbers. */
  byMonth: number[];
}

/**
 * Counts assessments and needs by year, for the authority and by LSOA (RULES.md 5 and 6). `own`: its LSOAs' indices.
 * Of children instead, where asked: each once per year, LSOA and need, so that the LSOAs still add up to the authority;
 * months are of assessments always.
 */
export function countByYear(
  placed: Placed[],
  lsoas: Areas,
  own: number[],
  last: number,
  countChildren = false,
): Counts {
  const days = yearDays(last);
  const years = mapValues(days, isoDate);
  const outsideYears: Placed[] = [];
  const all: Tally = new Map();
  const needs = new Map<string, Tally>();
  const byMonth: number[] = new Array(24).fill(0);
  const seen = new Set<string>();
  for (const one of placed) {
    const { day, needs: found } = one.assessment;
    for (const need of found) if (!needs.has(need)) needs.set(need, new Map());
    if (day < days.previousStart || day > days.currentEnd) {
      outsideYears.push(one);
      continue;
    }
    const year = day < days.currentStart ? 0 : 1;
    byMonth[monthsBetween(days.previousStart, day)]!++;
    const { child } = one.assessment;
    const first = (need: string) => !countChildren || isNew(seen, JSON.stringify([child, year, one.place.area, need]));
    if (first('')) add(all, one.place.area, year);
    for (const need of found) if (first(need)) add(needs.get(need)!, one.place.area, year);
  }
  const totals = totalsOf(all);
  const unknown = [...needs.keys()].filter((code) => !NEEDS.some((need) => need.id === code)).sort();
  const riskFactors = [...NEEDS.map((need) => need.id), ...unknown].map((code) => {
    const { previous, current } = totalsOf(needs.get(code) ?? new Map());
    const change = current - previous;
    return {
      code,
      name: needName(code),
      previous,
      current,
      change,
      pct: previous === 0 ? null : change / previous,
      share: totals.current === 0 ? null : current / totals.current,
    };
  });
  riskFactors.sort((a, b) => b.current - a.current);
  return {
    years,
    totals,
    outsideYears,
    riskFactors,
    assessmentsByLsoa: areaRows(all, lsoas, own),
    byLsoa: (need) => areaRows(needs.get(need) ?? new Map(), lsoas, own),
    byMonth,
  };
}

/** LSOA -> [previous, current]. */
type Tally = Map<number, [number, number]>;

function add(tally: Tally, area: number, year: 0 | 1): void {
  let pair = tally.get(area);
  if (!pair) tally.set(area, (pair = [0, 0]));
  pair[year]++;
}

/** Whether a key was not there before; it is now. */
function isNew(seen: Set<string>, key: string): boolean {
  return seen.size < seen.add(key).size;
}

function totalsOf(tally: Tally): { previous: number; current: number } {
  let [previous, current] = [0, 0];
  for (const pair of tally.values()) [previous, current] = [previous + pair[0], current + pair[1]];
  return { previous, current };
}

/** Every LSOA of the authority: current year, largest first; then previous year; then code. */
function areaRows(tally: Tally, lsoas: Areas, own: number[]): AreaRow[] {
  const rows = own.map((area) => {
    const [previous, current] = tally.get(area) ?? [0, 0];
    return { code: lsoas.codes[area]!, name: lsoas.names[area]!, previous, current, change: current - previous, area };
  });
  return rows.sort((a, b) => b.current - a.current || b.previous - a.previous || (a.code < b.code ? -1 : 1));
}

/** The two years by the month rule of RULES.md 5, from the latest counted day or the end that the user chose. */
export function yearDays(last: number): YearDays {
  const date = new Date(last * 86400000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  // Months after year 0: the first month that is not in the current year.
  const next = year * 12 + (month - 1) + (firstOfMonth(year * 12 + month) === last + 1 ? 1 : 0);
  return {
    previousStart: firstOfMonth(next - 24),
    previousEnd: firstOfMonth(next - 12) - 1,
    currentStart: firstOfMonth(next - 12),
    currentEnd: firstOfMonth(next) - 1,
  };
}

const firstOfMonth = (months: number) => dayNumber(Math.floor(months / 12), (months % 12) + 1, 1) as number;

/** Whole months from the month of one day to the month of another. */
function monthsBetween(from: number, to: number): number {
  const [a, b] = [new Date(from * 86400000), new Date(to * 86400000)];
  return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
}

function mapValues<K extends string, A, B>(object: Record<K, A>, change: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value as A)])) as Record<K, B>;
}

/** How many top needs there are where the user doesn't say. */
const TOP = 5;
/** A need with fewer cases in the previous year has no growth worth ranking. */
const LEAST_FOR_GROWTH = 10;

/** The needs to map: the user's own, or the first of the table, or those that grew most (RULES.md 6.2). */
export function topNeeds(job: Pick<Job, 'needs' | 'top' | 'by' | 'include21'>, riskFactors: NeedRow[]): string[] {
  if (job.needs) return chosenNeeds(job.needs, riskFactors);
  const count = job.top ?? TOP;
  const eligible = riskFactors.filter((need) => job.include21 || need.code !== NO_FACTORS);
  if (job.by !== 'growth') return eligible.slice(0, count).map((need) => need.code);
  return eligible
    .filter((need) => need.previous >= LEAST_FOR_GROWTH)
    .sort((a, b) => b.pct! - a.pct!)
    .slice(0, count)
    .map((need) => need.code);
}

function chosenNeeds(needs: string[], riskFactors: NeedRow[]): string[] {
  const codes = needs.map((need) => {
    const asked = need.trim().toUpperCase();
    const row = riskFactors.find(({ code }) => code === asked) ?? riskFactors.find(({ code }) => code === `${asked}A`);
    if (row) return row.code;
    const known = riskFactors.map(({ code }) => code).join(', ');
    throw new UserError(`There is no need "${need.trim()}". Choose from: ${known}.`);
  });
  return [...new Set(codes)];
}

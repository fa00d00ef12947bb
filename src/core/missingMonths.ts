import { count, isoDay, list, monthInWords } from './words';
import { isoDate } from './clean';
import type { Years } from './types';

/** A month with fewer than this share of its year's monthly median looks like missing data. */
const LEAST_SHARE_OF_MEDIAN = 1 / 3;

/** Characters of the months' names: with them the sentence still fits on a line of a map. */
const ROOM = 64;

/** One sentence where months of either year seem to lack assessments, or '' (24 counts, oldest first). */
export function missingMonths(byMonth: number[], years: Years): string {
  const months = byMonth.flatMap((value, i) => {
    const year = i < 12 ? byMonth.slice(0, 12) : byMonth.slice(12);
    return value === 0 || value < median(year) * LEAST_SHARE_OF_MEDIAN ? [i] : [];
  });
  if (months.length === 0 || byMonth.every((value) => value === 0)) return '';
  const start = new Date((isoDay(years.previousStart) ?? 0) * 86400000);
  const isoOf = (month: number) => isoDate(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 1) / 86400000);
  const gaps = gapsOf(months);
  /** The first gaps by name, the others in number. */
  const inWords = (first: number): string => {
    const more = gaps.slice(first).flat().length;
    const names = gaps.slice(0, first).map((gap) => gapInWords(gap.map(isoOf)));
    return list(more > 0 ? [...names, count(more, 'more month')] : names);
  };
  let named = gaps.length;
  while (named > 1 && inWords(named).length > ROOM) named--;
  return `Changes may only show missing data: the log seems to lack assessments for ${inWords(named)}.`;
}

/** Months that follow one another, together. */
function gapsOf(months: number[]): number[][] {
  const gaps: number[][] = [];
  for (const month of months) {
    const last = gaps.at(-1);
    if (last?.at(-1) === month - 1) last.push(month);
    else gaps.push([month]);
  }
  return gaps;
}

/** `May 2024`, `May to August 2024`, `November 2024 to January 2025`. */
function gapInWords(isoMonths: string[]): string {
  const [from, to] = [isoMonths[0] ?? '', isoMonths.at(-1) ?? ''];
  if (from === to) return monthInWords(from);
  const start = from.slice(0, 4) === to.slice(0, 4) ? monthInWords(from).split(' ')[0] : monthInWords(from);
  return `${start} to ${monthInWords(to)}`;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[5]! + sorted[6]!) / 2;
}

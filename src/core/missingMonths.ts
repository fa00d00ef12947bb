import { dateInWords, isoDay, list, monthInWords } from './words';
import { isoDate } from './clean';
import type { Years } from './types';

/** A month with fewer than this share of its year's monthly median looks like missing data. */
export const LEAST_SHARE_OF_MEDIAN = 1 / 3;

/** Gaps named one by one; of more only the first are. */
const GAPS = 4;

/** One sentence where months of either year seem to lack assessments, or '' (24 counts, oldest first). */
export function missingMonths(byMonth: number[], years: Years): string {
  const months = byMonth.flatMap((count, i) => {
    const year = i < 12 ? byMonth.slice(0, 12) : byMonth.slice(12);
    return count === 0 || count < median(year) * LEAST_SHARE_OF_MEDIAN ? [i] : [];
  });
  if (months.length === 0 || byMonth.every((count) => count === 0)) return '';
  const start = new Date((isoDay(years.previousStart) ?? 0) * 86400000);
  const isoOf = (month: number) => isoDate(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 1) / 86400000);
  const gaps = gapsOf(months);
  const named = gaps.length > GAPS ? gaps.slice(0, GAPS - 1) : gaps;
  const more = months.length - named.flat().length;
  const words = [...named.map((gap) => gapInWords(gap.map(isoOf))), ...(more > 0 ? [`${more} more months`] : [])];
  return `The log seems to lack assessments for ${list(words)}: changes may only show missing data.`;
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
  const start = from.slice(0, 4) === to.slice(0, 4) ? dateInWords(from).split(' ')[1] : monthInWords(from);
  return `${start} to ${monthInWords(to)}`;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[5]! + sorted[6]!) / 2;
}

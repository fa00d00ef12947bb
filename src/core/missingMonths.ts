import { isoDay, list, monthInWords } from './words';
import { isoDate } from './clean';
import type { Years } from './types';

/** A month with fewer than this share of its year's monthly median looks like missing data. */
export const LEAST_SHARE_OF_MEDIAN = 1 / 3;

/** One sentence where months of either year seem to lack assessments, or '' (24 counts, oldest first). */
export function missingMonths(byMonth: number[], years: Years): string {
  const months = byMonth.flatMap((count, i) => {
    const year = i < 12 ? byMonth.slice(0, 12) : byMonth.slice(12);
    return count === 0 || count < median(year) * LEAST_SHARE_OF_MEDIAN ? [i] : [];
  });
  if (months.length === 0 || byMonth.every((count) => count === 0)) return '';
  const start = new Date((isoDay(years.previousStart) ?? 0) * 86400000);
  const names = months.map((month) =>
    monthInWords(isoDate(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 1) / 86400000)),
  );
  return `The log seems to lack assessments for ${list(names)}: changes may only show missing data.`;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[5]! + sorted[6]!) / 2;
}

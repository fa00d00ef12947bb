import { falseDiscovery } from './falseDiscovery';

/** A change is declared where the false discovery rate within its table stays at most this. */
const CHANGE_LEVEL = 0.05;

/** One pair of yearly counts, tested. */
export interface Change {
  /** Exact two-sided binomial test of current among current + previous with probability 1/2; 1 where both are 0. */
  p: number;
  /** After Benjamini-Hochberg within the table. */
  q: number;
  /** current / previous with its 95% Clopper-Pearson interval; null where it has no finite value. */
  ratio: number | null;
  low: number | null;
  high: number | null;
  /** Whether the change is more than chance would explain. */
  beyond: boolean;
}

/** Tests all rows of one table together. */
export function changes(rows: readonly { previous: number; current: number }[]): Change[] {
  // Small counts come again and again: each pair is tested once.
  const known = new Map<string, Omit<Change, 'q' | 'beyond'>>();
  const tested = rows.map(({ previous, current }) => {
    const pair = `${previous} ${current}`;
    const found = known.get(pair) ?? test(previous, current);
    known.set(pair, found);
    return found;
  });
  const qs = falseDiscovery(tested.map(({ p }) => p));
  return tested.map((found, i) => ({ ...found, q: qs[i]!, beyond: qs[i]! <= CHANGE_LEVEL }));
}

function test(previous: number, current: number): Omit<Change, 'q' | 'beyond'> {
  const ratio = previous > 0 ? current / previous : null;
  return { p: binomialP(previous, current), ratio, ...ratioInterval(previous, current) };
}

/** R's binom.test(current, previous + current): twice the smaller tail, at most 1. */
export function binomialP(previous: number, current: number): number {
  if (previous === current) return 1;
  return Math.min(1, 2 * lowerTail(Math.min(previous, current), previous + current, 0.5));
}

/** 95% interval of current / previous from the Clopper-Pearson interval of current among both; null for no finite bound. */
export function ratioInterval(previous: number, current: number): { low: number | null; high: number | null } {
  const both = previous + current;
  if (both === 0) return { low: null, high: null };
  const low = 1 - upperBound(previous, both);
  const high = upperBound(current, both);
  return { low: low / (1 - low), high: previous === 0 ? null : high / (1 - high) };
}

/** The share at which at most `count` of `n` would come with a chance of 2.5%. */
function upperBound(count: number, n: number): number {
  if (count === n) return 1;
  let [low, high] = [count / n, 1];
  for (let i = 0; i < 54; i++) {
    const middle = (low + high) / 2;
    if (lowerTail(count, n, middle) > 0.025) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The chance of at most `count` of `n` at this share; quick where the share is above count / n, as it is here. */
function lowerTail(count: number, n: number, share: number): number {
  const choose = logFactorial(n) - logFactorial(count) - logFactorial(n - count);
  let term = Math.exp(choose + count * Math.log(share) + (n - count) * Math.log1p(-share));
  let sum = term;
  const odds = (1 - share) / share;
  for (let i = count; i > 0 && term > sum * 1e-17; i--) sum += term *= (i / (n - i + 1)) * odds;
  return sum;
}

const logFactorials = [0];

function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i++) logFactorials.push(logFactorials[i - 1]! + Math.log(i));
  return logFactorials[n]!;
}

import { ckmeans } from 'simple-statistics';
import { divergingRamps, ramp, ZERO_COLOUR } from './mapColours';
import type { Fill, MapOptions } from './types';

/** Numbers of the current year, their difference from the previous one, or hot and cold spots (a SpotClass an area). */
export type MapKind = 'prevalence' | 'change' | 'spots';

/** One class of a map: whole numbers from `low` to `high`, both included. */
export interface MapClass {
  low: number;
  high: number;
  /** `4-7`, `+1 to +3`, `0`. */
  label: string;
  fill: Fill;
}

/** Areas without a number; in no class. */
export const NO_DATA_FILL: Fill = { colour: '#d9d9d9', hatch: '#8c8c8c' };
/** The same on maps of hot and cold spots. */
export const NOT_TESTED_FILL: Fill = '#cfcfcf';
/** Stripes on falls, so that a grey print tells them from rises; white on all, so that larger falls stay the darker ones. */
const HATCH = '#ffffff';

/** Classes on each side of zero for a wished number of classes: 3 and 4 -> 2, 5 and 6 -> 3, 7 -> 4. */
function sides(classes: number): number {
  return Math.floor((clampClasses(classes) + 1) / 2);
}
const clampClasses = (classes: number): number => Math.max(3, Math.min(7, Math.round(classes)));

/**
 * The lowest numbers of the classes above zero, ascending; class i reaches to just below break i + 1. For change the
 * sizes of rises and falls together make the breaks, so that they are the same on both sides of zero. Empty where all
 * values are zero; fewer than wished where there are few distinct values.
 */
export function mapBreaks(values: readonly number[], kind: MapKind, options: MapOptions): number[] {
  const sizes = values
    .map(Math.abs)
    .filter((value) => value > 0)
    .sort((a, b) => a - b);
  const distinct = new Set(sizes).size;
  if (distinct === 0) return [];
  const wished = kind === 'change' ? sides(options.classes) : clampClasses(options.classes);
  const count = Math.min(wished, distinct);
  const low = sizes[0] as number;
  const high = sizes[sizes.length - 1] as number;
  const starts = Array.from({ length: count }, (_, i) => {
    if (options.method === 'equal') return low + Math.ceil((i * (high - low + 1)) / count);
    return sizes[Math.floor((i * sizes.length) / count)] as number;
  });
  const found = options.method === 'natural' ? ckmeans(sizes, count).map((cluster) => cluster[0] as number) : starts;
  return [...new Set(found)].sort((a, b) => a - b);
}

/**
 * The classes of a map, lowest first. Without `kept` breaks they end at the largest value; with them the last one is
 * open ("8 or more"), so that a legend says the same on every map.
 */
export function mapClasses(
  values: readonly number[],
  kind: MapKind,
  options: MapOptions,
  kept?: readonly number[],
): MapClass[] {
  if (kind === 'spots') return spotClasses(options);
  const sizes = values.map(Math.abs).filter((value) => value > 0);
  const breaks = kept ?? mapBreaks(values, kind, options);
  const least = sizes.reduce((a, b) => Math.min(a, b), breaks[0] ?? Infinity);
  const most = sizes.reduce((a, b) => Math.max(a, b), 0);
  const steps = breaks.map((start, i) => ({
    low: i === 0 ? least : start,
    high: i + 1 < breaks.length ? (breaks[i + 1] as number) - 1 : kept ? Infinity : most,
  }));
  const zero: MapClass = { low: 0, high: 0, label: kind === 'change' ? 'No change' : '0', fill: ZERO_COLOUR };
  if (kind === 'prevalence') {
    const colours = ramp(options.scheme, steps.length);
    return [zero, ...steps.map((s, i) => ({ ...s, label: label(s, ''), fill: colours[i] as string }))];
  }
  const { rises, falls } = divergingRamps(options.scheme, steps.length);
  const up = steps.map((s, i) => ({ ...s, label: label(s, '+'), fill: rises[i] as string }));
  const down = steps.map((s, i) => ({
    low: -s.high,
    high: -s.low,
    label: label(s, '−'),
    fill: { colour: falls[i] as string, hatch: HATCH },
  }));
  return [...down.reverse(), zero, ...up];
}

/** Always the same five; hot ones orange (grey in grey), cold ones blue and striped: nobody reads blue as hot. */
function spotClasses({ scheme }: MapOptions): MapClass[] {
  const hots = ramp(scheme === 'grey' ? 'grey' : 'orange', 2);
  const colds = ramp('blue', 2);
  const steps = ['5%', '1%'];
  const at = (value: number, label: string, fill: Fill): MapClass => ({ low: value, high: value, label, fill });
  const cold = steps.map((step, i) => at(-1 - i, `Cold, ${step}`, { colour: colds[i] as string, hatch: HATCH }));
  const hot = steps.map((step, i) => at(i + 1, `Hot, ${step}`, hots[i] as string));
  return [...cold.reverse(), at(0, 'Neither', ZERO_COLOUR), ...hot];
}

function label({ low, high }: { low: number; high: number }, sign: string): string {
  if (high === Infinity) return `${sign}${format(low)} or more`;
  if (low === high) return `${sign}${format(low)}`;
  return sign === '' ? `${format(low)}–${format(high)}` : `${sign}${format(low)} to ${sign}${format(high)}`;
}

/** `1,234`. */
export function format(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `+3`, `−3` with a true minus sign, `0`. */
export function formatSigned(value: number): string {
  if (value === 0) return '0';
  return (value > 0 ? '+' : '−') + format(Math.abs(value));
}

/** The place in `classes` of a whole number. */
export function classOf(classes: readonly MapClass[], value: number): number {
  return classes.findIndex(({ low, high }) => value >= low && value <= high);
}

import { dayNumber } from './clean';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `2025-05-31` -> `31 May 2025`. */
export function dateInWords(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${day} ${MONTHS[month! - 1]} ${year}`;
}

/** `1 June 2024 to 31 May 2025`. */
export const periodInWords = (start: string, end: string): string => `${dateInWords(start)} to ${dateInWords(end)}`;

/** `May 2024`, from an ISO date. */
export const monthInWords = (iso: string): string => dateInWords(iso).split(' ').slice(1).join(' ');

/** ISO date -> day number; undefined where it isn't one that exists. */
export function isoDay(iso: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  const day = match && dayNumber(Number(match[1]), Number(match[2]), Number(match[3]));
  return typeof day === 'number' ? day : undefined;
}

/** 5249 -> `5,249`. */
export const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** +107, -3, 0; thousands apart. */
export const signed = (value: number): string => (value > 0 ? '+' : value < 0 ? '-' : '') + number(Math.abs(value));

/** 0.1062 -> `10.6%`. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** `1 assessment`, `2 assessments`. */
export const count = (value: number, noun: string): string => `${number(value)} ${noun}${value === 1 ? '' : 's'}`;

/** `a`, `a and b`, `a, b and c`. */
export const list = (words: string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;

import type { Cell } from './types';

/** RULES.md 1: what counts as nothing, in any case, white space folded. */
const BLANK = new Set(
  `- . .. : ? x z c u n/a na n.a. nil none null nan nat #n/a unknown not|known not|recorded nopostcode no|postcode
  no|postcode|given not|given none|given no|address tbc`
    .split(/\s+/)
    .map((word) => word.replaceAll('|', ' ')),
);

/** A cell's text as a person reads it; errors and empty cells are ''. */
export function asText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return '';
}

const fold = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Nothing, white space, a word for nothing, or an Excel error. */
export function isBlank(cell: Cell): boolean {
  if (cell === null || cell === undefined || typeof cell === 'object') return true;
  if (typeof cell !== 'string') return false;
  if (cell.length > 64 && cell.trim().length > 64) return false;
  const text = fold(cell).toLowerCase();
  return text === '' || BLANK.has(text);
}

/** A child id that compares equal however it was typed: `01234`, `1234.0` and 1234 are `1234`. '' where blank. */
export function cleanChildId(cell: Cell): string {
  if (typeof cell === 'number' && Number.isSafeInteger(cell) && cell >= 0) return String(cell);
  if (isBlank(cell)) return '';
  const text = asText(cell)
    .replace(/\s+/g, '')
    .toUpperCase()
    .replace(/^(\d+)\.0+$/, '$1');
  return /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text;
}

/** Days since 1970-01-01, or why there are none. */
export type CleanDate = number | 'blank' | 'unreadable';

const TIME = String.raw`(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/])(\d{1,2})\2(\d{1,2})${TIME}$`, 'i');
const DAY_FIRST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${TIME}$`, 'i');
const NAMED_MONTH = new RegExp(String.raw`^(\d{1,2})([- ])([a-z]+)\2(\d{4}|\d{2})${TIME}$`, 'i');
const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** A month's number 1-12 from its name, its first three letters, or `Sept`; 0 for anything else. */
function monthNumber(name: string): number {
  const word = name.toLowerCase();
  return (
    1 +
    MONTHS.findIndex(
      (month) => word === month || word === month.slice(0, 3) || (word === 'sept' && month === 'september'),
    )
  );
}

/** Reads a date by RULES.md 1: day before month always; a day that doesn't exist is unreadable, never rolled over. */
export function cleanDate(cell: Cell, date1904: boolean): CleanDate {
  if (isBlank(cell)) return 'blank';
  if (typeof cell === 'number') return fromNumber(cell, date1904);
  if (typeof cell !== 'string') return 'unreadable';
  const text = fold(cell);
  if (/^\d{5}(\.\d+)?$/.test(text) || /^\d{8}(\.0+)?$/.test(text)) return fromNumber(Number(text), date1904);
  let match = YEAR_FIRST.exec(text);
  if (match) return dayNumber(Number(match[1]), Number(match[3]), Number(match[4]));
  match = DAY_FIRST.exec(text);
  if (match) return dayNumber(wholeYear(match[4]!), Number(match[3]), Number(match[1]));
  match = NAMED_MONTH.exec(text);
  if (match) return dayNumber(wholeYear(match[4]!), monthNumber(match[3]!), Number(match[1]));
  return 'unreadable';
}

/** Days between 1970-01-01 and Excel's day 0. */
export const SERIAL_OF_1970 = 25569;

function fromNumber(value: number, date1904: boolean): CleanDate {
  const whole = Math.floor(value);
  if (whole >= 20000 && whole <= 80000) return whole - SERIAL_OF_1970 + (date1904 ? 1462 : 0);
  if (whole >= 10000000 && whole <= 99999999) {
    return dayNumber(Math.floor(whole / 10000), Math.floor(whole / 100) % 100, whole % 100);
  }
  return 'unreadable';
}

function wholeYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

/** Days since 1970-01-01 of a day that exists; month 1-12. */
export function dayNumber(year: number, month: number, day: number): CleanDate {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? Math.round(date.getTime() / 86400000) : 'unreadable';
}

/** Day number -> `2025-03-31`. */
export const isoDate = (day: number): string => new Date(day * 86400000).toISOString().slice(0, 10);

/** A postcode cell: blank, no fixed abode or not known, or letters and digits to look up. */
export type CleanPostcode = { kind: 'blank' | 'pseudo' } | { kind: 'text'; text: string };

const NO_ABODE = new Set(['NFA', 'NOFIXEDABODE', 'OFNOFIXEDABODE', 'HOMELESS']);

/** Upper case, letters and digits only; pseudo postcodes and words for no fixed abode are told apart (RULES.md 1). */
export function cleanPostcode(cell: Cell): CleanPostcode {
  if (isBlank(cell)) return { kind: 'blank' };
  const typed = asText(cell).toUpperCase();
  // Letters of other scripts are dropped for the look-up, but a cell that has any was not left blank.
  if (/^[^\p{L}\p{N}]*$/u.test(typed.replaceAll('X', ''))) return { kind: 'blank' };
  const text = typed.replace(/[^A-Z0-9]/g, '');
  // "N1 1FA" has the letters NFA too, but is a postcode.
  const isWord = NO_ABODE.has(text.replace(/\d/g, '')) && !hasPostcodeShape(text);
  if (/^(ZZ99|NF11)/.test(text) || isWord) return { kind: 'pseudo' };
  return { kind: 'text', text };
}

/** Outward `A9`, `A99`, `AA9`, `AA99`, `A9A` or `AA9A`, inward `9AA`. */
export const hasPostcodeShape = (text: string): boolean => /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(text);

/** `SO147LY` -> `SO14 7LY`. */
export const spacedPostcode = (text: string): string => `${text.slice(0, -3)} ${text.slice(-3)}`;

import type { Value } from './cells';

/** What Excel makes of a text that is typed into a cell, or written to `values`. */
export interface Typed {
  value: Value;
  /** With its leading `=`. */
  formula?: string;
  error?: true;
  /** A format that the entry brings along where the cell has General. */
  format?: string;
  /** It began with an apostrophe. */
  quoted?: true;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
export const ERRORS = ['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#SPILL!', '#CALC!'];

/** Days since 1899-12-30, Excel's serial number for dates from March 1900 on. */
export function serial(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year >= 1900 && year <= 9999 ? date.getTime() / 86400000 + 25569 : null;
}

function fullYear(text: string | undefined): number {
  if (text === undefined) return new Date().getFullYear();
  const year = Number(text);
  return text.length > 2 ? year : year + (year < 30 ? 2000 : 1900);
}

function typedDate(text: string): Typed | null {
  const made = (value: number | null, format: string) => (value === null ? null : { value, format });
  const month = (name: string) => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const time = /^(.*?)[ T]?(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (time) {
    const fraction = (Number(time[2]) * 3600 + Number(time[3]) * 60 + Number(time[4] ?? 0)) / 86400;
    if (time[1] === '') return { value: fraction, format: 'hh:mm' };
    const day = typedDate((time[1] ?? '').trim());
    return day && { value: Number(day.value) + fraction, format: 'dd/mm/yyyy hh:mm' };
  }
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (iso) return made(serial(Number(iso[1]), Number(iso[2]), Number(iso[3])), 'dd/mm/yyyy');
  const uk = /^(\d{1,2})[-/](\d{1,2})(?:[-/](\d{2}|\d{4}))?$/.exec(text);
  if (uk) return made(serial(fullYear(uk[3]), Number(uk[2]), Number(uk[1])), uk[3] ? 'dd/mm/yyyy' : 'd-mmm');
  const word = /^(\d{1,2})[- ]?([a-z]{3,9})\.?(?:[- ](\d{2}|\d{4}))?$/i.exec(text);
  if (word && month(word[2] ?? '') && isMonth(word[2]))
    return made(serial(fullYear(word[3]), month(word[2] ?? ''), Number(word[1])), word[3] ? 'd-mmm-yy' : 'd-mmm');
  const turned = /^([a-z]{3,9})[- ]?(\d{1,2})$/i.exec(text);
  if (turned && isMonth(turned[1]))
    return made(serial(fullYear(undefined), month(turned[1] ?? ''), Number(turned[2])), 'd-mmm');
  return null;
}

const FULL = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
function isMonth(name = ''): boolean {
  const lower = name.toLowerCase();
  return MONTHS.includes(lower) || FULL.includes(lower) || lower === 'sept';
}

function typedNumber(text: string): Typed | null {
  const match = /^([-+]?)\s*([£$€]?)\s*(\d{1,3}(?:,\d{3})+|\d*)(\.\d*)?(e[-+]?\d+)?\s*(%?)$/i.exec(text);
  const bracketed = /^\((\d+(?:\.\d+)?)\)$/.exec(text);
  if (bracketed) return { value: -Number(bracketed[1]) };
  if (!match || !/\d/.test(text) || ((match[3] ?? '') === '' && !/\d/.test(match[4] ?? ''))) return null;
  const plain = Number(`${match[1]}${(match[3] ?? '').replaceAll(',', '')}${match[4] ?? ''}${match[5] ?? ''}`);
  if (!Number.isFinite(plain)) return null;
  if (match[6]) return { value: plain / 100, format: match[4] ? '0.00%' : '0%' };
  if (match[2]) return { value: plain, format: `${match[2]}#,##0.00` };
  if (match[5]) return { value: plain, format: '0.00E+00' };
  return { value: plain, format: (match[3] ?? '').includes(',') ? '#,##0' : undefined };
}

/**
 * Reads a text as Excel (English, UK) does: formulas, numbers, per cents, money, dates day first, TRUE, errors. In a cell
 * with the format `@` everything stays text; an apostrophe in front keeps what follows text.
 */
export function typed(text: string, format: string): Typed {
  if (text.startsWith("'")) return { value: text.slice(1), quoted: true };
  if (format === '@') return { value: text };
  if (text.startsWith('=') && text.length > 1) return { value: '', formula: text };
  const trimmed = text.trim();
  const found = trimmed === '' ? null : (typedNumber(trimmed) ?? typedDate(trimmed));
  if (found) return found;
  if (/^[-+@]./s.test(text)) return { value: '', formula: `=${text}` };
  if (/^(true|false)$/i.test(trimmed)) return { value: trimmed.toLowerCase() === 'true' };
  if (ERRORS.includes(trimmed.toUpperCase())) return { value: trimmed.toUpperCase(), error: true };
  return { value: text };
}

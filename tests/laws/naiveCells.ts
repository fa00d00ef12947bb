/** RULES.md 1, cell by cell, written to be read beside the rules; nothing here comes from src but types. */
import type { Cell } from '../../src/core/types';
import table from '../../assets/factors.json';

const BLANK_WORDS =
  '-|.|..|:|?|x|z|c|u|n/a|na|n.a.|nil|none|null|nan|nat|#n/a|unknown|not known|not recorded|nopostcode|no postcode|no postcode given|not given|none given|no address|tbc'.split(
    '|',
  );

/** A cell as text, trimmed, each run of white space as one space; an error as nothing. */
export function text(cell: Cell | undefined): string {
  if (cell === null || cell === undefined || typeof cell === 'object') return '';
  return String(cell).trim().replace(/\s+/g, ' ');
}

export function isBlank(cell: Cell | undefined): boolean {
  const written = text(cell).toLowerCase();
  return written === '' || BLANK_WORDS.includes(written);
}

/** Null for a blank. */
export function childId(cell: Cell | undefined): string | null {
  if (isBlank(cell)) return null;
  let id = text(cell).replaceAll(' ', '').toUpperCase();
  if (/^\d+\.0+$/.test(id)) id = id.slice(0, id.indexOf('.'));
  if (/^\d+$/.test(id)) {
    while (id.length > 1 && id.startsWith('0')) id = id.slice(1);
  }
  return id;
}

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']; // prettier-ignore

/** ISO, or null where there is no such day. */
function isoOf(year: number, month: number, day: number): string | null {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (length === undefined || day < 1 || day > length) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function ofSerial(serial: number, date1904: boolean): string | null {
  if (serial < 20000 || serial > 80000) return null;
  // 1970-01-01 is day 25569 of the 1900 system and day 24107 of the 1904 system.
  return new Date((serial - (date1904 ? 24107 : 25569)) * 86400000).toISOString().slice(0, 10);
}

/** ISO; 'blank'; or 'unreadable'. */
export function date(cell: Cell | undefined, date1904: boolean): string {
  if (isBlank(cell)) return 'blank';
  return readable(cell!, date1904) ?? 'unreadable';
}

function readable(cell: Cell, date1904: boolean): string | null {
  const written = text(cell);
  if (/^\d{8}$/.test(written)) {
    return isoOf(Number(written.slice(0, 4)), Number(written.slice(4, 6)), Number(written.slice(6)));
  }
  if (typeof cell === 'number') return ofSerial(Math.floor(cell), date1904);
  if (/^\d{5}$/.test(written)) return ofSerial(Number(written), date1904);

  const day = written.replace(/(T| )\d{1,2}:\d{2}(:\d{2}(\.\d+)?)? ?([ap]m|Z|[+-]\d{2}:?\d{2})?$/i, '');
  const yearFirst = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(day);
  if (yearFirst) return isoOf(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]));
  const numbers = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(day);
  if (numbers) return isoOf(fullYear(numbers[4]!), Number(numbers[3]), Number(numbers[1]));
  const named = /^(\d{1,2})[- ]([A-Za-z]+)[- ](\d{4}|\d{2})$/.exec(day);
  if (!named) return null;
  const word = named[2]!.toLowerCase();
  const month = MONTHS.findIndex((name) => word === name || word === name.slice(0, 3) || (word === 'sept' && name === 'september')); // prettier-ignore
  return month < 0 ? null : isoOf(fullYear(named[3]!), month + 1, Number(named[1]));
}

function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : year < 50 ? 2000 + year : 1900 + year;
}

export type PostcodeKind = 'blank' | 'pseudo' | 'misshapen' | 'missing' | 'found';

export function hasShape(postcode: string): boolean {
  return /^([A-Z]\d|[A-Z]\d\d|[A-Z][A-Z]\d|[A-Z][A-Z]\d\d|[A-Z]\d[A-Z]|[A-Z][A-Z]\d[A-Z])\d[A-Z][A-Z]$/.test(postcode);
}

/** All that comes from exchanging 0 and O, 1 and I, the postcode itself included. */
function exchanged(postcode: string): string[] {
  let forms = [''];
  for (const letter of postcode) {
    const either = letter === '0' || letter === 'O' ? '0O' : letter === '1' || letter === 'I' ? '1I' : letter;
    forms = forms.flatMap((form) => [...either].map((one) => form + one));
  }
  return forms;
}

/** What a postcode cell is; `postcode` is the one of the file where it is found. */
export function postcode(cell: Cell | undefined, file: Map<string, unknown>): { kind: PostcodeKind; postcode: string } {
  const written = text(cell).toUpperCase().replace(/[^A-Z0-9]/g, ''); // prettier-ignore
  if (isBlank(cell) || [...text(cell)].every((sign) => /[xX]|[^\p{L}\p{N}]/u.test(sign)))
    return { kind: 'blank', postcode: '' };
  const letters = written.replace(/\d/g, '');
  const words = ['NFA', 'NOFIXEDABODE', 'OFNOFIXEDABODE', 'HOMELESS'];
  // N1 1FA is a postcode, although its letters are NFA.
  if (/^(ZZ99|NF11)/.test(written) || (words.includes(letters) && !hasShape(written))) {
    return { kind: 'pseudo', postcode: written };
  }
  if (hasShape(written) && file.has(written)) return { kind: 'found', postcode: written };
  const repairs = exchanged(written).filter((form) => hasShape(form) && file.has(form));
  if (repairs.length === 1) return { kind: 'found', postcode: repairs[0]! };
  return { kind: hasShape(written) ? 'missing' : 'misshapen', postcode: written };
}

/** Ids of needs, and unknown codes under their own names. */
export function needs(cell: Cell | undefined): string[] {
  let written = text(cell).toUpperCase();
  if (typeof cell === 'number') written = String(Math.trunc(cell));
  else if (/^\d+\.0+$/.test(written)) written = written.slice(0, written.indexOf('.'));
  const found: string[] = [];
  for (const code of written.split(/[^A-Z0-9]+/)) {
    const known = table.needs.find(({ codes }) => codes.includes(code));
    const need = /^\d+$/.test(code) ? table.needs.find(({ id }) => id === code || id === `${code}A`) : undefined;
    if (known) found.push(known.id);
    else if (need) found.push(need.id);
    else if (/^\d{1,2}[A-Z]?$/.test(code)) found.push(code);
  }
  return [...new Set(found)];
}

import type { ColumnKind, OutCell, OutColumn } from '../core/types';

/** What Excel takes for one cell. An empty text empties the cell (null would leave it alone). */
export type ExcelValue = string | number | boolean;

/** Excel's most characters a cell. */
const MOST_CHARACTERS = 32_767;
/** Excel's most characters of a text inside a formula. */
const MOST_IN_FORMULA = 255;

/** Number formats by kind of column, in Excel's own (English) notation. */
export const FORMATS: Record<ColumnKind, string> = {
  text: '@',
  whole: '#,##0',
  row: '0',
  signed: '+#,##0;-#,##0;0',
  percent: '0.0%',
  signedPercent: '+0.0%;-0.0%;0.0%',
  date: 'dd/mm/yyyy',
  decimal: '#,##0.00',
  chance: '0.000%',
  rate: '#,##0.0',
};

/** Letters of a column counted from 0: 0 is A, 27 is AB. */
function columnLetters(column: number): string {
  return (column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** `A1` for row and column counted from 0. */
export function address(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** Without the characters that no sheet can hold, and no longer than a cell allows (then it ends with an ellipsis). */
export function cellText(text: string, most = MOST_CHARACTERS): string {
  // eslint-disable-next-line no-control-regex -- Excel stores cells as XML 1.0, which forbids these
  const clean = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ' ');
  return clean.length > most ? `${clean.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : clean;
}

/**
 * Text for a cell whose number format isn't "text": a leading apostrophe keeps Excel from taking it for a formula, a
 * number, a date or true/false. Plain words go without.
 */
export function guarded(text: string): string {
  if (text === '') return '';
  const plain = /^\p{L}[^\d]*$/u.test(text) && !/^(true|false)$/i.test(text);
  return plain ? cellText(text) : `'${cellText(text, MOST_CHARACTERS - 1)}`;
}

/** The formula of a link to a place in this workbook, `'Sheet 1'!A5`; its value is the text (or number) shown. */
export function linkFormula(link: string, text: string | number): string {
  const quoted = (part: string) => `"${cellText(part, MOST_IN_FORMULA).replaceAll('"', '""')}"`;
  const shown = typeof text === 'number' ? String(text) : quoted(text);
  return `=HYPERLINK(${quoted(`#${link}`)},${shown})`;
}

/** Whether the column's cells are written as plain texts into cells formatted as text: no links among them. */
export function isPlainText(column: OutColumn, cells: OutCell[]): boolean {
  return column.kind === 'text' && !cells.some((cell) => typeof cell === 'object' && cell !== null);
}

/** A cell for Excel; `plain` where the cell is formatted as text. Numbers that are no numbers become empty. */
export function excelValue(cell: OutCell, plain: boolean): ExcelValue {
  if (cell === null) return '';
  if (typeof cell === 'object') return linkFormula(cell.link, cell.text);
  if (typeof cell === 'number') return plain ? String(cell) : Number.isFinite(cell) ? cell : '';
  // Excel takes a first apostrophe away even from a cell formatted as text.
  return plain && !cell.startsWith("'") ? cellText(cell) : guarded(cell);
}

/** What a cell shows as its value when it is read again. */
export function shownText(cell: OutCell): string {
  if (cell === null) return '';
  return cellText(String(typeof cell === 'object' ? cell.text : cell));
}

/** A 32-bit number of a text (FNV-1a), to know our own words again without keeping them. */
export function textSum(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

/** A number of a column's texts that doesn't depend on their order: a sorted column is still known. */
export function columnSum(texts: string[]): number {
  return texts.reduce((sum, text) => (sum + textSum(text)) >>> 0, 0);
}

/** A name that nobody has yet: `Needs map (2)`, at most 31 characters, ` by LSOA` kept whole. `taken`: in lower case. */
export function freeSheetName(name: string, taken: ReadonlySet<string>): string {
  const tail = name.endsWith(' by LSOA') ? ' by LSOA' : '';
  const head = name.slice(0, name.length - tail.length);
  for (let number = 1; ; number++) {
    const end = number === 1 ? tail : `${tail} (${number})`;
    const tried = head.slice(0, 31 - end.length).trimEnd() + end;
    if (!taken.has(tried.toLowerCase())) return tried;
  }
}

/** A table name that nobody has yet: `NeedsMap_RiskFactors_2`. `taken`: in lower case. */
export function freeTableName(name: string, taken: ReadonlySet<string>): string {
  let tried = name;
  for (let number = 2; taken.has(tried.toLowerCase()); number++) tried = `${name}_${number}`;
  return tried;
}

import type { Cell } from '../core/types';
import { UserError } from '../core/userError';
import type { LogTable } from './types';

/** What Excel takes for a formula when it opens a CSV (not a mere `-1234`), and such texts with our apostrophes before them. */
const FORMULA = /^'*(?:[=@\t\r]|[+-](?!\d+(?:\.\d+)?$))/;

/**
 * A log as the original Logger writes it: UTF-8 text, comma, `\n`, headings first, quotes only where needed, ISO dates. A
 * text that Excel would take for a formula has an apostrophe before it, which `readLogCsv` takes away again.
 */
export function writeLogCsv(log: LogTable): string {
  return [log.columns, ...log.rows].map((row) => row.map(quoted).join(',') + '\n').join('');
}

function quoted(cell: Cell): string {
  const plain = cell === null || typeof cell === 'object' ? '' : String(cell);
  const text = FORMULA.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Reads a log.csv to cells, headings first: every cell is text exactly as written (`0001234`, `2020-03-31`), an empty one
 * null, so that nothing guesses at ids and dates; `logOfRows` makes a log of it. A byte-order mark, CRLF, semicolons or
 * tabs for commas, quotes and line breaks in quotes are understood. Throws a UserError where a quote is never closed.
 */
export function readLogCsv(text: string): Cell[][] {
  const source = text.replace(/^\uFEFF/, '').replace(/^sep=.\r?\n/i, '');
  const separator = separatorOf(source);
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let at = 0;
  let line = 1;
  while (at < source.length) {
    let cell: string;
    if (source[at] === '"') {
      const opened = line;
      let end = at + 1;
      for (;;) {
        end = source.indexOf('"', end);
        if (end === -1) {
          throw new UserError(`The log file has a quote at line ${opened} that is never closed. Export the log again.`);
        }
        if (source[end + 1] !== '"') break;
        end += 2;
      }
      const rest = endOfCell(source, end + 1, separator);
      cell = source.slice(at + 1, end).replaceAll('""', '"') + source.slice(end + 1, rest);
      line += cell.split('\n').length - 1;
      at = rest;
    } else {
      const end = endOfCell(source, at, separator);
      cell = source.slice(at, end);
      at = end;
    }
    row.push(cell === '' ? null : cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);
    if (source[at] === separator) {
      at++;
      if (at < source.length) continue;
      row.push(null);
    }
    if (row.some((one) => one !== null)) rows.push(row);
    row = [];
    line++;
    if (source[at] === '\r') at++;
    if (source[at] === '\n') at++;
  }
  return rows;
}

/** The place of the next separator or line end. */
function endOfCell(source: string, from: number, separator: string): number {
  let at = from;
  while (at < source.length && source[at] !== separator && source[at] !== '\n' && source[at] !== '\r') at++;
  return at;
}

/** The one of comma, semicolon and tab that the first line has most of, outside quotes. */
function separatorOf(source: string): string {
  const first = source.replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/, 1)[0]!;
  const count = (separator: string) => first.split(separator).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

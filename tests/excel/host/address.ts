import { invalidArgument } from './errors';

/** Excel's grid. */
export const MAX_ROWS = 1048576;
export const MAX_COLUMNS = 16384;

/** A block of cells; `row` and `col` count from 0. */
export interface Rect {
  row: number;
  col: number;
  rows: number;
  cols: number;
}

/** 0 -> A, 26 -> AA. */
export function columnName(col: number): string {
  let name = '';
  for (let n = col + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

/** A -> 0, AA -> 26. */
export function columnIndex(name: string): number {
  let n = 0;
  for (const letter of name.toUpperCase()) n = n * 26 + letter.charCodeAt(0) - 64;
  return n - 1;
}

/** A sheet's name as it stands before a `!`. */
export function quoteSheet(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_.]*$/.test(name) && !/^[A-Za-z]{1,3}\d+$/.test(name)
    ? name
    : `'${name.replaceAll("'", "''")}'`;
}

/** `{row: 0, col: 0, rows: 2, cols: 3}` -> `A1:C2`; whole columns `A:C`, whole rows `1:2`. */
export function rectAddress({ row, col, rows, cols }: Rect): string {
  if (rows === MAX_ROWS && cols === MAX_COLUMNS) return `1:${MAX_ROWS}`;
  if (rows === MAX_ROWS) return `${columnName(col)}:${columnName(col + cols - 1)}`;
  if (cols === MAX_COLUMNS) return `${row + 1}:${row + rows}`;
  const first = `${columnName(col)}${row + 1}`;
  return rows === 1 && cols === 1 ? first : `${first}:${columnName(col + cols - 1)}${row + rows}`;
}

/** `Data!A1:C3` -> the sheet's name (if one is given) and the block. Throws InvalidArgument for anything else. */
export function parseAddress(address: string): { sheet?: string; rect: Rect } {
  const bang = address.lastIndexOf('!');
  const sheet =
    bang < 0
      ? undefined
      : address
          .slice(0, bang)
          .replace(/^'(.*)'$/s, '$1')
          .replaceAll("''", "'");
  const [from = '', to = from, more] = address
    .slice(bang + 1)
    .replaceAll('$', '')
    .toUpperCase()
    .split(':');
  const a = /^([A-Z]{0,3})(\d{0,7})$/.exec(from);
  const b = /^([A-Z]{0,3})(\d{0,7})$/.exec(to);
  if (
    !a ||
    !b ||
    more !== undefined ||
    from === '' ||
    Boolean(a[1]) !== Boolean(b[1]) ||
    Boolean(a[2]) !== Boolean(b[2])
  )
    throw invalidArgument(`${address} is not an address`);
  if ((!a[1] || !a[2]) && !address.includes(':')) throw invalidArgument(`${address} is not an address`);
  const ends = (x: string | undefined, y: string | undefined, read: (s: string) => number, whole: number) =>
    x && y ? [Math.min(read(x), read(y)), Math.max(read(x), read(y))] : [0, whole - 1];
  const [top = 0, bottom = 0] = ends(a[2], b[2], (s) => Number(s) - 1, MAX_ROWS);
  const [left = 0, right = 0] = ends(a[1], b[1], columnIndex, MAX_COLUMNS);
  if (top < 0 || bottom >= MAX_ROWS || right >= MAX_COLUMNS) throw invalidArgument(`${address} is beyond the grid`);
  return { sheet, rect: { row: top, col: left, rows: bottom - top + 1, cols: right - left + 1 } };
}

/** The cells that two blocks share, or null. */
export function intersect(a: Rect, b: Rect): Rect | null {
  const row = Math.max(a.row, b.row);
  const col = Math.max(a.col, b.col);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const cols = Math.min(a.col + a.cols, b.col + b.cols) - col;
  return rows > 0 && cols > 0 ? { row, col, rows, cols } : null;
}

/** The smallest block around both. */
export function bounding(a: Rect, b: Rect): Rect {
  const row = Math.min(a.row, b.row);
  const col = Math.min(a.col, b.col);
  return {
    row,
    col,
    rows: Math.max(a.row + a.rows, b.row + b.rows) - row,
    cols: Math.max(a.col + a.cols, b.col + b.cols) - col,
  };
}

/** Whether `outer` holds every cell of `inner`. */
export function contains(outer: Rect, inner: Rect): boolean {
  const both = intersect(outer, inner);
  return both !== null && both.rows === inner.rows && both.cols === inner.cols;
}

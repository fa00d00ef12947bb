import type { Rect } from './address';
import { MAX_COLUMNS, MAX_ROWS } from './address';
import type { Book, Sheet, Table } from './book';
import { invalidOperation } from './errors';
import { mapReferences, rewriteFormulas } from './formulas';
import { keepAnchored } from './sizes';
import { syncHeaders } from './tables';

/** A span after `n` lines came in before `at` (n > 0), or `-n` lines went from `at` on; null where all of it went. */
export function mapSpan(start: number, length: number, at: number, n: number): [number, number] | null {
  if (n >= 0) return start >= at ? [start + n, length] : start + length > at ? [start, length + n] : [start, length];
  const gone = (x: number) => (x < at ? x : x < at - n ? at : x + n);
  const first = gone(start);
  const rest = gone(start + length) - first;
  return rest > 0 ? [first, rest] : null;
}

interface Shift {
  rows: boolean;
  at: number;
  /** Lines that come in (positive) or go (negative). */
  n: number;
  /** The columns (for rows) or rows (for columns) that move. */
  across: [number, number];
}

function mapRect(rect: Rect, { rows, at, n, across: [from, to] }: Shift): Rect | null {
  const [start, length] = rows ? [rect.col, rect.cols] : [rect.row, rect.rows];
  if (start < from || start + length - 1 > to) return rect;
  const span = rows ? mapSpan(rect.row, rect.rows, at, n) : mapSpan(rect.col, rect.cols, at, n);
  if (!span) return null;
  return rows ? { ...rect, row: span[0], rows: span[1] } : { ...rect, col: span[0], cols: span[1] };
}

function checkTables(sheet: Sheet, shift: Shift): void {
  for (const { rect } of sheet.tables) {
    const [start, length] = shift.rows ? [rect.col, rect.cols] : [rect.row, rect.rows];
    const [first, count] = shift.rows ? [rect.row, rect.rows] : [rect.col, rect.cols];
    const [from, to] = shift.across;
    const touched = start <= to && start + length - 1 >= from && first + count > shift.at;
    if (touched && (start < from || start + length - 1 > to))
      throw invalidOperation('this would move cells in a table');
    const header = shift.rows && shift.n < 0 && first >= shift.at && first < shift.at - shift.n;
    if (touched && header && first + count > shift.at - shift.n) throw invalidOperation("the table's heading row");
  }
}

function moveCells(sheet: Sheet, { rows, at, n, across: [from, to] }: Shift): void {
  const { grid } = sheet;
  const height = grid.rows.length;
  if (rows && from === 0 && to === MAX_COLUMNS - 1) {
    if (n < 0) grid.rows.splice(at, -n);
    else if (at < height) grid.rows.splice(at, 0, ...Array.from({ length: n }, () => []));
    return;
  }
  if (rows) {
    for (let col = from; col <= to && col < MAX_COLUMNS; col++) {
      const line = Array.from({ length: height }, (_none, row) => grid.rows[row]?.[col]);
      if (n < 0) line.splice(at, -n);
      else line.splice(at, 0, ...Array.from({ length: n }, () => undefined));
      for (let row = at; row < Math.max(height, line.length); row++) {
        const target = (grid.rows[row] ??= []);
        target[col] = line[row];
      }
    }
    return;
  }
  for (let row = from; row <= to && row < height; row++) {
    const line = grid.rows[row];
    if (n < 0) line?.splice(at, -n);
    else if (line && at < line.length) line.splice(at, 0, ...Array.from({ length: n }, () => undefined));
  }
}

function shiftMap<T>(map: Map<number, T>, at: number, n: number): Map<number, T> {
  return new Map(
    [...map].flatMap(([key, value]) => {
      const span = mapSpan(key, 1, at, n);
      return span ? [[span[0], value] as const] : [];
    }),
  );
}

/**
 * Inserts or deletes rows or columns, of the whole sheet or only across a span: cells, tables, kept blocks, conditional
 * formats, sizes, formulas, names, charts and pictures follow. Throws InvalidOperation where a table would be torn.
 */
export function shiftLines(book: Book, sheet: Sheet, shift: Shift): void {
  checkTables(sheet, shift);
  const whole = shift.across[0] === 0 && shift.across[1] === (shift.rows ? MAX_COLUMNS : MAX_ROWS) - 1;
  const map = (rect: Rect) => mapRect(rect, shift);
  const change = () => {
    moveCells(sheet, shift);
    if (!whole) return;
    const key = shift.rows ? (['heights', 'hiddenRows'] as const) : (['widths', 'hiddenCols'] as const);
    sheet[key[0]] = shiftMap(sheet[key[0]], shift.at, shift.n);
    sheet[key[1]] = new Set(
      shiftMap(new Map([...sheet[key[1]]].map((line) => [line, true])), shift.at, shift.n).keys(),
    );
  };
  const line = (at: number) => mapSpan(at, 1, shift.at, shift.n)?.[0] ?? shift.at;
  if (whole) keepAnchored(sheet, change, shift.rows ? { row: line } : { col: line });
  else change();
  sheet.tables = sheet.tables.filter((table) => {
    const rect = map(table.rect);
    if (!rect) return false;
    const reshaped = rect.cols !== table.rect.cols;
    if (reshaped) reshapeColumns(table, shift, rect.cols);
    table.rect = rect;
    if (reshaped) syncHeaders(book, table);
    return true;
  });
  for (const format of sheet.conditionalFormats) format.areas = format.areas.flatMap((area) => map(area) ?? []);
  for (const [reference, area] of book.areas) {
    if (area.sheet !== sheet) continue;
    const rect = map(area);
    if (rect) Object.assign(area, rect);
    else book.areas.delete(reference);
  }
  rewriteFormulas(book, (formula, own) => mapReferences(formula, own, sheet, map));
}

function reshapeColumns(table: Table, { at, n }: Shift, cols: number): void {
  const from = Math.max(at, table.rect.col) - table.rect.col;
  let next = Math.max(0, ...table.columns.map((column) => column.id));
  if (n < 0) table.columns.splice(from, table.rect.cols - cols);
  else table.columns.splice(from, 0, ...Array.from({ length: n }, () => ({ id: ++next, name: '' })));
}

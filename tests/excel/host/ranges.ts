import type { Rect } from './address';
import { MAX_COLUMNS, MAX_ROWS, intersect, quoteSheet, rectAddress } from './address';
import type { Area, Sheet } from './book';
import type { Cell, CellStyle, Value } from './cells';
import { HostError, accessDenied, invalidArgument, notFound, notImplemented } from './errors';
import type { Call } from './remote';
import { syncHeadersUnder } from './tables';
import { typed } from './typed';

/** Excel gives no more cells than this in one answer. */
export const MOST_CELLS = 5_000_000;
const LONGEST_TEXT = 32767;

/** `'Risk factors'!A1:C3`. */
export const areaAddress = (area: Area) => `${quoteSheet(area.sheet.name)}!${rectAddress(area)}`;

export const isUnbounded = (rect: Rect) => rect.rows === MAX_ROWS || rect.cols === MAX_COLUMNS;

/** Throws ItemNotFound where the block's sheet was deleted. */
export function alive(area: Area, call: Call): Area {
  if (!call.book.sheets.includes(area.sheet)) throw notFound();
  return area;
}

/** A block on a sheet, checked against the grid. */
export function areaOn(sheet: Sheet, row: number, col: number, rows: number, cols: number): Area {
  const whole = [row, col, rows, cols].every(Number.isInteger);
  if (!whole || row < 0 || col < 0 || rows < 1 || cols < 1 || row + rows > MAX_ROWS || col + cols > MAX_COLUMNS)
    throw invalidArgument('beyond the grid');
  return { sheet, row, col, rows, cols };
}

/** One value per cell, row by row; null for whole columns and rows, as in Excel. */
export function readCells<V>(
  area: Area,
  call: Call,
  read: (cell: Cell | undefined, row: number, col: number) => V,
): V[][] | null {
  alive(area, call);
  if (isUnbounded(area)) return null;
  if (area.rows * area.cols > MOST_CELLS)
    throw new HostError('RangeExceedsLimit', 'The cell count in the range has exceeded the maximum supported number.');
  call.count('read', area.rows * area.cols);
  const result: V[][] = [];
  for (let r = 0; r < area.rows; r++) {
    const line: V[] = [];
    for (let c = 0; c < area.cols; c++)
      line.push(read(area.sheet.grid.get(area.row + r, area.col + c), area.row + r, area.col + c));
    result.push(line);
  }
  return result;
}

/** Throws AccessDenied unless the sheet is open, or all the cells are unlocked. */
export function checkWritable(area: Area, call: Call): void {
  alive(area, call);
  if (!area.sheet.isProtected) return;
  if (isUnbounded(area)) throw accessDenied();
  for (let r = area.row; r < area.row + area.rows; r++)
    for (let c = area.col; c < area.col + area.cols; c++)
      if (area.sheet.grid.style(r, c).protection?.locked !== false) throw accessDenied();
}

/** A plain value for all cells, or an array of the block's shape; anything else is InvalidArgument. */
export function eachGiven(area: Area, given: unknown, visit: (value: unknown, row: number, col: number) => void): void {
  if (isUnbounded(area) && Array.isArray(given)) throw invalidArgument('an array for whole columns');
  if (!Array.isArray(given)) {
    if (isUnbounded(area)) throw notImplemented('one value for a whole column');
    for (let r = 0; r < area.rows; r++) for (let c = 0; c < area.cols; c++) visit(given, area.row + r, area.col + c);
    return;
  }
  checkShape(area, given.length, ...given.map((line: unknown) => (Array.isArray(line) ? line.length : -1)));
  for (const [r, line] of (given as unknown[][]).entries())
    for (const [c, value] of line.entries()) visit(value, area.row + r, area.col + c);
}

/** `_ValidateArraySize`, and what every array is checked for. */
export function checkShape(area: Area, rows: number, ...widths: number[]): void {
  if (rows !== area.rows || widths.some((width) => width !== area.cols))
    throw invalidArgument("the array doesn't match the size of the range");
}

/** Writes one value the way Excel takes it; null leaves the cell alone, the empty text clears it. */
export function putValue(sheet: Sheet, row: number, col: number, value: unknown): void {
  if (value === null || value === undefined) return;
  const { grid } = sheet;
  if (value === '') {
    const cell = grid.get(row, col);
    if (cell) clearContent(cell);
    return;
  }
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw invalidArgument('neither text nor number');
  if (typeof value === 'string' && value.length > LONGEST_TEXT)
    throw invalidArgument('more than 32,767 characters in a cell');
  const cell = grid.ensure(row, col);
  clearContent(cell);
  if (typeof value !== 'string') {
    cell.value = cell.format === '@' ? String(value) : value;
    return;
  }
  const entry = typed(value, cell.format ?? 'General');
  cell.value = entry.value;
  if (entry.formula) [cell.formula, cell.value] = [entry.formula, linkText(entry.formula) ?? 0];
  if (entry.error) cell.error = true;
  if (entry.quoted) cell.quoted = true;
  if (entry.format && (cell.format ?? 'General') === 'General') cell.format = entry.format;
}

/** What `=HYPERLINK("place","text")` shows: the only formula that this Excel can work out. */
function linkText(formula: string): Value | null {
  const found = /^=HYPERLINK\("(?:[^"]|"")*",(?:"((?:[^"]|"")*)"|(-?\d+(?:\.\d+)?))\)$/i.exec(formula);
  if (!found) return null;
  return found[2] !== undefined ? Number(found[2]) : (found[1] ?? '').replaceAll('""', '"');
}

/** Takes value and formula away; formats and links stay. */
export function clearContent(cell: Cell): void {
  cell.value = '';
  delete cell.formula;
  delete cell.error;
  delete cell.quoted;
}

/** Writes values or formulas to a block, corrects table headings, raises the events. */
export function writeValues(area: Area, given: unknown, call: Call, triggerSource = 'ThisLocalAddin'): void {
  checkWritable(area, call);
  let cells = 0;
  eachGiven(area, given, (value, row, col) => {
    putValue(area.sheet, row, col, value);
    cells++;
  });
  call.count('written', cells);
  syncHeadersUnder(call.book, area.sheet, area);
  raiseChanged(area, call, 'RangeEdited', triggerSource);
}

/** Tells the listeners of sheet, workbook and tables that cells changed. */
export function raiseChanged(area: Area, call: Call, changeType: string, triggerSource: string): void {
  const { sheet } = area;
  const base = { changeType, source: 'Local', worksheetId: sheet.id, triggerSource, shiftDirection: 'None' };
  call.raise({ type: 10, targets: [sheet.id, 'Workbook'], message: { ...base, address: rectAddress(area) } });
  for (const table of sheet.tables) {
    const touched = intersect(table.rect, area);
    if (touched)
      call.raise({
        type: 101,
        targets: [table.id, 'Workbook'],
        message: { ...base, tableId: table.id, address: rectAddress(touched) },
      });
  }
}

/** Changes the format of every cell of a block; whole columns also for the cells to come. */
export function restyle(
  area: Area,
  call: Call,
  change: (style: CellStyle, row: number, col: number) => CellStyle,
): void {
  checkWritable(area, call);
  eachCell(
    area,
    (cell, row, col) => (cell.style = change(cell.style ?? {}, row, col)),
    (look, col) => (look.style = change(look.style ?? {}, 0, col)),
  );
}

/** Visits every cell of a block, made where missing; whole columns: the cells that exist, and the column's own look. */
export function eachCell(
  area: Area,
  visit: (cell: Cell, row: number, col: number) => void,
  column: (look: { format?: string; style?: CellStyle }, col: number) => void,
): void {
  const { grid } = area.sheet;
  if (area.cols === MAX_COLUMNS) throw notImplemented('formats of whole rows');
  if (area.rows === MAX_ROWS) {
    grid.each(area, visit);
    for (let col = area.col; col < area.col + area.cols; col++) {
      const look = { ...grid.looks.get(col) };
      column(look, col);
      grid.looks.set(col, look);
    }
    return;
  }
  for (let row = area.row; row < area.row + area.rows; row++)
    for (let col = area.col; col < area.col + area.cols; col++) visit(grid.ensure(row, col), row, col);
}

/** What all cells of a block have in common, or null. */
export function common<V>(area: Area, read: (style: CellStyle) => V): V | null {
  const { grid } = area.sheet;
  const bottom = area.rows === MAX_ROWS ? Math.max(1, grid.rows.length) : area.row + area.rows;
  const right = area.cols === MAX_COLUMNS ? area.col + 26 : area.col + area.cols;
  const first = read(grid.style(area.row, area.col));
  for (let row = area.row; row < bottom; row++)
    for (let col = area.col; col < right; col++) if (read(grid.style(row, col)) !== first) return null;
  return first;
}

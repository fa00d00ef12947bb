import { isSizeLimit } from './excelErrors';
import type { Send } from './excelSend';

/** A rectangle of a sheet, from 0. */
export interface Box {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** Rows of the first block; fewer where the sheet is wide. */
const FIRST_ROWS = 10_000;
const MOST_ROWS = 20_000;
/** Cells of the first block, whatever the width. */
const FIRST_CELLS = 120_000;
/** Characters that a request or an answer should have; Excel on the web refuses 5 MB. */
const AIM = 2_000_000;

/** Excel left the values out without saying why: as good as a limit error. */
export class LeftOut extends Error {}

/** Loads what a `Box` needs; `boxOf` reads it after the sync. */
export function loadBox(range: Excel.Range): Excel.Range {
  return range.load('rowIndex,columnIndex,rowCount,columnCount');
}

/** The rectangle of a range that went through `loadBox`. */
export function boxOf(range: Excel.Range): Box {
  return { row: range.rowIndex, column: range.columnIndex, rows: range.rowCount, columns: range.columnCount };
}

/** The range of a box on the sheet with this id or name; at least one cell. */
export function rangeAt(context: Excel.RequestContext, sheet: string, box: Box): Excel.Range {
  return context.workbook.worksheets
    .getItem(sheet)
    .getRangeByIndexes(box.row, box.column, Math.max(1, box.rows), Math.max(1, box.columns));
}

/** About how many characters the cells take on the wire. */
export function weight(rows: readonly (readonly unknown[])[]): number {
  let sum = 0;
  for (const row of rows) for (const cell of row) sum += typeof cell === 'string' ? cell.length + 3 : 8;
  return sum;
}

/**
 * Works through rows in blocks that stay under Excel's limits: a block that is refused for its size is halved, a light
 * one makes the next block larger. Rejects with what `work` throws when a single row is refused.
 * @param work does the rows from `start` and tells their weight in characters
 */
export async function inBlocks(
  rows: number,
  columns: number,
  work: (start: number, count: number) => Promise<number>,
): Promise<void> {
  let size = Math.max(1, Math.min(FIRST_ROWS, Math.floor(FIRST_CELLS / Math.max(1, columns))));
  for (let start = 0; start < rows;) {
    const count = Math.min(size, rows - start);
    try {
      const characters = await work(start, count);
      start += count;
      const fits = Math.floor((count * AIM) / Math.max(1, characters));
      size = Math.max(1, Math.min(size * 2, fits, MOST_ROWS));
    } catch (error) {
      if (count === 1 || !(error instanceof LeftOut || isSizeLimit(error))) throw error;
      size = Math.ceil(count / 2);
    }
  }
}

/** All cells of a box as `property` tells them, read in blocks. */
export async function readBox<T>(
  send: Send,
  sheet: string,
  box: Box,
  property: 'values' | 'formulasR1C1' | 'numberFormat',
): Promise<T[][]> {
  const all: T[][] = [];
  await inBlocks(box.rows, box.columns, async (start, count) => {
    const rows = await readBlock<T>(send, sheet, { ...box, row: box.row + start, rows: count }, property);
    for (const row of rows) all.push(row);
    return weight(rows);
  });
  return all;
}

/** The cells of one block; throws `LeftOut` where Excel hands back nothing. */
export async function readBlock<T>(
  send: Send,
  sheet: string,
  box: Box,
  property: 'values' | 'formulasR1C1' | 'numberFormat' | 'valueTypes',
): Promise<T[][]> {
  const found: unknown = await send('reading', (context) => {
    const range = rangeAt(context, sheet, box).load(property);
    return () => range[property] as unknown;
  });
  if (!Array.isArray(found) || found.length !== box.rows) throw new LeftOut();
  return found as T[][];
}

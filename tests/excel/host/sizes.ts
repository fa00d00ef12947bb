import type { Rect } from './address';
import { MAX_COLUMNS, MAX_ROWS } from './address';
import type { Floating, Sheet } from './book';

/** Points: 64 and 20 pixels at 96 dpi, Excel's standard with Calibri 11. */
export const COLUMN_WIDTH = 48;
export const ROW_HEIGHT = 15;

export const columnWidth = (sheet: Sheet, col: number) =>
  sheet.hiddenCols.has(col) ? 0 : (sheet.widths.get(col) ?? COLUMN_WIDTH);
export const rowHeight = (sheet: Sheet, row: number) =>
  sheet.hiddenRows.has(row) ? 0 : (sheet.heights.get(row) ?? ROW_HEIGHT);

function edge(before: number, standard: number, sizes: Map<number, number>, hidden: Set<number>): number {
  let sum = before * standard;
  for (const [at, size] of sizes) if (at < before && !hidden.has(at)) sum += size - standard;
  for (const at of hidden) if (at < before) sum -= standard;
  return sum;
}

/** Points from the sheet's left or top edge to a column or row. */
export const columnLeft = (sheet: Sheet, col: number) => edge(col, COLUMN_WIDTH, sheet.widths, sheet.hiddenCols);
export const rowTop = (sheet: Sheet, row: number) => edge(row, ROW_HEIGHT, sheet.heights, sheet.hiddenRows);

/** A block's place on the sheet, in points. */
export function rectPlace(sheet: Sheet, rect: Rect) {
  const [left, top] = [columnLeft(sheet, rect.col), rowTop(sheet, rect.row)];
  return {
    left,
    top,
    width: columnLeft(sheet, rect.col + rect.cols) - left,
    height: rowTop(sheet, rect.row + rect.rows) - top,
  };
}

interface Anchor {
  col: number;
  /** Points into the column and the row. */
  x: number;
  row: number;
  y: number;
}

/** The cell under a point, and how far into it the point lies. */
export function anchorAt(sheet: Sheet, left: number, top: number): Anchor {
  let [col, x, row, y] = [0, left, 0, top];
  while (col < MAX_COLUMNS - 1 && x >= columnWidth(sheet, col)) x -= columnWidth(sheet, col++);
  while (row < MAX_ROWS - 1 && y >= rowHeight(sheet, row)) y -= rowHeight(sheet, row++);
  return { col, x, row, y };
}

/** Every picture and chart of a sheet. */
export const floating = (sheet: Sheet): Floating[] => [...sheet.pictures, ...sheet.charts];

/**
 * Changes sizes or moves cells, and afterwards moves pictures and charts as their placement asks: TwoCell moves and
 * sizes with the cells beneath, OneCell only moves, Absolute stays. `moved` tells where a row or column went.
 */
export function keepAnchored(
  sheet: Sheet,
  change: () => void,
  moved: { row?: (row: number) => number; col?: (col: number) => number } = {},
): void {
  const before = floating(sheet)
    .filter((item) => item.placement !== 'Absolute')
    .map((item) => ({
      item,
      from: anchorAt(sheet, item.left, item.top),
      to: anchorAt(sheet, item.left + item.width, item.top + item.height),
    }));
  change();
  const back = (anchor: Anchor) => {
    const [col, row] = [moved.col?.(anchor.col) ?? anchor.col, moved.row?.(anchor.row) ?? anchor.row];
    return {
      x: columnLeft(sheet, col) + Math.min(anchor.x, columnWidth(sheet, col)),
      y: rowTop(sheet, row) + Math.min(anchor.y, rowHeight(sheet, row)),
    };
  };
  for (const { item, from, to } of before) {
    const [a, b] = [back(from), back(to)];
    item.left = a.x;
    item.top = a.y;
    if (item.placement === 'TwoCell') [item.width, item.height] = [b.x - a.x, b.y - a.y];
  }
}

import { columnName } from './address';
import type { Sheet } from './book';
import type { Cell } from './cells';

/** A sheet as plain data; cells by address, only those that hold or look like something. */
export function sheetSnapshot(sheet: Sheet) {
  const cells: Record<string, Cell> = {};
  sheet.grid.each(sheet.whole, (cell, row, col) => {
    const plain = Object.values(cell.style ?? {}).every((part) => Object.keys(part as object).length === 0);
    const blank =
      cell.value === '' && cell.formula === undefined && (cell.format ?? 'General') === 'General' && !cell.link;
    if (!blank || !plain) cells[`${columnName(col)}${row + 1}`] = structuredClone(cell);
  });
  return {
    name: sheet.name,
    visibility: sheet.visibility,
    isProtected: sheet.isProtected,
    frozen: { ...sheet.frozen },
    cells,
    tables: sheet.tables.map(({ name, rect, columns, style, showTotals, filtered }) => ({
      name,
      rect: { ...rect },
      columns: columns.map((column) => column.name),
      style,
      showTotals,
      filtered,
    })),
    pictures: sheet.pictures.map(({ name, left, top, width, height, png }) => ({
      name,
      left,
      top,
      width,
      height,
      bytes: png.length,
    })),
    charts: sheet.charts.map(({ name, left, top, width, height, source }) => ({
      name,
      left,
      top,
      width,
      height,
      source,
    })),
    conditionalFormats: sheet.conditionalFormats.map(({ type, areas, bag }) => structuredClone({ type, areas, bag })),
    widths: [...sheet.widths].sort(([a], [b]) => a - b),
    heights: [...sheet.heights].sort(([a], [b]) => a - b),
    hiddenRows: [...sheet.hiddenRows].sort((a, b) => a - b),
    hiddenCols: [...sheet.hiddenCols].sort((a, b) => a - b),
    page: structuredClone(sheet.page),
    customProperties: [...sheet.customProperties],
  };
}

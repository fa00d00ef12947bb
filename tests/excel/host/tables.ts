import type { Rect } from './address';
import { MAX_ROWS, contains, intersect } from './address';
import type { Book, Sheet, Table } from './book';
import { invalidArgument, invalidOperation, notImplemented } from './errors';
import { renameTableIn, rewriteFormulas } from './formulas';
import { cellText } from './text';

const overlapping = (sheet: Sheet, rect: Rect, own?: Table) =>
  sheet.tables.some((table) => table !== own && intersect(table.rect, rect));

/** The rows between the headings and the totals row. */
export function bodyRect(table: Table): Rect {
  const { row, col, rows, cols } = table.rect;
  return { row: row + 1, col, rows: rows - 1 - (table.showTotals ? 1 : 0), cols };
}

/**
 * Reads the headings from the cells, as Excel does after every write to them: text, never blank, no two alike; the cells
 * are corrected. Formulas that name a renamed column follow.
 */
export function syncHeaders(book: Book, table: Table): void {
  const taken = new Set<string>();
  for (let i = 0; i < table.rect.cols; i++) {
    const cell = table.sheet.grid.ensure(table.rect.row, table.rect.col + i);
    const wanted = cellText(cell).trim() === '' ? `Column${i + 1}` : cellText(cell);
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}${n}`;
    taken.add(name.toLowerCase());
    cell.value = name;
    delete cell.formula;
    delete cell.error;
    const column = (table.columns[i] ??= { id: Math.max(0, ...table.columns.map((other) => other.id)) + 1, name });
    if (column.name !== name && column.name !== '') {
      const before = column.name;
      rewriteFormulas(book, (formula) => renameTableIn(formula, table.name, { column: [before, name] }));
    }
    column.name = name;
  }
  table.columns.length = table.rect.cols;
}

/** Makes a table of a block; without headings a row of `Column1` ... is put above, and what stood there moves down. */
export function addTable(book: Book, sheet: Sheet, given: Rect, hasHeaders: boolean): Table {
  const rect = given.rows === MAX_ROWS ? sheet.grid.used(given, true) : { ...given };
  if (!rect) throw invalidArgument('an empty column');
  if (overlapping(sheet, rect)) throw invalidArgument("A table can't overlap another table.");
  if (!hasHeaders) {
    const below = { row: rect.row, col: rect.col, rows: MAX_ROWS - rect.row, cols: rect.cols };
    if (overlapping(sheet, below)) throw invalidOperation('a table below is in the way');
    for (let row = sheet.grid.rows.length; row > rect.row; row--)
      for (let col = rect.col; col < rect.col + rect.cols; col++) {
        const cell = sheet.grid.get(row - 1, col);
        if (cell) Object.assign(sheet.grid.ensure(row, col), cell);
        sheet.grid.remove(row - 1, col);
      }
    rect.rows++;
  }
  if (rect.rows === 1) rect.rows = 2;
  let n = book.tables.length + 1;
  while (book.findTable(`Table${n}`)) n++;
  const table: Table = {
    id: book.guid(2),
    name: `Table${n}`,
    sheet,
    rect,
    columns: [],
    style: 'TableStyleMedium2',
    showTotals: false,
    filtered: false,
    bag: {
      showHeaders: true,
      showFilterButton: true,
      showBandedRows: true,
      showBandedColumns: false,
      highlightFirstColumn: false,
      highlightLastColumn: false,
    },
  };
  sheet.tables.push(table);
  syncHeaders(book, table);
  return table;
}

/** `table.resize`: the headings stay in their row, old and new block overlap, no other table is touched. Cells stay. */
export function resizeTable(book: Book, table: Table, sheet: Sheet, rect: Rect): void {
  if (table.showTotals) throw notImplemented('Table.resize while the totals row is shown');
  if (sheet !== table.sheet || rect.row !== table.rect.row || !intersect(rect, table.rect) || rect.rows < 2)
    throw invalidArgument('not a block that this table can be resized to');
  if (overlapping(sheet, rect, table)) throw invalidArgument("A table can't overlap another table.");
  const shift = rect.col - table.rect.col;
  const kept = Array.from({ length: rect.cols }, (_none, i) => table.columns[i + shift]);
  let next = Math.max(0, ...table.columns.map((column) => column.id));
  table.columns = kept.map((column) => column ?? { id: ++next, name: '' });
  table.rect = { ...rect };
  syncHeaders(book, table);
}

/** Tables whose heading row was written to. */
export function syncHeadersUnder(book: Book, sheet: Sheet, written: Rect): void {
  for (const table of sheet.tables) if (intersect({ ...table.rect, rows: 1 }, written)) syncHeaders(book, table);
}

/** Puts the totals row below the body, or takes it away. */
export function showTotals(table: Table, show: boolean): void {
  if (table.showTotals === show) return;
  const { grid } = table.sheet;
  const { col, cols } = table.rect;
  if (show) {
    const row = table.rect.row + table.rect.rows;
    const below = { row, col, rows: 1, cols };
    if (grid.used(below, true) || overlapping(table.sheet, below, table))
      throw notImplemented('a totals row where the row below the table is in use');
    grid.ensure(row, col).value = 'Total';
    const last = table.columns[cols - 1];
    if (cols > 1 && last) grid.ensure(row, col + cols - 1).formula = `=SUBTOTAL(109,[${last.name}])`;
    table.rect.rows++;
  } else {
    const row = table.rect.row + table.rect.rows - 1;
    for (let i = 0; i < cols; i++) grid.remove(row, col + i);
    table.rect.rows--;
  }
  table.showTotals = show;
}

/** The table that holds a whole block, or any cell of it. */
export function tablesOn(sheet: Sheet, rect: Rect, fully: boolean): Table[] {
  return sheet.tables.filter((table) => (fully ? contains(table.rect, rect) : intersect(table.rect, rect)));
}

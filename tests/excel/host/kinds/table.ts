import type { Book, Sheet, Table } from '../book';
import { accessDenied, invalidArgument, notFound, notImplemented } from '../errors';
import { renameTableIn, rewriteFormulas } from '../formulas';
import { checkWritable, putValue, raiseChanged } from '../ranges';
import type { Call, Kind, Remote } from '../remote';
import { keptMembers, remote } from '../remote';
import { keepAnchored } from '../sizes';
import { shiftLines } from '../structure';
import { addTable, bodyRect, resizeTable, showTotals, syncHeaders } from '../tables';
import { areaOf, rangeKind } from './range';
import { worksheetKind } from './worksheet';

/** The tables of the workbook, of a sheet, or on a block. */
export interface Tables {
  sheet: Sheet | null;
  tables(): Table[];
}

const area = (table: Table, rect = table.rect) => remote(rangeKind, { sheet: table.sheet, ...rect });
const writable = (table: Table, call: Call) => {
  if (!call.book.tables.includes(table)) throw notFound();
  if (table.sheet.isProtected) throw accessDenied();
};

/** Shows the rows that a filter hid. */
export function unfilter(table: Table): void {
  if (!table.filtered) return;
  table.filtered = false;
  keepAnchored(table.sheet, () => {
    for (let row = table.rect.row; row < table.rect.row + table.rect.rows; row++) table.sheet.hiddenRows.delete(row);
  });
}

interface Column {
  table: Table;
  id: number;
}
const indexOf = ({ table, id }: Column) => {
  const index = table.columns.findIndex((column) => column.id === id);
  if (index < 0) throw notFound();
  return index;
};
const columnRect = (column: Column, rect = column.table.rect) => ({
  ...rect,
  col: rect.col + indexOf(column),
  cols: 1,
});

const columnKind: Kind<Column> = {
  name: 'TableColumn',
  id: ({ id }) => ({ Id: id }),
  get: {
    id: ({ id }) => id,
    name: (column) => column.table.columns[indexOf(column)]?.name,
    index: indexOf,
    values: (column, call) => rangeKind.get?.values?.({ sheet: column.table.sheet, ...columnRect(column) }, call),
  },
  set: {
    name(column, value, call) {
      writable(column.table, call);
      const { rect, sheet } = column.table;
      putValue(sheet, rect.row, rect.col + indexOf(column), `'${String(value)}`);
      syncHeaders(call.book, column.table);
    },
  },
  call: {
    getRange: (column) => area(column.table, columnRect(column)),
    getHeaderRowRange: (column) => area(column.table, { ...columnRect(column), rows: 1 }),
    getDataBodyRange: (column) => area(column.table, columnRect(column, bodyRect(column.table))),
    delete(column, _args, call) {
      writable(column.table, call);
      const { row, rows, col } = column.table.rect;
      shiftLines(call.book, column.table.sheet, {
        rows: false,
        at: col + indexOf(column),
        n: -1,
        across: [row, row + rows - 1],
      });
    },
  },
};

function findColumn(table: Table, key: unknown): Remote | null {
  const found = table.columns.find(
    (column) => column.id === key || column.name.toLowerCase() === String(key).toLowerCase(),
  );
  return found ? remote(columnKind, { table, id: found.id }) : null;
}
function existing(found: Remote | null): Remote {
  if (!found) throw notFound();
  return found;
}

/** Adds a column at the right end, or before `index`, and fills it; what stands to the right moves, as in Excel. */
export function addColumn(table: Table, call: Call, index: number | null, name?: string, values?: unknown[]): Column {
  writable(table, call);
  const { row, rows, col, cols } = table.rect;
  const at = index === null || index < 0 ? cols : index;
  const beside = { sheet: table.sheet, row, rows, col: col + cols, cols: 1 };
  if (at < cols || table.sheet.grid.used(beside, true))
    shiftLines(call.book, table.sheet, { rows: false, at: col + at, n: 1, across: [row, row + rows - 1] });
  if (at === cols) {
    table.rect = { row, rows, col, cols: cols + 1 };
    if (table.columns.length === cols)
      table.columns.push({ id: Math.max(0, ...table.columns.map((column) => column.id)) + 1, name: '' });
  }
  if (name !== undefined) putValue(table.sheet, row, col + at, `'${name}`);
  values?.forEach((value, i) => putValue(table.sheet, row + i + (name === undefined ? 0 : 1), col + at, value));
  syncHeaders(call.book, table);
  raiseChanged({ sheet: table.sheet, row, rows, col: col + at, cols: 1 }, call, 'ColumnInserted', 'ThisLocalAddin');
  const added = table.columns[at];
  if (!added) throw notFound();
  return { table, id: added.id };
}

const columnsKind: Kind<Table> = {
  name: 'TableColumnCollection',
  items: (table) => table.columns.map(({ id }) => remote(columnKind, { table, id })),
  call: {
    getCount: (table) => table.columns.length,
    getItem: (table, [key]) => existing(findColumn(table, key)),
    getItemOrNullObject: (table, [key]) => findColumn(table, key),
    getItemAt: (table, [index]) => existing(findColumn(table, table.columns[Number(index)]?.id)),
    add(table, [index, values, name], call) {
      const list = Array.isArray(values)
        ? values.map((line: unknown) => (Array.isArray(line) ? (line[0] as unknown) : line))
        : undefined;
      return remote(
        columnKind,
        addColumn(
          table,
          call,
          typeof index === 'number' ? index : null,
          typeof name === 'string' ? name : undefined,
          list,
        ),
      );
    },
  },
};

/** Adds rows below the body, or before row `index` of it; cells below move down within the table's columns. */
export function addRows(table: Table, call: Call, index: number | null, lines: unknown[][]): void {
  writable(table, call);
  const body = bodyRect(table);
  const at = index === null || index < 0 ? body.rows : index;
  if (at > body.rows || lines.some((line) => line.length !== body.cols))
    throw invalidArgument('not rows of this table');
  const across: [number, number] = [body.col, body.col + body.cols - 1];
  const atEnd = at === body.rows && !table.showTotals;
  const below = { row: body.row + at, rows: lines.length, col: body.col, cols: body.cols };
  if (!atEnd || table.sheet.grid.used(below, true))
    shiftLines(call.book, table.sheet, { rows: true, at: body.row + at, n: lines.length, across });
  if (atEnd) table.rect = { ...table.rect, rows: table.rect.rows + lines.length };
  lines.forEach((line, r) => line.forEach((value, c) => putValue(table.sheet, body.row + at + r, body.col + c, value)));
  raiseChanged({ sheet: table.sheet, ...below }, call, 'RowInserted', 'ThisLocalAddin');
}

const rowsKind: Kind<Table> = {
  name: 'TableRowCollection',
  get: { count: (table) => bodyRect(table).rows },
  call: {
    getCount: (table) => bodyRect(table).rows,
    add(table, [index, values, alwaysInsert], call) {
      if (alwaysInsert !== undefined && alwaysInsert !== null)
        throw notImplemented('TableRowCollection.add with alwaysInsert, which is ExcelApi 1.15');
      if (!Array.isArray(values)) throw invalidArgument('rows as arrays');
      addRows(
        table,
        call,
        typeof index === 'number' ? index : null,
        Array.isArray(values[0]) ? (values as unknown[][]) : [values],
      );
    },
  },
};

const filterKind: Kind<Table> = {
  name: 'AutoFilter',
  get: { enabled: (table) => table.bag.showFilterButton, isDataFiltered: (table) => table.filtered },
  call: { clearCriteria: unfilter },
};
const sortKind: Kind<Table> = { name: 'TableSort', call: { clear: () => undefined } };

const kept = keptMembers((table: Table) => table.bag, {
  showHeaders: true,
  showFilterButton: true,
  showBandedRows: true,
  showBandedColumns: false,
  highlightFirstColumn: false,
  highlightLastColumn: false,
});

/** Excel.Table. */
export const tableKind: Kind<Table> = {
  name: 'Table',
  id: (table) => ({ Id: table.id }),
  get: {
    ...kept.get,
    id: (table) => table.id,
    name: (table) => table.name,
    style: (table) => table.style,
    showTotals: (table) => table.showTotals,
  },
  set: {
    ...Object.fromEntries(
      Object.entries(kept.set).map(([name, set]) => [
        name,
        (table: Table, value: unknown, call: Call) => {
          writable(table, call);
          if (name === 'showHeaders' && value === false) throw notImplemented('tables without a heading row');
          set(table, value, call);
        },
      ]),
    ),
    name(table, value, call) {
      writable(table, call);
      const book: Book = call.book;
      book.checkTableName(value, table);
      const before = table.name;
      rewriteFormulas(book, (formula) => renameTableIn(formula, before, { table: value }));
      table.name = value;
    },
    style(table, value, call) {
      writable(table, call);
      if (typeof value !== 'string') throw invalidArgument('not a style');
      table.style = value;
    },
    showTotals(table, value, call) {
      writable(table, call);
      showTotals(table, value === true);
    },
  },
  go: {
    worksheet: (table) => remote(worksheetKind, table.sheet),
    columns: (table) => remote(columnsKind, table),
    rows: (table) => remote(rowsKind, table),
    autoFilter: (table) => remote(filterKind, table),
    sort: (table) => remote(sortKind, table),
  },
  call: {
    _RegisterDataChangedEvent: () => undefined,
    _UnregisterDataChangedEvent: () => undefined,
    _RegisterSelectionChangedEvent: () => undefined,
    _UnregisterSelectionChangedEvent: () => undefined,
    getRange: (table) => area(table),
    getHeaderRowRange: (table) => area(table, { ...table.rect, rows: 1 }),
    getDataBodyRange: (table) => area(table, bodyRect(table)),
    getTotalRowRange(table) {
      if (!table.showTotals) throw notFound();
      return area(table, { ...table.rect, row: table.rect.row + table.rect.rows - 1, rows: 1 });
    },
    clearFilters(table, _args, call) {
      writable(table, call);
      unfilter(table);
    },
    resize(table, [given], call) {
      writable(table, call);
      const { sheet, row, col, rows, cols } = areaOf(given, table.sheet, call);
      resizeTable(call.book, table, sheet, { row, col, rows, cols });
    },
    convertToRange(table, _args, call) {
      writable(table, call);
      table.sheet.tables = table.sheet.tables.filter((other) => other !== table);
      return area(table);
    },
    delete(table, _args, call) {
      writable(table, call);
      for (let row = table.rect.row; row < table.rect.row + table.rect.rows; row++)
        for (let col = table.rect.col; col < table.rect.col + table.rect.cols; col++) table.sheet.grid.remove(row, col);
      table.sheet.tables = table.sheet.tables.filter((other) => other !== table);
    },
  },
};

const found = ({ tables }: Tables, key: unknown, call: Call) => {
  const table = typeof key === 'string' ? call.book.findTable(key, tables()) : undefined;
  return table ? remote(tableKind, table) : null;
};

/** Workbook.tables, Worksheet.tables, Range.getTables(). */
export const tablesKind: Kind<Tables> = {
  name: 'TableCollection',
  items: ({ tables }) => tables().map((table) => remote(tableKind, table)),
  call: {
    getCount: ({ tables }) => tables().length,
    getItem: (tables, [key], call) => existing(found(tables, key, call)),
    getItemOrNullObject: (tables, [key], call) => found(tables, key, call),
    getItemAt: ({ tables }, [index]) => {
      const table = tables()[Number(index)];
      return existing(table ? remote(tableKind, table) : null);
    },
    add({ sheet }, [given, hasHeaders], call) {
      const place = areaOf(given, sheet ?? call.book.active, call);
      if (sheet && place.sheet !== sheet) throw invalidArgument('a range on another sheet');
      checkWritable(place, call);
      const table = addTable(
        call.book,
        place.sheet,
        { row: place.row, col: place.col, rows: place.rows, cols: place.cols },
        hasHeaders === true,
      );
      return remote(tableKind, table);
    },
  },
};

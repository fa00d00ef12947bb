import { parseAddress } from './address';
import type { Book, Table } from './book';
import { Sheet } from './book';
import type { ExcelHost } from './excelHost';
import { addColumn, unfilter } from './kinds/table';
import { moveSheet, renameSheet, setVisibility } from './kinds/worksheet';
import { adopt } from './kinds/workbook';
import { activate, raiseSelection } from './kinds/selection';
import { setPaneState } from './kinds/services';
import { putValue, raiseChanged } from './ranges';
import type { Cell } from './cells';
import { keepAnchored } from './sizes';
import { shiftLines } from './structure';
import { syncHeaders, syncHeadersUnder } from './tables';

const BY_HAND = 'Unknown';

/** What somebody does in Excel by hand. Each act raises the events that Excel raises, and resolves when they are sent. */
export class User {
  constructor(private readonly host: ExcelHost) {}

  private get call() {
    return this.host.call;
  }

  /** Types into a cell, as text: `=A1`, `12`, `3/2/2020`, `'01234`; `''` empties it. Tables grow to what is typed just below or beside. */
  async type(sheetName: string, address: string, text: string): Promise<void> {
    const sheet = this.host.sheet(sheetName);
    const { row, col } = parseAddress(address).rect;
    putValue(sheet, row, col, text);
    if (text !== '') growTable(this.host.book, sheet, row, col);
    const area = { sheet, row, col, rows: 1, cols: 1 };
    syncHeadersUnder(this.host.book, sheet, area);
    raiseChanged(area, this.call, 'RangeEdited', BY_HAND);
    await this.host.flush();
  }

  /** Pastes a block of values with its top left corner at `address`. Numbers stay numbers. */
  async paste(sheetName: string, address: string, values: (string | number | boolean | null)[][]): Promise<void> {
    const sheet = this.host.sheet(sheetName);
    const { row, col } = parseAddress(address).rect;
    values.forEach((line, r) => line.forEach((value, c) => putValue(sheet, row + r, col + c, value)));
    const area = { sheet, row, col, rows: values.length, cols: Math.max(1, ...values.map((line) => line.length)) };
    syncHeadersUnder(this.host.book, sheet, area);
    raiseChanged(area, this.call, 'RangeEdited', BY_HAND);
    await this.host.flush();
  }

  async select(sheetName: string, address: string): Promise<void> {
    raiseSelection({ sheet: this.host.sheet(sheetName), ...parseAddress(address).rect }, this.call);
    await this.host.flush();
  }

  async activate(sheetName: string): Promise<void> {
    activate(this.host.sheet(sheetName), this.call);
    await this.host.flush();
  }

  addSheet(name: string): Promise<void> {
    const sheet = this.host.book.addSheet(name);
    this.call.raise({ type: 13, targets: ['Workbook'], message: { worksheetId: sheet.id, source: 'Local' } });
    return this.host.flush();
  }

  renameSheet(name: string, to: string): void {
    renameSheet(this.host.sheet(name), to, this.call);
  }

  /** Positions count from 0. */
  moveSheet(name: string, position: number): void {
    moveSheet(this.host.sheet(name), position, this.call);
  }

  hideSheet(name: string, visibility: 'Visible' | 'Hidden' | 'VeryHidden' = 'Hidden'): void {
    setVisibility(this.host.sheet(name), visibility, this.call);
  }

  /** Copies a sheet as Excel does: `Name (2)`, tables with a number behind their names, pictures too. Returns its name. */
  async copySheet(name: string): Promise<string> {
    const { book } = this.host;
    const source = this.host.sheet(name);
    const copy = new Sheet('', name);
    const {
      pictures,
      charts,
      conditionalFormats,
      frozen,
      page,
      widths,
      heights,
      hiddenRows,
      hiddenCols,
      customProperties,
    } = source;
    Object.assign(
      copy,
      structuredClone({
        pictures,
        charts,
        conditionalFormats,
        frozen,
        page,
        widths,
        heights,
        hiddenRows,
        hiddenCols,
        customProperties,
      }),
    );
    source.grid.each(source.whole, (cell, row, col) =>
      Object.assign(copy.grid.ensure(row, col), structuredClone(cell)),
    );
    copy.grid.looks = new Map(source.grid.looks);
    copy.tables = source.tables.map(cloneTable);
    const made = adopt(book, copy, book.sheets.indexOf(source) + 1, this.call);
    await this.host.flush();
    return made.name;
  }

  protectSheet(name: string, isProtected = true): void {
    this.host.sheet(name).isProtected = isProtected;
  }

  protectStructure(isProtected = true): void {
    this.host.book.structureProtected = isProtected;
  }

  deleteSheet(name: string): Promise<void> {
    const sheet = this.host.sheet(name);
    this.host.book.removeSheet(sheet);
    this.call.raise({ type: 15, targets: ['Workbook'], message: { worksheetId: sheet.id, source: 'Local' } });
    return this.host.flush();
  }

  /** Inserts whole rows above `row` (counted from 1, as Excel shows it); everything below moves. */
  insertRows(sheetName: string, row: number, count = 1): Promise<void> {
    return this.shift(sheetName, true, row - 1, count);
  }

  deleteRows(sheetName: string, row: number, count = 1): Promise<void> {
    return this.shift(sheetName, true, row - 1, -count);
  }

  /** Inserts whole columns left of `column` (`C`). */
  insertColumns(sheetName: string, column: string, count = 1): Promise<void> {
    return this.shift(sheetName, false, parseAddress(`${column}1`).rect.col, count);
  }

  private async shift(sheetName: string, rows: boolean, at: number, n: number): Promise<void> {
    const sheet = this.host.sheet(sheetName);
    shiftLines(this.host.book, sheet, { rows, at, n, across: [0, (rows ? 16384 : 1048576) - 1] });
    const area = rows
      ? { sheet, row: at, rows: Math.abs(n), col: 0, cols: 16384 }
      : { sheet, col: at, cols: Math.abs(n), row: 0, rows: 1048576 };
    raiseChanged(area, this.call, `${rows ? 'Row' : 'Column'}${n > 0 ? 'Inserted' : 'Deleted'}`, BY_HAND);
    await this.host.flush();
  }

  private table(name: string): Table {
    const table = this.host.book.findTable(name);
    if (!table) throw new Error(`The tests' workbook has no table ${name}.`);
    return table;
  }

  /** Adds a column of the user's own at a table's right end; `values` from the first body row on, formulas with `=`. */
  async addTableColumn(tableName: string, heading: string, values: (string | number | null)[] = []): Promise<void> {
    addColumn(this.table(tableName), this.call, null, heading, values);
    await this.host.flush();
  }

  /** Sorts a table's body by a column, formulas and user columns with their rows. */
  async sortTable(tableName: string, column: string, descending = false): Promise<void> {
    const { sheet, rect, columns, showTotals } = this.table(tableName);
    const by = rect.col + columns.findIndex((other) => other.name === column);
    const lines: (Cell | undefined)[][] = [];
    const last = rect.row + rect.rows - (showTotals ? 1 : 0);
    for (let row = rect.row + 1; row < last; row++)
      lines.push((sheet.grid.rows[row] ?? []).slice(rect.col, rect.col + rect.cols));
    const value = (line: (Cell | undefined)[]) => line[by - rect.col]?.value ?? '';
    lines.sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0) * (descending ? -1 : 1));
    lines.forEach((line, i) => {
      const row = (sheet.grid.rows[rect.row + 1 + i] ??= []);
      for (let c = 0; c < rect.cols; c++) row[rect.col + c] = line[c];
    });
    raiseChanged({ sheet, ...rect }, this.call, 'RangeEdited', BY_HAND);
    await this.host.flush();
  }

  /** Filters a table: only body rows for which `keep` says so stay in sight. */
  filterTable(tableName: string, keep: (values: (string | number | boolean)[]) => boolean): void {
    const table = this.table(tableName);
    const { sheet, rect } = table;
    unfilter(table);
    keepAnchored(sheet, () => {
      for (let row = rect.row + 1; row < rect.row + rect.rows; row++) {
        const values = Array.from({ length: rect.cols }, (_none, c) => sheet.grid.get(row, rect.col + c)?.value ?? '');
        if (!keep(values)) sheet.hiddenRows.add(row);
      }
    });
    table.filtered = true;
  }

  /** Closes the pane with its cross; the shared runtime stays alive. */
  async closePane(): Promise<void> {
    setPaneState(this.host.book, 'Background');
    this.call.raise({ type: 65539, targets: [''], message: { visibility: 'Hidden' } });
    await this.host.flush();
  }
}

const cloneTable = ({ sheet, columns, rect, bag, ...rest }: Table): Table => ({
  ...rest,
  sheet,
  rect: { ...rect },
  columns: columns.map((column) => ({ ...column })),
  bag: structuredClone(bag),
});

/** Excel lets a table grow to a row typed just below it, or a column typed just beside it. */
function growTable(book: Book, sheet: Sheet, row: number, col: number): void {
  for (const table of sheet.tables) {
    const { rect } = table;
    const [bottom, right] = [rect.row + rect.rows, rect.col + rect.cols];
    const below = row === bottom && col >= rect.col && col < right && !table.showTotals;
    const beside = col === right && row >= rect.row && row < bottom;
    if (below) table.rect = { ...rect, rows: rect.rows + 1 };
    if (beside) table.rect = { ...rect, cols: rect.cols + 1 };
    if (below || beside) return syncHeaders(book, table);
  }
}

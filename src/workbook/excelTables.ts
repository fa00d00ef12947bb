import type { OutCell } from '../core/types';
import { inBlocks, rangeAt, weight, type Box } from './excelBlocks';
import { address, excelValue, FORMATS, isPlainText, type ExcelValue } from './excelCells';
import { colourScale } from './excelColours';
import { bodyRows, type SheetTask, type TableTask } from './excelPlan';
import type { Room } from './excelRoom';
import type { Build } from './excelSend';
import { userContent, type UserCell } from './excelUserCells';

/** Sends one request that writes, unless the user pressed Cancel. */
export type Write = <T>(build: Build<T>) => Promise<T>;

const STYLE = 'TableStyleLight1';
/** Sets one number format for a whole range: Excel takes a single value for all its cells. */
export function setFormat(range: Excel.Range, format: string): void {
  range.numberFormat = format as unknown as string[][];
}

/** Headings and rows as they will stand. */
function wholeBox(task: TableTask): Box {
  return {
    row: task.row,
    column: task.column,
    rows: 1 + bodyRows(task.plan),
    columns: task.columns.columns.length,
  };
}

function boxAddress(box: Box): string {
  return `${address(box.row, box.column)}:${address(box.row + box.rows - 1, box.column + box.columns - 1)}`;
}

/**
 * One request that brings a sheet's tables to their places: old lines go, room is made, filters and totals rows are taken
 * off (filters stay off), missing columns come back, tables grow (they shrink only after their rows are written).
 * @param more queues what else the sheet gets in the same request
 * @returns the id of each task's table
 */
export function shapeTables(
  write: Write,
  task: SheetTask,
  room: Room,
  more: (context: Excel.RequestContext) => void,
): Promise<string[]> {
  const { id } = task.now;
  return write((context) => {
    const sheet = context.workbook.worksheets.getItem(id);
    for (const [row, column] of room.clear) rangeAt(context, id, { row, column, rows: 1, columns: 1 }).clear('All');
    for (const { now } of task.tables) {
      if (!now) continue;
      const table = sheet.tables.getItem(now.id);
      table.clearFilters();
      if (now.totals) table.showTotals = false;
    }
    for (const { whole, box } of room.inserts) {
      const rows = `${box.row + 1}:${box.row + box.rows}`;
      (whole ? sheet.getRange(rows) : rangeAt(context, id, box)).insert('Down');
    }
    const tables = task.tables.map((table) => {
      const shaped = table.now ? reshape(context, id, table, table.now.id) : addTable(context, id, table);
      return shaped.load('id');
    });
    more(context);
    return () => tables.map((table) => table.id);
  });
}

function addTable(context: Excel.RequestContext, id: string, task: TableTask): Excel.Table {
  const box = wholeBox(task);
  const headings = rangeAt(context, id, { ...box, rows: 1 });
  setFormat(headings, FORMATS.text);
  headings.values = [task.plan.columns.map(({ heading }) => heading)];
  headings.format.wrapText = true;
  headings.format.verticalAlignment = 'Top';
  const table = context.workbook.worksheets.getItem(id).tables.add(boxAddress(box), true);
  table.name = task.name;
  table.style = STYLE;
  return table;
}

function reshape(context: Excel.RequestContext, id: string, task: TableTask, tableId: string): Excel.Table {
  const { now, columns } = task;
  const table = context.workbook.worksheets.getItem(id).tables.getItem(tableId);
  if (now && now.name !== task.name) {
    table.name = task.name;
    table.style = STYLE;
  }
  for (const { at, heading } of columns.renamed) {
    const cell = rangeAt(context, id, { row: task.row, column: task.column + at, rows: 1, columns: 1 });
    setFormat(cell, FORMATS.text);
    cell.values = [[heading]];
  }
  for (const { at, heading } of columns.added) table.columns.add(at, undefined, heading);
  const box = wholeBox(task);
  if (now && box.rows > now.box.rows) table.resize(boxAddress(box));
  return table;
}

/** Neighbouring columns that are all ours (or all the user's), so that each run is one range. */
function runs(task: TableTask, user: boolean): { from: number; count: number }[] {
  const found: { from: number; count: number }[] = [];
  task.columns.columns.forEach((column, at) => {
    if ('user' in column !== user) return;
    const last = found.at(-1);
    if (last && last.from + last.count === at) last.count++;
    else found.push({ from: at, count: 1 });
  });
  return found;
}

/**
 * Writes a table's rows in blocks, formats before values so that no text becomes a formula, then takes off the rows that
 * are too many. `done` is told how many rows of the table are written.
 */
export async function fillTable(
  write: Write,
  sheet: string,
  tableId: string,
  task: TableTask,
  done: (rows: number) => void,
): Promise<void> {
  const body: Box = { ...wholeBox(task), row: task.row + 1, rows: bodyRows(task.plan) };
  const cells = (at: number) => task.plan.rows.map((row): OutCell => row[at] ?? null);
  const plain = task.plan.columns.map((column, at) => isPlainText(column, cells(at)));
  const formats = (context: Excel.RequestContext) => {
    task.columns.columns.forEach((column, at) => {
      if (!('ours' in column)) return;
      const range = rangeAt(context, sheet, { ...body, column: body.column + at, columns: 1 });
      const kind = task.plan.columns[column.ours]?.kind ?? 'text';
      setFormat(range, kind === 'text' && !plain[column.ours] ? 'General' : FORMATS[kind]);
    });
  };

  const valuesOf = (run: { from: number; count: number }, start: number, count: number): ExcelValue[][] =>
    Array.from({ length: count }, (_, which) =>
      task.columns.columns.slice(run.from, run.from + run.count).map((column) => {
        if (!('ours' in column)) return '';
        return excelValue(task.plan.rows[start + which]?.[column.ours] ?? null, plain[column.ours] ?? false);
      }),
    );
  for (const run of runs(task, false)) {
    await inBlocks(body.rows, run.count, async (start, count) => {
      const values = valuesOf(run, start, count);
      await write((context) => {
        context.application.suspendApiCalculationUntilNextSync();
        if (start === 0) formats(context);
        const box = { row: body.row + start, column: body.column + run.from, rows: count, columns: run.count };
        rangeAt(context, sheet, box).values = values;
        return () => undefined;
      });
      done(start + count);
      return weight(values);
    });
  }
  if (task.cells) await fillUserColumns(write, sheet, body, task, task.cells);
  await finishTable(write, sheet, tableId, task, body);
}

/** The user's cells that moved with their rows; formats first, and only where they differ within a column. */
async function fillUserColumns(
  write: Write,
  sheet: string,
  body: Box,
  task: TableTask,
  cells: UserCell[][],
): Promise<void> {
  const number = (at: number) => {
    const column = task.columns.columns[at];
    return column && 'user' in column ? column.user : -1;
  };
  for (const run of runs(task, true)) {
    await inBlocks(body.rows, run.count * 2, async (start, count) => {
      const part = Array.from({ length: count }, (_, which) =>
        Array.from({ length: run.count }, (_, at) => cells[start + which]?.[number(run.from + at)]),
      );
      const contents = part.map((row) => row.map((cell) => (cell ? userContent(cell) : '')));
      await write((context) => {
        context.application.suspendApiCalculationUntilNextSync();
        const box = { row: body.row + start, column: body.column + run.from, rows: count, columns: run.count };
        const range = rangeAt(context, sheet, box);
        range.numberFormat = part.map((row) => row.map((cell) => cell?.format ?? 'General'));
        range.formulasR1C1 = contents;
        return () => undefined;
      });
      return weight(contents) * 2;
    });
  }
}

/** The rows left behind, the totals row, and the colour scales of our columns. */
async function finishTable(write: Write, sheet: string, tableId: string, task: TableTask, body: Box): Promise<void> {
  const surplus = task.now ? task.now.box.rows - 1 - body.rows : 0;
  await write((context) => {
    const table = context.workbook.worksheets.getItem(sheet).tables.getItem(tableId);
    if (surplus > 0) {
      // Cleared while they are still the table's: broken off here, a second press finds them again.
      const left = rangeAt(context, sheet, { ...body, row: body.row + body.rows, rows: surplus });
      left.conditionalFormats.clearAll();
      left.clear('All');
      table.resize(boxAddress(wholeBox(task)));
    }
    if (task.totals) table.showTotals = true;
    task.columns.columns.forEach((column, at) => {
      const planned = 'ours' in column ? task.plan.columns[column.ours] : undefined;
      if (!('ours' in column) || !planned?.scale) return;
      const formats = rangeAt(context, sheet, { ...body, column: body.column + at, columns: 1 }).conditionalFormats;
      formats.clearAll();
      const scale = formats.add('ColorScale').colorScale;
      scale.criteria = colourScale(
        planned,
        task.plan.rows.map((row) => row[column.ours] ?? null),
      );
    });
    return () => undefined;
  });
}

import { UserError } from '../core/userError';
import { boxOf, loadBox, rangeAt, type Box } from './excelBlocks';
import { textSum } from './excelCells';
import { bodyRows, type SheetTask, type TableTask } from './excelPlan';
import type { Send } from './excelSend';

/** Cells or whole rows to insert, from 0, in this order. */
export interface Insert {
  whole: boolean;
  box: Box;
}

/** Where the parts of a sheet go, and what must be moved for them. */
export interface Room {
  /** Our lines of the last run that still stand as written: to be cleared. */
  clear: [row: number, column: number][];
  inserts: Insert[];
  /** Rows that the user inserted above everything of ours. */
  shift: number;
}

const overlap = (one: Box, other: Box) =>
  one.column < other.column + other.columns && other.column < one.column + one.columns;

const boxOfTask = (task: TableTask): Box => ({
  row: task.row,
  column: task.column,
  rows: 1 + bodyRows(task.plan),
  columns: task.columns.columns.length,
});

/**
 * The row (from 0) where a line or picture of the plan's row (from 0) goes: the top of a sheet stays where the user left
 * it, everything lower, and a line right above a table, goes with its table.
 */
export function rowFor(task: SheetTask, shift: number, row: number): number {
  const tables = task.tables.filter(({ now }) => now).sort((a, b) => a.plan.row - b.plan.row);
  const next = tables.findIndex(({ plan }) => plan.row - 1 > row);
  const table = next < 0 ? tables.at(-1) : tables[next];
  if (!table || (next === 0 && row < table.plan.row - 2)) return row + shift;
  return row + table.row - (table.plan.row - 1);
}

/** Finds the lines of the last run: where they were written, or moved with the first table. */
async function oldLines(send: Send, task: SheetTask): Promise<{ clear: Room['clear']; shift: number }> {
  const { kept, id } = task.now;
  if (id === '' || kept.lines.length === 0) return { clear: [], shift: 0 };
  const moves = task.tables.flatMap(({ now, plan }) => {
    const before = kept.tables[plan.name];
    return now && before ? [{ from: before.row, by: now.box.row - before.row }] : [];
  });
  moves.sort((a, b) => a.from - b.from);
  const asked = kept.lines.flatMap(([row, column, sum]) => {
    const by = (moves.find(({ from }) => from > row) ?? moves.at(-1))?.by ?? 0;
    const rows = by === 0 || row + by < 0 ? [row] : [row, row + by];
    return rows.map((place) => ({
      row: place,
      column,
      sum,
      moved: place - row,
      top: row < (moves[0]?.from ?? Infinity),
    }));
  });
  const found = await send('reading', (context) => {
    const cells = asked.map(({ row, column }) =>
      rangeAt(context, id, { row, column, rows: 1, columns: 1 }).load('values'),
    );
    return () => asked.filter(({ sum }, at) => textSum(String(cells[at]?.values[0]?.[0] ?? '')) === sum);
  });
  const top = found.filter((line) => line.top);
  const moved = top.filter((line) => line.moved !== 0);
  return {
    clear: found.map(({ row, column }) => [row, column]),
    shift: moved.length * 2 > top.length ? (moved[0]?.moved ?? 0) : 0,
  };
}

/** Whether a part of the sheet holds anything but our own old lines. */
async function isUsed(send: Send, sheet: string, box: Box, clear: Room['clear']): Promise<boolean> {
  const used = await send('reading', (context) => {
    const range = loadBox(rangeAt(context, sheet, box).getUsedRangeOrNullObject(true));
    return () => (range.isNullObject ? null : boxOf(range));
  });
  if (!used) return false;
  if (used.rows * used.columns > 10_000) return true;
  const values = await send('reading', (context) => {
    const range = rangeAt(context, sheet, used).load('values');
    return () => range.values as unknown[][];
  });
  const ours = new Set(clear.map(([row, column]) => `${row} ${column}`));
  return values.some((row, at) =>
    row.some((cell, column) => cell !== '' && !ours.has(`${used.row + at} ${used.column + column}`)),
  );
}

/**
 * Makes room on one sheet: a table keeps its place and grows downwards. The user's cells below it are moved down with
 * their formulas, in the table's columns only; where another table stands below, whole rows are inserted instead; where
 * those would tear a table apart, a sentence stops the run before anything is written. Moves the tasks' rows.
 */
export async function excelRoom(send: Send, task: SheetTask): Promise<Room> {
  const { id, name, tables: all } = task.now;
  const { clear, shift } = await oldLines(send, task);
  const inserts: Insert[] = [];
  const refuse = (): never => {
    throw new UserError(
      `On the sheet "${name}" something of yours stands where a result table grows: move it to a sheet of your own, then press Refresh needs map.`,
    );
  };
  const boxes = new Map(all.map((table) => [table, { ...table.box }]));
  const push = (box: Box, whole: boolean) => {
    if (whole && [...boxes.values()].some((other) => other.row < box.row && box.row < other.row + other.rows)) refuse();
    inserts.push({ whole, box });
    for (const other of boxes.values()) if (whole && other.row >= box.row) other.row += box.rows;
    for (const other of task.tables) if (whole && other.now && other.row >= box.row) other.row += box.rows;
  };

  const order = [...task.tables].sort((a, b) => a.plan.row - b.plan.row);
  for (const [at, table] of order.entries()) {
    const above = order.slice(0, at).filter((other) => overlap(boxOfTask(other), boxOfTask(table)));
    const free = above.map((other) => {
      const gap = table.plan.row - (other.plan.row + 1 + bodyRows(other.plan));
      return other.row + 1 + bodyRows(other.plan) + Math.max(0, gap);
    });
    if (!table.now) {
      table.row = Math.max(rowFor(task, shift, table.plan.row - 1), ...free);
      if (id !== '' && task.now.kept.made && (await isUsed(send, id, boxOfTask(table), clear))) refuse();
      continue;
    }
    const wanted = Math.max(above.length > 0 ? 0 : table.plan.row - 1 + shift, ...free);
    if (wanted > table.row) push({ row: table.row, column: 0, rows: wanted - table.row, columns: 1 }, true);

    const old = boxes.get(table.now);
    if (!old) continue;
    const totals = table.now.totals ? 1 : 0;
    const growth = 1 + bodyRows(table.plan) - old.rows;
    if (growth <= 0) continue;
    const end = old.row + old.rows;
    const here = { row: end, column: old.column, rows: growth, columns: old.columns };
    const below = [...boxes.values()].some((other) => other.row >= end && overlap(other, here));
    const inserted = inserts.reduce((sum, { whole, box }) => sum + (whole && box.row <= end ? box.rows : 0), 0);
    const asked = { ...here, row: end - inserted + totals };
    const inTheWay = [...boxes.values()].some(
      (other) => other.row >= end && other.row < end + growth + totals && overlap(other, here),
    );
    if (inTheWay || (await isUsed(send, id, asked, clear))) push(here, below);
  }
  return { clear, inserts, shift };
}

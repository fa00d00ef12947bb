import type { OutSheet, OutTable } from '../core/types';
import { UserError } from '../core/userError';
import { readBox, type Box } from './excelBlocks';
import { columnSum, freeTableName, shownText, type ExcelValue } from './excelCells';
import { tableColumns, type Columns } from './excelColumns';
import { MOST_SETTINGS, type Journal, type KeptTable } from './excelKept';
import type { Look, SheetNow, TableNow } from './excelLook';
import type { Send } from './excelSend';
import {
  afterBreak,
  distinct,
  moveUserCells,
  userCell,
  type Homeless,
  type UserCell,
  type UserColumns,
} from './excelUserCells';

/** How one table is brought from what stands there to the plan. */
export interface TableTask {
  plan: OutTable;
  /** Its name in this workbook. */
  name: string;
  /** What stands there, or null for a table to be added. */
  now: TableNow | null;
  /** Of its first heading, from 0. May change while room is made. */
  row: number;
  column: number;
  columns: Columns;
  /** The user's cells for the new rows; null where they stay as they are. */
  cells: UserCell[][] | null;
  /** Whether a totals row was there, now or before a refresh broke off. */
  totals: boolean;
}

/** How one sheet is brought to the plan. */
export interface SheetTask {
  plan: OutSheet;
  now: SheetNow;
  tables: TableTask[];
}

export interface WriteTasks {
  sheets: SheetTask[];
  journal: Journal;
  /** What the user typed beside rows that are gone, by sheet name. */
  homeless: (Homeless & { sheet: string })[];
}

/** Body rows that a table has on the sheet: Excel keeps one, if empty. */
export const bodyRows = (table: OutTable): number => Math.max(1, table.rows.length);

/**
 * Keys of rows, as shown: the key column's text, or all of our cells where the table has none. Rows with the same key
 * are told apart by their order.
 */
function rowKeys(table: OutTable, rows: (string | undefined)[][]): string[] {
  return distinct(rows.map((row) => (table.key >= 0 ? (row[table.key] ?? '') : row.join('\u0000'))));
}

/** A table whose rows are all gone, so that no old figures stay where the plan has no such table any more. */
function emptied(name: string, kept: KeptTable): OutTable {
  const columns = kept.headings.map((heading) => ({ heading, kind: 'text' as const, width: 12 }));
  return { name, row: kept.row + 1, column: kept.column + 1, columns, rows: [], key: -1 };
}

/** Decides, table by table, what to write; reads the user's columns where there are any. Changes nothing in Excel. */
export async function excelPlan(send: Send, plan: OutSheet[], look: Look): Promise<WriteTasks> {
  const tasks: WriteTasks = { sheets: [], journal: {}, homeless: [] };
  for (const [at, sheet] of plan.entries()) {
    const now = look.sheets[at];
    if (!now) continue;
    const gone = Object.entries(now.kept.tables).filter(([name]) => !sheet.tables.some((table) => table.name === name));
    const planned = [...sheet.tables, ...gone.map(([name, kept]) => emptied(name, kept))];
    const tables: TableTask[] = [];
    for (const table of planned) tables.push(await tableTask(send, table, now, look, tasks));
    tasks.sheets.push({ plan: sheet, now, tables });
  }
  if (JSON.stringify(tasks.journal).length > MOST_SETTINGS) {
    throw new UserError(
      'The columns that you added to the result tables hold more text than can be moved safely: copy them to a sheet of your own, delete them from the result tables, then press Refresh needs map.',
    );
  }
  return tasks;
}

/** The table of ours on the sheet: by its kept name or id; on a sheet that was never finished also by its place. */
function tableNow(plan: OutTable, sheet: SheetNow): { now: TableNow | null; named: boolean } {
  const kept = sheet.kept.tables[plan.name];
  const named =
    sheet.tables.find(({ name }) => name.toLowerCase() === kept?.name.toLowerCase()) ??
    sheet.tables.find(({ id }) => id === kept?.id);
  if (named || sheet.kept.made) return { now: named ?? null, named: true };
  const there = sheet.tables.find(({ box }) => box.row === plan.row - 1 && box.column === plan.column - 1);
  return { now: there ?? null, named: false };
}

async function tableTask(
  send: Send,
  plan: OutTable,
  sheet: SheetNow,
  look: Look,
  tasks: WriteTasks,
): Promise<TableTask> {
  const { now, named } = tableNow(plan, sheet);
  const kept = sheet.kept.tables[plan.name];
  const planned = plan.columns.map(({ heading }) => heading);
  if (!now) {
    const name = freeTableName(plan.name, look.names);
    look.names.add(name.toLowerCase());
    const columns = tableColumns(planned, planned, { headings: planned, sums: [] }, () => -1);
    return { plan, name, now, row: plan.row - 1, column: plan.column - 1, columns, cells: null, totals: false };
  }
  const broken = look.journal[plan.name];
  const old = kept ?? { headings: planned, sums: [] };
  const same =
    now.headings.length === old.headings.length && now.headings.every((name, at) => name === old.headings[at]);
  const task: TableTask = {
    plan,
    name: named ? now.name : freeTableName(kept?.name ?? plan.name, look.names),
    now,
    row: now.box.row,
    column: now.box.column,
    columns: tableColumns(now.headings, planned, same ? old : { headings: old.headings, sums: [] }, () => -1),
    cells: null,
    totals: now.totals || (broken?.totals ?? false),
  };
  if (task.totals) tasks.journal[plan.name] = { user: broken?.user ?? null, totals: true };
  if (same && !broken?.user) return task;

  const body: Box = { ...now.box, row: now.box.row + 1, rows: now.box.rows - 1 };
  const values = await readBox<ExcelValue>(send, sheet.id, body, 'values');
  const textOf = (column: number) => values.map((row) => String(row[column] ?? ''));
  task.columns = tableColumns(now.headings, planned, old, (column) => columnSum(textOf(column)));
  const clash = task.columns.clashes[0];
  if (clash !== undefined) {
    throw new UserError(
      `Your column "${clash}" in the table on the sheet "${sheet.name}" has the name of a column that the add-in now writes: give it another name, then press Refresh needs map.`,
    );
  }
  const read = await userColumns(send, sheet, task, values);
  const before = broken?.user ? afterBreak(broken.user, read) : read;
  if (before.headings.length === 0) return task;
  const keys = rowKeys(
    plan,
    plan.rows.map((row) => row.map(shownText)),
  );
  const stays =
    !broken?.user && keys.length === before.rows.length && keys.every((key, at) => key === before.rows[at]?.[0]);
  if (stays) return task;
  const moved = moveUserCells(before, keys);
  task.cells = task.columns.user.length > 0 ? inOrder(moved.rows, before.headings, task.columns.user) : null;
  tasks.homeless.push(...moved.homeless.map((note) => ({ ...note, sheet: sheet.name })));
  tasks.journal[plan.name] = { user: before, totals: task.totals };
  return task;
}

/** The cells in the order of the columns that stand on the sheet now; a column that the user deleted is left out. */
function inOrder(rows: UserCell[][], from: string[], to: string[]): UserCell[][] {
  const order = to.map((heading) => from.indexOf(heading));
  const empty: UserCell = { content: '', formula: false, format: 'General' };
  return rows.map((row) => order.map((at) => row[at] ?? empty));
}

/** The user's columns of a table as they stand, each row with its key. */
async function userColumns(
  send: Send,
  sheet: SheetNow,
  { plan, columns, now }: TableTask,
  values: ExcelValue[][],
): Promise<UserColumns> {
  if (!now) return { headings: [], rows: [] };
  const renamed = new Map(columns.renamed.map(({ at, heading }) => [at, heading]));
  const names = now.headings.map((name, at) => renamed.get(at) ?? name);
  const ours = plan.columns.map(({ heading }) => names.indexOf(heading));
  const keys = rowKeys(
    plan,
    values.map((row) => ours.map((at) => (at < 0 ? '' : String(row[at] ?? '')))),
  );
  const cells: UserCell[][] = values.map(() => []);
  for (const heading of columns.user) {
    const at = names.indexOf(heading);
    const box = { row: now.box.row + 1, column: now.box.column + at, rows: values.length, columns: 1 };
    const formulas = await readBox<ExcelValue>(send, sheet.id, box, 'formulasR1C1');
    const formats = await readBox<string>(send, sheet.id, box, 'numberFormat');
    values.forEach((row, which) =>
      cells[which]?.push(userCell(formulas[which]?.[0] ?? '', row[at] ?? '', formats[which]?.[0] ?? 'General')),
    );
  }
  return { headings: columns.user, rows: keys.map((key, at) => [key, cells[at] ?? []]) };
}

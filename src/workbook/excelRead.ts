import type { Cell, Sheet, TablePlace, WorkbookData } from '../core/types';
import { boxOf, inBlocks, loadBox, readBlock, weight, type Box } from './excelBlocks';
import type { Send } from './excelSend';
import { Cancelled, type Control } from './workbook';

interface SheetPlace {
  id: string;
  name: string;
  used: Box | null;
  tables: TablePlace[];
}

/** The name of the workbook's file, its sheets' used ranges and tables. */
async function places(send: Send): Promise<{ name: string; sheets: SheetPlace[] }> {
  const first = await send('reading', (context) => {
    const workbook = context.workbook.load('name');
    const sheets = context.workbook.worksheets.load('items/id,items/name');
    return () => ({ name: workbook.name, sheets: sheets.items.map(({ id, name }) => ({ id, name })) });
  });
  const looked = await send('reading', (context) => {
    const found = first.sheets.map(({ id, name }) => {
      const sheet = context.workbook.worksheets.getItem(id);
      return { id, name, used: loadBox(sheet.getUsedRangeOrNullObject(true)), tables: sheet.tables.load('items/name') };
    });
    return () =>
      found.map(({ id, name, used, tables }) => ({
        id,
        name,
        used: used.isNullObject ? null : boxOf(used),
        tables: tables.items.map((table) => table.name),
      }));
  });
  const boxes = await send('reading', (context) => {
    const found = looked.map(({ id, tables }) => {
      const sheet = context.workbook.worksheets.getItem(id);
      return tables.map((table) => loadBox(sheet.tables.getItem(table).getRange()));
    });
    return () => found.map((ranges) => ranges.map(boxOf));
  });
  return {
    name: first.name,
    sheets: looked.map((sheet, at) => ({
      ...sheet,
      tables: sheet.tables.flatMap((table, which) => tablePlace(table, boxes[at]?.[which])),
    })),
  };
}

function tablePlace(name: string, box: Box | undefined): TablePlace[] {
  if (!box) return [];
  const place = {
    name,
    firstRow: box.row + 1,
    lastRow: box.row + box.rows,
    firstColumn: box.column + 1,
    lastColumn: box.column + box.columns,
  };
  return [place];
}

/** Runs of rows (from 0, within the block) that hold a text that may be an error's name. */
function suspects(rows: readonly (readonly Cell[])[]): { start: number; count: number }[] {
  const runs: { start: number; count: number }[] = [];
  rows.forEach((row, at) => {
    if (!row.some((cell) => typeof cell === 'string' && cell.startsWith('#'))) return;
    const last = runs.at(-1);
    if (last && last.start + last.count === at) last.count++;
    else runs.push({ start: at, count: 1 });
  });
  return runs.length <= 20 ? runs : [{ start: 0, count: rows.length }];
}

/** One block's cells; errors as `{error}`, nothing as null. The types are asked for only where a text begins with #. */
async function block(send: Send, sheet: string, box: Box): Promise<Cell[][]> {
  const rows = await readBlock<Cell>(send, sheet, box, 'values');
  for (const row of rows) row.forEach((cell, column) => cell === '' && (row[column] = null));
  for (const { start, count } of suspects(rows)) {
    const part = { ...box, row: box.row + start, rows: count };
    const types = await readBlock<string>(send, sheet, part, 'valueTypes');
    types.forEach((kinds, at) => {
      const row = rows[start + at];
      kinds.forEach((kind, column) => {
        const cell = row?.[column];
        if (row && kind === 'Error' && typeof cell === 'string') row[column] = { error: cell };
      });
    });
  }
  return rows;
}

/**
 * Reads every sheet's used range, visible or not, in blocks of rows that stay under Excel's limits, and the places of
 * all tables. Stops between blocks when aborted. No released API tells the 1904 date system, so `date1904` is false.
 */
export async function excelRead(send: Send, control?: Control): Promise<WorkbookData> {
  const { name, sheets } = await places(send);
  const all = sheets.reduce((sum, { used }) => sum + (used?.rows ?? 0), 0);
  let done = 0;
  const read: Sheet[] = [];
  for (const { id, name, used, tables } of sheets) {
    const rows: Cell[][] = [];
    await inBlocks(used?.rows ?? 0, used?.columns ?? 0, async (start, count) => {
      if (control?.signal?.aborted) throw new Cancelled('cancelled');
      control?.progress?.(`Reading sheet ${name}`, done / all);
      const next = await block(send, id, { ...(used as Box), row: (used as Box).row + start, rows: count });
      for (const row of next) rows.push(row);
      done += count;
      return weight(next);
    });
    read.push({ name, id, firstRow: (used?.row ?? 0) + 1, firstColumn: (used?.column ?? 0) + 1, rows, tables });
  }
  control?.progress?.('Reading', 1);
  return { name, sheets: read, date1904: false };
}

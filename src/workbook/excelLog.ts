import type { Cell } from '../core/types';
import { UserError } from '../core/userError';
import { boxOf, inBlocks, loadBox, rangeAt, weight, type Box } from './excelBlocks';
import { address, cellText, FORMATS, freeSheetName, freeTableName, guarded, type ExcelValue } from './excelCells';
import { keptOf, loadSettings, saveKept } from './excelKept';
import type { Send } from './excelSend';
import { sheetNames } from './excelSheets';
import { setFormat, type Write } from './excelTables';
import { Cancelled, type Control } from './workbook';

/** Not `NeedsMap_...`: tables of that name are results and never read, but this one is input. */
const TABLE = 'CIN_Log';
/** Stands in the first heading while rows are being replaced, so that half a log is never taken for a log. */
const UNFINISHED = 'Import not finished: import again';

interface Place {
  id: string;
  name: string;
  /** The table's id, once it is there. */
  table: string;
  box: Box | null;
}

/** The sheet and table that an earlier import wrote, or null. */
async function find(send: Send, headings: string[]): Promise<Place | null> {
  const log = await send('reading', (context) => {
    const settings = loadSettings(context);
    const sheets = context.workbook.worksheets.load('items/id,items/name');
    const tables = context.workbook.tables.load('items/id,items/worksheet/id');
    return () => {
      const { log } = keptOf(settings);
      const sheet = sheets.items.find(({ id }) => id === log?.id);
      const table = tables.items.find(({ id, worksheet }) => id === log?.table && worksheet.id === log.id);
      return sheet && table ? { id: sheet.id, name: sheet.name, table: table.id } : null;
    };
  });
  if (!log) return null;
  const now = await send('reading', (context) => {
    const sheet = context.workbook.worksheets.getItem(log.id);
    const table = sheet.tables.getItem(log.table).load('showTotals');
    const box = loadBox(table.getRange());
    const header = table.getHeaderRowRange().load('values');
    const protection = sheet.protection.load('protected');
    return () => ({
      box: boxOf(box),
      headings: (header.values[0] ?? []).map(String),
      locked: protection.protected,
      totals: table.showTotals,
    });
  });
  if (now.locked) {
    throw new UserError(
      `The sheet "${log.name}" is protected: choose Unprotect Sheet on the Review tab, then try again.`,
    );
  }
  const same = now.headings.every((name, at) => name === headings[at] || (at === 0 && name === UNFINISHED));
  if (!same || now.headings.length !== headings.length || now.totals) {
    throw new UserError(
      `The table on the sheet "${log.name}" has columns or totals that the import did not write: move them to another sheet, or delete the sheet, then import again.`,
    );
  }
  return { ...log, box: now.box };
}

/** A cell for a column that is all text (`plain`), or any other. */
function logValue(cell: Cell, plain: boolean): ExcelValue {
  if (cell === null) return '';
  if (typeof cell === 'object') return plain ? cell.error : guarded(cell.error);
  if (typeof cell === 'string') return plain ? cellText(cell) : guarded(cell);
  return cell;
}

/**
 * Writes the log's rows (the first: headings; dates as serial numbers in `dateColumns`, counted from 0) as the table
 * `CIN_Log` on the sheet `log`, in blocks. An earlier import of ours is replaced in place; a user's sheet or table of
 * that name is left alone and ours gets ` (2)` or `_2`. Returns the sheet's name.
 */
export async function writeLog(send: Send, rows: Cell[][], dateColumns: number[], control?: Control): Promise<string> {
  const headings = (rows[0] ?? []).map((cell) => String(cell ?? ''));
  const body = rows.slice(1);
  const write: Write = async (build) => {
    if (control?.signal?.aborted) throw new Cancelled('cancelled');
    return send('writing', build);
  };
  control?.progress?.('Writing the log', 0);
  const found = await find(send, headings);
  const place = found ?? (await add(send, write));
  const box: Box = {
    row: place.box?.row ?? 0,
    column: place.box?.column ?? 0,
    rows: 1 + Math.max(1, body.length),
    columns: headings.length,
  };
  const plain = headings.map(
    (_, at) => !dateColumns.includes(at) && body.every((row) => typeof (row[at] ?? '') === 'string'),
  );

  await write((context) => {
    const sheet = context.workbook.worksheets.getItem(place.id);
    if (place.box) {
      sheet.tables.getItem(place.table).clearFilters();
      rangeAt(context, place.id, { ...box, rows: 1, columns: 1 }).values = [[UNFINISHED]];
    }
    headings.forEach((_, at) => {
      const column = { ...box, row: box.row + 1, column: box.column + at, rows: box.rows - 1, columns: 1 };
      const format = dateColumns.includes(at) ? FORMATS.date : plain[at] ? FORMATS.text : 'General';
      setFormat(rangeAt(context, place.id, column), format);
    });
    return () => undefined;
  });
  await inBlocks(body.length, headings.length, async (start, count) => {
    const values = body
      .slice(start, start + count)
      .map((row) => headings.map((_, at) => logValue(row[at] ?? null, plain[at] ?? false)));
    await write((context) => {
      context.application.suspendApiCalculationUntilNextSync();
      const part = { ...box, row: box.row + 1 + start, rows: count };
      rangeAt(context, place.id, part).values = values;
      return () => undefined;
    });
    control?.progress?.('Writing the log', (start + count) / body.length);
    return weight(values);
  });
  await finish(write, place, box, headings);
  return place.name;
}

async function add(send: Send, write: Write): Promise<Place> {
  const name = freeSheetName('log', await sheetNames(send));
  const id = await write((context) => {
    const sheet = context.workbook.worksheets.add(name).load('id');
    return () => sheet.id;
  });
  return { id, name, table: '', box: null };
}

/** The table takes its size, rows of a longer earlier log go, and the headings are put back last. */
async function finish(write: Write, place: Place, box: Box, headings: string[]): Promise<void> {
  const { kept, names } = await write((context) => {
    const settings = loadSettings(context);
    const tables = context.workbook.tables.load('items/name');
    const defined = context.workbook.names.load('items/name');
    return () => ({
      kept: keptOf(settings),
      names: new Set([...tables.items, ...defined.items].map(({ name }) => name.toLowerCase())),
    });
  });
  const range = `${address(box.row, box.column)}:${address(box.row + box.rows - 1, box.column + box.columns - 1)}`;
  const table = await write((context) => {
    const { tables } = context.workbook.worksheets.getItem(place.id);
    const header = rangeAt(context, place.id, { ...box, rows: 1 });
    setFormat(header, FORMATS.text);
    header.values = [headings];
    if (place.box) {
      const old = tables.getItem(place.table);
      const surplus = place.box.rows - box.rows;
      old.resize(range);
      if (surplus > 0) rangeAt(context, place.id, { ...box, row: box.row + box.rows, rows: surplus }).clear('All');
      return () => place.table;
    }
    const added = tables.add(range, true).load('id');
    added.name = freeTableName(TABLE, names);
    return () => added.id;
  });
  await write((context) => {
    saveKept(context, { ...kept, log: { id: place.id, table } });
    return () => undefined;
  });
}

import { PACK_SHEET } from '../core/packSheet';
import { boxOf, inBlocks, loadBox, rangeAt, weight, type Box } from './excelBlocks';
import { FORMATS, freeSheetName } from './excelCells';
import type { Send } from './excelSend';
import { sheetNames } from './excelSheets';
import { setFormat, type Write } from './excelTables';
import { Cancelled, type Control } from './workbook';

/** Stands in the second cell while the others are being replaced: half a pack is never taken for one. */
const UNFINISHED = 'not finished';
/** A cell of the pack is as heavy as so many others: blocks of them start small. */
const HEAVY = 2_000;
const STEP = 'Keeping geography in this workbook';

/** The column's cells from `row` on. */
const column = (row: number, rows: number): Box => ({ row, column: 0, rows, columns: 1 });

/** The sheet with this heading in its first cell, the first of them as for who reads it, and how many rows it has. */
async function find(send: Send, heading: string): Promise<{ id: string; rows: number } | null> {
  const ids = await send('reading', (context) => {
    const sheets = context.workbook.worksheets.load('items/id');
    return () => sheets.items.map(({ id }) => id);
  });
  const id = await send('reading', (context) => {
    const firsts = ids.map((one) => rangeAt(context, one, column(0, 1)).load('values'));
    return () => ids.find((_, at) => firsts[at]?.values[0]?.[0] === heading);
  });
  if (id === undefined) return null;
  return send('reading', (context) => {
    const used = loadBox(context.workbook.worksheets.getItem(id).getUsedRange(true));
    return () => ({ id, rows: boxOf(used).rows });
  });
}

/**
 * Writes the cells of a geography pack (the heading, their number, then texts of up to 32,000 characters) as column A of
 * a very hidden sheet, as text, in blocks under Excel's limits. An earlier pack is known by its heading, wherever it is,
 * and replaced; a user's sheet of the same name is left alone and ours gets ` (2)`.
 */
export async function keepGeography(send: Send, cells: string[], control?: Control): Promise<void> {
  const [heading = '', total = '', ...parts] = cells;
  const write: Write = async (build) => {
    if (control?.signal?.aborted) throw new Cancelled('cancelled');
    return send('writing', build);
  };
  control?.progress?.(STEP, 0);
  const found = await find(send, heading);
  const name = found ? '' : freeSheetName(PACK_SHEET, await sheetNames(send));
  const id = await write((context) => {
    const { worksheets } = context.workbook;
    const sheet = (found ? worksheets.getItem(found.id) : worksheets.add(name)).load('id');
    if (!found) sheet.visibility = 'VeryHidden';
    const target = found?.id ?? name;
    if (found) rangeAt(context, target, column(1, found.rows)).clear('Contents');
    setFormat(rangeAt(context, target, column(0, cells.length)), FORMATS.text);
    rangeAt(context, target, column(0, 2)).values = [[heading], [UNFINISHED]];
    return () => sheet.id;
  });
  await inBlocks(parts.length, HEAVY, async (start, count) => {
    const values = parts.slice(start, start + count).map((part) => [part]);
    await write((context) => {
      rangeAt(context, id, column(2 + start, count)).values = values;
      return () => undefined;
    });
    control?.progress?.(STEP, (start + count) / parts.length);
    return weight(values);
  });
  await write((context) => {
    rangeAt(context, id, column(1, 1)).values = [[total]];
    return () => undefined;
  });
}

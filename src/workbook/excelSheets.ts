import type { OutCell } from '../core/types';
import { UserError } from '../core/userError';
import { boxOf, inBlocks, loadBox, rangeAt, readBox, weight } from './excelBlocks';
import { excelValue, FORMATS, freeSheetName } from './excelCells';
import { keptOf, loadSettings } from './excelKept';
import { base64 } from './excelPictures';
import type { Send } from './excelSend';
import { setFormat } from './excelTables';
import { TEMPLATE, TEMPLATE_HEADINGS } from './plainSheets';

const TEMPLATE_FORMATS = [FORMATS.text, FORMATS.date, FORMATS.text];

/** Names of all sheets, in lower case, and whether the structure is protected (then a sentence stops the call). */
export async function sheetNames(send: Send): Promise<Set<string>> {
  const { locked, names } = await send('reading', (context) => {
    const protection = context.workbook.protection.load('protected');
    const sheets = context.workbook.worksheets.load('items/name');
    return () => ({ locked: protection.protected, names: sheets.items.map(({ name }) => name.toLowerCase()) });
  });
  if (locked) {
    throw new UserError(
      'The structure of this workbook is protected, so no sheet can be added: choose Protect Workbook on the Review tab to unlock it, then try again.',
    );
  }
  return new Set(names);
}

/**
 * Adds a sheet with the template's headings and rows (child id, date as a serial number, postcode), formatted so that
 * what is typed later stays as typed; returns its name.
 */
export async function insertTemplate(send: Send, rows: OutCell[][]): Promise<string> {
  const name = freeSheetName(TEMPLATE, await sheetNames(send));
  await send('writing', (context) => {
    const sheet = context.workbook.worksheets.add(name);
    const headings = rangeAt(context, name, { row: 0, column: 0, rows: 1, columns: TEMPLATE_HEADINGS.length });
    headings.values = [TEMPLATE_HEADINGS];
    headings.format.font.bold = true;
    TEMPLATE_FORMATS.forEach((format, column) => {
      const cells = { row: 1, column, rows: Math.max(10_000, rows.length), columns: 1 };
      setFormat(rangeAt(context, name, cells), format);
      headings.getCell(0, column).format.columnWidth = 150;
    });
    sheet.freezePanes.freezeRows(1);
    sheet.activate();
    return () => undefined;
  });
  await inBlocks(rows.length, TEMPLATE_HEADINGS.length, async (start, count) => {
    const values = rows
      .slice(start, start + count)
      .map((row) => TEMPLATE_FORMATS.map((format, at) => excelValue(row[at] ?? null, format === FORMATS.text)));
    await send('writing', (context) => {
      const box = { row: 1 + start, column: 0, rows: count, columns: TEMPLATE_HEADINGS.length };
      rangeAt(context, name, box).values = values;
      return () => undefined;
    });
    return weight(values);
  });
  return name;
}

/** Copies all sheets of another .xlsx file to the end of this workbook; returns their names. */
export async function addSheetsFrom(send: Send, file: Uint8Array): Promise<string[]> {
  await sheetNames(send);
  const text = base64(file);
  const ids = await send('writing', (context) => {
    const added = context.workbook.insertWorksheetsFromBase64(text, { positionType: 'End' });
    return () => added.value;
  });
  return send('reading', (context) => {
    const sheets = ids.map((id) => context.workbook.worksheets.getItem(id).load('name'));
    return () => sheets.map(({ name }) => name);
  });
}

/** Brings the result sheet with this key to the front and selects the table row whose key is `rowKey`. */
export async function showSheet(send: Send, sheetKey: string, rowKey?: string): Promise<void> {
  const gone = () => new UserError('That result sheet is not there any more: press Refresh needs map to get it back.');
  const kept = await send('reading', (context) => {
    const settings = loadSettings(context);
    const sheets = context.workbook.worksheets.load('items/id,items/visibility');
    return () => {
      const found = keptOf(settings).sheets.find(({ key }) => key === sheetKey);
      const there = sheets.items.find(({ id }) => id === found?.id);
      return found && there ? { ...found, visible: there.visibility === 'Visible' } : null;
    };
  });
  if (!kept) throw gone();
  await send('writing', (context) => {
    const sheet = context.workbook.worksheets.getItem(kept.id);
    if (!kept.visible) sheet.visibility = 'Visible';
    sheet.activate();
    return () => undefined;
  });
  if (rowKey === undefined) return;
  for (const table of Object.values(kept.tables)) {
    if (table.key === '') continue;
    const place = await send('reading', (context) => {
      const there = context.workbook.worksheets.getItem(kept.id).tables.getItemOrNullObject(table.name);
      const column = there.columns.getItemOrNullObject(table.key);
      there.load('name');
      column.load('name');
      return () => !there.isNullObject && !column.isNullObject;
    });
    if (!place) continue;
    const { body, keys } = await send('reading', (context) => {
      const there = context.workbook.worksheets.getItem(kept.id).tables.getItem(table.name);
      const body = loadBox(there.getDataBodyRange());
      const keys = loadBox(there.columns.getItem(table.key).getDataBodyRange());
      return () => ({ body: boxOf(body), keys: boxOf(keys) });
    });
    const values = await readBox<unknown>(send, kept.id, keys, 'values');
    const at = values.findIndex(([value]) => String(value) === rowKey);
    if (at < 0) continue;
    await send('writing', (context) => {
      rangeAt(context, kept.id, { ...body, row: body.row + at, rows: 1 }).select();
      return () => undefined;
    });
    return;
  }
}

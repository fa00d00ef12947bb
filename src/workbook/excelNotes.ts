import { boxOf, loadBox, rangeAt, readBox } from './excelBlocks';
import { cellText, freeSheetName } from './excelCells';
import { saveKept, type Kept } from './excelKept';
import type { Send } from './excelSend';
import { setFormat, type Write } from './excelTables';
import type { Homeless } from './excelUserCells';

/** The sheet that receives what the user typed beside a row that a refresh took away. */
const NOTES_NAME = 'Notes of rows that left';
const HEADINGS = ['Sheet', 'Row', 'Column', 'What stood there'];

/** The notes' sheet: the one kept; one by its name with our headings or nothing on it; or a new one. */
async function notesSheet(
  send: Send,
  write: Write,
  kept: Kept,
  sheets: { id: string; name: string }[],
): Promise<string> {
  const known = sheets.find((sheet) => sheet.id === kept.notes);
  if (known) return known.id;
  const named = sheets.find((sheet) => sheet.name.toLowerCase() === NOTES_NAME.toLowerCase());
  const first = named
    ? await send('reading', (context) => {
        const range = rangeAt(context, named.id, { row: 0, column: 0, rows: 1, columns: HEADINGS.length }).load(
          'values',
        );
        const used = context.workbook.worksheets.getItem(named.id).getUsedRangeOrNullObject(true).load('address');
        return () => (used.isNullObject ? '' : range.values[0]?.join());
      })
    : null;
  const adopted = named && (first === '' || first === HEADINGS.join()) ? named : null;
  const name = adopted?.name ?? freeSheetName(NOTES_NAME, new Set(sheets.map((sheet) => sheet.name.toLowerCase())));
  return write((context) => {
    const sheet = adopted ? context.workbook.worksheets.getItem(adopted.id) : context.workbook.worksheets.add(name);
    const range = rangeAt(context, name, { row: 0, column: 0, rows: 1, columns: HEADINGS.length });
    range.values = [HEADINGS];
    range.format.font.bold = true;
    range.format.columnWidth = 150;
    sheet.load('id');
    return () => sheet.id;
  });
}

/**
 * Appends values that lost their row to the notes' sheet, each once, before any row is rewritten; adds the sheet at the
 * end of the workbook when it is needed first. Nothing on it is ever overwritten.
 */
export async function writeNotes(
  send: Send,
  write: Write,
  kept: Kept,
  homeless: (Homeless & { sheet: string })[],
): Promise<void> {
  if (homeless.length === 0) return;
  const found = await send('reading', (context) => {
    const sheets = context.workbook.worksheets.load('items/id,items/name');
    return () => sheets.items.map(({ id, name }) => ({ id, name }));
  });
  const id = await notesSheet(send, write, kept, found);
  if (kept.notes !== id) {
    kept.notes = id;
    await write((context) => {
      saveKept(context, kept);
      return () => undefined;
    });
  }
  const used = await send('reading', (context) => {
    const range = loadBox(context.workbook.worksheets.getItem(id).getUsedRangeOrNullObject(true));
    return () => (range.isNullObject ? null : boxOf(range));
  });
  const box = { row: 0, column: 0, rows: used ? used.row + used.rows : 0, columns: HEADINGS.length };
  const there = await readBox<unknown>(send, id, box, 'values');
  const known = new Set(there.map((row) => row.map(String).join('\u0000')));
  const rows = homeless
    .map((note) => [note.sheet, note.row, note.column, note.text].map((text) => cellText(text)))
    .filter((row) => !known.has(row.join('\u0000')));
  for (let start = 0; start < rows.length; start += 500) {
    const part = rows.slice(start, start + 500);
    await write((context) => {
      const range = rangeAt(context, id, { ...box, row: Math.max(1, box.rows) + start, rows: part.length });
      setFormat(range, '@');
      range.values = part;
      return () => undefined;
    });
  }
}

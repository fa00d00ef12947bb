import type { OutSheet, Sheet, WorkbookData } from '../core/types';
import { UserError } from '../core/userError';
import { logSheet, shown, TEMPLATE, TEMPLATE_HEADINGS, templateSheet } from './plainSheets';
import { readXlsx } from './readXlsx';
import type { Control, WorkbookPort } from './workbook';
import { writeXlsx, type FileProperties } from './writeXlsx';

/** A workbook that is only a file: what is written becomes a new .xlsx, the opened one is never changed. */
export interface FileWorkbook extends WorkbookPort {
  /** The .xlsx of the last `write`, `writeLog`, `insertTemplate` or `openNew`; before any of them the file as it was opened. */
  saved(): Uint8Array;
}

const LOG = 'log';

/**
 * The workbook port on the bytes of an .xlsx, for the browser page. `read` gives the file's sheets, and those that were
 * added since (by `addSheetsFrom`, `writeLog`, `insertTemplate`). `write` makes a new workbook of the result sheets
 * alone. A file remembers nothing, selects nothing and doesn't change by itself. `time` as in `FileProperties`.
 */
export function fileWorkbook(bytes: Uint8Array, name: string, properties: FileProperties = {}): FileWorkbook {
  let opened: Promise<WorkbookData> | null = null;
  let saved = bytes;
  const added: Sheet[] = [];

  const open = (control?: Control) => {
    const reading = (opened ??= readXlsx(bytes, name, control));
    // A file that couldn't be read, or a reading that was cancelled, is tried again.
    reading.catch(() => (opened = null));
    return reading;
  };
  const all = async (control?: Control) => {
    const data = await open(control);
    return { ...data, sheets: [...data.sheets, ...added] };
  };
  const save = async (sheets: OutSheet[], control?: Control) => {
    saved = await writeXlsx(sheets, properties, control);
  };
  const freeName = async (wanted: string) => {
    const taken = new Set((await all()).sheets.map((sheet) => sheet.name.toLowerCase()));
    for (let number = 1; ; number++) {
      const tail = number === 1 ? '' : ` (${number})`;
      const free = wanted.slice(0, 31 - tail.length) + tail;
      if (!taken.has(free.toLowerCase())) return free;
    }
  };

  return {
    read: all,
    saved: () => saved,
    remembered: async () => null,
    write: (sheets, _remember, control) => save(sheets, control),
    insertTemplate: async (rows) => {
      const sheetName = await freeName(TEMPLATE);
      const all = [TEMPLATE_HEADINGS, ...rows];
      added.push({ name: sheetName, firstRow: 1, firstColumn: 1, rows: all.map((row) => row.map(shown)), tables: [] });
      await save([templateSheet(sheetName, rows)]);
      return sheetName;
    },
    writeLog: async (rows, dateColumns, control) => {
      const before = added.findIndex((sheet) => sheet.id === LOG);
      const sheetName = added[before]?.name ?? (await freeName(LOG));
      const sheet: Sheet = { name: sheetName, id: LOG, firstRow: 1, firstColumn: 1, rows, tables: [] };
      if (before >= 0) added[before] = sheet;
      else added.push(sheet);
      await save([logSheet(sheetName, rows, dateColumns)], control);
      return sheetName;
    },
    keepGeography: async () => {
      throw new Error('Geography is kept in workbooks that are open in Excel only: the pane does not offer it here');
    },
    addSheetsFrom: async (file) => {
      const [here, other] = [await open(), await readXlsx(file, 'The other workbook')];
      if (here.date1904 !== other.date1904)
        throw new UserError(
          'The two workbooks count dates from different years (1900 and 1904): copy the sheets into one workbook in Excel, and open that.',
        );
      const names: string[] = [];
      for (const { firstRow, firstColumn, rows, tables, ...sheet } of other.sheets) {
        const sheetName = await freeName(sheet.name);
        added.push({ name: sheetName, firstRow, firstColumn, rows, tables });
        names.push(sheetName);
      }
      return names;
    },
    openNew: async (file) => void (saved = file),
    show: async () => {},
    onRowSelected: async () => () => {},
    onChanged: async () => () => {},
  };
}

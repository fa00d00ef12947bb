import type { Doing } from './excelErrors';
import { listenForChanges, listenForRows } from './excelEvents';
import { loadSettings, rememberedOf } from './excelKept';
import { writeLog } from './excelLog';
import { keepGeography } from './excelPack';
import { excelRead } from './excelRead';
import { base64 } from './excelPictures';
import { excelSend, inOneSentence, PAUSES, repeated } from './excelSend';
import { addSheetsFrom, insertTemplate, showSheet } from './excelSheets';
import { excelWrite } from './excelWrite';
import type { WorkbookPort } from './workbook';

/**
 * The open workbook in Excel behind the port, through Office.js (ExcelApi 1.14). Every call rejects with one sentence (a
 * UserError), with `Cancelled`, or with the error of a bug of ours; never with a text of Excel's, which may hold cells.
 * @param pauses milliseconds before each further attempt at a request that Excel refused for the moment
 */
export function excelWorkbook(pauses: readonly number[] = PAUSES): WorkbookPort {
  const send = excelSend(pauses);
  const reading = <T>(work: () => Promise<T>) => inOneSentence(() => 'reading', work);
  return {
    read: (control) => reading(() => excelRead(send, control)),
    remembered: () =>
      reading(() =>
        send('reading', (context) => {
          const settings = loadSettings(context);
          return () => rememberedOf(settings);
        }),
      ),
    write: (sheets, remember, control) => {
      let doing: Doing = 'reading';
      return inOneSentence(
        () => doing,
        () => excelWrite(send, sheets, remember, control, () => (doing = 'writing')),
      );
    },
    insertTemplate: (rows) => reading(() => insertTemplate(send, rows)),
    writeLog: (rows, dateColumns, control) => reading(() => writeLog(send, rows, dateColumns, control)),
    keepGeography: (cells, control) => reading(() => keepGeography(send, cells, control)),
    addSheetsFrom: (file) => reading(() => addSheetsFrom(send, file)),
    // Opened twice it would be two workbooks: repeated as a write is.
    openNew: (file) => reading(() => repeated(pauses, 'writing', () => Excel.createWorkbook(base64(file)))),
    show: (sheetKey, rowKey) => reading(() => showSheet(send, sheetKey, rowKey)),
    onRowSelected: (listener) => reading(() => listenForRows(send, listener)),
    onChanged: (listener) => reading(() => listenForChanges(send, listener)),
  };
}

import { localDay } from '../core/localDay';
import { fileWorkbook } from '../workbook/fileWorkbook';
import type { FileWorkbook } from '../workbook/fileWorkbook';
import { logSheet, TEMPLATE, templateSheet } from '../workbook/plainSheets';
import { writeXlsx } from '../workbook/writeXlsx';
import { createClient } from '../worker/client';
import { startWorker } from '../worker/startWorker';
import { createController } from './controller';
import { mount } from './mount';
import { createStore } from './store';
import { themeFor } from './theme';
import { words } from './words';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The browser page: the same App on an .xlsx that is opened, with the results as a new .xlsx to save. */
let results: { bytes: Uint8Array; name: string } | null = null;

const store = createStore('page');
const controller = createController(store, createClient(startWorker), {
  today: () => localDay(new Date()),
  now: () => new Date().toISOString(),
  async openFile(bytes, name) {
    const file = fileWorkbook(bytes, name, { time: new Date().toISOString() });
    return downloading(file, name);
  },
  async startFile({ rows, dateColumns }, template, control) {
    const sheets = [logSheet('log', rows, dateColumns), templateSheet(TEMPLATE, template)];
    const bytes = await writeXlsx(sheets, { time: new Date().toISOString() }, control);
    download(bytes, words.startedFile);
    return downloading(fileWorkbook(bytes, words.startedFile), words.startedFile);
  },
  offer: download,
  async save() {
    if (results) download(results.bytes, results.name);
  },
});
mount(store, controller, () => themeFor(undefined, matchMedia('(prefers-color-scheme: dark)').matches));
void controller.start();

/** The opened file is never changed: a template, a log or a copy comes as a file of its own at once, results where asked for. */
function downloading(file: FileWorkbook, name: string): FileWorkbook {
  const offer = (sheet: string) => {
    download(file.saved(), `${sheet}.xlsx`);
    return sheet;
  };
  return {
    ...file,
    write: async (...given) => {
      await file.write(...given);
      results = { bytes: file.saved(), name: `${name.replace(/\.xls[xm]$/i, '')} needs map.xlsx` };
    },
    insertTemplate: async (rows) => offer(await file.insertTemplate(rows)),
    writeLog: async (...given) => offer(await file.writeLog(...given)),
    openNew: async (bytes, fileName) => {
      await file.openNew(bytes, fileName);
      download(file.saved(), fileName);
    },
  };
}

function download(bytes: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: XLSX }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

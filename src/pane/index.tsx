import { fileWorkbook } from '../workbook/fileWorkbook';
import type { FileWorkbook } from '../workbook/fileWorkbook';
import { createClient } from '../worker/client';
import { startWorker } from '../worker/startWorker';
import { createController } from './controller';
import { mount } from './mount';
import { createStore } from './store';
import { themeFor } from './theme';
import { today } from './today';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The browser page: the same App on an .xlsx that is opened, with the results as a new .xlsx to save. */
let workbook: { file: FileWorkbook; name: string } | null = null;

const store = createStore('page');
const controller = createController(store, createClient(startWorker), {
  today,
  now: () => new Date().toISOString(),
  async openFile(bytes, name) {
    const file = fileWorkbook(bytes, name, { time: new Date().toISOString() });
    workbook = { file, name };
    return file;
  },
  async save() {
    if (workbook) download(workbook.file.saved(), `${workbook.name.replace(/\.xls[xm]$/i, '')} needs map.xlsx`);
  },
});
mount(store, controller, () => themeFor(undefined, matchMedia('(prefers-color-scheme: dark)').matches));
void controller.start();

function download(bytes: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: XLSX }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

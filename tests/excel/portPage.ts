import { excelWorkbook } from '../../src/workbook/excelWorkbook';
import { Cancelled, type Remembered } from '../../src/workbook/workbook';
import { UserError } from '../../src/core/userError';
import type { Cell, OutCell, OutSheet } from '../../src/core/types';

/** What a call of the port came to, so that it can cross to the test. */
export type Outcome = { value: unknown } | { kind: 'sentence' | 'cancelled' | 'bug'; text: string };

/** A planned sheet on its way into the page: pictures as arrays of numbers. */
export type Wired = Omit<OutSheet, 'images'> & {
  images: (Omit<OutSheet['images'][number], 'png'> & { png: number[] })[];
};

async function outcome(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: (await work()) ?? null };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const kind = error instanceof UserError ? 'sentence' : error instanceof Cancelled ? 'cancelled' : 'bug';
    return { kind, text: kind === 'bug' && error instanceof Error ? `${text}\n${error.stack}` : text };
  }
}

const port = excelWorkbook([1, 1, 1]);
let controller = new AbortController();
const steps: { step: string; share: number }[] = [];
const heard: unknown[] = [];
const stops: (() => void)[] = [];

function control() {
  controller = new AbortController();
  steps.length = 0;
  return { signal: controller.signal, progress: (step: string, share: number) => void steps.push({ step, share }) };
}

const api = {
  read: () => outcome(() => port.read(control())),
  /** Reads and hands back only the size of it. */
  readSize: () =>
    outcome(async () => {
      const { sheets } = await port.read(control());
      return sheets.map(({ name, rows }) => ({ name, rows: rows.length, last: rows.at(-1) }));
    }),
  remembered: () => outcome(() => port.remembered()),
  /** `sheets`: Wired[] as JSON, which crosses faster. */
  write: (sheets: string, remember: Remembered) =>
    outcome(() =>
      port.write(
        (JSON.parse(sheets) as Wired[]).map((sheet) => ({
          ...sheet,
          images: sheet.images.map((image) => ({ ...image, png: Uint8Array.from(image.png) })),
        })),
        remember,
        control(),
      ),
    ),
  insertTemplate: (rows: OutCell[][]) => outcome(() => port.insertTemplate(rows)),
  writeLog: (rows: Cell[][], dates: number[]) => outcome(() => port.writeLog(rows, dates, control())),
  keepGeography: (cells: string[]) => outcome(() => port.keepGeography(cells, control())),
  addSheetsFrom: (file: number[]) => outcome(() => port.addSheetsFrom(Uint8Array.from(file))),
  show: (key: string, row?: string) => outcome(() => port.show(key, row)),
  listen: () =>
    outcome(async () => {
      stops.push(await port.onChanged(() => heard.push('changed')));
      stops.push(await port.onRowSelected((key) => heard.push({ key })));
    }),
  stopListening: () => stops.splice(0).forEach((stop) => stop()),
  heard: () => heard,
  steps: () => steps,
  cancel: () => controller.abort(),
};

/** The port, for the tests to call by name. */
export type PortApi = typeof api;
Object.assign(window, { port: api });

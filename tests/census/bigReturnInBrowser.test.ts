import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Answer, Part, Progress } from '../../src/worker/messages';
import { peakOfRenderers } from '../bench/watchPage';
import { ended, openWorkbook } from '../excel/drivePane';
import { closeBrowser, ExcelHost } from '../excel/host';
import { browserToLaunch } from '../excel/host/browser';
import { startSite } from '../excel/host/server';
import { builtPages } from '../pane/builtPages';
import { bigReturn } from './bigReturn';

const MEGABYTES = 50;
const SEED = 7;
/** Of the renderer, page and worker together: the worker alone takes less (issue 7). */
const MOST_MB = 600;

const folder = mkdtempSync(join(tmpdir(), 'big-return-'));
const path = join(folder, 'big.xml');
let root: string;
let closed = 0;
beforeAll(async () => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bigReturn(MEGABYTES, SEED)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  for (let at = bytes.indexOf('<AssessmentAuthorisationDate>'); at >= 0; closed++)
    at = bytes.indexOf('<AssessmentAuthorisationDate>', at + 1);
  writeFileSync(path, bytes);
  root = await builtPages();
}, 300_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await closeBrowser();
});

interface StartedWorker {
  address: string;
  options: WorkerOptions;
}
type Noting = Window & { started: StartedWorker };

test(`the worker reads a return of ${MEGABYTES} MB within ${MOST_MB} MB of memory, and tells how far it is`, async () => {
  const site = await startSite({ root });
  const profile = join(folder, 'profile');
  const context = await chromium.launchPersistentContext(profile, await browserToLaunch());
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.Worker = class extends Worker {
        constructor(address: string | URL, options: WorkerOptions = {}) {
          super(address, options);
          (window as unknown as Noting).started = { address: String(address), options };
        }
      };
    });
    await page.goto(`${site.origin}/index.html`);
    await page.waitForFunction(() => 'started' in window);
    const before = await peakOfRenderers(profile);
    await page.evaluate(() =>
      document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'big' })),
    );
    await page.setInputFiles('#big', path);
    const told = await page.evaluate(() => {
      const [file] = document.querySelector<HTMLInputElement>('#big')!.files!;
      const { address, options } = (window as unknown as Noting).started;
      const worker = new Worker(address, { ...options, name: 'big return' });
      const shares: number[] = [];
      let rows = 0;
      return new Promise<{ shares: number[]; rows: number; answer: Answer; seconds: number }>((done, fail) => {
        const begun = performance.now();
        worker.onerror = ({ message }) => fail(new Error(message));
        worker.onmessage = ({ data }: MessageEvent<Answer | Progress | Part | string>) => {
          if (typeof data === 'string') return;
          if (data.kind === 'progress') shares.push(data.share);
          else if (data.kind === 'logPart') rows += data.rows.length;
          else if (data.kind !== 'part')
            done({ shares, rows, answer: data, seconds: (performance.now() - begun) / 1000 });
        };
        worker.postMessage({ kind: 'importLog', chosen: { from: 'census', files: [file] } });
      });
    });
    const peak = await peakOfRenderers(profile);
    console.log(
      `big return: SEED=${SEED}, ${told.rows} rows in ${told.seconds.toFixed(1)} s; renderer ${before?.toFixed(0)} MB before, ${peak?.toFixed(0)} MB at most`,
    );
    expect(told.answer).toMatchObject({ kind: 'log', log: { summary: { rows: told.rows - 1 } } });
    expect(told.answer.kind === 'log' && told.answer.log.summary.files).toMatchObject([{ closedAssessments: closed }]);
    expect(told.shares.length).toBeGreaterThan(5);
    expect(told.shares).toEqual([...told.shares].sort((a, b) => a - b));
    if (peak === null) return console.warn('SKIPPED: the memory of a renderer is only known on Linux');
    expect(peak).toBeLessThan(MOST_MB);
  } finally {
    await context.close();
    await site.close();
  }
}, 120_000);

test(`Cancel in the middle of ${MEGABYTES} MB stops at once, and leaves the workbook as it was`, async () => {
  const pane = await openWorkbook(root, new ExcelHost());
  const { page, workbook } = pane;
  const before = workbook.snapshot('Sheet1');
  await page.getByLabel('Import CIN Census XML').setInputFiles(path);
  // Reading takes the bar to 0.6: a third of it is in the middle of the file.
  await page.waitForFunction(
    () => Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow') ?? 0) >= 0.3,
  );
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const pressed = Date.now();
  expect(await ended(page, 5_000)).toBe('Cancelled.');
  console.log(`big return: stopped ${Date.now() - pressed} ms after Cancel`);
  expect(workbook.book.sheets.map(({ name }) => name)).toEqual(['Sheet1']);
  expect(workbook.snapshot('Sheet1')).toEqual(before);
  await pane.close();
}, 120_000);

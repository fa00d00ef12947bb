import type { Page } from 'playwright-core';
import readExcel from 'read-excel-file/node';
import { unzipSync } from 'fflate';
import { contentSecurityPolicy } from '../../scripts/policy.mjs';
import { openPane, type ExcelHost, type Pane } from './host';
import type { UploadFile } from './northby';
import { watchPage, type Watched } from './watchPage';

type Files = Record<'postcodes' | 'lsoas' | 'authorities', string | UploadFile>;

const busy = (page: Page) => page.getByRole('progressbar');

/** Waits until nothing runs in the pane. */
export const settled = (page: Page, timeout = 60_000): Promise<void> =>
  busy(page).waitFor({ state: 'detached', timeout });

/** How it ended: the alert's sentence, or the status's. */
export async function ended(page: Page, timeout?: number): Promise<string> {
  await settled(page, timeout);
  const alerts = await page.getByRole('alert').allTextContents();
  return alerts[0] ?? (await page.getByRole('status').textContent()) ?? '';
}

/** Presses the primary button, whichever of its two names it has. */
export async function startRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Create|Refresh) needs map$/ }).click();
}

/** Presses it and waits for the end. */
export async function run(page: Page, timeout?: number): Promise<string> {
  await startRun(page);
  return ended(page, timeout);
}

/** The pane in Excel on a workbook, looked at and at rest, under the policy that the README gives IT. */
export async function openWorkbook(root: string, workbook: ExcelHost): Promise<Pane> {
  const pane = await openPane('/taskpane.html', {
    root,
    workbook,
    csp: contentSecurityPolicy(),
    width: 320,
    prepare: async (page) => void (await page.addInitScript(watchPage)),
  });
  pane.page.setDefaultTimeout(40_000);
  await pane.page.getByRole('button', { name: 'Insert template' }).waitFor();
  await settled(pane.page);
  return pane;
}

/** Chooses the three files by their names, and waits until they are read. */
export async function chooseFiles(page: Page, files: Files, timeout?: number): Promise<void> {
  await page.getByLabel('Postcode file', { exact: true }).setInputFiles(files.postcodes);
  await page.getByLabel('LSOA boundary file', { exact: true }).setInputFiles(files.lsoas);
  await page.getByLabel('Authority boundary file', { exact: true }).setInputFiles(files.authorities);
  await page.getByText('In use: the files chosen just now').waitFor({ timeout });
  await settled(page, timeout);
}

/** Chooses the authority by its name. */
export async function chooseAuthority(page: Page, authority: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Local authority' }).fill(authority);
  await page.getByRole('option', { name: authority, exact: true }).click();
  await page.getByRole('button', { name: `Remove ${authority}` }).waitFor();
}

/** The saved workbook as another library reads it: rows by sheet, trailing blanks cut, and how many pictures it holds. */
export async function readBack(bytes: Uint8Array): Promise<{ sheets: Record<string, unknown[][]>; pictures: number }> {
  const read = await readExcel(Buffer.from(bytes));
  const parts = Object.keys(unzipSync(bytes));
  return {
    sheets: Object.fromEntries(read.map(({ sheet, data }) => [sheet, data.map(cutBlanks)])),
    pictures: parts.filter((path) => /^xl\/media\/.*\.png$/.test(path)).length,
  };
}

function cutBlanks(row: unknown[]): unknown[] {
  const last = row.findLastIndex((cell) => cell !== null);
  return row.slice(0, last + 1);
}

/**
 * Milliseconds of the page's longest main-thread task while `act` runs; 0 where none took 50. Another program that takes
 * the processor makes a task longer, never shorter: over `limit` the act is done again, up to three times, and the
 * shortest counts. A task of our own that is too long stays so.
 */
export async function longestTask(page: Page, limit: number, act: (time: number) => Promise<void>): Promise<number> {
  let shortest = Infinity;
  for (let time = 1; time <= 3 && shortest >= limit; time++) {
    const from = await page.evaluate(() => performance.now());
    await act(time);
    const longest = await page.evaluate(async (since) => {
      await new Promise((go) => setTimeout(go, 50));
      const { watched } = window as unknown as { watched: Watched };
      return Math.max(0, ...watched.tasks.filter(({ start }) => start >= since).map(({ duration }) => duration));
    }, from);
    shortest = Math.min(shortest, longest);
  }
  return shortest;
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { words } from '../../src/pane/words';
import { startSite } from '../excel/host/server';
import type { Inputs } from './inputs';
import { forgetTasks, longestTask, peakOfRenderers, watched, watchPage } from './watchPage';

export interface ChromiumFigures {
  seconds: number;
  longestTaskMs: number;
  /** The processor's time of the page's longest task: what it would take on a machine with nothing else to do. */
  longestTaskProcessorMs: number | null;
  /** Of the renderer with page and worker; null where it can't be known. */
  peakMemoryMB: number | null;
}

const PATIENCE = 600_000;

/**
 * The built browser page in Chromium, a new browser for each figure: importing the three files, opening what was kept,
 * and a run (workbook opened, calculated and written as a file) with the geography open.
 */
export async function benchChromium(
  inputs: Inputs,
  folder: string,
  launch: { executablePath: string; args: string[] },
  say: (what: string) => void,
): Promise<Record<'chromiumImport' | 'chromiumOpen' | 'chromiumRun', ChromiumFigures>> {
  say('building the pages');
  const root = join(folder, 'dist');
  await promisify(execFile)('npx', ['webpack', '--mode', 'production', '--output-path', root], { maxBuffer: 1e8 });
  const site = await startSite({ root });
  const profile = join(folder, 'profile');

  /** Opens the page in a new browser, waits until it is idle, acts, and tells what the bar's last times add up to. */
  async function figure(act: (page: Page) => Promise<void>, bars: number): Promise<ChromiumFigures> {
    const context = await chromium.launchPersistentContext(profile, { ...launch, timeout: PATIENCE });
    try {
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      await watchPage(page);
      await page.goto(`${site.origin}/index.html`);
      await page.getByRole('heading', { name: words.geography }).waitFor();
      // Opening the page itself is not what is measured; under a debugger its scripts are read twice.
      await forgetTasks(page);
      const browser = context.browser();
      await browser?.startTracing(page, { categories: ['toplevel'] });
      await act(page);
      const alert = await page.getByRole('alert').allTextContents();
      if (alert.length > 0) throw new Error(`The page said: ${alert.join(' ')}`);
      const { busy, longestTaskMs } = await watched(page);
      const trace = (await browser?.stopTracing()) ?? null;
      const seconds = busy.slice(-bars).reduce((sum, one) => sum + one, 0) / 1000;
      const longestTaskProcessorMs = trace && longestTask(trace.toString());
      return { seconds, longestTaskMs, longestTaskProcessorMs, peakMemoryMB: await peakOfRenderers(profile) };
    } finally {
      await context.close();
    }
  }

  try {
    say('import in Chromium');
    const chromiumImport = await figure(async (page) => {
      for (const kind of ['postcodes', 'lsoas', 'authorities'] as const)
        await page.getByLabel(words.files[kind], { exact: true }).setInputFiles(inputs[kind]);
      await page.getByText(words.inUse.files).waitFor();
      await idle(page);
    }, 1);
    say('opening the cached pack in Chromium');
    const chromiumOpen = await figure(async (page) => {
      await page.getByText(words.inUse.cache).waitFor();
      await idle(page);
    }, 1);
    say('a run in Chromium');
    const chromiumRun = await figure(async (page) => {
      await page.getByText(words.inUse.cache).waitFor();
      await page.getByLabel(words.openWorkbook, { exact: true }).setInputFiles(inputs.workbook);
      await page.getByText(words.kind.template, { exact: true }).waitFor();
      await idle(page);
      for (const name of inputs.authority) {
        await page.getByRole('combobox', { name: words.localAuthority }).fill(name);
        await page.getByRole('option', { name, exact: true }).click();
      }
      await page.getByRole('button', { name: words.create }).click();
      await page.getByRole('status').filter({ hasText: 'Needs map ready' }).waitFor();
      await idle(page);
    }, 1);
    return { chromiumImport, chromiumOpen, chromiumRun };
  } finally {
    await site.close();
  }
}

const idle = (page: Page) => page.getByRole('progressbar').waitFor({ state: 'detached' });

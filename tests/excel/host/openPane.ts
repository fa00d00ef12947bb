import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowser } from './browser';
import { ExcelHost } from './excelHost';
import { installExternal } from './pageScript';
import type { SiteOptions } from './server';
import { officeFile, startSite } from './server';

export interface PaneOptions extends SiteOptions {
  /** The workbook that stands in Excel when the pane opens; an empty one where left out. */
  workbook?: ExcelHost;
  /** The ExcelApi set of the manifest; 1.14. Used where no workbook is given. */
  excelApi?: string;
  /** Pixels. A task pane is 320 wide, or wider. */
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
  /** Which requests beyond the page's origin and office.js may be made; none. */
  allow?: (url: string) => boolean;
  /** Runs before the page loads: more init scripts, a clock ... */
  prepare?: (page: Page) => Promise<void>;
  /** Whether to wait for Office.onReady; true. False for pages without office.js. */
  office?: boolean;
}

export interface Pane {
  page: Page;
  workbook: ExcelHost;
  /** Addresses that the page asked for beyond its own origin and office.js; `close` throws if there are any. */
  requests: string[];
  /** Uncaught errors of the page, and breaches of the content security policy; `close` throws if there are any. */
  problems: string[];
  /** What the page wrote to its console. */
  console: string[];
  origin: string;
  /** Presses a ribbon button: runs the function that was associated with this id, resolves when it calls `completed`. */
  press(action: string): Promise<void>;
  /** Closes page and site. Throws where something went wrong that a page can swallow: see requests, problems, workbook.refused. */
  close(options?: { tolerate?: RegExp }): Promise<void>;
}

const CDN = /^https:\/\/(appsforoffice\.microsoft\.com|officeapis\.public\.onecdn\.static\.microsoft)\//;
const THEMES = {
  light: {
    bodyBackgroundColor: 0xffffff,
    bodyForegroundColor: 0x000000,
    controlBackgroundColor: 0xf3f2f1,
    controlForegroundColor: 0x323130,
  },
  dark: {
    bodyBackgroundColor: 0x262626,
    bodyForegroundColor: 0xffffff,
    controlBackgroundColor: 0x444444,
    controlForegroundColor: 0xffffff,
  },
};

let shared: Promise<Browser> | undefined;
/** The browser of this test file, started at the first call. */
export const browser = (): Promise<Browser> => (shared ??= startBrowser());

/** Ends it: call in afterAll. */
export async function closeBrowser(): Promise<void> {
  const running = shared;
  shared = undefined;
  await (await running)?.close();
}

/**
 * Opens a page in a headless browser as Excel's task pane, with the real office.js and an Excel in memory behind it.
 * `path` is below `root` (the built `dist/` unless given otherwise): `/taskpane.html`. Resolves after Office.onReady.
 */
export async function openPane(path: string, options: PaneOptions = {}): Promise<Pane> {
  const site = await startSite({ root: options.root ?? resolve('dist'), files: options.files, csp: options.csp });
  const workbook = options.workbook ?? new ExcelHost(options.excelApi);
  if (workbook.book.sheets.length === 0) workbook.book.addSheet('Sheet1');
  const context = await (
    await browser()
  ).newContext({
    viewport: { width: options.width ?? 400, height: options.height ?? 800 },
    colorScheme: options.theme ?? 'light',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  const [requests, problems, log]: string[][] = [[], [], []];
  const pane = {
    page,
    workbook,
    requests: requests ?? [],
    problems: problems ?? [],
    console: log ?? [],
    origin: site.origin,
  };
  await guardNetwork(context, pane, options.allow);
  const commands = await connect(page, pane, options);
  await options.prepare?.(page);
  await page.goto(site.origin + path);
  if (options.office !== false) await officeReady(page, pane.problems);
  return {
    ...pane,
    press: commands,
    async close({ tolerate } = {}) {
      await context.close();
      await site.close();
      workbook.deliver = () => Promise.resolve();
      const wrong = [...pane.requests.map((url) => `the page asked for ${url}`), ...pane.problems, ...workbook.refused];
      const left = wrong.filter((line) => !tolerate?.test(line));
      if (left.length > 0) throw new Error(`The pane did what it must not:\n${left.join('\n')}`);
    },
  };
}

/** Waits for Office.onReady, not longer than half a minute; a page that never gets there says why. */
async function officeReady(page: Page, problems: string[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Office.onReady did not come. ${problems.join('; ')}`)), 30000);
  });
  await Promise.race([page.evaluate('Office.onReady()'), late]).finally(() => clearTimeout(timer));
}

type Bare = Pick<Pane, 'page' | 'workbook' | 'requests' | 'problems' | 'console' | 'origin'>;

/** office.js from node_modules under Microsoft's address; everything else beyond the origin is noted and refused. */
async function guardNetwork(context: BrowserContext, pane: Bare, allow?: (url: string) => boolean): Promise<void> {
  await context.route(
    (url) => url.origin !== pane.origin && /^https?:|^wss?:/.test(url.protocol),
    async (route) => {
      const url = route.request().url();
      const body = CDN.test(url) ? await officeFile(new URL(url).pathname) : null;
      if (body)
        return route.fulfill({ body, contentType: 'text/javascript', headers: { 'access-control-allow-origin': '*' } });
      if (allow?.(url)) return route.continue();
      pane.requests.push(url);
      return route.abort();
    },
  );
  pane.page.on('pageerror', (error) => pane.problems.push(`uncaught: ${error.message}`));
  pane.page.on('console', (message) => {
    pane.console.push(`${message.type()}: ${message.text()}`);
    if (/Content Security Policy/i.test(message.text())) pane.problems.push(message.text());
  });
  pane.page.on('websocket', (socket) => pane.requests.push(socket.url()));
}

/** Joins page and host; returns what presses a ribbon button. */
async function connect(page: Page, pane: Bare, options: PaneOptions): Promise<(action: string) => Promise<void>> {
  const { workbook } = pane;
  const waiting = new Map<string, (status: number) => void>();
  await page.exposeFunction('__hostExecute', (dispId: number, params: unknown[]) => {
    if (dispId === 93) return workbook.execute(String(params[4]), Number(params[6] ?? 0));
    workbook.refused.push(`The tests' Excel does not implement the call ${dispId} of window.external.`);
    return { error: 5001 };
  });
  await page.exposeFunction('__hostWriteSettings', (keys: string[], values: string[]) => {
    workbook.book.documentSettings = Object.fromEntries(keys.map((key, i) => [key, values[i] ?? '']));
  });
  await page.exposeFunction('__hostCompleted', (id: string, status: number) => waiting.get(id)?.(status));
  await page.exposeFunction('__hostViolation', (text: string) => void pane.problems.push(text));
  // Functions that tsx compiled name themselves with this helper; it has to be there when they run in a page.
  await page.addInitScript('window.__name ??= (named) => named');
  await page.addInitScript(installExternal, {
    requirementSets: { ExcelApi: workbook.excelApi, SharedRuntime: '1.1', DelayForCellEdit: '1.1', RibbonApi: '1.1' },
    documentSettings: workbook.book.documentSettings,
    theme: THEMES[options.theme ?? 'light'],
  });
  const fire = (dispId: number, payload: unknown[]) =>
    page.evaluate(
      ([id, data]) => (window as unknown as { __hostFire(id: number, data: unknown[]): boolean }).__hostFire(id, data),
      [dispId, payload] as const,
    );
  workbook.deliver = async (dispId, payload) => {
    if (!page.isClosed()) await fire(dispId, payload).catch(() => false);
  };
  let presses = 0;
  return async (action) => {
    const id = `command-${++presses}`;
    const done = new Promise<number>((complete) => waiting.set(id, complete));
    const heard = await fire(39, [id, action, JSON.stringify({ source: { id: action } })]);
    const status = heard ? await done : -1;
    if (status !== 0) throw new Error(`The ribbon found no action ${action} (${status}).`);
  };
}

import { builtPages } from '../pane/builtPages';
import { chooseAuthority, chooseFiles, ended, openWorkbook, run, settled, startRun } from './drivePane';
import { closeBrowser, type Pane } from './host';
import { NORTHBY, northbyWorkbook } from './northby';
import type { Watched } from './watchPage';

/** How many moments of a run each trouble strikes at. */
const MOMENTS = 10;
const HOURS = 3_600_000;
const READY = '16 of 18 assessments counted. Needs map ready';
const DIED = /^The calculation stopped unexpectedly, perhaps for want of memory\./;
const USER = ['assessment_postcode_data', 'Log', 'Own'];

let root: string;
let pane: Pane;
let users: unknown;
let clean: unknown;
let requests: number;
let messages: number;

const userSheets = () => USER.map((name) => pane.workbook.snapshot(name));
/** Everything on the result sheets: cells, tables, pictures, looks. */
const results = () =>
  pane.workbook.book.sheets.flatMap(({ name }) => (USER.includes(name) ? [] : [pane.workbook.snapshot(name)]));

type Page = { watched: Watched };
const messagesSoFar = () => pane.page.evaluate(() => (window as unknown as Page).watched.messages);
/** Ends the worker in place of its n-th message from now, as the system would: without a word to the page. */
const killAtMessage = (n: number) =>
  pane.page.evaluate((more) => {
    const { watched } = window as unknown as Page;
    watched.killAt = watched.messages + more;
  }, n);
const killNow = () => pane.page.evaluate(() => (window as unknown as Page).watched.workers.at(-1)!.terminate());

/** Numbers from 1 to `last`, evenly spread, the first and the last among them. */
const moments = (last: number, count = MOMENTS) =>
  Array.from({ length: count }, (_, at) => 1 + Math.round((at * (last - 1)) / (count - 1)));

/** Does something before the n-th request of the run that follows. */
function beforeRequest(n: number, act: () => Promise<void>): void {
  pane.workbook.resetRequests();
  pane.workbook.beforeRequest = async (number) => {
    if (number === n) await act();
  };
}

beforeAll(async () => {
  root = await builtPages();
  pane = await openWorkbook(root, await northbyWorkbook());
  users = userSheets();
  await chooseFiles(pane.page, NORTHBY);
  await chooseAuthority(pane.page, 'Northby');
}, 300_000);
afterAll(async () => {
  await pane.close();
  await closeBrowser();
});

describe('a first run', () => {
  test('whose worker is ended says one sentence and leaves the workbook as it was, and the next press makes the results', async () => {
    const { page, workbook } = pane;
    await killAtMessage(8);
    await startRun(page);
    expect(await ended(page)).toMatch(DIED);
    expect(workbook.book.sheets.map(({ name }) => name)).toEqual(USER);
    expect(userSheets()).toEqual(users);
    expect(await run(page)).toBe(READY);
    expect(userSheets()).toEqual(users);
  }, 60_000);
});

describe('a refresh', () => {
  beforeAll(async () => {
    const before = await messagesSoFar();
    pane.workbook.resetRequests();
    expect(await run(pane.page)).toBe(READY);
    requests = pane.workbook.requests;
    messages = (await messagesSoFar()) - before;
    clean = results();
    expect(await run(pane.page)).toBe(READY);
    expect(results()).toEqual(clean);
    console.log(`${requests} requests to Excel, ${messages} messages of the worker`);
  }, 60_000);
  afterEach(() => (pane.workbook.beforeRequest = undefined));

  test('whose worker is ended at ten moments says one sentence, and the next press gives the clean result', async () => {
    const { page } = pane;
    for (const message of moments(messages)) {
      await killAtMessage(message);
      await startRun(page);
      expect([message, await ended(page)]).toEqual([message, expect.stringMatching(DIED)]);
      expect(await page.getByRole('alert').count()).toBe(1);
      expect(results()).toEqual(clean);
      expect(userSheets()).toEqual(users);
      expect([message, await run(page)]).toEqual([message, READY]);
      expect(results()).toEqual(clean);
      expect(userSheets()).toEqual(users);
    }
  }, 240_000);

  test('whose worker is ended while Excel is read or written either says so or ends well, and so does the next press', async () => {
    const { page } = pane;
    const ends: string[] = [];
    for (const request of moments(requests, 5)) {
      beforeRequest(request, killNow);
      await startRun(page);
      const end = await ended(page);
      expect([request, end]).toEqual([request, end === READY ? READY : expect.stringMatching(DIED)]);
      ends.push(end);
      expect(results()).toEqual(clean);
      expect(await run(page)).toBe(READY);
      expect(results()).toEqual(clean);
      expect(userSheets()).toEqual(users);
    }
    // While it writes, the worker has nothing to do any more.
    expect(ends.at(-1)).toBe(READY);
  }, 240_000);

  test('on a laptop that slept for hours at any of ten moments ends as if nothing had been', async () => {
    const { page, workbook } = pane;
    const session = await page.context().newCDPSession(page);
    for (const request of moments(requests)) {
      beforeRequest(request, async () => {
        await page.evaluate((hours) => (window as unknown as Page).watched.sleep(hours), 8 * HOURS);
        await session.send('Page.setWebLifecycleState', { state: 'frozen' });
        await new Promise((go) => setTimeout(go, 200));
        await session.send('Page.setWebLifecycleState', { state: 'active' });
        workbook.latency = 500;
        setTimeout(() => (workbook.latency = 0), 1_000);
      });
      await startRun(page);
      const end = await ended(page);
      expect([request, end]).toEqual([request, READY]);
      expect(userSheets()).toEqual(users);
    }
    await session.detach();
  }, 240_000);

  test('with a second press at any of ten moments is one run', async () => {
    const { page, workbook } = pane;
    for (const request of moments(requests)) {
      let second: Promise<void> | undefined;
      beforeRequest(request, async () => {
        expect(await page.getByRole('button', { name: /^(Create|Refresh) needs map$/ }).isDisabled()).toBe(true);
        second = pane.press('refreshNeedsMap');
      });
      await startRun(page);
      expect([request, await ended(page)]).toEqual([request, READY]);
      await second;
      await settled(page);
      // One more: the ribbon's press brings the pane to the front.
      expect([request, workbook.requests]).toEqual([request, requests + 1]);
      expect(results()).toEqual(clean);
      expect(userSheets()).toEqual(users);
    }
  }, 240_000);
});

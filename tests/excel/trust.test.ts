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
/** What the page asked for once it stood. */
const asked: { url: string; body: string }[] = [];

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
  pane.page.on('request', (request) => asked.push({ url: request.url(), body: request.postData() ?? '' }));
  users = userSheets();
  await chooseFiles(pane.page, NORTHBY);
  await chooseAuthority(pane.page, 'Northby');
  // One need is four maps instead of twelve: the runs are many.
  await pane.page.getByText('Options', { exact: true }).click();
  await pane.page.getByLabel('How many needs').fill('1');
  await pane.page.getByLabel('How many needs').press('Tab');
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
    // A press during the last few requests may come when the run is over: then it is a run of its own, rightly.
    for (const request of moments(requests - 5)) {
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

describe('after runs on two workbooks', () => {
  const kept: string[] = [];
  const ids = ['ZQCHILD', 'OTHERCHILD'];
  const postcodes = /ZQ1\W{0,3}1A[ABDE]/i;
  /** Everything in the page's databases, as base64, and everything in its other stores. */
  const stores = () =>
    pane.page.evaluate(async () => {
      const open = (name: string) =>
        new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error!);
        });
      const all = (database: IDBDatabase, store: string, what: 'getAll' | 'getAllKeys') =>
        new Promise<unknown[]>((resolve, reject) => {
          const request = database.transaction(store).objectStore(store)[what]();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error!);
        });
      const text = async (value: unknown) => {
        if (!(value instanceof Blob)) return JSON.stringify(value);
        const bytes = new Uint8Array(await value.arrayBuffer());
        return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
      };
      const databases: string[] = [];
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await open(name);
        for (const store of database.objectStoreNames) {
          databases.push(`${name} ${store} ${JSON.stringify(await all(database, store, 'getAllKeys'))}`);
          for (const value of await all(database, store, 'getAll')) databases.push(await text(value));
        }
        database.close();
      }
      return {
        databases,
        others: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, await caches.keys()]),
      };
    });

  beforeAll(async () => {
    const { page, workbook } = pane;
    const first = await stores();
    kept.push(first.others);
    const other = await northbyWorkbook();
    for (let row = 2; row <= 18; row++) {
      await other.user.type('assessment_postcode_data', `A${row}`, `OTHERCHILD${row}`);
      for (const line of [2 * row - 2, 2 * row - 1]) await other.user.type('Log', `A${line}`, `OTHERCHILD${row}`);
    }
    workbook.book = other.book;
    await page.reload();
    await page.getByRole('button', { name: 'Insert template' }).waitFor();
    await settled(page);
    await chooseAuthority(page, 'Northby');
    expect(await run(page)).toMatch(/assessments counted\. Needs map ready$/);
    const second = await stores();
    kept.push(second.others);
    databases = [first.databases, second.databases];
  }, 120_000);
  let databases: string[][];

  test('IndexedDB holds the geography, is byte for byte the same, and no child id stands in it', () => {
    expect(databases[0]!.join('').length).toBeGreaterThan(500);
    expect(databases[1]).toEqual(databases[0]);
    const text = databases.flat().join('\n');
    for (const id of ids) {
      expect(text).not.toContain(id);
      expect(text).not.toContain([...id].join('\0'));
    }
    // The names of the areas show that the text could be found.
    expect(text).toContain('Northby 001A');
  });

  test('no child id and no postcode stands in the other stores, the console or any request', () => {
    expect(asked.length).toBeGreaterThan(3);
    const said = [...kept, ...pane.console, ...asked.flatMap(({ url, body }) => [url, body])].join('\n');
    expect(kept[0]).toContain('optionsOpen');
    for (const id of ids) expect(said).not.toContain(id);
    expect(said).not.toMatch(postcodes);
    for (const { url } of asked)
      expect(url).toMatch(/^(http:\/\/127\.0\.0\.1:\d+\/|https:\/\/appsforoffice\.microsoft\.com\/|blob:)/);
  });
});

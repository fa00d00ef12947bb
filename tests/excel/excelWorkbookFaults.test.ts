import { isDeepStrictEqual } from 'node:util';
import type { OutSheet } from '../../src/core/types';
import { cloneBook } from './cloneBook';
import { closeBrowser, type ExcelHost, type Fault } from './host';
import type { Book } from './host/book';
import { openPort, type Port } from './openPort';
import { areas, resultPlan } from './resultPlan';
import { userSheets, userWorkbook } from './userWorkbook';

jest.setTimeout(900_000);
let port: Port;
afterEach(() => port.pane.close());
afterAll(closeBrowser);

const LINE = 'Refresh not finished: do not use these figures';
const SHEET = 'Assessments by LSOA';
const TABLE = 'NeedsMap_AssessmentsByLSOA';
const KINDS = [7000, 5012, 5102, 5103, 5104, 'GeneralException'] as const;

/** Everything of the add-in's that a user sees, sheet by sheet. */
function ours(host: ExcelHost): Record<string, unknown> {
  const names = host.book.sheets.map(({ name }) => name).filter((name) => !USERS.includes(name));
  return Object.fromEntries(
    names.map((name) => {
      const shot = host.snapshot(name);
      const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);
      return [name, { ...shot, pictures: shot.pictures.sort(byName) }];
    }),
  );
}
const USERS = ['Template', 'Log', 'Hidden', 'Empty'];

/** Where the line stands. */
function bannered(host: ExcelHost): string[] {
  return host.book.sheets.filter(({ grid }) => grid.get(1, 0)?.value === LINE).map(({ name }) => name);
}

/** The faults that one request gets in turn: each kind with FAULTS=all; otherwise one before, one in the middle, one after. */
function faultsOf(request: number): Fault[] {
  const whens = ['before', 'middle', 'after'] as const;
  if (process.env.FAULTS === 'all') return KINDS.flatMap((kind) => whens.map((when) => ({ request, kind, when })));
  return [
    { request, kind: KINDS[request % KINDS.length] ?? 7000 },
    { request, kind: 'GeneralException', when: 'middle' },
    { request, kind: request % 2 ? 'GeneralException' : 7000, when: 'after' },
  ];
}

/** Fails each request of a write in turn, and presses again. */
async function failEach(start: Book, plan: OutSheet[]): Promise<void> {
  const host = port.pane.workbook;
  const press = async () => {
    host.resetRequests();
    return port.write(plan);
  };
  host.book = cloneBook(start);
  const users = userSheets(host);
  const old = ours(host);
  expect(await press()).toEqual({ value: null });
  const requests = host.requests;
  const clean = ours(host);
  expect(requests).toBeGreaterThan(15);

  const wrong: string[] = [];
  let sentences = 0;
  for (let request = 1; request <= requests; request++) {
    for (const fault of faultsOf(request)) {
      const where = `request ${request} of ${requests}, ${fault.kind} ${fault.when ?? 'before'}`;
      const check = (holds: boolean, what: string) => void (holds || wrong.push(`${where}: ${what}`));
      host.book = cloneBook(start);
      host.faults = [fault];
      const outcome = await press();
      host.faults = [];
      check(isDeepStrictEqual(userSheets(host), users), 'the user’s sheets changed');
      if ('value' in outcome) {
        check(isDeepStrictEqual(ours(host), clean), 'it went well, but not like a clean run');
        continue;
      }
      sentences++;
      check(outcome.kind === 'sentence', `${outcome.kind}: ${outcome.text}`);
      check(/^[A-Z][^.]*\.$/.test(outcome.text), `no one sentence: ${outcome.text}`);
      const lines = bannered(host);
      const quiet = Object.entries(ours(host)).filter(([name]) => !lines.includes(name) && !name.startsWith('Notes'));
      const same = (all: Record<string, unknown>) =>
        quiet.every(([name, sheet]) => isDeepStrictEqual(sheet, all[name]));
      check(same(old) || same(clean), 'figures without the line are neither all old nor all new');
      const again = await press();
      check('value' in again, `the second press failed: ${JSON.stringify(again)}`);
      check(isDeepStrictEqual(userSheets(host), users), 'the user’s sheets changed by the second press');
      check(isDeepStrictEqual(ours(host), clean), 'the second press is not like a clean run');
    }
  }
  process.stdout.write(`${requests} requests, ${sentences} sentences\n`);
  expect(wrong).toEqual([]);
}

it('whichever request of a first run fails, the user’s sheets stay, one sentence is said, and a second press ends well', async () => {
  const host = await userWorkbook();
  port = await openPort(host);
  await failEach(host.book, resultPlan({ rows: areas(100), aside: [['a', 3]] }));
});

it('whichever request of a refresh fails, old results stand whole or the line stands, and no text of the user’s is lost', async () => {
  const host = await userWorkbook();
  port = await openPort(host);
  const rows = areas(20);
  await port.write(resultPlan({ rows, lines: ['one', 'two'], aside: [['a', 3], ['b', 4]] })); // prettier-ignore
  await host.user.addTableColumn(TABLE, 'Mine', rows.map(([code]) => `note on ${code}`)); // prettier-ignore
  await host.user.addTableColumn(TABLE, 'Twice', rows.map((_, at) => `=D${6 + at}*2`)); // prettier-ignore
  await host.user.type(SHEET, 'B28', 'below the table');
  // The order turns round, two rows leave, ten are new: the table grows over what stands below it.
  const turned = [...areas(30).slice(2)].reverse();
  await failEach(host.book, resultPlan({ rows: turned, lines: ['one'], aside: [], shade: 200 }));
  const notes = host.book.sheets.find(({ name }) => name.startsWith('Notes'));
  expect([1, 2].map((row) => notes?.grid.get(row, 3)?.value)).toEqual(['note on X01', 'note on X02']);
  const written = turned.map(([code], at) => [code, host.sheet(SHEET).grid.get(5 + at, 5)?.value ?? '']);
  expect(written).toEqual(turned.map(([code]) => [code, Number(code.slice(1)) <= 20 ? `note on ${code}` : '']));
});

it('Cancel before the first write leaves the workbook as it was; later it stops and the line stays', async () => {
  const host = await userWorkbook();
  port = await openPort(host);
  await port.write(resultPlan({ rows: areas(20) }));
  const start = cloneBook(host.book);
  const old = ours(host);
  const plan = resultPlan({ rows: areas(30) });
  host.resetRequests();
  await port.write(plan);
  const requests = host.requests;
  let left = 0;
  let stopped = 0;
  for (let request = 1; request <= requests; request += 2) {
    host.book = cloneBook(start);
    host.resetRequests();
    host.beforeRequest = async (number) => {
      if (number === request) await port.pane.page.evaluate('port.cancel()');
    };
    const outcome = await port.write(plan);
    host.beforeRequest = undefined;
    if ('value' in outcome) {
      expect(request).toBeGreaterThanOrEqual(requests - 1);
      continue;
    }
    expect(outcome.kind).toBe('cancelled');
    if (bannered(host).length === 0) {
      expect(ours(host)).toEqual(old);
      left++;
    } else {
      expect(bannered(host)).toEqual(Object.keys(old));
      stopped++;
    }
  }
  expect(left).toBeGreaterThan(2);
  expect(stopped).toBeGreaterThan(5);
});

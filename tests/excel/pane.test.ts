import type { Page } from 'playwright-core';
import { contentSecurityPolicy } from '../../scripts/policy.mjs';
import { builtPages } from '../pane/builtPages';
import { closeBrowser, openPane } from './host';
import type { Pane } from './host';

const csp = contentSecurityPolicy();
const LINE = 'Refresh not finished: do not use these figures';
let root: string;
let pane: Pane;

beforeAll(async () => {
  root = await builtPages();
}, 300_000);
afterAll(() => closeBrowser());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const settled = (page: Page) => page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 60_000 });

/** How it ended: the alert's sentence, or the status's. */
async function ended(page: Page): Promise<string> {
  await settled(page);
  const alerts = await page.getByRole('alert').allTextContents();
  return alerts[0] ?? (await page.getByRole('status').textContent()) ?? '';
}

async function open(): Promise<void> {
  pane = await openPane('/taskpane.html', { root, csp, width: 320 });
  pane.page.setDefaultTimeout(40_000);
  await pane.page.getByRole('button', { name: 'Insert template' }).waitFor();
  await settled(pane.page);
}

async function withSample(): Promise<void> {
  await open();
  await button(pane.page, 'Try with sample data').click();
  await button(pane.page, 'Remove Exampleton').waitFor();
  await settled(pane.page);
}

const names = () => pane.workbook.book.sheets.map(({ name }) => name);
const cell = (sheet: string, address: string) => pane.workbook.snapshot(sheet).cells[address]?.value;
/** Sheets on which the "not finished" line stands. */
const unfinished = () =>
  names().filter((name) => Object.values(pane.workbook.snapshot(name).cells).some(({ value }) => value === LINE));

describe('the pane in Excel, one run after another', () => {
  beforeAll(withSample, 60_000);
  // Closing tells of any request beyond office.js and the page's origin, of breaches of the policy, of unknown members.
  afterAll(() => pane.close());

  test('the sample came as sheets, its authority is chosen, and one press makes the result sheets', async () => {
    await button(pane.page, 'Create needs map').click();
    expect(await ended(pane.page)).toMatch(/Needs map ready$/);
    const all = names();
    for (const name of ['Sheet1', 'assessment_postcode_data', 'Log to June 2025', 'Log from July 2025'])
      expect(all).toContain(name);
    for (const name of ['Needs map', 'Risk factors', 'Assessments by LSOA', 'Matching report'])
      expect(all).toContain(name);
    expect(all.filter((name) => / by LSOA$/.test(name))).toHaveLength(6);
    expect(pane.workbook.book.sheets.flatMap(({ pictures }) => pictures)).toHaveLength(18);
    expect(unfinished()).toEqual([]);
    await button(pane.page, 'Refresh needs map').waitFor();
  }, 120_000);

  test('an LSOA chosen on the map selects its row, and a row selected in Excel is told in the pane', async () => {
    const { page, workbook } = pane;
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowRight');
    const told = await page.locator('[aria-live=polite]').textContent();
    expect(told).toMatch(
      /^Exampleton \d{3}[A-Z]: [\d,]+ this year, [\d,]+ the year before \([-+\d,]+\), [\d,]+ per 10,000 children(, (hot|cold) spot)?$/,
    );
    await page.keyboard.press('Enter');
    await expectSoon(() => workbook.book.active?.name, 'Assessments by LSOA');
    // The pane activates the sheet, then selects the row: only then is it the user's turn.
    await expectSoon(() => workbook.book.selection?.sheet.name, 'Assessments by LSOA');
    const rows = workbook.snapshot('Assessments by LSOA').cells;
    const other = Object.keys(rows).find(
      (address) => /^A\d+$/.test(address) && /^E01/.test(String(rows[address]!.value)),
    )!;
    await workbook.user.select('Assessments by LSOA', other);
    const name = rows[other.replace('A', 'B')]!.value;
    await page
      .locator('[aria-live=polite]')
      .filter({ hasText: String(name) })
      .waitFor();
  }, 60_000);

  test('a correction makes the results stale, and the ribbon refreshes them without a click in the pane', async () => {
    const before = names();
    const { page, workbook } = pane;
    const stale = page.getByText('The data changed after the results were made');
    await workbook.user.type('assessment_postcode_data', 'A1', String(cell('assessment_postcode_data', 'A1')));
    await page.waitForTimeout(2_500);
    expect(await stale.count()).toBe(0);
    const sheet = workbook.snapshot('Log to June 2025').cells;
    const heading = Object.keys(sheet).find((address) => sheet[address]!.value === 'Type')!;
    await workbook.user.type(
      'Log to June 2025',
      heading.replace(/\d+$/, (row) => String(Number(row) + 1)),
      'no event',
    );
    await stale.waitFor();
    await pane.press('refreshNeedsMap');
    expect(await ended(page)).toMatch(/Needs map ready$/);
    expect(await stale.count()).toBe(0);
    expect(names()).toEqual(before);
  }, 120_000);

  test('a protected result sheet is named in the alert, and nothing is written', async () => {
    const { page, workbook } = pane;
    const before = JSON.stringify(workbook.snapshot('Assessments by LSOA'));
    workbook.user.protectSheet('Risk factors');
    await button(page, 'Refresh needs map').click();
    expect(await ended(page)).toContain('Risk factors');
    expect(await page.getByRole('alert').count()).toBe(1);
    expect(JSON.stringify(workbook.snapshot('Assessments by LSOA'))).toBe(before);
    expect(unfinished()).toEqual([]);
  }, 120_000);
});

describe('Cancel', () => {
  beforeAll(withSample, 60_000);
  afterAll(() => pane.close());

  test('while calculating it leaves the workbook as it was, within half a second', async () => {
    const { page } = pane;
    const before = names();
    await button(page, 'Create needs map').click();
    await page
      .getByRole('status')
      .filter({ hasText: /Matching|Counting|Drawing|Painting/ })
      .waitFor();
    const took = await page.evaluate(async () => {
      const start = performance.now();
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Cancel')!.click();
      while (document.querySelector('[role=progressbar]')) await new Promise((go) => setTimeout(go, 10));
      return performance.now() - start;
    });
    expect(took).toBeLessThan(500);
    expect(await page.getByRole('status').textContent()).toBe('Cancelled.');
    expect(names()).toEqual(before);
  }, 60_000);

  test('while writing it leaves the line on the sheets, and the next press takes it away', async () => {
    const { page } = pane;
    await button(page, 'Create needs map').click();
    await page
      .getByRole('status')
      .filter({ hasText: /^Writing/ })
      .waitFor();
    await button(page, 'Cancel').click();
    await settled(page);
    expect(await page.getByRole('status').textContent()).toBe(
      'Cancelled while writing: the line “Refresh not finished” stays on the result sheets until the next refresh.',
    );
    expect(unfinished()).toContain('Needs map');
    await page.getByRole('button', { name: /^(Create|Refresh) needs map$/ }).click();
    expect(await ended(page)).toMatch(/Needs map ready$/);
    expect(unfinished()).toEqual([]);
  }, 120_000);
});

describe('without data', () => {
  test('the button says what to do, and the ribbon opens the pane instead of failing', async () => {
    await open();
    await button(pane.page, 'Create needs map').click();
    expect(await pane.page.getByRole('alert').textContent()).toMatch(/No template was found/);
    await pane.press('refreshNeedsMap');
    await pane.press('showNeedsMap');
    expect(names()).toEqual(['Sheet1']);
    await pane.close();
  }, 60_000);
});

async function expectSoon<T>(get: () => T, wanted: T): Promise<void> {
  for (let tries = 0; tries < 200 && get() !== wanted; tries++) await new Promise((go) => setTimeout(go, 100));
  expect(get()).toBe(wanted);
}

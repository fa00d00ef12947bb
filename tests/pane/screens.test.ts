import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { contentSecurityPolicy } from '../../scripts/policy.mjs';
import { closeBrowser, openPane } from '../excel/host';
import type { Pane } from '../excel/host';
import { readXlsx } from '../../src/workbook/readXlsx';
import { assessment, child, message } from '../census/returns';
import { builtPages } from './builtPages';
import { lacking, noteTexts } from './pageTexts';

/** A return whose only child has no event. */
const EVENTLESS = message(
  '<Child><ChildIdentifiers><LAchildID>A2</LAchildID></ChildIdentifiers><CINdetails/></Child>',
  '',
);

/** SCREENSHOTS=folder keeps pictures of every screen, to be looked at. */
const folder = process.env.SCREENSHOTS;
const axe = readFileSync(createRequire(resolve('package.json')).resolve('axe-core/axe.min.js'), 'utf8');
let root: string;

beforeAll(async () => {
  root = await builtPages();
  if (folder) mkdirSync(folder, { recursive: true });
}, 300_000);
afterAll(() => closeBrowser());

/** Names of the sheets of a file that the page offered. */
const sheetsOf = async (file: Download) =>
  (await readXlsx(readFileSync(await file.path()), 'saved.xlsx')).sheets.map(({ name }) => name);

interface AxeResult {
  violations: { id: string; impact: string | null; nodes: { target: string[] }[] }[];
}

/** What axe finds serious or critical, with where. */
async function serious(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Whether anything sticks out to the right of the page. */
const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe.each([
  [320, 'light'],
  [400, 'dark'],
  [600, 'light'],
] as const)('the browser page at %d px, %s', (width, theme) => {
  let pane: Pane;
  let page: Page;
  beforeAll(async () => {
    pane = await openPane('/index.html', {
      root,
      csp: contentSecurityPolicy(),
      width,
      height: 900,
      theme,
      office: false,
    });
    page = pane.page;
    page.setDefaultTimeout(40_000);
  }, 60_000);
  afterAll(() => pane.close());

  async function look(name: string): Promise<void> {
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    // Colours fade when controls become enabled.
    await page.waitForTimeout(300);
    expect(await serious(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${theme}.png`, fullPage: true });
  }

  test('empty: headings, inputs and buttons have the names that stay', async () => {
    for (const name of ['Your data', 'Geography', 'Authority', 'Options', 'Results']) {
      expect(await page.getByRole('heading', { name, exact: true }).count()).toBe(1);
    }
    for (const name of ['Postcode file', 'LSOA boundary file', 'Authority boundary file']) {
      expect(await page.getByLabel(name).getAttribute('type')).toBe('file');
    }
    await page.getByRole('combobox', { name: 'Local authority', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Create needs map', exact: true }).waitFor();
    await look('empty');
    await noteTexts(page);
    const options = page.getByRole('heading', { name: 'Options' });
    await options.click();
    await page.getByText('A preview appears here once data, geography and authority are chosen.').waitFor();
    await options.click();
    expect(
      await lacking(
        page,
        'Everything happens on this computer. No data leaves it.',
        'Open the workbook that holds the template and the log sheets. No log yet? Import CIN Census XML or a log file to start a workbook. Or try with sample data.',
        'Choose the three files once. They are kept on this computer; nobody needs to choose them again here.',
        'Choose the geography first.',
        'Nothing yet. The tables and maps come into this workbook as sheets of their own.',
      ),
    ).toEqual([]);
  }, 60_000);

  test('with data, geography and authority', async () => {
    await page.getByRole('button', { name: 'Try with sample data' }).click();
    await page.getByRole('button', { name: 'Remove Exampleton' }).waitFor();
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    await look('data');
    expect(
      await lacking(
        page,
        'In use: an invented authority. Choose your own files to map real data',
        'Use other files',
        'Type to search. Several may be chosen; a county stands for its districts.',
        'Chosen',
      ),
    ).toEqual([]);
  }, 60_000);

  test('the combobox: options by name; choosing adds a tag, choosing again changes nothing, the tag can go', async () => {
    const box = page.getByRole('combobox', { name: 'Local authority' });
    await page.getByRole('button', { name: 'Remove Exampleton' }).click();
    for (let times = 0; times < 2; times++) {
      await box.fill('exampl');
      await page.getByRole('option', { name: 'Exampleton', exact: true }).click();
      expect(await page.getByRole('button', { name: 'Remove Exampleton' }).count()).toBe(1);
      expect(await box.inputValue()).toBe('');
    }
    await box.click();
    await page.getByRole('option').first().waitFor();
    await look('authorities');
    await page.keyboard.press('Escape');
  }, 60_000);

  test('sheets and columns by hand', async () => {
    await page.getByRole('button', { name: 'Choose sheets and columns' }).click();
    await page.getByText('Columns of assessment_postcode_data').click();
    await page.getByRole('combobox', { name: 'Postcode' }).waitFor();
    await look('sheets');
    expect(
      await lacking(
        page,
        ...['Template sheet', 'Log sheets', 'Find by headings', 'Heading row', 'Type of event'],
        'This workbook uses the 1904 date system (made on an old Mac)',
      ),
    ).toEqual([]);
    await page.getByRole('combobox', { name: 'Postcode' }).selectOption({ index: 0 });
    await page.getByRole('button', { name: 'Use the columns found' }).click();
    await page.getByRole('button', { name: 'Use the columns found' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Done' }).click();
  }, 60_000);

  test('options, with a preview that follows a choice', async () => {
    await page.getByRole('heading', { name: 'Options' }).click();
    const preview = page.getByRole('img').first();
    await preview.waitFor();
    const before = await preview.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    await page.getByRole('combobox', { name: 'Colours' }).selectOption('Blue');
    await page.waitForFunction(
      (old) => (document.querySelector('canvas[role=img]') as HTMLCanvasElement).toDataURL() !== old,
      before,
    );
    await look('options');
    expect(
      await lacking(
        page,
        ...['End of the current year', 'Needs to map', 'Most frequent', 'Fastest growing', 'These needs'],
        'Include “No factors identified” (21)',
        'Use LSOA codes that come with the postcodes',
        'List each assessment that was set aside in Matching report',
        ...['Classes', 'Natural breaks', 'Equal numbers of LSOAs', 'Equal steps', 'Number of classes'],
        ...['Orange', 'Blue', 'Purple', 'Grey', 'Name the five highest LSOAs', 'Same classes on all maps'],
        ...['Count each child once', 'Same classes as in the last run', 'Preview', 'Drawing…'],
      ),
    ).toEqual([]);
    await page.getByRole('heading', { name: 'Options' }).click();
  }, 60_000);

  test('results: one press, a status that ends with the words that stay, a map that answers to keys', async () => {
    await page.getByRole('button', { name: 'Create needs map', exact: true }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /Needs map ready$/ })
      .waitFor();
    await page.getByRole('button', { name: 'Refresh needs map', exact: true }).waitFor();
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('[aria-live=polite]').textContent()).toMatch(/this year/);
    const way = page.getByRole('table', { name: 'From rows read to assessments counted' });
    const numbers = Object.fromEntries(
      (await way.getByRole('row').allInnerTexts()).map(
        (row) => row.split('\t').map((text) => text.trim()) as [string, string],
      ),
    );
    const value = (step: string) => Number(numbers[step]?.replace(/,/g, ''));
    const aside = Object.keys(numbers).filter((step) => step.startsWith('Set aside: '));
    expect(aside.length).toBeGreaterThan(3);
    expect(aside.reduce((sum, step) => sum + value(step), value('Counted'))).toBe(value('Assessments'));
    await page.getByText(/^[\d,]+ counted = [\d,]+ in the current year \+ /).waitFor();
    await page.getByText(/hints at what may be wrong\. See the sheet Matching report\.$/).waitFor();
    await look('results');
    const options = page.getByRole('heading', { name: 'Options' });
    await options.click();
    await page.getByText('Refresh to take these choices into the sheets.').waitFor();
    await options.click();
    expect(
      await lacking(
        page,
        ...[
          'Reading the workbook…',
          'Top needs',
          'It adds up:',
          'Change beyond chance',
          'Point at the map, or use the arrow keys on it.',
        ],
        'Arrow keys move from LSOA to LSOA; Enter selects its row in the workbook.',
      ),
    ).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save results' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/needs map\.xlsx$/);
  }, 60_000);

  test('a copy to share: what each choice hides is told beforehand', async () => {
    await page.getByRole('button', { name: 'Prepare a copy to share' }).click();
    await page.getByRole('radio', { name: /^MSOAs \(\d+\): [\d,]+ of [\d,]+ counts hidden$/ }).waitFor();
    await look('share');
    if (folder) {
      const screen = page.getByRole('group', { name: 'A copy to share' });
      await screen.screenshot({ path: `${folder}/share-only-${width}-${theme}.png` });
    }
    await page.getByRole('group', { name: 'A copy to share' }).getByRole('button', { name: 'Done' }).click();
  }, 60_000);

  test('an import, told in numbers', async () => {
    // The second assessment was closed before it started.
    const xml = message(child('A1', assessment('2024-01-02', '2024-02-01') + assessment('2024-03-02', '2024-03-01')));
    const files = [
      { name: 'cin-2024.xml', mimeType: 'text/xml', buffer: Buffer.from(xml) },
      // Neither year nor date, and a child without any event.
      { name: 'cin-new.xml', mimeType: 'text/xml', buffer: Buffer.from(EVENTLESS) },
    ];
    const [log] = await Promise.all([
      page.waitForEvent('download'),
      page.getByLabel('Import CIN Census XML').setInputFiles(files),
    ]);
    expect(log.suggestedFilename()).toBe('log.xlsx');
    expect(await sheetsOf(log)).toEqual(['log']);
    await page.getByRole('heading', { name: 'Imported' }).waitFor();
    await page.getByText('closed before it started').waitFor();
    await look('import');
    await page.getByText('cin-new.xml: year unknown, 1 child, 1 without events, 0 closed assessments').waitFor();
    const [list] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'List what is odd' }).click(),
    ]);
    expect(list.suggestedFilename()).toBe('CIN findings.xlsx');
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    expect(
      await lacking(
        page,
        ...['Reading the files…', 'Making the list…'],
        'What is odd in the files, and how often. The log has it as it was written:',
      ),
    ).toEqual([]);
    // What is saved as results is still the results.
    const [results] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save results' }).click(),
    ]);
    expect(await sheetsOf(results)).toContain('Needs map');
  }, 60_000);
});

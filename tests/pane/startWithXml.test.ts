import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { readXlsx } from '../../src/workbook/readXlsx';
import { assessment, child, factors, message } from '../census/returns';
import { chooseAuthority, chooseFiles, ended, run, settled } from '../excel/drivePane';
import { closeBrowser, openPane, type Pane } from '../excel/host';
import { NORTHBY, PLACES, upload, type UploadFile } from '../excel/northby';
import { builtPages } from './builtPages';

/** SCREENSHOTS=folder keeps pictures, to be looked at. */
const folder = process.env.SCREENSHOTS;
let pane: Pane;
beforeAll(async () => {
  const root = await builtPages();
  // As from a site that sends no headers.
  pane = await openPane('/index.html', { root, width: 320, height: 900, office: false });
  pane.page.setDefaultTimeout(15_000);
}, 300_000);
afterAll(async () => {
  await pane.close({ tolerate: /https:\/\/example\.org\// });
  await closeBrowser();
});

const XML = message(
  child('0011', assessment('2023-08-01', '2023-09-01', factors('4B'))) +
    // Closed before it started: something to list.
    child('0012', assessment('2024-03-01', '2024-02-29', factors('3A'))),
);

test('an analyst with nothing but XML starts on the browser page, fills the postcodes, and gets the needs map', async () => {
  const { page } = pane;
  const look = async (name: string) => folder && page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  const give = (file: UploadFile) => page.getByLabel('Import CIN Census XML').setInputFiles(file);
  const offered = async (act: () => Promise<unknown>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), act()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  await page.getByText('No log yet? Import CIN Census XML').waitFor();
  await settled(page);
  await look('page-empty');

  await give(upload('cut.xml', XML.slice(0, 400)));
  expect(await ended(page)).toMatch(/^"cut\.xml" stops in the middle, at line 1/);
  expect(await page.getByRole('button', { name: 'Insert template' }).count()).toBe(0);

  const first = await offered(() => give(upload('cin.xml', XML.replace('0012', '0099'))));
  expect(first.name).toBe('needs-map-data.xlsx');
  await ended(page);
  const data = await offered(() => give(upload('cin.xml', XML)));
  expect(await ended(page)).toBe(
    'needs-map-data.xlsx was downloaded, with the log and a template of 2 assessments. Fill in its postcodes in Excel, then open it here.',
  );
  await look('page-started');
  const { sheets } = await readXlsx(data.bytes, data.name);
  expect(sheets.map(({ name }) => name)).toEqual(['log', 'assessment_postcode_data']);
  // 45170 is 1 September 2023, 45351 is 29 February 2024.
  expect(sheets[1]!.rows.map((row) => row.slice(0, 2))).toEqual([
    ['CUID', 'Assessment Closure Date'],
    ['0011', 45170],
    ['0012', 45351],
  ]);

  const list = await offered(() => page.getByRole('button', { name: 'List what is odd' }).click());
  expect(list.name).toBe('CIN findings.xlsx');
  expect(await ended(page)).toBe('The list was downloaded as CIN findings.xlsx. It names children.');
  const [findings] = (await readXlsx(list.bytes, list.name)).sheets;
  expect(findings!.rows.map(([, , id, check]) => [id, check])).toContainEqual(['0012', 'closed before it started']);

  const book = new ExcelJS.Workbook();
  await book.xlsx.load(data.bytes as unknown as ArrayBuffer);
  for (const row of [2, 3]) book.getWorksheet('assessment_postcode_data')!.getCell(row, 3).value = PLACES[0]![0];
  const filled = upload('filled.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
  await page.getByLabel('Workbook (.xlsx)').setInputFiles(filled);
  expect(await ended(page)).toBe('');
  await chooseFiles(page, NORTHBY);
  await chooseAuthority(page, 'Northby');
  expect(await run(page)).toBe('2 of 2 assessments counted. Needs map ready');
}, 90_000);

test('the page brings the policy along: it can send nothing to another site, whatever headers its own sends', async () => {
  const refused = await pane.page.evaluate(async () => {
    const heard = new Promise<string>((hear) =>
      document.addEventListener('securitypolicyviolation', (event) => hear(event.effectiveDirective)),
    );
    await fetch('https://example.org/').catch(() => undefined);
    return heard;
  });
  expect(refused).toBe('connect-src');
});

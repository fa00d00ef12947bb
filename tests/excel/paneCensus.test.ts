import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bigReturn } from '../census/bigReturn';
import { assessment, child, factors, fileOf, message } from '../census/returns';
import { readCensus } from '../../src/census/readCensus';
import { writeLogCsv } from '../../src/census/logCsv';
import { plainXlsx } from '../../src/worker/plainXlsx';
import { builtPages } from '../pane/builtPages';
import { cli } from '../support/cli';
import { chooseAuthority, chooseFiles, ended, openWorkbook, readBack, run } from './drivePane';
import { closeBrowser, ExcelHost, type Pane } from './host';
import { NORTHBY, northbyWorkbook, PLACES, upload, type UploadFile } from './northby';

const temp = mkdtempSync(join(tmpdir(), 'needs-map-'));
const at = (name: string) => join(temp, name);
let root: string;
let pane: Pane;

/** Invented returns of two years. ZQ0012's open case stands in both, the second time without its factors. */
const FIRST = message(
  child('ZQ0011', assessment('2023-05-01', '2023-06-01', factors('4B'))) +
    child('ZQ0012', assessment('2023-08-01', '2023-09-01', factors('3A', '4B'))) +
    child('0013', assessment('2024-01-10', '2024-02-01', factors('2B'))),
  '2024-03-31',
);
const SECOND = message(
  child('ZQ0012', assessment('2023-08-01', '2023-09-01')) +
    child('0014', assessment('2024-05-01', '2024-06-03', factors('4B', '1A'))) +
    child('ZQ0015', assessment('2024-08-01', '2024-09-02', factors('4B'))) +
    child('ZQ0016', assessment('2024-11-01', '2024-12-02', factors('3A'))) +
    child('ZQ0017', assessment('2025-03-01', '2025-03-31', factors('16A'))) +
    // Closed before it started: imported as it stands, and told as a number.
    child('ZQ0018', assessment('2025-03-20', '2025-03-03', factors('4B'))),
  '2025-03-31',
);
const XML = [upload('cin-2024.xml', FIRST), upload('cin-2025.xml', SECOND)];
/** Child id and closure date (45078 is 1 June 2023) of the eight assessments, as the template must list them. */
const LISTED = [
  ['ZQ0011', 45078],
  ['ZQ0012', 45170],
  ['0013', 45323],
  ['0014', 45446],
  ['ZQ0015', 45537],
  ['ZQ0016', 45628],
  ['ZQ0018', 45719],
  ['ZQ0017', 45747],
];
/** Postcodes in that order, by place; ZQ0018's isn't known yet. */
const HOMES = [0, 0, 1, 0, 1, 1, null, 2].map((place) => (place === null ? null : PLACES[place]![0]));

beforeAll(async () => {
  root = await builtPages();
  for (const { name, buffer } of [...Object.values(NORTHBY), ...XML]) writeFileSync(at(name), buffer);
}, 300_000);
afterAll(async () => {
  rmSync(temp, { recursive: true });
  await closeBrowser();
});

const names = () => pane.workbook.book.sheets.map(({ name }) => name);
const rows = (sheet: string, from: number, count: number) =>
  Array.from({ length: count }, (_, row) =>
    [0, 1, 2].map((column) => pane.workbook.sheet(sheet).grid.get(from - 1 + row, column)?.value ?? ''),
  );
const press = (name: string) => pane.page.getByRole('button', { name, exact: true }).click();
const give = (label: string, files: UploadFile | UploadFile[]) => pane.page.getByLabel(label).setInputFiles(files);

describe('an empty workbook', () => {
  let imported: unknown;
  beforeAll(async () => {
    pane = await openWorkbook(root, new ExcelHost());
  }, 60_000);
  afterAll(() => pane.close());

  test('gets the log of two years of XML, and the pane says what is odd in numbers', async () => {
    await give('Import CIN Census XML', XML);
    expect(await ended(pane.page)).toBe('The sheet log was written, with 8 assessments.');
    expect(names()).toEqual(['Sheet1', 'log']);
    expect(pane.workbook.sheet('log').tables).toMatchObject([{ name: 'CIN_Log' }]);
    imported = pane.workbook.snapshot('log').cells;
    const told = (await pane.page.getByRole('main').textContent())!;
    expect(told).toContain('cin-2024.xml: 2023-24, 3 children, 3 closed assessments');
    expect(told).toContain('cin-2025.xml: 2024-25, 6 children, 6 closed assessments');
    expect(told).toContain('closed before it started1');
    // ZQ0012's repeat.
    expect(told).toContain('closed assessment without factors: rule 8897Q1');
    expect(told).not.toMatch(/ZQ00|001[34]/);
  }, 60_000);

  test('gets a sheet of what is odd, child by child, where the analyst asks for it', async () => {
    await press('List what is odd');
    expect(await ended(pane.page)).toMatch(/^Added CIN findings, child by child\./);
    const { sheets } = await readBack(await pane.workbook.save());
    const [headings, ...found] = sheets['CIN findings']!;
    expect(headings).toEqual(['File', 'Line', 'CUID', 'Check', 'What']);
    expect(found.filter(([, , , check]) => check === 'closed before it started')).toEqual([
      ['cin-2025.xml', 1, 'ZQ0018', 'closed before it started', expect.any(String)],
    ]);
    await pane.workbook.user.deleteSheet('CIN findings');
  }, 60_000);

  test('is told which closed assessments of Annex A the log lacks, and gets them as a sheet of their own', async () => {
    const annexA = (rows: (string | number | null)[][]) =>
      upload('annex.xlsx', Buffer.from(plainXlsx([{ name: 'List 4', firstRow: 1, firstColumn: 1, rows, tables: [] }])));
    const headings = ['Child Unique ID', 'Continuous Assessment Date of Authorisation'];
    // 45078 is 1 June 2023, in the log; the other was closed after it ends.
    const rows = [headings, ['ZQ0011', 45078], ['ZQ0099', 45780]];
    const before = pane.workbook.snapshot('log').cells;
    await give('Compare with Annex A', annexA([['Name']]));
    expect(await ended(pane.page)).toMatch(/^"annex\.xlsx" has no sheet with the headings Child Unique ID/);
    await give('Compare with Annex A', annexA(rows));
    expect(await ended(pane.page)).toBe('Compared with Annex A: 1 closed assessment is missing from the log.');
    const told = (await pane.page.getByRole('main').textContent())!;
    expect(told).toContain(
      'annex.xlsx has 2 closed assessments (1 June 2023 to 3 May 2025). The log has 1 of them, and not the other 1. ' +
        "1 of the missing was closed after the log's last assessment (31 March 2025).",
    );
    expect(told).toContain('For information: nothing of Annex A is counted.');
    expect(told).not.toContain('ZQ0099');
    expect(names()).toEqual(['Sheet1', 'log']);
    await press('Show list');
    expect(await ended(pane.page)).toMatch(/^Added Annex A not in the log, child by child\./);
    expect(pane.workbook.snapshot('log').cells).toEqual(before);
    const { sheets } = await readBack(await pane.workbook.save());
    expect(sheets['Annex A not in the log']).toEqual([
      ['CUID', 'Assessment Closure Date'],
      ['ZQ0099', '2025-05-03'],
    ]);
    await pane.workbook.user.deleteSheet('Annex A not in the log');
    await give('Compare with Annex A', annexA(rows.slice(0, 2)));
    expect(await ended(pane.page)).toBe('Compared with Annex A: no closed assessment is missing from the log.');
  }, 60_000);

  test("gets the same log from the log.csv of the same returns, in its own log's place", async () => {
    const { log } = await readCensus([fileOf('cin-2024.xml', FIRST), fileOf('cin-2025.xml', SECOND)]);
    await give('Import log file', upload('log.csv', writeLogCsv(log)));
    expect(await ended(pane.page)).toBe('The sheet log was written, with 8 assessments.');
    expect(names()).toEqual(['Sheet1', 'log']);
    expect(pane.workbook.snapshot('log').cells).toEqual(imported);
  }, 60_000);

  test('gets a template that lists the children and dates, ids as text, so that only postcodes are left', async () => {
    await press('Insert template');
    expect(await ended(pane.page)).toBe(
      'The sheet assessment_postcode_data was added with 8 assessments of the log. Only the postcodes are left to fill in.',
    );
    const listed = rows('assessment_postcode_data', 2, 9);
    const sorted = (all: unknown[][]) => all.map((row) => JSON.stringify(row)).sort();
    expect(sorted(listed.slice(0, 8))).toEqual(sorted(LISTED.map((row) => [...row, ''])));
    expect(listed[8]).toEqual(['', '', '']);
  }, 60_000);

  test("makes, once the user has filled the postcodes, the tables of the command line's job on the same XML", async () => {
    const { user } = pane.workbook;
    const listed = rows('assessment_postcode_data', 2, 8);
    const home = new Map(LISTED.map(([id], index) => [id, HOMES[index] ?? null]));
    const postcodes = listed.map(([id]) => [home.get(String(id)) ?? null]);
    await user.paste('assessment_postcode_data', 'C2', postcodes);
    await chooseFiles(pane.page, NORTHBY);
    await chooseAuthority(pane.page, 'Northby');
    expect(await run(pane.page)).toBe('7 of 8 assessments counted. Needs map ready');
    const { sheets } = await readBack(await pane.workbook.save());

    const bare = new ExcelHost();
    bare.book.addSheet('assessment_postcode_data');
    await bare.user.paste('assessment_postcode_data', 'A1', [
      ['CUID', 'Assessment Closure Date', 'Postcode at Time of Assessment'],
      ...listed.map(([id, day], index) => [`'${id}`, Number(day), postcodes[index]![0]!]),
    ]);
    writeFileSync(at('in.xlsx'), await bare.save());
    const files = Object.entries(NORTHBY).flatMap(([kind, { name }]) => [`--${kind}`, at(name)]);
    const census = XML.flatMap(({ name }) => ['--census', at(name)]);
    const args = ['--workbook', at('in.xlsx'), ...files, ...census, '--authority', 'Northby', '--out', at('out.xlsx')];
    expect(await cli('job', args)).toMatchObject({ code: 0 });
    const wanted = (await readBack(readFileSync(at('out.xlsx')))).sheets;
    expect(Object.keys(wanted).length).toBeGreaterThan(5);
    for (const name of Object.keys(wanted).filter((name) => name !== 'Needs map'))
      expect({ [name]: sheets[name] }).toEqual({ [name]: wanted[name] });

    // By hand: April 2023 to March 2024, then April 2024 to March 2025, by place.
    const byLsoa = sheets['Assessments by LSOA']!.filter(([code]) => /^E01/.test(String(code)));
    expect(byLsoa.map(([code, , previous, current]) => [code, previous, current]).sort()).toEqual([
      [PLACES[0]![1], 2, 1],
      [PLACES[1]![1], 1, 2],
      [PLACES[2]![1], 0, 1],
      [PLACES[3]![1], 0, 0],
    ]);
  }, 60_000);

  test('lists only what is missing when the template is asked for again; the one in use stays in use', async () => {
    await press('Insert template');
    expect(await ended(pane.page)).toBe(
      'The sheet assessment_postcode_data (2) was added with 1 assessment of the log. Fill in the postcodes, then copy the rows to the end of assessment_postcode_data, which stays the template.',
    );
    expect(rows('assessment_postcode_data (2)', 2, 2)).toEqual([
      ['ZQ0018', 45719, ''],
      ['', '', ''],
    ]);
    const filled = rows('assessment_postcode_data', 2, 8).findIndex(([id]) => id === 'ZQ0018');
    await pane.workbook.user.type('assessment_postcode_data', `C${filled + 2}`, PLACES[3]![0]);
    const all = names();
    await press('Insert template');
    expect(await ended(pane.page)).toBe(
      'The sheet assessment_postcode_data has a postcode for every assessment of the log: no sheet was added.',
    );
    await pane.page.getByLabel("Start the template with the log's assessments still to be looked up").uncheck();
    await press('Insert template');
    expect(await ended(pane.page)).toMatch(/^The sheet assessment_postcode_data \(3\) was added\. Fill it in/);
    expect(names()).toEqual([...all, 'assessment_postcode_data (3)']);
    expect(rows('assessment_postcode_data (3)', 2, 1)).toEqual([['', '', '']]);
  }, 60_000);
});

describe('a workbook with results', () => {
  beforeAll(async () => {
    pane = await openWorkbook(root, await northbyWorkbook());
  }, 60_000);
  afterAll(() => pane.close());

  test('is told that they are older than the data when another log was imported', async () => {
    await chooseFiles(pane.page, NORTHBY);
    await chooseAuthority(pane.page, 'Northby');
    expect(await run(pane.page)).toMatch(/Needs map ready$/);
    const stale = pane.page.getByText('The data changed after the results were made');
    expect(await stale.count()).toBe(0);
    await give('Import CIN Census XML', XML);
    // The user's own sheet is called Log.
    expect(await ended(pane.page)).toBe('The sheet log (2) was written, with 8 assessments.');
    expect(await stale.count()).toBe(1);
  }, 60_000);
});

describe('a file that is no census return', () => {
  beforeAll(async () => {
    pane = await openWorkbook(root, new ExcelHost());
  }, 60_000);
  afterAll(() => pane.close());

  test('Annex A without a log: one sentence', async () => {
    await give('Compare with Annex A', upload('annex.xlsx', 'any'));
    expect(await ended(pane.page)).toMatch(/^There is no log in this workbook to compare with: import CIN Census XML/);
  }, 60_000);

  test.each([
    ['cut off', FIRST.slice(0, 900)],
    ['a web page', '<!doctype html><html><body>Sign in</body></html>'],
    ['without a child', message('')],
  ])(
    '%s: one sentence, and the workbook as it was',
    async (_what, content) => {
      const before = pane.workbook.snapshot('Sheet1');
      await give('Import CIN Census XML', [upload('wrong.xml', content)]);
      expect(await ended(pane.page)).toMatch(/wrong\.xml|^There is no event in what was chosen/);
      expect(await pane.page.getByRole('alert').count()).toBe(1);
      expect(names()).toEqual(['Sheet1']);
      expect(pane.workbook.snapshot('Sheet1')).toEqual(before);
    },
    60_000,
  );

  test('another table as log.csv: one sentence, and the workbook as it was', async () => {
    await give('Import log file', upload('people.csv', 'name,town\na,b\n'));
    expect(await ended(pane.page)).toMatch(/^This is not a log: its first line needs the headings CUID, Date and Type/);
    expect(names()).toEqual(['Sheet1']);
  }, 60_000);

  test('Cancel while a large return is read leaves the workbook as it was, and the next import works', async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bigReturn(20, 7)) chunks.push(chunk);
    await give('Import CIN Census XML', upload('large.xml', Buffer.concat(chunks)));
    await pane.page.getByRole('status').filter({ hasText: 'Reading large.xml' }).waitFor();
    await press('Cancel');
    expect(await ended(pane.page)).toBe('Cancelled.');
    expect(names()).toEqual(['Sheet1']);
    await give('Import CIN Census XML', XML);
    expect(await ended(pane.page)).toBe('The sheet log was written, with 8 assessments.');
  }, 60_000);
});

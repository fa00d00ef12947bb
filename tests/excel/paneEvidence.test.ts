import { gzipSync } from 'fflate';
import { builtPages } from '../pane/builtPages';
import { chooseAuthority, chooseFiles, ended, openWorkbook, readBack, run } from './drivePane';
import { lacking, noteTexts } from '../pane/pageTexts';
import { closeBrowser, type Pane } from './host';
import { NORTHBY, northbyWorkbook, PLACES, upload, type UploadFile } from './northby';

let root: string;
beforeAll(async () => {
  root = await builtPages();
}, 300_000);
afterAll(closeBrowser);

const table = (headings: string, cells: (number: number) => string) =>
  [headings, ...PLACES.map(([, code], i) => `${code},${cells(i)}`), ''].join('\n');
/** 100, 200, 300 and 400 children in Northby's LSOAs. */
const PEOPLE = upload(
  'people.csv.gz',
  gzipSync(new TextEncoder().encode(table('LSOA 2021 Code,Aged 0 to 17', (i) => String(100 * (i + 1))))),
);
const WARDS = upload(
  'download.csv',
  table('lsoa21cd,wd24cd,wd24nm', (i) => `E0500000${i % 2},Ward ${i % 2}`),
);
const DECILES = upload(
  'deciles.csv',
  table('LSOA code (2021),Income Deprivation Affecting Children Index (IDACI) Decile', (i) => String(i + 1)),
);

describe('files by LSOA in the pane', () => {
  let pane: Pane;
  const add = async (file: UploadFile) => {
    await pane.page.getByLabel('Population, deprivation or wards', { exact: true }).setInputFiles(file);
    return ended(pane.page);
  };
  const listed = (name: string) => pane.page.getByRole('listitem').filter({ hasText: name }).count();

  beforeAll(async () => {
    pane = await openWorkbook(root, await northbyWorkbook());
    await chooseFiles(pane.page, NORTHBY);
    await chooseAuthority(pane.page, 'Northby');
  }, 60_000);
  afterAll(() => pane.close());

  test('one button takes a population and a ward file, and says what was found', async () => {
    await noteTexts(pane.page);
    expect(await add(PEOPLE)).toBe('In people.csv.gz: children of 5 LSOAs of 2021.');
    expect(await add(WARDS)).toBe('In download.csv: wards of 5 LSOAs of 2021.');
    expect([await listed('people.csv.gz'), await listed('download.csv')]).toEqual([1, 1]);
    const hint = 'A file by LSOA: children (for rates and hot spots), deciles of deprivation, or wards.';
    expect(await lacking(pane.page, hint, 'Reading the file…')).toEqual([]);
  });

  test('a file that can not serve is refused in its sentence, and nothing of it stays', async () => {
    expect(await add(upload('ranks.csv', table('LSOA code (2021),IDACI Rank', String)))).toBe(
      'ranks.csv has ranks or scores but no deciles of IDACI or IMD: choose File 3 or File 7 of the Indices of Deprivation.',
    );
    expect(await add(upload('other.csv', 'LSOA21CD,Children\nE01000001,5\n'))).toBe(
      'other.csv has none of the LSOAs of the boundary file: choose a file of the same part of England, with LSOAs of the same census.',
    );
    expect([await listed('ranks.csv'), await listed('other.csv')]).toEqual([0, 0]);
    expect(await listed('people.csv.gz')).toBe(1);
  });

  test('a run then has hot spots, wards, and rates on the maps where they are chosen; each idea is explained', async () => {
    const { page } = pane;
    expect(await add(DECILES)).toMatch(/^In deciles\.csv: /);
    await page.getByRole('heading', { name: 'Options' }).click();
    await page.getByLabel('Maps show').waitFor();
    expect(await page.getByLabel('Maps show').getByRole('option').allTextContents()).toContain('Counts');
    await page.getByLabel('Maps show').selectOption('Rates per 10,000 children');
    expect(await run(page)).toMatch(/Needs map ready$/);
    const { sheets } = await readBack(await pane.workbook.save());
    expect(Object.keys(sheets)).toEqual(expect.arrayContaining(['Hot spots', 'By ward', 'By deprivation']));
    const rows = sheets['Assessments by LSOA']!;
    const headings = rows.find((row) => row.includes('Rate per 10,000'))!;
    const at = (heading: string) => headings.indexOf(heading);
    // Children 4, 8 and 12 live in the first LSOA: three assessments among 100 children.
    const first = rows.find((row) => row.includes('E01999001'))!;
    expect([first[at('Current year')], first[at('Children')], first[at('Rate per 10,000')]]).toEqual([3, 100, 300]);
    await page.getByText('How to read the numbers').click();
    await page.getByText('a rate per 10,000 children takes that out').waitFor();
    await page.getByRole('combobox', { name: 'Map', exact: true }).selectOption('All assessments: hot spots');
  });

  test('the files are there at the next visit, can be taken out, and are forgotten with the rest', async () => {
    const { page } = pane;
    await page.reload();
    await page.getByText('In use: the files kept on this computer').waitFor();
    await page.getByRole('button', { name: 'Take out people.csv.gz' }).waitFor();
    await page.getByRole('button', { name: 'Take out download.csv' }).click();
    expect(await ended(page)).toBe('download.csv was taken out.');
    expect([await listed('people.csv.gz'), await listed('download.csv')]).toEqual([1, 0]);
    await page.getByRole('button', { name: 'Forget', exact: true }).click();
    expect(await ended(page)).toBe('The geography kept on this computer was forgotten.');
    await chooseFiles(page, NORTHBY);
    expect(await listed('people.csv.gz')).toBe(0);
  });
});

import { builtPages } from '../pane/builtPages';
import { chooseAuthority, chooseFiles, ended, openWorkbook, readBack, run } from './drivePane';
import { closeBrowser, type Pane } from './host';
import { NORTHBY, northbyWorkbook } from './northby';

const KEEP = 'Keep geography in this workbook';
let root: string;
beforeAll(async () => {
  root = await builtPages();
}, 300_000);
afterAll(closeBrowser);

const keep = ({ page }: Pane) => page.getByRole('button', { name: KEEP, exact: true });

describe('geography kept in the workbook by one analyst', () => {
  let pane: Pane;
  let results: Record<string, unknown[][]>;
  const own = ['assessment_postcode_data', 'Log', 'Own'];
  const snapshots = () => own.map((name) => pane.workbook.snapshot(name));

  beforeAll(async () => {
    pane = await openWorkbook(root, await northbyWorkbook());
  }, 60_000);
  afterAll(() => pane.close());

  test('can be kept once an authority is chosen', async () => {
    expect(await keep(pane).count()).toBe(0);
    await chooseFiles(pane.page, NORTHBY);
    await keep(pane).click();
    expect(await ended(pane.page)).toBe('Choose a local authority first.');
    await chooseAuthority(pane.page, 'Northby');
  }, 60_000);

  test("stands on a very hidden sheet; the user's sheets and the results stay as they were", async () => {
    await run(pane.page);
    results = (await readBack(await pane.workbook.save())).sheets;
    const before = snapshots();
    await keep(pane).click();
    expect(await ended(pane.page)).toBe('The geography of Northby and its surroundings is kept in this workbook.');
    expect(pane.workbook.snapshot('needs-map-geography').visibility).toBe('VeryHidden');
    expect(snapshots()).toEqual(before);
    const after = (await readBack(await pane.workbook.save())).sheets;
    expect(after).toEqual({ ...results, 'needs-map-geography': expect.any(Array) });
  }, 60_000);

  test('is in use for a colleague who has no files, and a refresh gives the same tables', async () => {
    const { workbook } = pane;
    await pane.close();
    // Another browser profile: its cache is empty.
    pane = await openWorkbook(root, workbook);
    await pane.page.getByText('In use: the geography kept in this workbook.', { exact: true }).waitFor();
    expect(await keep(pane).count()).toBe(0);
    await pane.page.getByRole('button', { name: 'Remove Northby' }).waitFor();
    await pane.page.getByText('Choose sheets and columns').click();
    expect(await pane.page.getByRole('option', { name: 'needs-map-geography' }).count()).toBe(0);
    expect(await run(pane.page)).toMatch(/Needs map ready$/);
    const again = (await readBack(await workbook.save())).sheets;
    const tables = (sheets: typeof again) =>
      Object.fromEntries(Object.entries(sheets).filter(([name]) => / by LSOA$|^Risk factors$|^Matching/.test(name)));
    expect(Object.keys(tables(again)).length).toBeGreaterThan(7);
    expect(tables(again)).toEqual(tables(results));
    expect(again['Needs map']!.flat().join(' ')).toContain('this workbook');
  }, 60_000);
});

test('the invented authority is not worth keeping: no button', async () => {
  const pane = await openWorkbook(root, await northbyWorkbook());
  await pane.page.getByRole('button', { name: 'Try with sample data' }).click();
  await pane.page.getByRole('button', { name: 'Remove Exampleton' }).waitFor();
  expect(await keep(pane).count()).toBe(0);
  await pane.close();
}, 60_000);

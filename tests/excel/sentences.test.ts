import { excelError } from '../../src/workbook/excelErrors';
import { excelWorkbook } from '../../src/workbook/excelWorkbook';
import { builtPages } from '../pane/builtPages';
import { chooseAuthority, chooseFiles, ended, openWorkbook, run, settled } from './drivePane';
import { closeBrowser, ExcelHost, type Pane } from './host';
import { NORTHBY, northbyWorkbook } from './northby';
import { openPort, type Port } from './openPort';
import { areas, resultPlan } from './resultPlan';

afterAll(() => closeBrowser());

describe('what stands in the way is said in the pane, and once it is mended the next press goes well', () => {
  let pane: Pane;
  const user = () => pane.workbook.user;
  const names = () => pane.workbook.book.sheets.map(({ name }) => name);

  beforeAll(async () => {
    pane = await openWorkbook(await builtPages(), await northbyWorkbook());
  }, 300_000);
  afterAll(() => pane.close());

  test('no geography, then only a part of it', async () => {
    const { page } = pane;
    expect(await run(page)).toBe(
      'Choose the three geography files first: postcodes, LSOA boundaries and authority boundaries.',
    );
    await page.getByLabel('Postcode file', { exact: true }).setInputFiles(NORTHBY.postcodes);
    await page.getByText('Now choose the LSOA boundary file and authority boundary file as well.').waitFor();
  });

  test('a boundary file in the place of the other', async () => {
    const { page } = pane;
    await page.getByLabel('LSOA boundary file', { exact: true }).setInputFiles(NORTHBY.authorities);
    await page.getByLabel('Authority boundary file', { exact: true }).setInputFiles(NORTHBY.authorities);
    await page.getByRole('alert').waitFor();
    expect(await ended(page)).toBe(
      'northby-authorities.geojson holds local authorities, not LSOAs: its properties are LAD24CD, LAD24NM. Choose it as the authority boundaries, and an LSOA file here.',
    );
  });

  test('no authority; a name that no authority has; the suggestion', async () => {
    const { page } = pane;
    await chooseFiles(page, NORTHBY);
    expect(await run(page)).toBe('Choose a local authority first.');
    await page.getByText('Most of the postcodes lie in Northby.').waitFor();
    await page.getByRole('combobox', { name: 'Local authority' }).fill('Nowhere');
    await page.getByText('No authority has “Nowhere” in its name.').waitFor();
  });

  test('an authority in which no LSOA of the boundary file lies', async () => {
    const { page } = pane;
    await chooseAuthority(page, 'Eastby, which has no LSOA');
    expect(await run(page)).toBe(
      'No LSOA of the LSOA boundary file lies in Eastby, which has no LSOA: choose boundary files of the same country and kind.',
    );
    await page.getByRole('button', { name: 'Remove Eastby, which has no LSOA' }).click();
    await chooseAuthority(page, 'Northby');
  });

  test('a log without its heading', async () => {
    await user().type('Log', 'C1', 'Something else');
    expect(await run(pane.page)).toMatch(/^No log sheet was found: it needs the headings CUID, Date and Type/);
    await user().type('Log', 'C1', 'Type');
  });

  test('two sheets that could be the template', async () => {
    user().renameSheet('assessment_postcode_data', 'One');
    const copy = await user().copySheet('One');
    expect(await run(pane.page)).toBe(
      `Several sheets could be the template: "One", "${copy}". Choose which one to use.`,
    );
    await user().deleteSheet(copy);
    user().renameSheet('One', 'assessment_postcode_data');
  });

  test('a workbook whose structure is protected, before the results and for the template', async () => {
    user().protectStructure();
    const locked =
      'The structure of this workbook is protected, so no sheet can be added: choose Protect Workbook on the Review tab to unlock it, then try again.';
    expect(await run(pane.page)).toBe(locked);
    await pane.page.getByRole('button', { name: 'Insert template' }).click();
    expect(await ended(pane.page)).toBe(locked);
    user().protectStructure(false);
    expect(names()).toHaveLength(3);
  });

  test('another workbook that is none', async () => {
    const { page } = pane;
    const input = page.locator('input[aria-label="Add sheets from another workbook"]');
    expect(await page.getByRole('alert').count()).toBe(1);
    await input.setInputFiles({ name: 'sheets.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('no') });
    await page.getByRole('alert').waitFor();
    expect(await ended(page)).toMatch(/\.$/);
    expect(names()).toHaveLength(3);
  });

  test("a result table that the user made into plain cells: that sheet is the user's now, and the results get another", async () => {
    const { page, workbook } = pane;
    expect(await run(page)).toMatch(/Needs map ready$/);
    // As Excel's "Convert to range" does: the cells stay, the table is gone.
    workbook.sheet('Risk factors').tables = [];
    const { cells } = workbook.snapshot('Risk factors');
    expect(await run(page)).toMatch(/Needs map ready$/);
    expect(workbook.snapshot('Risk factors').cells).toEqual(cells);
    expect(workbook.book.findTable('NeedsMap_RiskFactors')!.sheet.name).toBe('Risk factors (2)');
  });

  test('a pane opened anew says that the results stand; Forget says that the geography is forgotten', async () => {
    const { page } = pane;
    await page.reload();
    await page.getByText('The result sheets stand in this workbook. Refresh to look at the map here.').waitFor();
    await settled(page);
    const ways = page.getByRole('navigation', { name: 'Sheets' }).getByRole('button');
    expect(await ways.allTextContents()).toContain('Matching report');
    await page.getByText('Then a colleague can refresh this workbook without the three files.').waitFor();
    await page.getByRole('button', { name: 'Forget', exact: true }).click();
    await page.getByText('The geography kept on this computer was forgotten.').waitFor();
  });
});

describe('what stands in the way is said by the workbook port', () => {
  let port: Port;
  const TABLE = 'NeedsMap_AssessmentsByLSOA';
  const open = async () => {
    const host = new ExcelHost();
    host.book.addSheet('Own');
    port = await openPort(host);
    return host;
  };
  afterEach(() => port.pane.close());

  test("a column of the user's with the name of a column that is new in the plan", async () => {
    const { user } = await open();
    await port.write(resultPlan());
    await user.addTableColumn(TABLE, 'Rate', ['a', 'b', 'c']);
    const plan = resultPlan();
    const table = plan.find(({ key }) => key === 'assessments')!.tables[0]!;
    table.columns.push({ heading: 'Rate', kind: 'whole', width: 10 });
    table.rows.forEach((row) => row.push(1));
    expect(await port.write(plan)).toEqual({
      kind: 'sentence',
      text: 'Your column "Rate" in the table on the sheet "Assessments by LSOA" has the name of a column that the add-in now writes: give it another name, then press Refresh needs map.',
    });
    await user.type('Assessments by LSOA', 'F5', 'My rate');
    expect(await port.write(plan)).toEqual({ value: null });
  }, 60_000);

  test("one of a sheet's two tables made into plain cells: they are the user's, and not one is written over", async () => {
    const { book } = await open();
    const plan = resultPlan({ aside: [['a', 3]] });
    await port.write(plan);
    const { sheet } = book.findTable('NeedsMap_SetAside')!;
    sheet.tables = sheet.tables.filter(({ name }) => name !== 'NeedsMap_SetAside');
    const { cells } = port.pane.workbook.snapshot(sheet.name);
    expect(await port.write(resultPlan({ aside: [['b', 4]] }))).toEqual({ value: null });
    expect(port.pane.workbook.snapshot('Matching report').cells).toEqual(cells);
    expect(book.findTable('NeedsMap_SetAside')!.sheet.name).toBe('Matching report (2)');
  }, 60_000);

  test("columns of the user's with more text than the settings can keep safe while rows move", async () => {
    const { user } = await open();
    const rows = areas(60);
    await port.write(resultPlan({ rows }));
    await user.addTableColumn(TABLE, 'Long', rows.map(() => 'x'.repeat(20_000))); // prettier-ignore
    expect(await port.write(resultPlan({ rows: [...rows].reverse() }))).toEqual({
      kind: 'sentence',
      text: expect.stringMatching(/^The columns that you added to the result tables hold more text than can be moved/),
    });
    expect(JSON.stringify(port.pane.workbook.snapshot('Assessments by LSOA'))).not.toContain('not finished');
  }, 60_000);

  test('a row of cells that no answer of 5 MB can hold', async () => {
    const host = await open();
    await host.user.paste('Own', 'A1', [Array.from({ length: 200 }, () => 'x'.repeat(32_000))]);
    const outcome = await port.call('read');
    expect(outcome).toEqual({ kind: 'sentence', text: expect.stringMatching(/^[A-Z][^.]*, then try again\.$/) });
  }, 60_000);

  test("a protected result sheet; cells of the user's where a result table that is new in the plan goes", async () => {
    const { user } = await open();
    await port.write(resultPlan());
    user.protectSheet('Risk factors');
    expect(await port.write(resultPlan())).toEqual({
      kind: 'sentence',
      text: 'The sheet "Risk factors" is protected: choose Unprotect Sheet on the Review tab, then press Refresh needs map.',
    });
    user.protectSheet('Risk factors', false);
    await user.type('Risk factors', 'K7', 'mine');
    const plan = resultPlan();
    const sheet = plan.find(({ key }) => key === 'risk-factors')!;
    sheet.tables.push({ ...sheet.tables[0]!, name: 'NeedsMap_More', column: 10 });
    const before = JSON.stringify(port.pane.workbook.snapshot('Risk factors'));
    expect(await port.write(plan)).toEqual({
      kind: 'sentence',
      text: 'On the sheet "Risk factors" something of yours stands where a result table grows: move it to a sheet of your own, then press Refresh needs map.',
    });
    expect(JSON.stringify(port.pane.workbook.snapshot('Risk factors'))).toBe(before);
    await user.type('Risk factors', 'K7', '');
    expect(await port.write(plan)).toEqual({ value: null });
  }, 60_000);

  test("an imported log's sheet that is protected, or has columns of the user's", async () => {
    const { user, book } = await open();
    const rows = [['CUID', 'Date', 'Type'], ['a', 45000, 'ContactDate']]; // prettier-ignore
    expect(await port.call('writeLog', rows, [1])).toEqual({ value: expect.any(String) });
    const sheet = book.sheets.at(-1)!.name;
    user.protectSheet(sheet);
    expect(await port.call('writeLog', rows, [1])).toEqual({
      kind: 'sentence',
      text: `The sheet "${sheet}" is protected: choose Unprotect Sheet on the Review tab, then try again.`,
    });
    user.protectSheet(sheet, false);
    await user.addTableColumn(book.findTable(book.tables[0]!.name)!.name, 'Mine');
    expect(await port.call('writeLog', rows, [1])).toEqual({
      kind: 'sentence',
      text: expect.stringMatching(/has columns or totals that the import did not write: move them to another sheet/),
    });
  }, 60_000);
});

test('outside Excel the port says where to open it', async () => {
  await expect(excelWorkbook().read()).rejects.toThrow('Open this page from the ribbon of Excel, then try again.');
});

/** What Office.js documents that Excel can answer, and what each means to an analyst. */
const REFUSALS: [code: string, sentence: string][] = [
  ['InvalidOperationInCellEditMode', 'A cell is being edited: press Enter or Esc in the sheet'],
  ['ActivityLimitReached', 'Excel is busy with other work: wait a minute'],
  [
    'RequestPayloadSizeLimitExceeded',
    'Excel refused what was sent because it is too large: open the workbook in Excel on the desktop',
  ],
  [
    'ResponsePayloadSizeLimitExceeded',
    'Excel refused to hand over that much at once: shorten the cells with very long texts, or open the workbook in Excel on the desktop',
  ],
  ['RangeExceedsLimit', 'A sheet is too large for one look at it: remove what is not needed on it'],
  [
    'AccessDenied',
    'Excel did not allow it: check that the workbook is not protected, read-only or checked out by someone else',
  ],
  ['InvalidOrTimedOutSession', "Excel's session has ended: close the workbook, open it again"],
  ['InactiveWorkbook', 'Another workbook is in front: click into this one'],
  ['InvalidSelection', 'Another window is in front: click into this workbook'],
  ['GeneralException', 'Excel could not do it just now: click into a cell of this workbook'],
  ['RequestAborted', 'Excel stopped in the middle: click into a cell of this workbook'],
  ['ItemNotFound', 'A sheet or table was deleted or renamed in the meantime: leave the workbook alone while this runs'],
  [
    'InsertDeleteConflict',
    'A table, merged cells or an array formula of yours stands right below a result table: move it to another place',
  ],
  ['MergedRangeConflict', 'Merged cells stand where a result table grows: unmerge them'],
  ['PivotTableRangeConflict', 'A pivot table stands where a result table grows: move it to another sheet'],
  ['FilteredRangeConflict', 'A filter is in the way on a result sheet: clear it'],
  ['NonBlankCellOffSheet', 'Cells at the very bottom of a result sheet cannot be moved further down: clear them'],
  ['ApiNotFound', 'This Excel is too old for the add-in: update Office to version 2108 or later'],
  ['UnsupportedFeature', 'This Excel cannot do it: update Office to version 2108 or later'],
  ['NewInExcel2030', 'Excel could not do it (it says NewInExcel)'],
];

test.each(REFUSALS)("Excel's refusal %s is one sentence that repeats nothing of its text", (code, cause) => {
  const refusal = Object.assign(new Error('ZQCHILD01 4B'), { code, debugInfo: { message: 'ZQCHILD01' } });
  expect(excelError(refusal, 'writing').message).toBe(`${cause}, then press Refresh needs map again.`);
  expect(excelError(refusal, 'reading').message).toBe(`${cause}, then try again.`);
});

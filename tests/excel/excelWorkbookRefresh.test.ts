import { closeBrowser, type ExcelHost } from './host';
import { showTotals } from './host/tables';
import { openPort, type Port } from './openPort';
import { areas, resultPlan, type Area, type PlanOptions } from './resultPlan';
import { userSheets, userWorkbook } from './userWorkbook';

afterAll(closeBrowser);

const SHEET = 'Assessments by LSOA';
const TABLE = 'NeedsMap_AssessmentsByLSOA';

let port: Port;
let host: ExcelHost;

/** A workbook after a first run of the given plan. */
async function afterFirstRun(options: PlanOptions = {}): Promise<void> {
  host = await userWorkbook();
  port = await openPort(host);
  await written(options);
}
async function written(options: PlanOptions = {}): Promise<void> {
  expect(await port.write(resultPlan(options))).toEqual({ value: null });
}
afterEach(() => port.pane.close());

/** A cell's formula, or its value. */
function cell(sheet: string, address: string): string | number | boolean | undefined {
  const found = host.snapshot(sheet).cells[address];
  return found?.formula ?? (found?.value === '' ? undefined : found?.value);
}
const column = (sheet: string, letter: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => cell(sheet, `${letter}${from + at}`));
const table = (name: string) => {
  const found = host.book.findTable(name);
  if (!found) throw new Error(`no table ${name}`);
  return found;
};

/** X03 first, X02 gone, X04 and X05 new. */
const CORRECTED: Area[] = [
  ['X03', 'Area 3', 1, 30],
  ['X05', 'Area 5', 1, 20],
  ['X01', 'Area 1', 1, 10],
  ['X04', 'Area 4', 1, 5],
];

describe('a refresh', () => {
  it('of the same results changes nothing at all', async () => {
    await afterFirstRun({ aside: [['a', 2]] });
    const before = host.book.sheets.map(({ name }) => host.snapshot(name));
    await written({ aside: [['a', 2]] });
    const after = host.book.sheets.map(({ name }) => host.snapshot(name));
    expect(after).toEqual(before);
  });

  it('resizes tables in place, so that formulas and charts that point at them live on, and clears rows left behind', async () => {
    await afterFirstRun({ rows: areas(5) });
    const sheets = host.book.sheets.map(({ id }) => id);
    const id = table(TABLE).id;
    await host.user.type('Empty', 'A1', `=SUM(${TABLE}[Current year])`);
    await written({ rows: areas(2) });
    expect(table(TABLE)).toMatchObject({ id, rect: { row: 4, col: 0, rows: 3, cols: 5 } });
    expect(column(SHEET, 'A', 6, 10)).toEqual(['X01', 'X02', undefined, undefined, undefined]);
    await written({ rows: areas(6) });
    expect(table(TABLE)).toMatchObject({ id, rect: { row: 4, col: 0, rows: 7, cols: 5 } });
    expect(column(SHEET, 'D', 6, 11)).toEqual([3, 6, 9, 12, 15, 18]);
    expect(host.book.sheets.map((sheet) => sheet.id)).toEqual(sheets);
    expect(host.sheet('Risk factors').charts).toHaveLength(1);
    expect(cell('Empty', 'A1')).toBe(`=SUM(${TABLE}[Current year])`);
  });

  it('moves what the user typed in a column of their own with its row, dates with their format', async () => {
    await afterFirstRun({ rows: areas(3) });
    await host.user.addTableColumn(TABLE, 'My note', ['one', '=two is text', 44000]);
    const third = host.sheet(SHEET).grid.get(7, 5);
    if (third) third.format = 'dd/mm/yyyy';
    const second = host.sheet(SHEET).grid.get(6, 5);
    if (second) Object.assign(second, { value: '=two is text', formula: undefined, quoted: true });
    await written({ rows: CORRECTED });
    expect(column(SHEET, 'A', 6, 9)).toEqual(['X03', 'X05', 'X01', 'X04']);
    expect(column(SHEET, 'F', 6, 9)).toEqual([44000, undefined, 'one', undefined]);
    expect(host.snapshot(SHEET).cells.F6?.format).toBe('dd/mm/yyyy');
    expect(host.snapshot(SHEET).cells.F8?.format ?? 'General').toBe('General');
    // X02 has no row any more: its text is kept on a sheet that says so.
    expect(column('Notes of rows that left', 'D', 1, 3)).toEqual(['What stood there', '=two is text', undefined]);
    expect(['A', 'B', 'C'].map((letter) => cell('Notes of rows that left', `${letter}2`))).toEqual([
      SHEET,
      'X02',
      'My note',
    ]);
  });

  it('keeps formulas that are filled down in every row, new ones too, and one of a single row with its row', async () => {
    await afterFirstRun({ rows: areas(3) });
    await host.user.addTableColumn(TABLE, 'Twice', ['=D6*2', '=D7*2', '=D8*2']);
    await host.user.addTableColumn(TABLE, 'Odd', ['=$A$1', '', '=E8+1']);
    await written({ rows: CORRECTED });
    expect(column(SHEET, 'F', 6, 9)).toEqual(['=D6*2', '=D7*2', '=D8*2', '=D9*2']);
    expect(column(SHEET, 'G', 6, 9)).toEqual(['=E6+1', undefined, '=$A$1', undefined]);
    await written({ rows: areas(1) });
    expect(column(SHEET, 'F', 6, 9)).toEqual(['=D6*2', undefined, undefined, undefined]);
  });

  it('does not touch the user’s column when the rows stay in their order', async () => {
    await afterFirstRun({ rows: areas(3) });
    await host.user.addTableColumn(TABLE, 'My note', ['one', 'two', 'three']);
    await written({ rows: areas(3).map(([code, name, previous]): Area => [code, name, previous, 99]) });
    expect(column(SHEET, 'F', 6, 8)).toEqual(['one', 'two', 'three']);
    expect(column(SHEET, 'D', 6, 8)).toEqual([99, 99, 99]);
  });

  it('follows a key in a table without one: the user’s text goes with the whole row', async () => {
    await afterFirstRun({ aside: [['a', 2], ['b', 3]] }); // prettier-ignore
    await host.user.addTableColumn('NeedsMap_SetAside', 'Seen', ['yes', 'no']);
    await written({ aside: [['c', 9], ['b', 3], ['a', 2]] }); // prettier-ignore
    expect(column('Matching report', 'F', 6, 8)).toEqual([undefined, 'no', 'yes']);
  });

  it('works with a column inserted among ours, one of ours deleted, one renamed, and a sorted or filtered table', async () => {
    await afterFirstRun({ rows: areas(3) });
    await host.user.insertColumns(SHEET, 'C');
    await host.user.type(SHEET, 'C5', 'Mine');
    await host.user.type(SHEET, 'C7', 'two');
    await host.user.type(SHEET, 'D5', 'Before');
    await host.user.sortTable(TABLE, 'LSOA code', true);
    host.user.filterTable(TABLE, (row) => row[0] !== 'X01');
    await written({ rows: areas(3) });
    expect(['A', 'B', 'C', 'D', 'E', 'F'].map((letter) => cell(SHEET, `${letter}5`))).toEqual([
      'LSOA code',
      'LSOA name',
      'Mine',
      'Previous year',
      'Current year',
      'Change',
    ]);
    expect(column(SHEET, 'A', 6, 8)).toEqual(['X01', 'X02', 'X03']);
    expect(column(SHEET, 'C', 6, 8)).toEqual([undefined, 'two', undefined]);
    expect(column(SHEET, 'D', 6, 8)).toEqual([2, 4, 6]);
    expect(host.snapshot(SHEET).hiddenRows).toEqual([]);
  });

  it('moves the user’s cells below a growing table down, in the table’s columns only', async () => {
    await afterFirstRun({ rows: areas(3) });
    await host.user.type(SHEET, 'B10', 'below');
    await host.user.type(SHEET, 'I10', 'beside');
    await written({ rows: areas(6) });
    expect(cell(SHEET, 'B13')).toBe('below');
    expect(cell(SHEET, 'I10')).toBe('beside');
    expect(column(SHEET, 'A', 6, 11)).toEqual(['X01', 'X02', 'X03', 'X04', 'X05', 'X06']);
    expect(cell(SHEET, 'B11')).toBe('Area 6');
  });

  it('keeps a totals row that the user switched on, below all rows and above what stands under the table', async () => {
    await afterFirstRun({ rows: areas(3) });
    await host.user.type(SHEET, 'B10', 'below');
    showTotals(table(TABLE), true);
    await written({ rows: areas(6) });
    expect(table(TABLE)).toMatchObject({ showTotals: true, rect: { row: 4, rows: 8 } });
    expect(column(SHEET, 'A', 6, 11)).toEqual(['X01', 'X02', 'X03', 'X04', 'X05', 'X06']);
    expect(cell(SHEET, 'B13')).toBe('below');
    await written({ rows: areas(2) });
    expect(table(TABLE)).toMatchObject({ showTotals: true, rect: { row: 4, rows: 4 } });
    expect(cell(SHEET, 'B13')).toBe('below');
  });

  it('finds its table and lines again where the user put rows above or columns to the left of them', async () => {
    await afterFirstRun({ rows: areas(3) });
    await host.user.insertRows(SHEET, 1, 2);
    await host.user.type(SHEET, 'A1', 'My heading');
    await written({ rows: areas(4) });
    expect(cell(SHEET, 'A1')).toBe('My heading');
    expect(cell(SHEET, 'A3')).toBe(SHEET);
    expect(cell(SHEET, 'A4')).toBe('Look at this');
    expect(column(SHEET, 'A', 7, 11)).toEqual(['LSOA code', 'X01', 'X02', 'X03', 'X04']);
    expect(column(SHEET, 'A', 5, 6)).toEqual([undefined, undefined]);
  });

  it('takes off lines that the results no longer have', async () => {
    await afterFirstRun({ lines: ['one', 'two', 'three'] });
    await written({ lines: ['one'] });
    expect(column('Needs map', 'A', 1, 6)).toEqual([
      'Needs map: Invented',
      undefined,
      'one',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps maps where the user moved them, and moves them off used cells', async () => {
    await afterFirstRun({ rows: areas(3) });
    const [map] = host.sheet(SHEET).pictures;
    if (map) map.left = 900;
    await written({ rows: areas(3), shade: 10 });
    expect(host.sheet(SHEET).pictures).toHaveLength(2);
    expect(
      host
        .sheet(SHEET)
        .pictures.map(({ left }) => left)
        .sort((a, b) => a - b)[1],
    ).toBe(900);
    await host.user.type(SHEET, 'J8', 'a note of mine under the map');
    await written({ rows: areas(3) });
    const edge = 66.75 + 129.75 + 66.75 + 66.75 + 56.25 + 5 * 48;
    for (const { left, width } of host.sheet(SHEET).pictures) expect([left >= edge - 15, width]).toEqual([true, 480]);
  });

  it('finds a renamed and a moved sheet, and leaves a user’s copy alone', async () => {
    await afterFirstRun({ rows: areas(3) });
    const copy = await host.user.copySheet(SHEET);
    host.user.renameSheet(SHEET, 'Our areas');
    host.user.moveSheet('Our areas', 0);
    const before = host.snapshot(copy);
    const count = host.book.sheets.length;
    await written({ rows: CORRECTED });
    expect(host.book.sheets).toHaveLength(count);
    expect(host.book.sheets[0]?.name).toBe('Our areas');
    expect(column('Our areas', 'A', 6, 9)).toEqual(['X03', 'X05', 'X01', 'X04']);
    expect(host.snapshot(copy)).toEqual(before);
    expect(cell('Needs map', 'A20')).toBe(`=HYPERLINK("#'Our areas'!A1","Areas")`);
  });

  it('gives its sheets and tables other names where the user has them already', async () => {
    host = await userWorkbook();
    await host.user.addSheet('NEEDS MAP');
    await host.user.type('NEEDS MAP', 'A1', 'mine');
    host.book.names.push({ name: TABLE, formula: '=1', scope: null, visible: true });
    const before = [host.snapshot('NEEDS MAP'), userSheets(host)];
    port = await openPort(host);
    await written();
    await written();
    expect(host.book.sheets.slice(4).map(({ name }) => name)).toEqual([
      'NEEDS MAP',
      'Needs map (2)',
      'Risk factors',
      SHEET,
      'Matching report',
    ]);
    expect(host.sheet(SHEET).tables.map(({ name }) => name)).toEqual([`${TABLE}_2`]);
    expect([host.snapshot('NEEDS MAP'), userSheets(host)]).toEqual(before);
  });

  it('adds a sheet again that the user deleted, and a new one where the user made a range of our table', async () => {
    await afterFirstRun({ rows: areas(3) });
    await host.user.deleteSheet('Risk factors');
    host.sheet(SHEET).tables = [];
    const mine = host.snapshot(SHEET);
    await written({ rows: areas(3) });
    expect(host.book.sheets.slice(4).map(({ name }) => name)).toEqual([
      'Needs map',
      SHEET,
      'Matching report',
      'Risk factors',
      'Assessments by LSOA (2)',
    ]);
    expect(host.snapshot(SHEET)).toEqual(mine);
  });

  it('leaves a sheet that has no part in the run, but says on it that it is older', async () => {
    await afterFirstRun({ rows: areas(3) });
    const [first, second, third] = resultPlan({ rows: areas(4) });
    expect(await port.write([first, second, third].flatMap((sheet) => sheet ?? []))).toEqual({ value: null });
    expect(String(cell('Matching report', 'A2'))).toMatch(/^Not part of the last run/);
    await written({ rows: areas(4) });
    expect(cell('Matching report', 'A2')).toBeUndefined();
  });

  it('writes 50,000 rows with links within Excel’s limits', async () => {
    const started = performance.now();
    await afterFirstRun({ aside: Array.from({ length: 50_000 }, (_, at): [string, number] => [`c${at}`, at + 2]) });
    process.stdout.write(
      `50,000 rows with links: ${Math.round(performance.now() - started)} ms, ${host.requests} requests\n`,
    );
    expect(cell('Matching report', 'E50005')).toBe(`=HYPERLINK("#'Log'!A50001",50001)`);
    expect(host.log.filter(({ error }) => error !== undefined)).toEqual([]);
  });
});

describe('what stands in the way is said before anything is written', () => {
  const expectRefused = async (text: string | RegExp, options: PlanOptions = {}) => {
    const before = JSON.stringify([host.book.sheets.map(({ name }) => host.snapshot(name)), [...host.book.settings]]);
    expect(await port.write(resultPlan(options))).toEqual({ kind: 'sentence', text: expect.stringMatching(text) });
    const after = JSON.stringify([host.book.sheets.map(({ name }) => host.snapshot(name)), [...host.book.settings]]);
    expect(after).toBe(before);
  };

  it('a protected result sheet, by its name', async () => {
    await afterFirstRun();
    host.user.protectSheet(SHEET);
    await expectRefused(/^The sheet "Assessments by LSOA" is protected: choose Unprotect Sheet/);
  });

  it('a protected workbook structure, if a sheet must be added; not otherwise', async () => {
    await afterFirstRun();
    host.user.protectStructure();
    await written();
    host.user.protectStructure(false);
    await host.user.deleteSheet('Risk factors');
    host.user.protectStructure();
    await expectRefused(/^The structure of this workbook is protected/);
  });

  it('a user’s column with the name of a new column of ours', async () => {
    await afterFirstRun({ rows: areas(3) });
    await host.user.addTableColumn(TABLE, 'Rate', ['a', 'b', 'c']);
    const plan = resultPlan({ rows: areas(3) });
    const third = plan[2]?.tables[0];
    third?.columns.push({ heading: 'Rate', kind: 'decimal', width: 8 });
    third?.rows.forEach((row) => row.push(1.5));
    expect(await port.write(plan)).toEqual({ kind: 'sentence', text: expect.stringMatching(/^Your column "Rate"/) });
    expect(column(SHEET, 'F', 5, 8)).toEqual(['Rate', 'a', 'b', 'c']);
  });
});

describe('columns that come and go', () => {
  it('inserts a new column of ours before the user’s, and empties one that is no longer planned', async () => {
    await afterFirstRun({ rows: areas(2) });
    await host.user.addTableColumn(TABLE, 'Mine', ['a', 'b']);
    const more = resultPlan({ rows: areas(2) });
    const table = more[2]?.tables[0];
    table?.columns.push({ heading: 'Rate', kind: 'decimal', width: 8 });
    table?.rows.forEach((row, at) => row.push(at + 0.5));
    expect(await port.write(more)).toEqual({ value: null });
    expect(['E', 'F', 'G'].map((letter) => column(SHEET, letter, 5, 7))).toEqual([
      ['Change', 1, 2],
      ['Rate', 0.5, 1.5],
      ['Mine', 'a', 'b'],
    ]);
    await written({ rows: areas(2) });
    expect(['F', 'G'].map((letter) => column(SHEET, letter, 5, 7))).toEqual([
      ['Rate', undefined, undefined],
      ['Mine', 'a', 'b'],
    ]);
  });
});

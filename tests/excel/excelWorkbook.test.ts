import { closeBrowser, type ExcelHost } from './host';
import { openPort, REMEMBER, type Port } from './openPort';
import { areas, resultPlan } from './resultPlan';
import { userSheets, userWorkbook } from './userWorkbook';

afterAll(closeBrowser);

const values = (host: ExcelHost, sheet: string, row: number, columns: number) =>
  Array.from({ length: columns }, (_, column) => host.sheet(sheet).grid.get(row - 1, column)?.value ?? '');
const at = (host: ExcelHost, sheet: string, address: string) => host.snapshot(sheet).cells[address];

describe('reading', () => {
  let port: Port;
  let host: ExcelHost;
  beforeAll(async () => {
    host = await userWorkbook();
    port = await openPort(host);
  });
  afterAll(() => port.pane.close());

  it('hands over every sheet, hidden ones too, at its place, with errors told from texts and blanks as null', async () => {
    const data = await port.get<{ sheets: { id: string }[]; name: string; date1904: boolean }>('read');
    expect(data.name).toBe('Book1.xlsx');
    expect(data.date1904).toBe(false);
    expect(data.sheets.map((sheet) => ({ ...sheet, id: typeof sheet.id }))).toEqual([
      {
        name: 'Template',
        id: 'string',
        firstRow: 3,
        firstColumn: 2,
        rows: [
          ['CUID', 'Assessment Closure Date', 'Postcode at Time of Assessment'],
          ['a1', 43900, 'SO14 7LY'],
          ['a2', 43901, null],
        ],
        tables: [],
      },
      {
        name: 'Log',
        id: 'string',
        firstRow: 1,
        firstColumn: 1,
        rows: [
          ['CUID', 'Date', 'Type', 'Factors'],
          ['a1', 43900, 'AssessmentAuthorisationDate', '4B'],
          ['a2', 43901, 'AssessmentAuthorisationDate', { error: '#N/A' }],
          ['a3', 43902, 'AssessmentAuthorisationDate', '#hash'],
        ],
        tables: [{ name: 'MyLog', firstRow: 1, lastRow: 4, firstColumn: 1, lastColumn: 4 }],
      },
      { name: 'Hidden', id: 'string', firstRow: 1, firstColumn: 1, rows: [[true]], tables: [] },
      { name: 'Empty', id: 'string', firstRow: 1, firstColumn: 1, rows: [], tables: [] },
    ]);
  });

  it('asks for the types of cells only where a text begins with #', () => {
    const typed = host.log.filter(({ members, cellsRead }) => members.length >= 0 && cellsRead === 8);
    expect(typed).toHaveLength(1);
  });

  it('waits while a cell is edited, and goes on when Enter is pressed', async () => {
    host.startCellEdit();
    const reading = port.get<{ sheets: unknown[] }>('read');
    await new Promise((resolve) => setTimeout(resolve, 50));
    host.endCellEdit();
    expect((await reading).sheets).toHaveLength(4);
  });

  it('tries again when Excel is busy or another window has the focus, and says one sentence when it stays so', async () => {
    for (const kind of [5102, 'GeneralException'] as const) {
      host.resetRequests();
      host.faults = [{ request: 1, kind }];
      expect((await port.get<{ sheets: unknown[] }>('read')).sheets).toHaveLength(4);
    }
    host.faults = [{ request: 'every', kind: 5102 }];
    expect(await port.call('read')).toEqual({
      kind: 'sentence',
      text: 'Excel is busy with other work: wait a minute, then try again.',
    });
    host.faults = [];
  });
});

describe('reading 100,000 rows', () => {
  it('keeps every answer under 5 MB, halves blocks of long texts, and stops between blocks when cancelled', async () => {
    const host = await userWorkbook();
    host.book.addSheet('Long');
    const long = 'x'.repeat(600);
    await host.user.paste(
      'Long',
      'A1',
      Array.from({ length: 100_000 }, (_, row) => [row, row < 60_000 ? 'short' : long, 'c', 43900, 5, 6, 7, 8, 9, 10]),
    );
    const port = await openPort(host);
    const started = performance.now();
    const sizes = await port.get<{ name: string; rows: number; last: unknown[] }[]>('readSize');
    const took = performance.now() - started;
    expect(sizes.find(({ name }) => name === 'Long')).toEqual({
      name: 'Long',
      rows: 100_000,
      last: [99_999, long, 'c', 43900, 5, 6, 7, 8, 9, 10],
    });
    expect(host.log.some(({ error }) => error === 5104)).toBe(true);
    process.stdout.write(`100,000 rows of 10 cells read in ${Math.round(took)} ms, ${host.requests} requests\n`);

    host.resetRequests();
    host.beforeRequest = async (request) => {
      if (request === 8) await port.pane.page.evaluate('port.cancel()');
    };
    expect(await port.call('read')).toEqual({ kind: 'cancelled', text: 'cancelled' });
    expect(host.requests).toBeLessThanOrEqual(9);
    await port.pane.close();
  });
});

describe('a first run', () => {
  let port: Port;
  let host: ExcelHost;
  let before: unknown;
  beforeAll(async () => {
    host = await userWorkbook();
    before = userSheets(host);
    port = await openPort(host);
    expect(await port.write(resultPlan({ rows: areas(3), aside: [['=1+1', 3]] }))).toEqual({ value: null });
  });
  afterAll(() => port.pane.close());

  it('adds the sheets at the end in their order and leaves the user’s equal cell for cell', () => {
    expect(host.book.sheets.map(({ name }) => name).slice(4)).toEqual([
      'Needs map',
      'Risk factors',
      'Assessments by LSOA',
      'Matching report',
    ]);
    expect(userSheets(host)).toEqual(before);
  });

  it('writes tables under their names, numbers as numbers with their formats, and no text as a formula', () => {
    expect(host.book.tables.map(({ name }) => name)).toEqual([
      'MyLog',
      'NeedsMap_RiskFactors',
      'NeedsMap_AssessmentsByLSOA',
      'NeedsMap_Matching',
      'NeedsMap_SetAside',
    ]);
    expect(values(host, 'Risk factors', 6, 5)).toEqual(['4', 'Mental health', 8, 10, 0.25]);
    expect(values(host, 'Risk factors', 7, 5)).toEqual(['3', '=SUM(1) is no formula', 4, 2, -0.5]);
    expect(values(host, 'Risk factors', 8, 5)).toEqual(['99Z', "'quoted", 0, 1, '']);
    expect(at(host, 'Risk factors', 'B7')?.formula).toBeUndefined();
    expect(at(host, 'Matching report', 'D6')).toMatchObject({ value: '=1+1' });
    expect(at(host, 'Matching report', 'D6')?.formula).toBeUndefined();
    expect(at(host, 'Risk factors', 'E7')?.format).toBe('+0.0%;-0.0%;0.0%');
    expect(at(host, 'Assessments by LSOA', 'E6')?.format).toBe('+#,##0;-#,##0;0');
  });

  it('links to source rows and to result sheets', () => {
    expect(at(host, 'Matching report', 'E6')).toMatchObject({ value: 3, formula: `=HYPERLINK("#'Log'!A3",3)` });
    expect(at(host, 'Needs map', 'A20')?.formula).toBe(`=HYPERLINK("#'Assessments by LSOA'!A1","Areas")`);
  });

  it('leaves no line behind: row 2 is free, or holds the plan’s own', () => {
    expect(at(host, 'Needs map', 'A2')).toBeUndefined();
    expect(at(host, 'Risk factors', 'A2')).toBeUndefined();
    expect(at(host, 'Assessments by LSOA', 'A2')?.value).toBe('Look at this');
  });

  it('places maps two columns right of the table, floating, with their texts for screen readers', () => {
    const sheet = host.sheet('Assessments by LSOA');
    const [map, change] = sheet.pictures;
    // Columns A to F: 12, 24, 12, 12, 10 characters and a standard one of 48 points.
    expect(map).toMatchObject({ name: 'NeedsMap_Map_all', width: 480, height: 480, placement: 'Absolute' });
    expect(map?.left).toBeGreaterThanOrEqual(66.75 + 129.75 + 66.75 + 66.75 + 56.25 + 45);
    expect(map?.bag).toMatchObject({ altTextDescription: 'A map: NeedsMap_Map_all', lockAspectRatio: false });
    expect(change?.top).toBeGreaterThan((map?.top ?? 0) + 480);
  });

  it('draws a bar chart of both years that stands clear of the table', () => {
    const [chart] = host.sheet('Risk factors').charts;
    expect(chart).toMatchObject({ name: 'NeedsMap_Chart', title: 'Needs', type: 'BarClustered' });
    expect(chart?.series.map(({ name, values, categories }) => ({ name, values, categories }))).toEqual([
      { name: 'Previous year', values: "'Risk factors'!C6:C8", categories: "'Risk factors'!B6:B8" },
      { name: 'Current year', values: "'Risk factors'!D6:D8", categories: "'Risk factors'!B6:B8" },
    ]);
  });

  it('shades the count columns, freezes the headings, prints landscape on one page’s width', () => {
    const sheet = host.snapshot('Assessments by LSOA');
    expect(sheet.conditionalFormats.map(({ areas }) => areas[0])).toEqual([
      { row: 5, col: 4, rows: 3, cols: 1 },
      { row: 5, col: 3, rows: 3, cols: 1 },
    ]);
    expect(sheet.frozen.rows).toBe(5);
    expect(sheet.page).toMatchObject({ orientation: 'Landscape', paperSize: 'A4', zoom: { horizontalFitToPages: 1 } });
    expect(sheet.page).toMatchObject({ titleRows: [4, 4], breaks: [39] });
  });

  it('remembers the choices and which sheet is which', async () => {
    const remembered = await port.get<typeof REMEMBER>('remembered');
    expect({ ...remembered, sheets: [] }).toEqual(REMEMBER);
    expect(remembered.sheets).toEqual([
      { key: 'needs-map', id: host.sheet('Needs map').id, tables: {} },
      {
        key: 'risk-factors',
        id: host.sheet('Risk factors').id,
        tables: { NeedsMap_RiskFactors: 'NeedsMap_RiskFactors' },
      },
      {
        key: 'assessments',
        id: host.sheet('Assessments by LSOA').id,
        tables: { NeedsMap_AssessmentsByLSOA: 'NeedsMap_AssessmentsByLSOA' },
      },
      {
        key: 'matching',
        id: host.sheet('Matching report').id,
        tables: { NeedsMap_Matching: 'NeedsMap_Matching', NeedsMap_SetAside: 'NeedsMap_SetAside' },
      },
    ]);
  });

  it('tells how far it is', async () => {
    const steps = await port.get<{ step: string; share: number }[]>('steps');
    expect(steps.at(-1)).toEqual({ step: 'Written', share: 1 });
    const shares = steps.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('shows a sheet and a row, tells the row that is selected, and hears changes of the user’s sheets only', async () => {
    await port.get('listen');
    await port.get('show', 'assessments', 'X02');
    expect(host.book.active?.name).toBe('Assessments by LSOA');
    expect(host.book.selection).toMatchObject({ row: 6, col: 0, rows: 1, cols: 5 });
    await expectHeard([{ key: 'X02' }]);
    await host.user.select('Assessments by LSOA', 'C8');
    await expectHeard([{ key: 'X02' }, { key: 'X03' }]);
    await host.user.select('Assessments by LSOA', 'C12');
    await expectHeard([{ key: 'X02' }, { key: 'X03' }, { key: null }]);
    await host.user.type('Assessments by LSOA', 'I3', 'mine');
    await host.user.type('Log', 'A2', 'changed');
    await expectHeard([{ key: 'X02' }, { key: 'X03' }, { key: null }, 'changed']);
    await port.get('stopListening');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await host.user.type('Log', 'A2', 'again');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expectHeard([{ key: 'X02' }, { key: 'X03' }, { key: null }, 'changed']);
  });

  async function expectHeard(expected: unknown[]): Promise<void> {
    for (let turn = 0; turn < 40; turn++) {
      if (JSON.stringify(await port.get('heard')) === JSON.stringify(expected)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await port.get('heard')).toEqual(expected);
  }
});

import { closeBrowser, ExcelHost } from './host';
import { openPort, type Port } from './openPort';
import { userSheets, userWorkbook } from './userWorkbook';

let port: Port;
let host: ExcelHost;
beforeEach(async () => {
  host = await userWorkbook();
  port = await openPort(host);
});
afterEach(() => port.pane.close());
afterAll(closeBrowser);

const row = (sheet: string, number: number, columns: number) =>
  Array.from({ length: columns }, (_, at) => host.sheet(sheet).grid.get(number - 1, at)?.value ?? '');

const HEADINGS = ['CUID', 'Date', 'Type', 'Factors', 'Number'];
const LOG = [
  HEADINGS,
  ['007', 43900, 'AssessmentAuthorisationDate', '=4B', 1],
  ['b', null, 'AssessmentAuthorisationDate', '3/4', '2'],
  ['c', 43902, 'AssessmentAuthorisationDate', { error: '#N/A' }, null],
];

describe('the template', () => {
  it('stands on a sheet of its own, (2) where there is one, formatted so that what is typed stays as typed', async () => {
    expect(await port.call('insertTemplate', [['0012', 43900, 'SO14 7LY']])).toEqual({
      value: 'assessment_postcode_data',
    });
    expect(await port.call('insertTemplate', [])).toEqual({ value: 'assessment_postcode_data (2)' });
    expect(row('assessment_postcode_data', 1, 3)).toEqual([
      'CUID',
      'Assessment Closure Date',
      'Postcode at Time of Assessment',
    ]);
    expect(row('assessment_postcode_data', 2, 3)).toEqual(['0012', 43900, 'SO14 7LY']);
    await host.user.type('assessment_postcode_data (2)', 'A5', '0099');
    await host.user.type('assessment_postcode_data (2)', 'B5', '3/2/2020');
    // 3 February 2020, not March.
    expect(row('assessment_postcode_data (2)', 5, 2)).toEqual(['0099', 43864]);
    expect(host.book.active?.name).toBe('assessment_postcode_data (2)');
  });

  it('is refused in one sentence where the workbook’s structure is protected', async () => {
    host.user.protectStructure();
    expect(await port.call('insertTemplate', [])).toEqual({
      kind: 'sentence',
      text: expect.stringMatching(/^The structure of this workbook is protected/),
    });
  });
});

describe('the log of an import', () => {
  it('gets a table of its own that is no result table, texts as texts, dates as dates', async () => {
    const before = userSheets(host);
    // `log` is taken by the user's `Log`.
    expect(await port.call('writeLog', LOG, [1])).toEqual({ value: 'log (2)' });
    expect(row('log (2)', 1, 5)).toEqual(HEADINGS);
    expect(row('log (2)', 2, 5)).toEqual(['007', 43900, 'AssessmentAuthorisationDate', '=4B', 1]);
    expect(row('log (2)', 3, 5)).toEqual(['b', '', 'AssessmentAuthorisationDate', '3/4', '2']);
    expect(row('log (2)', 4, 5)).toEqual(['c', 43902, 'AssessmentAuthorisationDate', '#N/A', '']);
    expect(host.snapshot('log (2)').cells.B2?.format).toBe('dd/mm/yyyy');
    expect(host.snapshot('log (2)').cells.D2?.formula).toBeUndefined();
    expect(host.sheet('log (2)').tables).toMatchObject([
      { name: 'CIN_Log', rect: { row: 0, col: 0, rows: 4, cols: 5 } },
    ]);
    expect(userSheets(host)).toEqual(before);
  });

  it('replaces an earlier import in place, longer or shorter, and nothing else', async () => {
    await port.call('writeLog', LOG, [1]);
    host.user.renameSheet('log (2)', 'Our log');
    const id = host.sheet('Our log').tables[0]?.id;
    expect(await port.call('writeLog', LOG.slice(0, 2), [1])).toEqual({ value: 'Our log' });
    expect(host.sheet('Our log').tables).toMatchObject([{ id, rect: { rows: 2 } }]);
    expect(row('Our log', 1, 5)).toEqual(HEADINGS);
    expect(row('Our log', 3, 5)).toEqual(['', '', '', '', '']);
    expect(await port.call('writeLog', [...LOG, ...LOG.slice(1)], [1])).toEqual({ value: 'Our log' });
    expect(host.sheet('Our log').tables).toMatchObject([{ id, rect: { rows: 7 } }]);
  });

  it('that breaks off leaves no heading row that could be read, and is mended by the next', async () => {
    await port.call('writeLog', LOG, [1]);
    host.resetRequests();
    await port.call('writeLog', LOG, [1]);
    const requests = host.requests;
    const clean = host.snapshot('log (2)');
    for (let request = 1; request <= requests; request++) {
      host.resetRequests();
      host.faults = [{ request, kind: 7000 }];
      const outcome = await port.call('writeLog', [HEADINGS, ['z', 1, 'x', 'y', 3]], [1]);
      host.faults = [];
      expect(outcome).toMatchObject({ kind: 'sentence' });
      const whole = host.sheet('log (2)').grid.get(0, 0)?.value === 'CUID';
      const rows = host.sheet('log (2)').grid.get(1, 0)?.value;
      expect([whole, rows]).toEqual([whole, whole ? (request === requests ? 'z' : '007') : rows]);
      expect(await port.call('writeLog', LOG, [1])).toEqual({ value: 'log (2)' });
      expect(host.snapshot('log (2)')).toEqual(clean);
    }
  });

  it('is refused where the user added a column to it', async () => {
    await port.call('writeLog', LOG, [1]);
    await host.user.addTableColumn('CIN_Log', 'Mine', ['a']);
    expect(await port.call('writeLog', LOG, [1])).toEqual({
      kind: 'sentence',
      text: expect.stringMatching(/^The table on the sheet "log \(2\)" has columns/),
    });
    expect(row('log (2)', 2, 6)).toEqual(['007', 43900, 'AssessmentAuthorisationDate', '=4B', 1, 'a']);
  });
});

describe('other calls', () => {
  it('copies the sheets of another workbook in and tells their names', async () => {
    const other = new ExcelHost();
    other.book.addSheet('Log');
    await other.user.paste('Log', 'A1', [['CUID'], ['x']]);
    other.book.addSheet('Postcodes');
    const file = [...(await other.save())];
    expect(await port.call('addSheetsFrom', file)).toEqual({ value: ['Log (2)', 'Postcodes'] });
    expect(row('Log (2)', 2, 1)).toEqual(['x']);
  });

  it('has nothing to remember in a workbook without results, and says so when a result sheet is asked for', async () => {
    expect(await port.call('remembered')).toEqual({ value: null });
    expect(await port.call('show', 'assessments')).toEqual({
      kind: 'sentence',
      text: 'That result sheet is not there any more: press Refresh needs map to get it back.',
    });
  });
});

import { logCells, logOfRows, logToSheet } from '../../src/census/logTable';
import { classifySheets } from '../../src/core/findSheets';
import { assessment, child, factors, message, read } from './returns';

const LOG = {
  columns: ['CUID', 'Date', 'Type', 'Source', 'Date of Birth'],
  rows: [
    ['0012', '2020-03-31', 'AssessmentAuthorisationDate', 'CIN', '1901-05-06'],
    [null, 'soon', 'AssessmentAuthorisationDate', 'CIN', null],
  ],
  dateColumns: [1, 4],
};

describe('a log for a sheet', () => {
  test('dates are serial numbers, ids are text, headings come first; what is no Excel date stays as it is', () => {
    expect(logCells(LOG)).toEqual([
      LOG.columns,
      ['0012', 43921, 'AssessmentAuthorisationDate', 'CIN', '1901-05-06'],
      [null, 'soon', 'AssessmentAuthorisationDate', 'CIN', null],
    ]);
  });

  test('in a workbook of the 1904 system the serial numbers are 1462 less', () => {
    expect(logCells(LOG, true)[1]![1]).toBe(43921 - 1462);
  });

  test('the core finds it to be a log', async () => {
    const { log } = await read(message(child('A1', assessment('2023-05-01', '2023-06-01', factors('4A')))));
    const [found] = classifySheets([logToSheet(log)]).logs;
    expect(found!.columns).toMatchObject({
      headingRow: 1,
      child: 1,
      date: 2,
      type: 3,
      factors: log.columns.indexOf('Factors') + 1,
    });
  });

  test('cells of the sheet make the same log again, in either date system', () => {
    expect(logOfRows(logCells(LOG))).toEqual(LOG);
    expect(logOfRows(logCells(LOG, true), true)).toEqual(LOG);
  });
});

describe('a log from rows', () => {
  test('headings that are blank or stand twice are told apart, as Excel does in a table; the first of equal ones is read', () => {
    const rows = [['', 'CUID', 'Date', 'Type', 'type', 'Date', 'Column1', '', 'Type2', 'x'.repeat(300)], ['0', 'A1', '2020-03-31', 'AssessmentAuthorisationDate']]; // prettier-ignore
    const log = logOfRows(rows);
    expect(log.columns.slice(0, -1)).toEqual(['Column2', 'CUID', 'Date', 'Type', 'type3', 'Date2', 'Column1', 'Column3', 'Type2']); // prettier-ignore
    expect(log.columns.at(-1)).toHaveLength(255);
    expect(classifySheets([logToSheet(log)]).logs[0]!.columns).toMatchObject({ child: 2, date: 3, type: 4 });
  });

  test('the later flat files of the family are logs too', () => {
    expect(
      logOfRows([
        ['LAchildID', 'Type', 'Date', 'AssessmentAuthorisationDate', 'Factors', 'YEAR', 'LA'],
        ['007', 'AssessmentAuthorisationDate', '31/03/2020', '2020-03-31', '4A', '2020', 'BAR'],
      ]),
    ).toEqual({
      columns: ['LAchildID', 'Type', 'Date', 'AssessmentAuthorisationDate', 'Factors', 'YEAR', 'LA'],
      rows: [['007', 'AssessmentAuthorisationDate', '2020-03-31', '2020-03-31', '4A', '2020', 'BAR']],
      dateColumns: [2, 3],
    });
  });

  test.each([
    [[]],
    [
      [
        ['Name', 'Age'],
        ['x', '1'],
      ],
    ],
    [
      [
        ['CUID', 'Date'],
        ['1', '2020-01-01'],
      ],
    ],
  ])('other files are refused', (cells) => {
    expect(() => logOfRows(cells)).toThrow(
      'This is not a log: its first line needs the headings CUID, Date and Type. Choose the log.csv of the Logger.',
    );
  });
});

import { readFileSync } from 'node:fs';
import { compareAnnexA } from '../../src/census/compareAnnexA';
import { readAnnexA } from '../../src/census/readAnnexA';
import type { Cell, WorkbookData } from '../../src/core/types';
import { readXlsx } from '../../src/workbook/readXlsx';
import { assessment, child, factors, message, read, samples, withSamples } from './returns';

const HEADINGS = [
  'Child Unique ID',
  'Gender',
  'Continuous Assessment Start Date',
  'Continuous Assessment Date of Authorisation',
];
const workbook = (name: string, rows: Cell[][], date1904 = false): WorkbookData => ({
  name: 'annex.xlsx',
  date1904,
  sheets: [
    { name: 'List 3', firstRow: 1, firstColumn: 1, rows: [['Child Unique ID']], tables: [] },
    { name, firstRow: 1, firstColumn: 1, rows, tables: [] },
  ],
});
// 43900 is 10 March 2020, 43921 is 31 March 2020.
const ROWS: Cell[][] = [
  [222, 'a) Male', 43900, 43921],
  ['0111', 'b) Female', '01/03/2020', '10/03/2020'],
  [333, 'a) Male', 43900, null],
];
const EXPECTED = [
  ['0111', '2020-03-10', 'assessment_authorised', 'Annex A', '2020-03-01', '2020-03-10'],
  ['222', '2020-03-31', 'assessment_authorised', 'Annex A', '2020-03-10', '2020-03-31'],
];

describe('List 4 of Annex A', () => {
  test('sheet "List 4", headings in row 1: the closed assessments only', () => {
    expect(readAnnexA(workbook('List 4', [HEADINGS, ...ROWS]))).toEqual({
      columns: [
        'CUID',
        'Date',
        'Type',
        'Source',
        'Assessment start date',
        'Continuous Assessment Date of Authorisation',
      ],
      rows: EXPECTED,
      dateColumns: [1, 4, 5],
    });
  });

  test('sheet "List_4", a title in row 1, headings in row 2', () => {
    expect(readAnnexA(workbook('List_4', [['List 4: Assessments'], HEADINGS, ...ROWS])).rows).toEqual(EXPECTED);
  });

  test('a row that stands twice is one', () => {
    expect(readAnnexA(workbook('List 4', [HEADINGS, ...ROWS, ['111', '', null, '2020-03-10']])).rows).toEqual(EXPECTED);
  });

  test('dates of a workbook of the 1904 system', () => {
    expect(readAnnexA(workbook('List 4', [HEADINGS, [222, '', null, 43921 - 1462]], true)).rows[0]![1]).toBe(
      '2020-03-31',
    );
  });

  test('found by its headings; where several sheets have them, the one called List 4', () => {
    expect(readAnnexA(workbook('Assessments', [['Six months'], [], HEADINGS, ...ROWS])).rows).toEqual(EXPECTED);
    const both = workbook('list_4', [HEADINGS, ...ROWS]);
    const copy = { ...both.sheets[1]!, name: 'Copy', rows: [HEADINGS, [999, '', 43900, 43921]] };
    expect(readAnnexA({ ...both, sheets: [copy, ...both.sheets] }).rows).toEqual(EXPECTED);
  });

  test('no sheet with its headings, or nothing closed in it: a sentence', () => {
    for (const rows of [[], [['Name']], [['Child Unique ID', 'Continuous Assessment Start Date']]])
      expect(() => readAnnexA(workbook('List 4', rows))).toThrow(
        /^"annex\.xlsx" has no sheet with the headings Child Unique ID and Continuous Assessment Date of Authorisation/,
      );
    expect(() => readAnnexA(workbook('List 4', [HEADINGS, [333, '', 43900, null]]))).toThrow(
      /^The sheet "List 4" of "annex\.xlsx" has no closed assessment/,
    );
  });
});

test('the comparison says which closed assessments the census has not yet', async () => {
  const { log } = await read(
    message(child('111', assessment('2020-03-01', '2020-03-10', factors('4A'))) + child('222', '')),
  );
  const annexA = readAnnexA(workbook('List 4', [HEADINGS, ...ROWS, [444, '', 43900, 'soon']]));
  expect(compareAnnexA(log, annexA)).toEqual({
    both: 1,
    missing: [{ child: '222', date: '2020-03-31' }],
    later: 1,
    unreadable: 1,
    from: '2020-03-10',
    to: '2020-03-31',
    lastInLog: '2020-03-10',
  });
});

withSamples('the public sample of Annex A', () => {
  test('five closed assessments, none of them in a census of nobody', async () => {
    const path = samples.path('Annex_A_2024_Jan.xlsx');
    const annexA = readAnnexA(await readXlsx(readFileSync(path), 'Annex_A_2024_Jan.xlsx'));
    expect(annexA.rows.map(([id, date, type]) => [id, date, type])).toEqual([
      ['10692868', '2021-02-08', 'assessment_authorised'],
      ['12012513', '2021-02-02', 'assessment_authorised'],
      ['12590177', '2020-11-11', 'assessment_authorised'],
      ['15221387', '2021-01-19', 'assessment_authorised'],
      ['15765513', '2021-02-02', 'assessment_authorised'],
    ]);
    const { log } = await read(message(child('A1', '')));
    expect(compareAnnexA(log, annexA)).toMatchObject({ both: 0, from: '2020-11-11', to: '2021-02-08' });
  });
});

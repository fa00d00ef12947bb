import { missingTemplateRows } from '../../src/census/missingTemplateRows';
import type { Cell, Sheet } from '../../src/core/types';
import { assessment, child, message, read } from './returns';

const log = async () =>
  (
    await read(
      message(
        child('0001', assessment('2023-05-01', '2023-06-01') + assessment('2023-07-01', '2023-08-01')) +
          child('0002', assessment('2023-05-01', '2023-06-01') + assessment('2024-03-01', '')) +
          child('0003', assessment('2023-05-01', 'soon')) +
          child('', assessment('2023-05-01', '2023-06-01')),
      ),
    )
  ).log;
const template = (...rows: Cell[][]): Sheet => ({
  name: 'assessment_postcode_data',
  firstRow: 3,
  firstColumn: 2,
  rows: [['CUID', 'Assessment Closure Date', 'Postcode at Time of Assessment'], ...rows],
  tables: [],
});
// 1 June 2023 is 45078, 1 August 2023 is 45139.

test('without a template: every closed assessment with an id and a date, in the order of the log', async () => {
  expect(missingTemplateRows(await log(), null)).toEqual([
    ['0001', 45078, null],
    ['0001', 45139, null],
    ['0002', 45078, null],
  ]);
});

test('assessments that have a postcode are left out, however id and date are typed', async () => {
  const filled = template([1, '01/06/2023', 'ZZ1 1ZZ'], ['2.0', 45078, 'NFA']);
  expect(missingTemplateRows(await log(), filled)).toEqual([['0001', 45139, null]]);
});

test('a template row whose postcode is blank is still to be filled', async () => {
  const blank = template([1, 45078, 'unknown'], [1, 45139, null], [2, 45078, 'ZZ1 1ZZ']);
  expect(missingTemplateRows(await log(), blank)).toEqual([
    ['0001', 45078, null],
    ['0001', 45139, null],
  ]);
});

test('in a workbook of the 1904 system dates are read and written by it', async () => {
  expect(missingTemplateRows(await log(), template([1, 45078 - 1462, 'ZZ1 1ZZ']), true)).toEqual([
    ['0001', 45139 - 1462, null],
    ['0002', 45078 - 1462, null],
  ]);
});

test('a sheet that is no template: a sentence', async () => {
  const rows = await log();
  expect(() => missingTemplateRows(rows, { ...template(), rows: [['Name']] })).toThrow(
    /^The sheet "assessment_postcode_data" is not a template: it needs the headings/,
  );
});

import { look } from '../../src/worker/look';
import { CLOSED, job, LOG, sheet, workbook } from '../support/sheets';

test('headings merged down to the row that was found can be chosen by their names', () => {
  const merged = sheet('t', [
    ['CUID', 'Assessment', null],
    [null, 'Closure Date', 'Postcode'],
    ['1', 45000, 'SO14 7LY'],
  ]);
  const log = sheet('log', [LOG, ['1', 45000, CLOSED, '4A']]);
  const { problem, sheets } = look(job(workbook(merged, log)));
  expect(problem).toBeNull();
  expect(sheets[0]).toMatchObject({ kind: 'template', rows: 1, columns: { headingRow: 2 } });
  expect(sheets[0]!.headings.map(({ row, cells }) => [row, ...cells.map(({ text }) => text)])).toEqual([
    [1, 'CUID', 'Assessment'],
    [2, 'CUID', 'Closure Date', 'Postcode'],
  ]);
});

test('of a sheet that is not known, rows that may be headings can be chosen, and no row of records', () => {
  const unknown = sheet('t', [
    ['Team North', 'Quarter 4'],
    ['Child', 'Closed on', 'Postcode 1'],
    ['AB12', '01/04/2024', 'SO14 7LY'],
    [3456, 45000, 'SO14 7LY'],
    ['Child', 'Closed on', 'Postcode 2'],
  ]);
  expect(look(job(workbook(unknown))).sheets[0]!.headings.map(({ row }) => row)).toEqual([1, 2, 5]);
});

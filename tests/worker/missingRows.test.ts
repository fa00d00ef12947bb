import { missingRows } from '../../src/worker/missingRows';
import { CLOSED, job, LOG, sheet, TEMPLATE, workbook } from '../support/sheets';

const log = sheet('log', [
  LOG,
  ['0012', 45078, CLOSED, '4B'],
  ['B2', '2 June 2023', CLOSED, null],
  ['B2', 45079, 'CINreferralDate', null],
  ['B3', 'soon', CLOSED, null],
  [null, 45078, CLOSED, null],
]);

describe('the rows of a new template', () => {
  test("without a template they are all closed assessments with an id and a date, ids as the log's text", () => {
    expect(missingRows(job(workbook(log)))).toEqual([
      ['0012', 45078, null],
      ['B2', 45079, null],
    ]);
  });

  test('what the template has a postcode for is left out; a blank one is still missing', () => {
    const template = sheet('T', [TEMPLATE, [12, 45078, 'ZQ1 1AA'], ['B2', 45079, 'not known']]);
    expect(missingRows(job(workbook(template, log)))).toEqual([['B2', 45079, null]]);
  });

  test('several logs are read once together, under any heading that a log may have and any columns that were chosen', () => {
    const other = sheet(
      'other',
      [
        ['Type', 'Closure Date', 'Person ID'],
        [CLOSED, 45078, 12],
        [CLOSED, 45100, 'B9'],
      ],
      {
        firstRow: 3,
        firstColumn: 2,
      },
    );
    const odd = sheet('odd', [
      ['who', 'when', 'where'],
      ['B9', 45100, 'ZQ1 1AA'],
      ['B2', 45079, ''],
    ]);
    const columns = { odd: { headingRow: 1, child: 1, date: 2, postcode: 3 } };
    expect(missingRows(job(workbook(log, other, odd), { template: 'odd', columns }))).toEqual([
      ['0012', 45078, null],
      ['B2', 45079, null],
    ]);
  });

  test('in a workbook of the 1904 system the dates come out as they went in', () => {
    const data = { ...workbook(sheet('log', [LOG, ['A1', 43616, CLOSED, null]])), date1904: true };
    expect(missingRows(job(data))).toEqual([['A1', 43616, null]]);
  });

  test('where several sheets could be the template none is taken for it', () => {
    const filled = (name: string) => sheet(name, [TEMPLATE, ['B2', 45079, 'ZQ1 1AA']]);
    expect(missingRows(job(workbook(filled('T'), filled('U'), log)))).toHaveLength(2);
  });

  test('without a log there is one sentence', () => {
    expect(() => missingRows(job(workbook(sheet('T', [TEMPLATE]))))).toThrow(/^No log sheet was found/);
  });
});

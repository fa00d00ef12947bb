import { UserError } from '../../src/core/userError';
import { fileWorkbook } from '../../src/workbook/fileWorkbook';
import { readXlsx } from '../../src/workbook/readXlsx';
import type { Remembered } from '../../src/workbook/workbook';
import { handMade, worksheet } from './handMade';
import { outSheet, outTable } from './outSheets';

const file = (name = 'log', value = 1, date1904 = false) =>
  handMade([{ name, xml: worksheet(`<row><c><v>${value}</v></c></row>`) }], { date1904 });
const REMEMBER: Remembered = {
  version: 1,
  choices: {},
  sheets: [],
  checksum: '',
  ranAt: '',
  totals: { authority: '', currentEnd: '2025-05-31', numbers: {} },
};

test('reads the file that was opened, and remembers nothing of an earlier run', async () => {
  const workbook = fileWorkbook(file(), 'mine.xlsx');
  expect(await workbook.read()).toMatchObject({ name: 'mine.xlsx', sheets: [{ name: 'log', rows: [[1]] }] });
  expect(await workbook.remembered()).toBeNull();
});

test('what is written is a new .xlsx of the result sheets alone; the opened one stays as it is', async () => {
  const bytes = file();
  const before = bytes.slice();
  const workbook = fileWorkbook(bytes, 'mine.xlsx');
  expect(workbook.saved()).toBe(bytes);
  const table = outTable('NeedsMap_RiskFactors', { Need: 'text' }, { rows: [['Autism']] });
  await workbook.write([outSheet('Risk factors', { tables: [table] })], REMEMBER);
  const { sheets } = await readXlsx(workbook.saved(), 'saved.xlsx');
  expect(sheets.map(({ name, rows }) => [name, rows])).toEqual([['Risk factors', [['Need'], ['Autism']]]]);
  expect(bytes).toEqual(before);
  expect((await workbook.read()).sheets.map(({ name }) => name)).toEqual(['log']);
});

test('sheets of another workbook are read with the first one’s, under free names', async () => {
  const workbook = fileWorkbook(file(), 'mine.xlsx');
  expect(await workbook.addSheetsFrom(file('LOG', 2))).toEqual(['LOG (2)']);
  expect(await workbook.addSheetsFrom(file('template', 3))).toEqual(['template']);
  expect((await workbook.read()).sheets.map(({ name, rows }) => [name, rows])).toEqual([
    ['log', [[1]]],
    ['LOG (2)', [[2]]],
    ['template', [[3]]],
  ]);
});

test('workbooks of different date systems are not mixed', async () => {
  const workbook = fileWorkbook(file(), 'mine.xlsx');
  await expect(workbook.addSheetsFrom(file('other', 1, true))).rejects.toThrow(UserError);
  await expect(workbook.addSheetsFrom(file('other', 1, true))).rejects.toThrow(/count dates from different years/);
  expect((await workbook.read()).sheets).toHaveLength(1);
});

test('a template is added to what is read, and can be saved as a workbook of its own', async () => {
  const workbook = fileWorkbook(file('assessment_postcode_data'), 'mine.xlsx');
  expect(await workbook.insertTemplate([['12', 45000, null]])).toBe('assessment_postcode_data (2)');
  const rows = [
    ['CUID', 'Assessment Closure Date', 'Postcode at Time of Assessment'],
    ['12', 45000, null],
  ];
  expect((await workbook.read()).sheets[1]).toMatchObject({ name: 'assessment_postcode_data (2)', rows });
  expect((await readXlsx(workbook.saved(), 'saved.xlsx')).sheets[0]?.rows).toEqual(rows);
});

test('a log from returns is added once and replaced by the next', async () => {
  const workbook = fileWorkbook(file('template'), 'mine.xlsx');
  const log = (id: string) => [
    ['CUID', 'Date', 'Type'],
    [id, 45000, 'CINclosureDate'],
  ];
  expect(await workbook.writeLog(log('a'), [1])).toBe('log');
  expect(await workbook.writeLog(log('=b'), [1])).toBe('log');
  expect((await workbook.read()).sheets.map(({ name }) => name)).toEqual(['template', 'log']);
  expect((await workbook.read()).sheets[1]?.rows).toEqual(log('=b'));
  expect((await readXlsx(workbook.saved(), 'saved.xlsx')).sheets[0]?.rows).toEqual(log('=b'));
});

test('a file that cannot be read says so at each reading', async () => {
  const workbook = fileWorkbook(new Uint8Array([1, 2, 3]), 'mine.csv');
  await expect(workbook.read()).rejects.toThrow(/^mine\.csv is a text file/);
  await expect(workbook.read()).rejects.toThrow(UserError);
});

test('showing and listening do nothing in a file', async () => {
  const workbook = fileWorkbook(file(), 'mine.xlsx');
  const never = () => {
    throw new Error('told');
  };
  await workbook.show('risk-factors');
  (await workbook.onRowSelected(never))();
  (await workbook.onChanged(never))();
  expect((await workbook.read()).sheets).toHaveLength(1);
});

import { readXlsx } from '../../src/workbook/readXlsx';
import type { Cell } from '../../src/core/types';
import { plainXlsx } from '../../src/worker/plainXlsx';

test('sheets written plainly are read back cell for cell, at their places', async () => {
  const rows: Cell[][] = [
    ['CUID', ' spaced  text ', 'a<b & "c" > d'],
    [1234, '0012', true],
    [null, 45658.5, { error: '#N/A' }],
    ['=not a formula', -0.25, false],
  ];
  const bytes = plainXlsx([
    { name: 'Log & "more"', firstRow: 3, firstColumn: 27, rows, tables: [] },
    { name: 'Second', firstRow: 1, firstColumn: 1, rows: [['only']], tables: [] },
  ]);
  const { sheets } = await readXlsx(bytes, 'sample.xlsx');
  expect(sheets.map(({ name, firstRow, firstColumn }) => [name, firstRow, firstColumn])).toEqual([
    ['Log & "more"', 3, 27],
    ['Second', 1, 1],
  ]);
  expect(sheets[0]!.rows).toEqual(rows);
  expect(sheets[1]!.rows).toEqual([['only']]);
});

test('characters that XML forbids are left out instead of breaking the file', async () => {
  const bytes = plainXlsx([{ name: 'S', firstRow: 1, firstColumn: 1, rows: [['a\u0000b\u000bc\tD']], tables: [] }]);
  expect((await readXlsx(bytes, 'x.xlsx')).sheets[0]!.rows).toEqual([['abc\tD']]);
});

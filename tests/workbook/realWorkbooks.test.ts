import { readFileSync } from 'node:fs';
import readOther from 'read-excel-file/node';
import { readXlsx } from '../../src/workbook/readXlsx';
import { describeWith, shared } from '../support/shared';

/** Blank for both: the other library trims texts. */
const same = (cell: unknown): unknown => (typeof cell === 'string' ? cell.trim() || null : (cell ?? null));

const CASES = ['southampton-clean', 'southampton-messy', 'surrey-2011'].map((name) => `cases/${name}/workbook.xlsx`);

for (const path of CASES) {
  describeWith([path], path, () => {
    test('every cell is what another library (read-excel-file) reads', async () => {
      const bytes = readFileSync(shared(path));
      const ours = await readXlsx(bytes, 'workbook.xlsx');
      const theirs = await readOther(bytes);
      expect(ours.sheets.map((sheet) => sheet.name)).toEqual(theirs.map(({ sheet }) => sheet));
      let values = 0;
      let different = 0;
      ours.sheets.forEach(({ rows, firstRow, firstColumn }, s) => {
        const data = theirs[s]?.data ?? [];
        let found = 0;
        data.forEach((row, r) => {
          row.forEach((cell, c) => {
            const own = same(rows[r + 1 - firstRow]?.[c + 1 - firstColumn]);
            // The other library makes dates of numbers with a date format: days since 30 December 1899.
            const other = cell instanceof Date ? (cell.getTime() - Date.UTC(1899, 11, 30)) / 86400000 : same(cell);
            if (other !== null) found++;
            const error = own !== null && typeof own === 'object';
            if (!error && own !== other) different++;
          });
        });
        const own = rows.flat().filter((cell) => same(cell) !== null && !(cell !== null && typeof cell === 'object'));
        expect(own.length).toBe(found);
        values += found;
      });
      expect(different).toBe(0);
      expect(values).toBeGreaterThan(10000);
    });
  });
}

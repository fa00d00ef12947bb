import fc from 'fast-check';
import type { Cell, Sheet } from '../../src/core/types';
import { checksum } from '../../src/worker/checksum';

const sheet = (rows: Cell[][], more: Partial<Sheet> = {}): Sheet => ({
  name: 'Log',
  firstRow: 1,
  firstColumn: 1,
  rows,
  tables: [],
  ...more,
});

describe('the checksum of what was read', () => {
  test('equal cells have equal sums, and tables around them do not matter', () => {
    const place = { name: 'T', firstRow: 1, lastRow: 2, firstColumn: 1, lastColumn: 2 };
    expect(checksum([sheet([['a', 1]])])).toBe(checksum([sheet([['a', 1]], { tables: [place] })]));
    expect(checksum([sheet([['a', 1]])])).toMatch(/^[\da-f]{16}$/);
  });

  test.each<[string, Sheet[]]>([
    ['another value', [sheet([['a', 2]])]],
    ['a text instead of a number', [sheet([['a', '1']])]],
    ['an error instead of its text', [sheet([[{ error: 'a' }, 1]])]],
    ['cells that were moved', [sheet([[1, 'a']])]],
    ['a letter that went to the next cell', [sheet([['', 'a1']])]],
    ['a row instead of a column', [sheet([['a'], [1]])]],
    ['another name', [sheet([['a', 1]], { name: 'Log2' })]],
    ['another place', [sheet([['a', 1]], { firstRow: 2 })]],
    ['one more sheet', [sheet([['a', 1]]), sheet([])]],
  ])('%s has another sum', (_, changed) => {
    expect(checksum(changed)).not.toBe(checksum([sheet([['a', 1]])]));
  });

  test('a change of any one cell is seen', () => {
    const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
    console.log(`checksum: SEED=${seed}`);
    const cell = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null));
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rows, fc.nat(), fc.nat(), (cells, row, column) => {
        const before = checksum([sheet(cells)]);
        const at = cells[row % cells.length]!;
        at[column % at.length] = `${String(at[column % at.length])}x`;
        expect(checksum([sheet(cells)])).not.toBe(before);
      }),
      { seed },
    );
  });
});

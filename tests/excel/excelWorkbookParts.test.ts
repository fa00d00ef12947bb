import fc from 'fast-check';
import { UserError } from '../../src/core/userError';
import {
  cellText,
  excelValue,
  freeSheetName,
  freeTableName,
  guarded,
  linkFormula,
} from '../../src/workbook/excelCells';
import { tableColumns } from '../../src/workbook/excelColumns';
import { excelError } from '../../src/workbook/excelErrors';
import { afterBreak, distinct, moveUserCells, userCell, type UserCell } from '../../src/workbook/excelUserCells';

const text = (content: string): UserCell => ({ content, formula: false, format: 'General' });
const formula = (content: string): UserCell => ({ content, formula: true, format: 'General' });

describe('cells', () => {
  it('keep Excel from taking a text for a formula, number, date or truth value, and leave plain words as they are', () => {
    expect(['=1', '+1', '-x', '@a', '01234', '1/2', 'TRUE', '3 Mar', "'a"].map(guarded)).toEqual([
      "'=1",
      "'+1",
      "'-x",
      "'@a",
      "'01234",
      "'1/2",
      "'TRUE",
      "'3 Mar",
      "''a",
    ]);
    expect(['Area', 'Tŷ Gwyn', ''].map(guarded)).toEqual(['Area', 'Tŷ Gwyn', '']);
  });

  it('are cut where Excel would refuse them, never in the middle of an emoji', () => {
    const cut = cellText(`${'x'.repeat(32_765)}👶tail`);
    expect([cut.length, cut.slice(-3)]).toEqual([32_766, 'xx…']);
    expect(cellText('a\u0000b')).toBe('a b');
  });

  it('escape quotes and apostrophes in links', () => {
    expect(linkFormula("'It''s \"here\"'!A1", 'say "go"')).toBe('=HYPERLINK("#\'It\'\'s ""here""\'!A1","say ""go""")');
  });

  it('cut what is longer than a cell, empty what is no number', () => {
    const long = String(excelValue('x'.repeat(40_000), true));
    expect([long.length, long.at(-1)]).toEqual([32_767, '…']);
    expect([NaN, Infinity, null].map((value) => excelValue(value, false))).toEqual(['', '', '']);
  });
});

describe('names', () => {
  it('that are taken get a number, within 31 characters, and keep " by LSOA"', () => {
    const name = 'Abuse or neglect of ch by LSOA';
    expect(freeSheetName(name, new Set())).toBe(name);
    const second = freeSheetName(name, new Set([name.toLowerCase()]));
    expect([second, second.length <= 31]).toEqual(['Abuse or neglect of by LSOA (2)', true]);
    expect(freeTableName('A', new Set(['a', 'a_2']))).toBe('A_3');
  });
});

describe('columns of a table', () => {
  const kept = { headings: ['A', 'B'], sums: [1, 2] };
  const never = () => -1;

  it('are found by their headings wherever they stand; others are the user’s', () => {
    expect(tableColumns(['X', 'B', 'A'], ['A', 'B'], kept, never)).toEqual({
      columns: [{ user: 0 }, { ours: 1 }, { ours: 0 }],
      user: ['X'],
      added: [],
      renamed: [],
      clashes: [],
    });
  });

  it('that are missing come back after the planned one before them', () => {
    expect(tableColumns(['A', 'X'], ['A', 'B'], kept, never)).toMatchObject({
      columns: [{ ours: 0 }, { ours: 1 }, { user: 0 }],
      added: [{ at: 1, heading: 'B' }],
    });
  });

  it('that hold exactly what we wrote under another heading are ours, renamed', () => {
    const sums = [1, 7, 2];
    expect(tableColumns(['A', 'X', 'Y'], ['A', 'B'], kept, (at) => sums[at] ?? -1)).toMatchObject({
      columns: [{ ours: 0 }, { user: 0 }, { ours: 1 }],
      renamed: [{ at: 2, heading: 'B' }],
    });
  });

  it('no longer planned stay, empty; a new one that the user has by that name is a clash', () => {
    expect(tableColumns(['A', 'B'], ['A'], kept, never).columns).toEqual([{ ours: 0 }, { dropped: 'B' }]);
    expect(tableColumns(['A', 'B', 'C'], ['A', 'B', 'C'], kept, never).clashes).toEqual(['C']);
  });
});

describe('the user’s cells', () => {
  it('tell a formula from a text that looks like one', () => {
    expect(userCell('=RC[-1]', 5, 'General').formula).toBe(true);
    expect(userCell('=x', '=x', '@').formula).toBe(false);
  });

  it('each go where their key goes, or are handed back: whatever the order, nothing is lost', () => {
    const seed = Date.now() % 1e9;
    process.stdout.write(`seed ${seed}\n`);
    const keys = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String));
    fc.assert(
      fc.property(keys, keys, (old, now) => {
        const columns = { headings: ['H'], rows: old.map((key): [string, UserCell[]] => [key, [text(`on ${key}`)]]) };
        const { rows, homeless } = moveUserCells(columns, now);
        expect(rows.map(([cell]) => cell?.content)).toEqual(now.map((key) => (old.includes(key) ? `on ${key}` : '')));
        expect(homeless.map((note) => note.text)).toEqual(
          old.filter((key) => !now.includes(key)).map((key) => `on ${key}`),
        );
      }),
      { seed },
    );
  });

  it('that are the same formula in more than half of the rows are in new rows too, others only in their own', () => {
    const column = (cells: UserCell[]) => ({
      headings: ['H'],
      rows: cells.map((cell, at): [string, UserCell[]] => [String(at), [cell]]),
    });
    const mostly = column([formula('=RC[-1]'), formula('=RC[-1]'), text('own')]);
    expect(moveUserCells(mostly, ['2', '9', '0']).rows.map(([cell]) => cell?.content)).toEqual([
      'own',
      '=RC[-1]',
      '=RC[-1]',
    ]);
    const half = column([formula('=RC[-1]'), text('own')]);
    expect(moveUserCells(half, ['9']).rows[0]?.[0]?.content).toBe('');
    expect(moveUserCells(mostly, []).homeless.map((note) => note.text)).toEqual(['own']);
  });

  it('with the same key are told apart by their order', () => {
    const keys = distinct(['a', 'a', 'b']);
    expect(new Set(keys).size).toBe(3);
    expect(distinct(['b', 'a', 'a'])).toEqual([keys[2], keys[0], keys[1]]);
  });

  it('come from the journal after a refresh that broke off, with what was typed since', () => {
    const journal = { headings: ['H'], rows: [['a', [text('one')]], ['b', [text('two')]]] as [string, UserCell[]][] }; // prettier-ignore
    // The sheet: b came first already, a's text still in its old row, and something was typed beside c.
    const now = { headings: ['H'], rows: [['b', [text('one')]], ['c', [text('late')]]] as [string, UserCell[]][] }; // prettier-ignore
    expect(afterBreak(journal, now).rows.map(([key, cells]) => [key, cells[0]?.content])).toEqual([
      ['a', 'one'],
      ['b', 'two'],
      ['c', 'late'],
    ]);
  });
});

describe('what Excel answers', () => {
  const office = (code: string) => Object.assign(new Error('secret cell contents'), { code, debugInfo: {} });

  it('becomes one sentence that says what to do and nothing of Excel’s own text', () => {
    for (const code of ['AccessDenied', 'GeneralException', 'ItemNotFound', 'SomethingNew', 'InsertDeleteConflict']) {
      const error = excelError(office(code), 'writing');
      expect(error).toBeInstanceOf(UserError);
      expect(error.message).toMatch(/^[A-Z][^.]*, then press Refresh needs map again\.$/);
      expect(error.message).not.toContain('secret');
    }
  });

  it('is not made of our own bugs', () => {
    const bug = new TypeError('x is undefined');
    expect(excelError(bug, 'reading')).toBe(bug);
  });
});

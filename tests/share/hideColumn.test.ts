import { hideColumn, type Column } from '../../src/evidence/hideColumn';

/** Small counts may be 1 to 5; further ones 6 to 30. */
const column = (total: number, small: number, further: number[], more: Partial<Column> = {}): Column => ({
  total,
  large: further.reduce((sum, value) => sum + value, 0),
  small: Array.from({ length: small }, (_, at) => ({ at, low: 1, high: 5 })),
  further: further.map((value, i) => ({ at: small + i, value, low: 6, high: 30 })),
  ...{ atLeast: 0, atMost: 4 },
  ...more,
});

test('a column without small counts hides nothing', () => {
  expect(hideColumn(column(20, 0, [20]), 5)).toEqual({ cells: [], second: 0, closed: true });
});

test('four small counts that add up to 12 hide each other: 12 is 5 or more from 4 and from 20', () => {
  const { second, closed } = hideColumn(column(12 + 40, 4, [20, 20]), 5);
  expect([second, closed]).toEqual([0, true]);
});

test('a lone small count needs another one hidden: 3 alone is the total less the rest', () => {
  // 3 + 15 = 18 can be 1 + 17 to 5 + 13; 18 is 5 or more from 7 and from 35.
  const { cells, second, closed } = hideColumn(column(3 + 15 + 20, 1, [15, 20]), 5);
  expect(cells.map(({ at }) => at)).toEqual([0, 1]);
  expect([second, closed]).toEqual([1, true]);
});

test('four small counts of 1 give themselves away by their sum, 4, until a larger one is hidden', () => {
  const { second, closed } = hideColumn(column(4 + 12 + 20, 4, [12, 20]), 5);
  expect([second, closed]).toEqual([1, true]);
});

test('the one hidden last needs room of its own: with 30 of at most 30 it could only be 30, as the others add up to 4', () => {
  // It was hidden because the four added up to less than 9: 34 - 30 = 4 to 8, so that it would be 26 to 30: five values.
  expect(hideColumn(column(4 + 30 + 20, 4, [30, 20]), 5).second).toBe(1);
  // With 6 of 6 to 8 the others could be 4 to 6 together, and it 6 to 8: three values; 6 to 7 would be two, and not enough.
  const narrow = (high: number) => {
    const one = column(5 + 7 + 12 + 20, 4, [7, 12, 20]);
    return { ...one, further: one.further.map((cell, i) => (i === 0 ? { ...cell, high } : cell)) };
  };
  expect(hideColumn(narrow(7), 3).second).toBe(2);
});

test('where there is nothing left to hide the column stays open', () => {
  expect(hideColumn(column(5, 5, []), 5).closed).toBe(false);
});

test('as many further counts are hidden at once as asked, and never more than allowed', () => {
  expect(hideColumn(column(3 + 60, 1, [15, 20, 25], { atLeast: 2 }), 5).second).toBe(2);
  expect(hideColumn(column(1 + 18, 1, [6, 6, 6], { atMost: 1 }), 5)).toMatchObject({ second: 1, closed: false });
});

import {
  cleanChildId,
  cleanDate,
  cleanPostcode,
  dayNumber,
  hasPostcodeShape,
  isBlank,
  isoDate,
} from '../../src/core/clean';
import type { Cell } from '../../src/core/types';

const iso = (cell: Cell, date1904 = false) => {
  const date = cleanDate(cell, date1904);
  return typeof date === 'number' ? isoDate(date) : date;
};

describe('a blank cell', () => {
  test.each([
    null,
    '',
    ' ',
    '\u00a0',
    '\t\n',
    '-',
    '.',
    '..',
    ':',
    '?',
    'x',
    'Z',
    'c',
    'U',
    'n/a',
    'NA',
    'N.A.',
    'nil',
    'None',
    'NULL',
    'NaN',
    'NaT',
    '#N/A',
    'Unknown',
    'not  known',
    'Not\u00a0recorded',
    'NoPostcode',
    'no postcode',
    'No postcode given',
    'not given',
    'none given',
    'no address',
    ' TBC ',
    { error: '#REF!' },
    { error: '#N/A' },
  ])('is %p', (cell) => expect(isBlank(cell as Cell)).toBe(true));
  test.each([0, 1, false, true, '0', 'xx', '...', 'no', 'unknown street', '_', 'n / a'])('is not %p', (cell) =>
    expect(isBlank(cell)).toBe(false),
  );
});

describe('a child id', () => {
  test.each([
    [1234, '1234'],
    ['01234', '1234'],
    ['1234.0', '1234'],
    ['1234.00', '1234'],
    [' 12 34 ', '1234'],
    ['000', '0'],
    [0, '0'],
    ['c00 12', 'C0012'],
    ['00A1', '00A1'],
    ['12.5', '12.5'],
    [12.5, '12.5'],
    ['A1.0', 'A1.0'],
    ['0001234.0', '1234'],
    [9007199254740991, '9007199254740991'],
    ['x', ''],
    [null, ''],
    ['__proto__', '__PROTO__'],
    [true, 'TRUE'],
  ] as [Cell, string][])('%p is %p', (cell, id) => expect(cleanChildId(cell)).toBe(id));
});

describe('a date', () => {
  test.each([
    [43921, '2020-03-31'],
    [43921.75, '2020-03-31'],
    ['43921', '2020-03-31'],
    ['43921.5', '2020-03-31'],
    [20000, '1954-10-03'],
    [80000, '2119-01-11'],
    [20200331, '2020-03-31'],
    ['20200331', '2020-03-31'],
    ['2020-03-31', '2020-03-31'],
    ['2020/03/31', '2020-03-31'],
    ['31/03/2020', '2020-03-31'],
    ['31-03-20', '2020-03-31'],
    ['31.3.2020', '2020-03-31'],
    ['31 March 2020', '2020-03-31'],
    ['31-Mar-2020', '2020-03-31'],
    ['30 Sept 2020', '2020-09-30'],
    ['3 sep 49', '2049-09-03'],
    ['1-MAY-50', '1950-05-01'],
    ['2020-03-31T00:00:00Z', '2020-03-31'],
    ['31/03/2020 00:00', '2020-03-31'],
    ['31/03/2020 2:35 pm', '2020-03-31'],
    ['2020-3-1', '2020-03-01'],
    ['03/02/2020', '2020-02-03'],
    [' 31  March\u00a02020 ', '2020-03-31'],
    ['29/02/2020', '2020-02-29'],
    ['2020-03-31 10:11:12.5', '2020-03-31'],
    ['2020-03-31T00:00:00+01:00', '2020-03-31'],
    ['31 March 2020 9:05', '2020-03-31'],
  ] as [Cell, string][])('%p is %s', (cell, day) => expect(iso(cell)).toBe(day));
  test.each([
    '31/02/2020',
    '29/02/2021',
    '2020-13-01',
    '32 March 2020',
    '31 Sept 2020',
    '31/03',
    'March 2020',
    '19999',
    19999,
    80001,
    5,
    -1,
    20201301,
    true,
    'soon',
    '31/03-2020',
    '2020-03-31x',
    '00/01/2020',
    '1/0/2020',
    '31 Foo 2020',
  ] as Cell[])('%p is unreadable', (cell) => expect(iso(cell)).toBe('unreadable'));
  test.each([null, '', 'n/a', { error: '#VALUE!' }] as Cell[])('%p is blank', (cell) =>
    expect(iso(cell)).toBe('blank'),
  );
  test('in the 1904 system is 1,462 days later, as a number and as text of five digits', () => {
    expect(iso(43921 - 1462, true)).toBe('2020-03-31');
    expect(iso(String(43921 - 1462), true)).toBe('2020-03-31');
    expect(iso(20200331, true)).toBe('2020-03-31');
  });
  test('of a year below 100 is not moved to 1900', () =>
    expect(isoDate(dayNumber(99, 1, 1) as number)).toBe('0099-01-01'));
});

describe('a postcode', () => {
  test.each([
    ['so14 7ly', 'SO147LY'],
    ['SO14-7LY.', 'SO147LY'],
    [' SO14\u00a07LY', 'SO147LY'],
    ['S014 7LY', 'S0147LY'],
    [12345, '12345'],
    ['N1 1FA', 'N11FA'],
    ['SO14 7LY\u00c2\u00a0', 'SO147LY'],
    ['\uff33\uff2f\uff12 X', 'X'],
    ['\u0391\u03b8\u03ae\u03bd\u03b1', ''],
  ] as [Cell, string][])('%p is looked up as %s', (cell, text) =>
    expect(cleanPostcode(cell)).toEqual({ kind: 'text', text }),
  );
  test.each(['XXXX XXX', 'x', 'X.X', '---', 'unknown', null, '()'] as Cell[])('%p is blank', (cell) =>
    expect(cleanPostcode(cell)).toEqual({ kind: 'blank' }),
  );
  test.each([
    'ZZ99 3VZ',
    'zz993vz',
    'NF11 1AA',
    'NFA',
    'N.F.A.',
    'nfa 2',
    'No fixed abode',
    'Of no fixed abode',
    'HOMELESS',
  ])('%p is no fixed abode or not known', (cell) => expect(cleanPostcode(cell)).toEqual({ kind: 'pseudo' }));
  test.each(['M11AA', 'M601AA', 'CR26XH', 'DN551PT', 'W1A1HQ', 'EC1A1BB'])('%s has the shape', (text) =>
    expect(hasPostcodeShape(text)).toBe(true),
  );
  test.each(['S0147LY', 'SO14', 'SO147L', 'SO1477LY', 'SO14A7LY', '1M1AA', 'SO147L1', ''])('%s has not', (text) =>
    expect(hasPostcodeShape(text)).toBe(false),
  );
});

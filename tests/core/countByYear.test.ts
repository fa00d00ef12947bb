import { countByYear, topNeeds, yearDays } from '../../src/core/countByYear';
import { isoDate } from '../../src/core/clean';
import type { Placed } from '../../src/core/matchPostcode';
import { missingMonths } from '../../src/core/missingMonths';
import type { NeedRow } from '../../src/core/types';
import { isoDay } from '../../src/core/words';
import { tinyGeography, tinyPostcodes } from '../support/tinyGeography';

const years = (last: string) => {
  const days = yearDays(isoDay(last)!);
  return [days.previousStart, days.previousEnd, days.currentStart, days.currentEnd].map(isoDate).join(' ');
};

describe('the two years', () => {
  test.each([
    ['2021-02-28', '2019-03-01 2020-02-29 2020-03-01 2021-02-28'],
    ['2020-02-29', '2018-03-01 2019-02-28 2019-03-01 2020-02-29'],
    ['2020-02-28', '2018-02-01 2019-01-31 2019-02-01 2020-01-31'],
    ['2025-05-31', '2023-06-01 2024-05-31 2024-06-01 2025-05-31'],
    ['2025-06-29', '2023-06-01 2024-05-31 2024-06-01 2025-05-31'],
    ['2024-12-31', '2023-01-01 2023-12-31 2024-01-01 2024-12-31'],
    ['2025-01-15', '2023-01-01 2023-12-31 2024-01-01 2024-12-31'],
  ])('that end by %s are %s', (last, expected) => expect(years(last)).toBe(expected));
});

const { lsoas } = tinyGeography(tinyPostcodes({}));
const placed = (date: string, area: number, ...needs: string[]): Placed => ({
  assessment: {
    child: '1',
    day: isoDay(date)!,
    typedChild: '1',
    needs,
    codes: [],
    rows: [{ source: { sheet: 'l', row: 2 }, factors: { codes: needs, needs, unknown: [], invalid: [] } }],
  },
  postcode: 'SO141AA',
  typed: 'SO14 1AA',
  place: { area, snapped: false, point: { x: 0, y: 0 }, byPolygon: area },
});

describe('children instead of assessments', () => {
  const child = (id: string, one: Placed): Placed => ({ ...one, assessment: { ...one.assessment, child: id } });
  const counts = countByYear(
    [
      child('1', placed('2025-05-31', 1, '4')),
      child('1', placed('2025-02-01', 1, '4', '3')),
      child('1', placed('2025-01-01', 2, '4')),
      child('1', placed('2024-05-31', 1, '4')),
      child('2', placed('2025-05-31', 1, '4')),
    ],
    lsoas,
    [0, 1, 2, 3],
    isoDay('2025-05-31')!,
    true,
  );
  test('each child counts once per year and LSOA: child 1 in two LSOAs, child 2 in one', () => {
    expect(counts.totals).toEqual({ previous: 1, current: 3 });
    expect(counts.assessmentsByLsoa.map(({ area, previous, current }) => [area, previous, current])).toEqual([
      [1, 1, 2],
      [2, 0, 1],
      [0, 0, 0],
      [3, 0, 0],
    ]);
  });
  test('and once for a need, where any of its assessments has it', () => {
    const need = (code: string) => counts.riskFactors.find((row) => row.code === code)!;
    expect([need('4').previous, need('4').current, need('3').current]).toEqual([1, 3, 1]);
  });
  test('months still count assessments: they say whether the log is whole', () => {
    expect(counts.byMonth.reduce((sum, month) => sum + month, 0)).toBe(5);
  });
});

describe('the tables', () => {
  const counts = countByYear(
    [
      placed('2025-05-31', 1, '4', '3'),
      placed('2024-06-01', 1, '4'),
      placed('2024-12-24', 2, '99Z'),
      placed('2024-05-31', 0, '4', '3'),
      placed('2023-06-01', 2),
      placed('2023-05-31', 3, '04A'),
      placed('2025-06-01', 3),
    ],
    lsoas,
    [0, 1, 2, 3],
    isoDay('2025-06-01')!,
  );
  test('count each assessment in its year, both ends included', () => {
    expect(counts.totals).toEqual({ previous: 2, current: 3 });
    expect(counts.outsideYears).toHaveLength(2);
    expect(counts.byMonth).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  });
  test('have a row for every need, and for unknown codes behind them, largest current year first', () => {
    const rows = counts.riskFactors;
    expect(rows).toHaveLength(26);
    expect(rows.slice(0, 4).map(({ code, previous, current, change }) => [code, previous, current, change])).toEqual([
      ['4', 1, 2, 1],
      ['3', 1, 1, 0],
      ['99Z', 0, 1, 1],
      ['1', 0, 0, 0],
    ]);
    expect(rows[0]).toMatchObject({ pct: 1, share: 2 / 3 });
    expect(rows[2]).toMatchObject({ name: '99Z', pct: null, share: 1 / 3 });
    expect(rows.at(-1)).toMatchObject({ code: '04A', previous: 0, current: 0 });
  });
  test('have a row for every LSOA, zeros included, ordered by current, previous, code', () => {
    expect(
      counts.assessmentsByLsoa.map(({ code, previous, current, change }) => [
        code.slice(-1),
        previous,
        current,
        change,
      ]),
    ).toEqual([
      ['2', 0, 2, 2],
      ['3', 1, 1, 0],
      ['1', 1, 0, -1],
      ['4', 0, 0, 0],
    ]);
    expect(counts.byLsoa('3').map(({ code, previous, current }) => [code.slice(-1), previous, current])).toEqual([
      ['2', 0, 1],
      ['1', 1, 0],
      ['3', 0, 0],
      ['4', 0, 0],
    ]);
    expect(counts.byLsoa('24A').every((row) => row.current + row.previous === 0)).toBe(true);
  });
  test('have no share where the current year is empty', () =>
    expect(countByYear([], lsoas, [0], 0).riskFactors.every(({ share }) => share === null)).toBe(true));
});

describe('the top needs', () => {
  const row = (code: string, previous: number, current: number): NeedRow => ({
    code,
    name: code,
    previous,
    current,
    change: current - previous,
    pct: previous ? (current - previous) / previous : null,
    share: 0,
  });
  const rows = [
    row('21', 90, 99),
    row('4', 50, 60),
    row('3', 9, 50),
    row('16A', 10, 40),
    row('7A', 20, 30),
    row('1', 0, 5),
    row('2', 0, 0),
  ];
  test('are the first five without 21, those without a case among them', () =>
    expect(topNeeds({}, rows)).toEqual(['4', '3', '16A', '7A', '1']));
  test('have 21 where asked for, and as many as asked for', () =>
    expect(topNeeds({ include21: true, top: 2 }, rows)).toEqual(['21', '4']));
  test('by growth are those with at least ten cases before', () =>
    expect(topNeeds({ by: 'growth' }, rows)).toEqual(['16A', '7A', '4']));
  test('are the user’s own, in their order, each once', () =>
    expect(topNeeds({ needs: ['7', ' 21', '7a'] }, rows)).toEqual(['7A', '21']));
  test('that do not exist are refused by name', () =>
    expect(() => topNeeds({ needs: ['77'] }, rows)).toThrow(
      'There is no need "77". Choose from: 21, 4, 3, 16A, 7A, 1, 2.',
    ));
});

describe('missing months', () => {
  const days = {
    previousStart: '2023-06-01',
    previousEnd: '2024-05-31',
    currentStart: '2024-06-01',
    currentEnd: '2025-05-31',
  };
  const full = new Array(24).fill(30);
  test('are named when empty or below a third of their year’s median', () => {
    const some = full.with(0, 0).with(13, 9).with(14, 10);
    expect(missingMonths(some, days)).toBe(
      'Changes may only show missing data: the log seems to lack assessments for June 2023 and July 2024.',
    );
  });
  /** 24 counts, 0 in these months (0 is June 2023), otherwise 30. */
  const lacking = (...months: number[]) => full.map((count, month) => (months.includes(month) ? 0 : count));
  const named = (...months: number[]) =>
    missingMonths(lacking(...months), days)
      .replace('Changes may only show missing data: the log seems to lack assessments for ', '')
      .replace(/\.$/, '');
  test('that follow one another are named by the first and the last, with their years where these differ', () => {
    expect(named(12)).toBe('June 2024');
    expect(named(11, 12)).toBe('May to June 2024');
    expect(named(1, 2, 3)).toBe('July to September 2023');
    expect(named(6, 7, 8, 20)).toBe('December 2023 to February 2024 and February 2025');
  });
  test('whose names take more than 64 characters are named as far as they fit, and the others counted', () => {
    expect(named(0, 2, 4, 13)).toBe('June 2023, August 2023, October 2023 and July 2024');
    expect(named(0, 1, 2, 4, 6, 13)).toBe('June to August 2023, October 2023, December 2023 and July 2024');
    expect(named(0, 2, 4, 6, 13)).toBe('June 2023, August 2023, October 2023 and 2 more months');
    expect(named(0, 2, 4, 11, 15)).toBe('June 2023, August 2023, October 2023, May 2024 and 1 more month');
  });
  test('of a whole year are one gap', () =>
    expect(named(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)).toBe('June 2023 to May 2024'));
  test('are not found in whole years', () => expect(missingMonths(full, days)).toBe(''));
});

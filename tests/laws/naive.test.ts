import type { Cell, Sheet } from '../../src/core/types';
import { naive, yearsOf, type NaiveInput, type PostcodeRow } from './naive';
import { childId, date, needs, postcode } from './naiveCells';
import { contains, locate, metresTo, places, shareWithin, type Point } from './naivePlaces';

const square = (x: number, y: number, size: number): Point[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const lsoa = (code: string, ...rings: Point[][]) => ({
  properties: { LSOA21CD: code, LSOA21NM: `Name ${code}` },
  geometry: { type: 'Polygon', coordinates: rings },
});
const areas = (...features: ReturnType<typeof lsoa>[]) => places({ features }, /CD$/, /NM$/);
const at = (x: number, y: number): Point => [x * 1e7, y * 1e7];

describe('cells by RULES.md 1', () => {
  test.each<[Cell, string | null]>([
    ['0001234', '1234'],
    [1234, '1234'],
    [' 12 34.00 ', '1234'],
    ['000', '0'],
    ['ex 0012', 'EX0012'],
    ['n/a', null],
    ['\u00a0', null],
    [{ error: '#N/A' }, null],
  ])('the child id of %p is %p', (cell, id) => expect(childId(cell)).toBe(id));

  test.each<[Cell, string]>([
    [45747, '2025-03-31'],
    ['45747', '2025-03-31'],
    [45747.99, '2025-03-31'],
    [20250331, '2025-03-31'],
    ['31/03/2025 2:35 pm', '2025-03-31'],
    ['2025-03-31T00:00:00Z', '2025-03-31'],
    ['3/2/20', '2020-02-03'],
    ['31.3.2020', '2020-03-31'],
    ['1-Sept-50', '1950-09-01'],
    ['29 February 2024', '2024-02-29'],
    ['31/02/2020', 'unreadable'],
    ['02/13/2020', 'unreadable'],
    [19999, 'unreadable'],
    ['?', 'blank'],
  ])('the date %p is %p', (cell, day) => expect(date(cell, false)).toBe(day));

  test('in the 1904 system a serial number is 1,462 days later', () => expect(date(45747, true)).toBe('2029-04-01'));

  const file = new Map(['SO147LY', 'KT100AA', 'QI11AA', 'Q111AA', 'N11FA'].map((key) => [key, true]));
  test.each<[Cell, string]>([
    ['so14 7ly', 'found SO147LY'],
    ['S014 7LY', 'found SO147LY'],
    ['KT10 OAA', 'found KT100AA'],
    ['QII 1AA', 'misshapen QII1AA'],
    ['SO14 7LX', 'missing SO147LX'],
    ['N1 1FA', 'found N11FA'],
    ['n.f.a.', 'pseudo NFA'],
    ['ZZ99 3VZ', 'pseudo ZZ993VZ'],
    ['XXX', 'blank '],
    ['no  address', 'blank '],
  ])('the postcode %p is %p', (cell, found) => {
    const { kind, postcode: code } = postcode(cell, file);
    expect(`${kind} ${code}`).toBe(found);
  });

  test.each<[Cell, string[]]>([
    ['3A,3b 4B', ['3', '4']],
    [20.0, ['20']],
    ['20.0', ['20']],
    ['7;4', ['7A', '4']],
    ['99Z/04A', ['99Z', '04A']],
    ['RB,123,4A4B', []],
    ['18C 19', ['18', '19']],
    [null, []],
  ])('the factors %p are needs %p', (cell, ids) => expect(needs(cell)).toEqual(ids));
});

describe('places by RULES.md 4', () => {
  test('a hole, and a shell nested in another, are outside; their edges are inside', () => {
    const [ring] = areas(lsoa('E1', square(0, 51, 0.03), square(0.01, 51.01, 0.01)));
    expect(contains(ring!, at(0.005, 51.005))).toBe(true);
    expect(contains(ring!, at(0.015, 51.015))).toBe(false);
    expect(contains(ring!, at(0.01, 51.015))).toBe(true);
    expect(contains(ring!, at(0.04, 51.015))).toBe(false);
  });

  test('on a common edge, and where two overlap, the lowest code wins', () => {
    const two = areas(lsoa('E2', square(0, 51, 0.01)), lsoa('E1', square(0.01, 51, 0.01)));
    expect(locate(two, at(0.01, 51.005))).toEqual({ code: 'E1', snapped: false });
    expect(locate(two, at(0.0099999, 51.005))).toEqual({ code: 'E2', snapped: false });
  });

  test('a point 0.0008 degrees of latitude away is 89 m off and snaps; 0.001 degrees are 111 m and do not', () => {
    const one = areas(lsoa('E1', square(0, 51, 0.01)));
    expect(metresTo(one[0]!, at(0.005, 50.9992))).toBeCloseTo(89, 0);
    expect(locate(one, at(0.005, 50.9992))).toEqual({ code: 'E1', snapped: true });
    expect(locate(one, at(0.005, 50.999))).toBeNull();
  });

  test('a degree of longitude is shorter: at 60 degrees north 0.0015 of one are 84 m', () => {
    const one = areas(lsoa('E1', square(0, 60, 0.01)));
    expect(metresTo(one[0]!, at(-0.0015, 60.005))).toBeCloseTo(84, 0);
  });

  test('the share within others counts what lies in any of them once', () => {
    const [one] = areas(lsoa('E1', square(0, 51, 0.04)));
    const districts = areas(
      lsoa('A', square(0, 51, 0.02)),
      lsoa('B', square(0.02, 51, 0.02)),
      lsoa('C', square(0, 51, 0.02)),
    );
    expect(shareWithin(one!, districts)).toBeCloseTo(0.5, 10);
    expect(shareWithin(one!, areas(lsoa('D', square(1, 51, 1))))).toBe(0);
  });

  test('a slanted border cuts a square in two triangles', () => {
    const [one] = areas(lsoa('E1', square(0, 51, 0.04)));
    const triangle: Point[] = [[0, 51], [0.04, 51], [0, 51.04], [0, 51]]; // prettier-ignore
    expect(shareWithin(one!, areas(lsoa('A', triangle)))).toBeCloseTo(0.5, 10);
  });
});

test('the years of RULES.md 5: whole months, and 29 February', () => {
  expect(yearsOf('2021-02-28')).toEqual(['2019-03-01', '2020-02-29', '2020-03-01', '2021-02-28']);
  expect(yearsOf('2025-03-30')).toEqual(['2023-03-01', '2024-02-29', '2024-03-01', '2025-02-28']);
  expect(yearsOf('2025-01-15')).toEqual(['2023-01-01', '2023-12-31', '2024-01-01', '2024-12-31']);
});

describe('a whole job, counted by hand', () => {
  // Two LSOAs of Northby side by side, one of Southby east of them; 0.01 degrees each way.
  const lsoas = {
    features: [lsoa('E1', square(0, 51, 0.01)), lsoa('E2', square(0.01, 51, 0.01)), lsoa('E3', square(0.02, 51, 0.01))],
  };
  const authority = (name: string, ring: Point[]) => ({
    properties: { LAD24CD: `E06${name}`, LAD24NM: name },
    geometry: { type: 'Polygon', coordinates: [ring] },
  });
  const wide: Point[] = [[0, 51], [0.02, 51], [0.02, 51.01], [0, 51.01], [0, 51]]; // prettier-ignore
  const authorities = { features: [authority('Northby', wide), authority('Southby', square(0.02, 51, 0.01))] };
  const point = (code: string, longitude: number): PostcodeRow => ({ postcode: code, latitude: 51.005, longitude });
  const postcodes = [
    point('QO1 1AA', 0.005),
    point('QO1 1AB', 0.006),
    point('QO2 1AA', 0.015),
    point('QO3 1AA', 0.025),
  ];
  const sheet = (name: string, rows: Cell[][]): Sheet => ({ name, firstRow: 1, firstColumn: 1, rows, tables: [] });
  const DONE = 'AssessmentAuthorisationDate';
  const log: Cell[][] = [
    ['Log', null, null, null],
    ['CUID', 'Date', 'Type', 'Factors'],
    ['01', '31/03/2025', DONE, '3A,4B'],
    [1, 45747, DONE, '3B,3C'], // the same again: merged
    ['2', '30/04/2024', DONE, '4A'], // the first day of May begins the year: previous year
    ['3', '01/05/2024', DONE, null],
    ['4', '30/04/2025', DONE, '99Z'], // the last day of its month: the current year ends here
    ['5', '01/01/2020', DONE, '1A'], // in neither year
    ['6', '01/03/2025', DONE, '1A'], // other authority
    ['7', '01/03/2025', DONE, '1A'], // conflict
    ['8', '01/03/2025', DONE, '1A'], // not in template
    ['9', '01/07/2025', DONE, '1A'], // future
    [null, '01/03/2025', DONE, '1A'],
    ['9', 'soon', DONE, '1A'],
    ['9', null, 'assessment_authorised', null],
  ];
  const template: Cell[][] = [
    ['Postcode', 'Child ID', 'Closure Date'],
    ['QO1 1AA', '1', '2025-03-31'],
    ['qo11ab', '1', '2025-03-31'], // the same LSOA: no conflict
    ['QO2 1AA', '2', '2024-04-30'],
    ['Q02 1AA', '3', '2024-05-01'], // repaired
    ['QO1 1AA', '4', '2025-04-30'],
    ['QO1 1AA', '5', '2020-01-01'],
    ['QO3 1AA', '6', '2025-03-01'],
    ['QO1 1AA', '7', '2025-03-01'],
    ['QO2 1AA', '7', '2025-03-01'],
    ['QO2 1AA', '9', '2025-07-01'],
  ];
  const input: NaiveInput = {
    workbook: { name: 'by hand', sheets: [sheet('a', log), sheet('b', template)], date1904: false },
    postcodes,
    lsoas,
    authorities,
    authority: ['Northby'],
    today: '2025-06-30',
  };
  const result = naive(input);

  test('the numbers add up as RULES.md 3 says', () => {
    expect(result).toMatchObject({
      log_rows: 12,
      annex_a_rows: 1,
      assessments: 9,
      merged_rows: 1,
      counted: 5,
      snapped: 0,
      outside_years: 1,
      years: ['2023-05-01', '2024-04-30', '2024-05-01', '2025-04-30'],
      totals: [1, 3],
    });
    expect(result.set_aside).toEqual({
      'conflicting postcodes': 1,
      'date in the future': 1,
      'no child id': 1,
      'not in template': 1,
      'outside the authority': 1,
      'unreadable date': 1,
    });
  });

  test('needs are counted once an assessment, largest first, then in the order of the table, unknown ones last', () => {
    const shown = result.risk_factors.filter(({ previous, current }) => previous + current > 0);
    expect(shown).toEqual([
      { code: '3', name: 'Domestic abuse', previous: 0, current: 1, change: 1, pct: null },
      { code: '4', name: 'Mental health', previous: 1, current: 1, change: 0, pct: 0 },
      { code: '99Z', name: '99Z', previous: 0, current: 1, change: 1, pct: null },
    ]);
    expect(result.risk_factors).toHaveLength(25);
    expect(result.top).toEqual(['3', '4', '99Z', '1', '2']);
  });

  test('every LSOA of the authority has a row, zeros included', () => {
    expect(result.assessments_by_lsoa).toEqual([
      ['E1', 'Name E1', 0, 2, 2],
      ['E2', 'Name E2', 1, 1, 0],
    ]);
    expect(result.needs_by_lsoa['3']).toEqual([
      ['E1', 'Name E1', 0, 1, 1],
      ['E2', 'Name E2', 0, 0, 0],
    ]);
  });

  test('the list of those set aside is not read as a template', () => {
    const list = sheet('copy', [
      ['Reason', 'Child id', 'Date', 'Postcode', 'Sheet', 'Row', 'Hint'],
      ['not in template', '8', '2025-03-01', 'QO1 1AA', 'a', 9, ''],
    ]);
    const workbook = { ...input.workbook, sheets: [list, ...input.workbook.sheets] };
    expect(naive({ ...input, workbook })).toEqual(result);
  });

  test('a code of the postcode file wins over the polygon unless it is switched off, blank or unknown', () => {
    const coded = postcodes.map((row) => ({ ...row, lsoa: row.postcode === 'QO2 1AA' ? 'E1' : 'E9' }));
    // Children 2, 3 and 7 move to E1; the postcodes of child 7 are no conflict any more.
    expect(naive({ ...input, postcodes: coded }).assessments_by_lsoa[0]).toEqual(['E1', 'Name E1', 1, 4, 3]);
    expect(naive({ ...input, postcodes: coded, options: { lsoaByCode: false } })).toEqual(result);
  });
});

import { keepAuthority, authorityLsoas } from '../../src/core/keepAuthority';
import { locateArea } from '../../src/core/locateArea';
import { matchPostcode, resolvePostcode } from '../../src/core/matchPostcode';
import { mergeAssessments } from '../../src/core/mergeAssessments';
import { readSheets } from '../../src/core/readSheets';
import type { Cell, Geography } from '../../src/core/types';
import { isoDay } from '../../src/core/words';
import { CLOSED, job, LOG, sheet, TEMPLATE, workbook } from '../support/sheets';
import { square, tinyAreas, tinyGeography, tinyPostcodes } from '../support/tinyGeography';

const POINTS: Record<string, [number, number]> = {
  SO141AA: [0.01, 51.01],
  SO141AB: [0.012, 51.011],
  SO142BB: [0.03, 51.01],
  SO143CC: [-0.001, 51.01],
  SO149ZZ: [-0.1, 51.01],
  SO148ZZ: [-0.2, 51.01],
  KT100AA: [0.05, 51.01],
};

/** Runs the steps from rows to kept assessments; the template's rows are [child, date, postcode]. */
function run(
  template: Cell[][],
  log: Cell[][] = [['1', '01/05/2025', CLOSED, '']],
  geography: Geography = tinyGeography(tinyPostcodes(POINTS)),
) {
  const rows = readSheets(
    job(
      workbook(
        sheet('t', [TEMPLATE, ...template]),
        sheet('l', [LOG, ...log, ['9', '01/01/2020', 'CINclosureDate', '']]),
      ),
    ),
  );
  const merged = mergeAssessments(rows.log);
  const matched = matchPostcode(
    merged.assessments,
    rows.templateRows,
    geography.postcodes,
    locateArea(geography),
    isoDay('2025-06-30')!,
  );
  const kept = keepAuthority(matched.kept, geography, [0], new Set(authorityLsoas(geography, [0])));
  return {
    merged,
    matched,
    kept,
    reasons: [...merged.setAside, ...matched.setAside, ...kept.setAside].map((one) => one.reason),
  };
}
const of = (...postcodes: Cell[]) => postcodes.map((postcode) => ['1', '2025-05-01', postcode]);
const reason = (...postcodes: Cell[]) => run(of(...postcodes)).reasons.join() || 'counted';

describe('a postcode in the file', () => {
  const resolve = (text: string) =>
    resolvePostcode(text, tinyPostcodes({ ...POINTS, SO1A0IA: [0, 51], S0147LY: [0, 51] }));
  test('is taken as written first', () =>
    expect(resolve('SO141AA')).toEqual({ kind: 'found', postcode: 'SO141AA', repaired: false }));
  test('is repaired where exactly one exchange of 0 and O, 1 and I is in the file', () => {
    expect(resolve('S0141AA')).toEqual({ kind: 'found', postcode: 'SO141AA', repaired: true });
    expect(resolve('KT10OAA')).toEqual({ kind: 'found', postcode: 'KT100AA', repaired: true });
    expect(resolve('SOI4IAA')).toEqual({ kind: 'found', postcode: 'SO141AA', repaired: true });
  });
  test('stays as written where several or none are', () => {
    const two = tinyPostcodes({ W1O1OO: [0, 51], W101OO: [0, 51] });
    expect(resolvePostcode('W101O0', two)).toEqual({ kind: 'misshapen' });
    expect(resolvePostcode('WI01OO', two)).toEqual({ kind: 'shaped' });
    expect(resolve('SO147ZZ')).toEqual({ kind: 'shaped' });
    expect(resolve('SO14')).toEqual({ kind: 'misshapen' });
  });
});

describe('an assessment', () => {
  test('is counted at the template row of its child and date, however they are typed', () => {
    expect(run([['0001', 45778, 'so14 1aa']]).kept.kept).toHaveLength(1);
  });
  test.each([
    ['not in template', run([['2', '2025-05-01', 'SO14 1AA']]).reasons.join()],
    ['not in template', run([['1', '2025-05-02', 'SO14 1AA']]).reasons.join()],
    ['no postcode', reason('', 'n/a', 'XXXX')],
    ['no fixed abode or not known', reason('NFA', '', 'ZZ99 3VZ')],
    ['not a postcode', reason('Mill Lane')],
    // Typed in full-width letters: not the look-up's, but not a blank cell either.
    ['not a postcode', reason('\uff33\uff2f\uff12 \uff14\uff22X')],
    ['not a postcode', reason('NFA', 'Mill Lane')],
    ['postcode not found', reason('SO14 7ZZ')],
    ['postcode not found', reason('SO14 7ZZ', 'NFA', 'Mill Lane', '')],
    ['conflicting postcodes', reason('SO14 1AA', 'SO14 2BB')],
    ['conflicting postcodes', reason('SO14 1AA', 'SO14 9ZZ')],
    ['conflicting postcodes', reason('SO14 8ZZ', 'SO14 9ZZ')],
    ['outside the authority', reason('KT10 0AA')],
    ['outside the authority', reason('SO14 9ZZ')],
    ['counted', reason('SO14 1AA', 'SO14 7ZZ', 'NFA', 'Mill Lane', '')],
    ['counted', reason('SO14 1AA', 'SO14 1AB')],
    ['counted', reason('SO14 1AA', 'SO14 3CC')],
    ['counted', reason('SO14 3CC')],
  ])('is %s (%#)', (expected, found) => expect(found).toBe(expected));
  test('with two postcodes in one LSOA takes the first in alphabetical order', () =>
    expect(run(of('SO14 1AB', 'SO14 1AA')).kept.kept[0]!.postcode).toBe('SO141AA'));
  test('closed after the day of the run is in the future, whatever the template says', () => {
    expect(run([['1', '2025-07-01', 'SO14 1AA']], [['1', '2025-07-01', CLOSED, '']]).reasons).toEqual([
      'date in the future',
    ]);
    expect(run([['1', '2025-06-30', 'SO14 1AA']], [['1', '2025-06-30', CLOSED, '']]).reasons).toEqual([]);
  });
  test('in the authority’s polygons but far from every LSOA has no LSOA', () => {
    const geography = tinyGeography(tinyPostcodes(POINTS));
    geography.authorities = tinyAreas([{ code: 'E1', name: 'Northby', rings: [square(-0.15, 51, 0.19)] }], '24');
    expect(run(of('SO14 9ZZ'), undefined, geography).reasons).toEqual(['no LSOA']);
  });
  test('whose postcode lies beyond a workbook’s pack is outside the authority, or in conflict', () => {
    const geography = tinyGeography(tinyPostcodes(POINTS, undefined, ['LS1']));
    expect(run(of('LS1 4AB'), undefined, geography).reasons).toEqual(['outside the authority']);
    expect(run(of('LS1 4AB', 'SO14 1AA'), undefined, geography).reasons).toEqual(['conflicting postcodes']);
  });
});

describe('rows of one child and date', () => {
  const day = '2025-05-01';
  test('are one assessment with the union of their factors', () => {
    const { merged } = run(of('SO14 1AA'), [
      ['1', day, CLOSED, '4A'],
      ['01', '01/05/2025', CLOSED, ''],
      ['1.0', 45778, CLOSED, '3A, 4A'],
    ]);
    expect(merged.assessments).toHaveLength(1);
    expect(merged.assessments[0]!.needs).toEqual(['4', '3']);
    expect(merged).toMatchObject({ mergedRows: 2, disagreements: [{ child: '1' }] });
  });
  test('are set aside one by one where they have no key', () => {
    const { reasons } = run(
      [],
      [
        ['', day, CLOSED, ''],
        ['', 'rubbish', CLOSED, ''],
        ['1', 'n/a', CLOSED, ''],
        ['1', '31/02/2025', CLOSED, ''],
      ],
    );
    expect(reasons).toEqual(['no child id', 'no child id', 'no date', 'unreadable date']);
  });
});

describe('template rows', () => {
  test('that nobody used, without a key, twice or repaired are told', () => {
    const { matched } = run([
      ['1', '2025-05-01', 'S014 1AA'],
      ['1', '2025-05-01', 'SO14 1AA'],
      ['2', '2025-05-01', 'SO14 1AA'],
      ['', '2025-05-01', 'SO14 1AA'],
      ['3', 'soon', 'SO14 1AA'],
    ]);
    expect(matched.unused.map((row) => row.source.row)).toEqual([4]);
    expect(matched.withoutKey.map((row) => row.source.row)).toEqual([5, 6]);
    expect(matched.duplicates.map((row) => row.source.row)).toEqual([2, 3]);
    expect(matched.repaired).toMatchObject([{ postcode: 'SO141AA', row: { source: { row: 2 } } }]);
  });
});

describe('the authority’s LSOAs', () => {
  test('have more than half of their area in its polygons, of any district together', () => {
    const geography = tinyGeography(tinyPostcodes({}));
    // A coarse file: the border between the towns lies 0.006 too far east, so a third of Southby's western LSOAs is in Northby.
    geography.authorities = tinyAreas(
      [
        { code: 'E1', name: 'Northby', rings: [square(0, 51, 0.046)] },
        {
          code: 'E2',
          name: 'Southby',
          rings: [
            [
              [0.046, 51],
              [0.08, 51],
              [0.08, 51.04],
              [0.046, 51.04],
              [0.046, 51],
            ],
          ],
        },
      ],
      '24',
    );
    const names = (districts: number[]) =>
      authorityLsoas(geography, districts)
        .map((lsoa) => geography.lsoas.codes[lsoa]!.slice(-1))
        .join('');
    expect(names([0])).toBe('1234');
    expect(names([1])).toBe('5678');
    expect(names([0, 1])).toBe('12345678');
  });
  test('count overlapping districts once', () => {
    const geography = tinyGeography(tinyPostcodes({}));
    const third = (code: string) => ({ code, name: code, rings: [square(0, 51, 0.0085)] });
    geography.authorities = tinyAreas([third('E1'), third('E2'), third('E3')], '24');
    expect(authorityLsoas(geography, [0, 1, 2])).toEqual([]);
  });
});

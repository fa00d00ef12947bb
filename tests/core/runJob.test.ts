import { resultJson } from '../../src/core/resultJson';
import { runJob } from '../../src/core/runJob';
import type { Cell, Host, Job, OutCell, OutSheet, Result } from '../../src/core/types';
import { CLOSED, job, LOG, sheet, TEMPLATE, workbook } from '../support/sheets';
import { tinyGeography, tinyPostcodes } from '../support/tinyGeography';

const POINTS: Record<string, [number, number]> = {
  SO141AA: [0.01, 51.01],
  SO142BB: [0.03, 51.01],
  KT100AA: [0.05, 51.01],
};
const host = (more: Partial<Host> = {}): Host => ({
  geography: async () => tinyGeography(tinyPostcodes(POINTS)),
  png: async ({ alt }) => new TextEncoder().encode(alt),
  progress: () => undefined,
  inPlace: false,
  ...more,
});

const template: Cell[][] = [
  ['1', '2025-05-31', 'SO14 1AA'],
  ['2', '2025-05-01', 'SO14 1AA'],
  ['3', '2024-05-01', 'SO14 2BB'],
  ['4', '2025-05-02', 'KT10 0AA'],
  ['5', '2025-05-03', ''],
  ['=cmd()', '2025-05-04', '+1'],
];
const log: Cell[][] = [
  ['1', '2025-05-31', CLOSED, '4A,16A'],
  ['1', '2025-05-31', CLOSED, '4B'],
  ['2', '2025-05-01', CLOSED, '99Z'],
  ['3', '2024-05-01', CLOSED, '21'],
  ['4', '2025-05-02', CLOSED, '4A'],
  ['5', '2025-05-03', CLOSED, '4A'],
  ['=cmd()', '2025-05-04', CLOSED, ''],
  ['', '2025-05-04', CLOSED, ''],
];
const data = workbook(sheet('assessment_postcode_data', [TEMPLATE, ...template]), sheet("Year's log", [LOG, ...log]));
const run = (more: Partial<Job> = {}, hosted = host()): Promise<Result> => runJob(job(data, more), hosted);
const byKey = (result: Result, key: string): OutSheet => result.sheets.find((one) => one.key === key)!;
const text = (cell: OutCell) => (cell !== null && typeof cell === 'object' ? cell.text : cell);

describe('a job', () => {
  test('counts by the rules', async () => {
    expect(resultJson(await run())).toMatchObject({
      authority: 'Northby',
      log_rows: 8,
      assessments: 6,
      merged_rows: 1,
      set_aside: { 'no child id': 1, 'no postcode': 1, 'not a postcode': 1, 'outside the authority': 1 },
      counted: 3,
      outside_years: 0,
      years: ['2023-06-01', '2024-05-31', '2024-06-01', '2025-05-31'],
      totals: [1, 2],
      top: ['4', '16A', '99Z', '1', '2'],
      newest: '2025-05-31',
    });
  });
  test('writes the sheets in their order, with stable keys and tables', async () => {
    const result = await run();
    expect(result.sheets.map(({ name }) => name)).toEqual([
      'Needs map',
      'Risk factors',
      'Assessments by LSOA',
      'Mental health by LSOA',
      'Neglect by LSOA',
      '99Z by LSOA',
      'Alcohol misuse by LSOA',
      'Drug misuse by LSOA',
      'Matching report',
      'Matching notes',
    ]);
    expect(result.sheets.flatMap(({ tables }) => tables.map(({ name }) => name))).toEqual([
      'NeedsMap_RiskFactors',
      'NeedsMap_AssessmentsByLSOA',
      'NeedsMap_Need_4_ByLSOA',
      'NeedsMap_Need_16A_ByLSOA',
      'NeedsMap_Need_99Z_ByLSOA',
      'NeedsMap_Need_1_ByLSOA',
      'NeedsMap_Need_2_ByLSOA',
      'NeedsMap_Matching',
      'NeedsMap_SetAside',
      'NeedsMap_Notices',
    ]);
    expect(byKey(result, 'need:4').images.map(({ name }) => name)).toEqual([
      'NeedsMap_Map_4_prevalence',
      'NeedsMap_Map_4_change',
    ]);
    expect(result.sheets.flatMap(({ images }) => images)).toHaveLength(12);
  });
  test('lists each set-aside assessment with reason, place in the source and a link where it stands in the same workbook', async () => {
    const rows = (result: Result) => byKey(result, 'matching').tables[1]!.rows;
    expect(rows(await run()).map((cells) => [cells[0], cells[1], cells[3], cells[4], cells[5]])).toEqual([
      ['no child id', '', '', "Year's log", 9],
      ['no postcode', '5', '', "Year's log", 7],
      ['not a postcode', '=cmd()', '+1', "Year's log", 8],
      ['outside the authority', '4', 'KT10 0AA', "Year's log", 6],
    ]);
    expect(rows(await run({}, host({ inPlace: true })))[1]![5]).toEqual({ text: 7, link: "'Year''s log'!A7" });
  });
  test('leaves the lists out where asked, and empties those of an earlier run in the same workbook', async () => {
    const without = await run({ list: false });
    expect(byKey(without, 'matching').tables.map(({ name }) => name)).toEqual(['NeedsMap_Matching']);
    expect(byKey(without, 'notices')).toBeUndefined();
    expect(JSON.stringify(without.sheets.map(({ lines, tables }) => [lines, tables]))).not.toContain('=cmd()');
    const inPlace = await run({ list: false }, host({ inPlace: true }));
    expect([byKey(inPlace, 'matching').tables[1]!.rows, byKey(inPlace, 'notices').tables[0]!.rows]).toEqual([[], []]);
  });
  test('says that the matching report holds children’s records', async () => {
    const result = await run();
    for (const key of ['matching', 'notices']) {
      expect(byKey(result, key).lines[0]).toMatchObject({
        row: 1,
        column: 1,
        cell: "Contains children's records. Do not share.",
      });
    }
  });
  test('tells on Needs map what was read, counted and set aside, and adds up', async () => {
    const cells = byKey(await run(), 'needs-map').lines.map(({ cell }) => text(cell));
    expect(cells).toEqual(
      expect.arrayContaining([
        'Needs map: Northby',
        '1 June 2024 to 31 May 2025: 2 assessments',
        '6, from 8 log rows',
        '3 (50.0%)',
        '8 log rows = 6 assessments + 1 merged row + 1 row without a key (child id and date)',
        '6 assessments = 3 counted + 3 set aside',
        '1 assessment, before 0 (+1)',
        'Invented for tests.',
      ]),
    );
  });
  test('keeps the row of the "not finished" line free on every sheet, or puts a line of its own there', async () => {
    const result = await run({ keepNeeds: ['21', '4'] });
    for (const { tables, images } of result.sheets) {
      expect(tables.every(({ row }) => row > 2) && images.every(({ row }) => row > 4)).toBe(true);
    }
    expect(byKey(result, 'need:21').lines.find(({ row }) => row === 2)!.cell).toMatch(
      /^No longer among the needs to map/,
    );
    expect(result.top).not.toContain('21');
    expect(resultJson(result).needs_by_lsoa).not.toHaveProperty('21');
  });
  test('warns where a share is unusual', async () => {
    expect((await run()).warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^16.7% of assessments were set aside as "outside the authority" \(usual: up to 15.0%\): is this the right authority\?$/,
        ),
      ]),
    );
  });
  test('gives the maps one scale where asked', async () => {
    const data24 = workbook(
      sheet('t', [
        TEMPLATE,
        ...Array.from({ length: 9 }, (_, i) => [`${i}`, '2025-05-31', i < 6 ? 'SO14 1AA' : 'SO14 2BB']),
      ]),
      sheet('l', [
        LOG,
        ...Array.from({ length: 9 }, (_, i) => [`${i}`, '2025-05-31', CLOSED, i % 3 === 0 ? '4A' : '']),
      ]),
    );
    const ranges = ({ drawings }: Result, name: string) =>
      drawings[`NeedsMap_Map_${name}_prevalence`]!.texts.map((one) => one.text).filter((one) => /^\d+–\d+$/.test(one));
    const same = await run({ workbook: data24, map: { sameScale: true } });
    const own = await run({ workbook: data24 });
    expect(ranges(same, '4')).toEqual(ranges(same, 'all'));
    expect(ranges(same, '4').length).toBeGreaterThan(0);
    expect(ranges(own, '4')).toEqual([]);
  });
  test('keeps the classes of the run before where asked, map by map', async () => {
    const many = (count: number) =>
      workbook(
        sheet('t', [
          TEMPLATE,
          ...Array.from({ length: count }, (_, i) => [`${i}`, '2025-05-31', i % 3 ? 'SO14 1AA' : 'SO14 2BB']),
        ]),
        sheet('l', [LOG, ...Array.from({ length: count }, (_, i) => [`${i}`, '2025-05-31', CLOSED, '4A'])]),
      );
    const first = await run({ workbook: many(9) });
    expect(first.runTotals.breaks?.NeedsMap_Map_all_prevalence).toEqual([3, 6]);
    const kept = await run({ workbook: many(60), before: first.runTotals, map: { keepClasses: true } });
    expect(kept.runTotals.breaks?.NeedsMap_Map_all_prevalence).toEqual([3, 6]);
    expect(kept.drawings.NeedsMap_Map_all_prevalence!.texts.map((one) => one.text)).toContain('6 or more');
    const own = await run({ workbook: many(60), before: first.runTotals });
    expect(own.runTotals.breaks?.NeedsMap_Map_all_prevalence).toEqual([20, 40]);
  });
  test('without anything counted still gives whole tables and says why', async () => {
    const empty = await run({
      authorities: ['Southby'],
      workbook: workbook(sheet('t', [TEMPLATE]), sheet('l', [LOG, ['1', '2025-05-31', CLOSED, '']])),
    });
    expect(resultJson(empty)).toMatchObject({
      counted: 0,
      totals: [0, 0],
      set_aside: { 'not in template': 1 },
      years: ['2023-07-01', '2024-06-30', '2024-07-01', '2025-06-30'],
    });
    expect(empty.assessmentsByLsoa).toHaveLength(4);
  });
  test('ends the current year where the user says, by the same month rule', async () => {
    const { years } = await run({ yearEnd: '2025-03-15' });
    expect(years).toMatchObject({ currentEnd: '2025-02-28', currentStart: '2024-03-01' });
  });
  test.each([
    [{ today: '2025-02-30' }, '"2025-02-30" is not a date for today\'s date: write it as 2025-03-31.'],
    [{ yearEnd: 'soon' }, '"soon" is not a date for the end of the year: write it as 2025-03-31.'],
    [
      { authorities: ['Northbi'] },
      /^There is no local authority called Northbi in the geography in use; the nearest names are Northby/,
    ],
  ])('stops with a sentence: %p', async (more, sentence) => {
    await expect(run(more)).rejects.toThrow(sentence);
  });
  test('reports progress from start to end, never backwards', async () => {
    const shares: number[] = [];
    await run({}, host({ progress: (_, share) => shares.push(share) }));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});

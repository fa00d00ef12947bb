import { needSheetName, placeOf } from '../../src/core/sheetNames';
import { runJob } from '../../src/core/runJob';
import { sinceLastRun } from '../../src/core/sinceLastRun';
import type { Cell, Host, Job, RunTotals } from '../../src/core/types';
import { CLOSED, job, LOG, sheet, TEMPLATE, workbook } from '../support/sheets';
import { tinyGeography, tinyPostcodes } from '../support/tinyGeography';

const POINTS: Record<string, [number, number]> = { SO141AA: [0.01, 51.01], SO142BB: [0.03, 51.01] };
const host = (lsoas?: Record<string, number>): Host => ({
  geography: async () => tinyGeography(tinyPostcodes(POINTS, lsoas)),
  png: async () => new Uint8Array(),
  progress: () => undefined,
  inPlace: false,
});
const run = (template: Cell[][], log: Cell[][], hosted = host(), more: Partial<Job> = {}) =>
  runJob(job(workbook(sheet('t', [TEMPLATE, ...template]), sheet('l', [LOG, ...log])), more), hosted);
const table = (result: Awaited<ReturnType<typeof run>>, key: string, index: number) =>
  result.sheets.find((one) => one.key === key)!.tables[index]!.rows;

describe('the matching report', () => {
  const template: Cell[][] = [
    ['1', '2025-05-01', 'S014 1AA'],
    ['2', '2025-05-01', 'SO14 1AA'],
    ['2', '2025-05-01', 'SO14 2BB'],
    ['3', '2025-05-01', 'SO14 1AA'],
    ['4', '2025-05-01', 'SO14 1AA'],
    ['9', '2025-05-01', 'SO14 1AA'],
    ['', '2025-05-01', 'SO14 1AA'],
  ];
  const log: Cell[][] = [
    ['1', '2025-05-01', CLOSED, '21, 4A'],
    ['2', '2025-05-01', CLOSED, '4A'],
    ['3', '2025-05-01', CLOSED, '18A'],
    ['3', '2025-05-01', CLOSED, '99Z, RB'],
    ['4', '2025-05-01', CLOSED, ''],
    ['5', '2025-05-02', CLOSED, '4A'],
    ['6', '2025-05-02', CLOSED, '4A'],
  ];
  test('shows the way down in numbers that add up', async () => {
    const steps = Object.fromEntries(
      table(await run(template, log, host(), { yearEnd: '2025-05-31' }), 'matching', 0).map(([step, value]) => [
        step,
        value,
      ]),
    );
    expect(steps).toMatchObject({
      'Log rows of assessments read': 7,
      'Rows merged (same child and date)': 1,
      Assessments: 6,
      'Set aside: not in template': 2,
      'Set aside: conflicting postcodes': 1,
      Counted: 3,
      'Counted, in the current year': 3,
      'Counted, in the previous year': 0,
      'Assessments whose rows disagreed on factors': 1,
      'Template rows read': 7,
      'Template rows that no assessment used': 1,
      'Template rows without child id or date': 1,
      'Template rows with a repaired postcode': 1,
    });
    const assessments = Object.entries(steps)
      .filter(([step]) => step.startsWith('Set aside:'))
      .reduce((sum, [, value]) => sum + Number(value), 0);
    expect(assessments + Number(steps.Counted)).toBe(steps.Assessments);
  });
  test('adds up by year too, with the dates of those outside both years, in assessments even where children are counted', async () => {
    // Child 1 twice in the current year and once long before; child 3 in the previous year.
    const days = ['2025-05-01', '2025-05-20', '2021-03-03', '2021-04-04'];
    const rows = [...days.map((day) => ['1', day]), ['3', '2024-05-09']];
    for (const countChildren of [false, true]) {
      const result = await run(
        rows.map(([child, day]) => [child!, day!, 'SO14 1AA']),
        rows.map(([child, day]) => [child!, day!, CLOSED, '4A']),
        host(),
        { yearEnd: '2025-05-31', countChildren },
      );
      expect(result.matching.sums).toEqual([
        '5 log rows = 5 assessments + 0 merged rows + 0 rows without a key (child id and date)',
        '5 assessments = 5 counted + 0 set aside',
        '5 counted = 2 in the current year + 1 in the previous year + 2 outside both (3 March 2021 to 4 April 2021)',
      ]);
      expect(table(result, 'matching', 0)).toContainEqual(['Counted, in the current year', 2, 0.4]);
      expect(result.totals).toEqual({ current: countChildren ? 1 : 2, previous: 1 });
    }
  });
  /** Assessments of as many children, the first of whom has something else in the log or in the template. */
  const withOne = async (many: number, odd: { log?: Cell[]; postcode?: Cell }, retired: boolean | null = null) => {
    const day = '2025-05-01';
    const children = Array.from({ length: many }, (_, i) => `C${i}`);
    const geography = await host().geography();
    const about = { ...geography.about, retiredPostcodes: retired, warnings: [] };
    const { warnings } = await run(
      children.map((child, i) => [child, day, i === 0 && odd.postcode !== undefined ? odd.postcode : 'SO14 1AA']),
      children.map((child, i) => [...(i === 0 && odd.log ? odd.log : [child, day]), CLOSED, '4A']),
      { ...host(), geography: async () => ({ ...geography, about }) },
      { yearEnd: '2025-05-31' },
    );
    return warnings.filter((warning) => warning.includes('set aside'));
  };
  test.each<[odd: { log?: Cell[]; postcode?: Cell }, sentence: string]>([
    [
      { log: ['', '2025-05-01'] },
      'log rows were set aside as "no child id" (usual: up to 5.0%): is the right column read for the child ids?',
    ],
    [
      { log: ['C0', ''] },
      'log rows were set aside as "no date" (usual: up to 5.0%): is the right column read for the dates?',
    ],
    [
      { log: ['C0', 'in May'] },
      'log rows were set aside as "unreadable date" (usual: up to 5.0%): are the dates written day, month, year?',
    ],
    [
      { log: ['C0', '2052-05-01'] },
      'assessments were set aside as "date in the future" (usual: up to 1.0%): is the year wrong, or are day and month exchanged?',
    ],
    [
      { log: ['C0', '2024-05-01'] },
      'assessments were set aside as "not in template" (usual: up to 5.0%): is the template filled in for all closed assessments?',
    ],
    [
      { postcode: '' },
      'assessments were set aside as "no postcode" (usual: up to 5.0%): are the postcodes still to be filled in?',
    ],
    [
      { postcode: 'Mill Lane' },
      'assessments were set aside as "not a postcode" (usual: up to 5.0%): is the right column read for the postcodes?',
    ],
  ])('warns where more than usual were set aside, and asks what may be wrong: %p', async (odd, sentence) => {
    expect(await withOne(10, odd)).toEqual([`10.0% of ${sentence}`]);
    expect(await withOne(101, odd)).toEqual([]);
  });
  test.each([
    [true, 'is the postcode file recent?'],
    [false, 'retired postcodes are the likely reason.'],
    [null, 'the postcode file may lack retired postcodes; NSPL or ONSPD have them.'],
  ])('asks after postcodes that were not found by what is known of retired ones: %p', async (retired, question) => {
    const odd = { postcode: 'SO14 7ZZ' };
    const start = '% of assessments were set aside as "postcode not found" (usual: up to 1.0%): ';
    // 1 of 95 is 1.05%, 1 of 99 1.01%, and 1 of 100 is no more than usual.
    expect(await withOne(95, odd, retired)).toEqual([`1.1${start}${question}`]);
    expect(await withOne(99, odd, retired)).toEqual([`Just over 1.0${start}${question}`]);
    expect(await withOne(100, odd, retired)).toEqual([]);
  });
  test('says how many hints there are, in numbers that name no child', async () => {
    // The template has child 5 a day earlier; child 6 never.
    const { matching } = await run([...template, ['5', '2025-05-01', 'SO14 1AA']], log);
    expect(matching.hints).toBe(1);
    expect(Object.keys(matching)).toEqual(['steps', 'sums', 'hints']);
  });
  test.each([
    [true, 'The postcode file holds retired postcodes too.'],
    [false, 'The postcode file holds no retired postcodes.'],
    [null, "Whether the postcode file holds retired postcodes can't be told."],
  ])('says whether the postcode file holds retired postcodes: %p', async (retiredPostcodes, sentence) => {
    const geography = await host().geography();
    const about = { ...geography.about, retiredPostcodes };
    const result = await run(template, log, { ...host(), geography: async () => ({ ...geography, about }) });
    const lines = result.sheets.find(({ key }) => key === 'matching')!.lines;
    expect(lines.map(({ cell }) => cell).join()).toContain(sentence);
  });
  test('lists the most common reason first', async () => {
    expect(table(await run(template, log), 'matching', 1).map(([reason, child]) => [reason, child])).toEqual([
      ['not in template', '5'],
      ['not in template', '6'],
      ['conflicting postcodes', '2'],
    ]);
  });
  test('notes everything that somebody should look at, with its row', async () => {
    const notices = table(await run(template, log), 'notices', 0).map(([notice, child, , detail, from, row]) => [
      notice,
      child,
      detail,
      `${String(from)} ${String(row)}`,
    ]);
    expect(notices.sort()).toEqual([
      ['18A or 19A after March 2024', '3', '18A', 'l 4'],
      ['21 beside other factors', '1', '21, 4A', 'l 2'],
      ['child and date twice in the template', '2', 'SO14 1AA', 't 3'],
      ['child and date twice in the template', '2', 'SO14 2BB', 't 4'],
      ['factor codes not in the table', '3', '99Z, RB', 'l 5'],
      ['no factors', '4', '', 'l 6'],
      ['postcode repaired', '1', 'S014 1AA became SO14 1AA', 't 2'],
      ['rows of one assessment with different factors', '3', '18A', 'l 4'],
      ['rows of one assessment with different factors', '3', '99Z', 'l 5'],
      ['template row that no assessment used', '9', 'SO14 1AA', 't 7'],
      ['template row without a readable child id or date', '', 'SO14 1AA', 't 8'],
    ]);
  });
  test('notes each row of an assessment whose rows differ, with its own factors', async () => {
    const rows: Cell[][] = ['4A', '', '21', '99Z'].map((factors) => ['1', '2025-05-01', CLOSED, factors]);
    const notices = table(await run(template, rows), 'notices', 0);
    const of = (notice: string) => notices.filter((row) => row[0] === notice).map((row) => [row[5], row[3]]);
    expect(of('rows of one assessment with different factors')).toEqual([
      [2, '4A'],
      [3, 'none'],
      [4, '21'],
      [5, '99Z'],
    ]);
    expect(of('21 beside other factors')).toEqual([[4, '4A, 21, 99Z']]);
    expect(of('factor codes not in the table')).toEqual([[5, '99Z']]);
  });
  test('notes where the LSOA by code and by polygon disagree', async () => {
    const result = await run(
      [['1', '2025-05-01', 'SO14 1AA']],
      [['1', '2025-05-01', CLOSED, '4A']],
      host({ SO141AA: 1 }),
      { yearEnd: '2025-05-31' },
    );
    expect(table(result, 'notices', 0)).toEqual([
      ['LSOA by code differs from the polygon', '1', 45778, 'E01900002 by code, E01900001 by polygon', 'l', 2],
    ]);
    expect(result.assessmentsByLsoa[0]).toMatchObject({ code: 'E01900002', current: 1 });
  });
});

describe('what moved since the last run', () => {
  const totals = (numbers: Record<string, number>): RunTotals => ({
    authority: 'Northby',
    currentEnd: '2025-04-30',
    numbers,
  });
  test('is told total by total', () => {
    expect(
      sinceLastRun(totals({ Counted: 1005, Same: 1, New: 2 }), totals({ Counted: 1000, Same: 1, Gone: 3 })),
    ).toEqual(['Counted: 1,005, was 1,000 (+5)', 'New: 2, was 0 (+2)', 'Gone: 0, was 3 (-3)']);
    expect(sinceLastRun(totals({ Counted: 1 }), totals({ Counted: 1 }))).toEqual(['No total moved.']);
  });
  test('is not told where authority or year are others', () => {
    expect(sinceLastRun(totals({}), { ...totals({}), authority: 'Southby' })).toEqual([
      'The last run was about Southby: not compared.',
    ]);
    expect(sinceLastRun(totals({}), { ...totals({}), currentEnd: '2025-03-31' })).toEqual([
      "The last run's current year ended on 31 March 2025: not compared.",
    ]);
  });
  test('stands on Needs map after a refresh', async () => {
    const log: Cell[][] = [
      ['1', '2025-05-31', CLOSED, '4A'],
      ['2', '2025-05-30', CLOSED, ''],
    ];
    const first = await run([['1', '2025-05-31', 'SO14 1AA']], log);
    const second = await run(
      [
        ['1', '2025-05-31', 'SO14 1AA'],
        ['2', '2025-05-30', 'SO14 1AA'],
      ],
      log,
      host(),
      { before: first.runTotals },
    );
    expect(second.moved).toEqual([
      'Counted: 2, was 1 (+1)',
      'Set aside: 0, was 1 (-1)',
      'Current year: 2, was 1 (+1)',
      'Set aside: not in template: 0, was 1 (-1)',
    ]);
    expect(second.sheets[0]!.lines.map(({ cell }) => cell)).toEqual(
      expect.arrayContaining(['Since the last run', ...second.moved]),
    );
  });
});

describe('a need’s sheet name', () => {
  test('is cut to 31 characters before ` by LSOA`', () =>
    expect(needSheetName('Unaccompanied asylum-seeking child', [])).toBe('Unaccompanied asylum-se by LSOA'));
  test('has none of the characters that Excel forbids, and no apostrophe at its ends', () =>
    expect(needSheetName("'a[b]:c*d?e/f\\g'", [])).toBe('a b c d e f g by LSOA'));
  test('is unlike any taken one, whatever its case', () =>
    expect(needSheetName('Missing', ['MISSING BY LSOA', 'Missing 2 by LSOA'])).toBe('Missing 3 by LSOA'));
  test('is never empty', () => expect(needSheetName('***', [])).toBe('Need by LSOA'));
  test('is quoted in links', () => expect(placeOf("Year's log", 5)).toBe("'Year''s log'!A5"));
});

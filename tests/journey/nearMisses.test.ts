import { runJob } from '../../src/core/runJob';
import type { OutCell, OutSheet, Result } from '../../src/core/types';
import { readXlsx } from '../../src/workbook/readXlsx';
import { writeXlsx } from '../../src/workbook/writeXlsx';
import { CLOSED, LOG, TEMPLATE } from '../support/sheets';
import { tinyGeography, tinyPostcodes } from '../support/tinyGeography';

/** A near miss: what the template has, what the log has, and the words of the hint that it must bring. */
const MISSES: [template: [child: string, date: string], log: [child: string, date: string], hint: RegExp | null][] = [
  [['A01', '2025-03-10'], ['A01', '2025-03-11'], /10 March 2025, 1 day earlier\.$/],
  [['A02', '2025-03-10'], ['A02', '2025-02-24'], /10 March 2025, 14 days later\.$/],
  [['A03', '2025-03-10'], ['A03', '2025-03-25'], null],
  [['B0001', '2025-01-08'], ['00B0001', '2025-01-08'], /has B0001 on this date: the id may be mistyped\.$/],
  [['C4711', '2025-01-09'], ['C4712', '2025-01-09'], /has C4711 on this date: the id may be mistyped\.$/],
  [['C9911', '2025-01-13'], ['C991', '2025-01-13'], /has C9911 on this date/],
  [['D1', '2025-04-03'], ['D1', '2025-03-04'], /3 April 2025: day and month may be exchanged\.$/],
  [['E1', '2025-05-06'], ['E1', '2026-05-06'], /6 May 2025: the year may be a slip\.$/],
  [['F1', '2024-11-12'], ['F1', '11/25/2024'], /^Perhaps 25 November 2024: day and month may be exchanged\.$/],
  [['G77', '2024-07-01'], ['H88', '2024-07-01'], null],
];
const AS_IT_IS: [string, string][] = [
  ['007', '2025-02-02'],
  // Case and leading zeros of digits are no difference.
  ['k9', '2025-02-03'],
];

describe('near misses planted in a workbook', () => {
  let result: Result;
  const sheet = (name: string, rows: OutCell[][]): OutSheet => ({
    key: name,
    name,
    frozenRows: 0,
    lines: rows.flatMap((cells, i) => cells.map((cell, j) => ({ row: i + 1, column: j + 1, cell }))),
    tables: [],
    images: [],
  });
  const matching = (name: string) =>
    result.sheets.find(({ key }) => key === 'matching')!.tables.find((table) => table.name === name)!.rows;

  beforeAll(async () => {
    const template = [...MISSES.map(([row]) => row), ...AS_IT_IS].map(([child, date]) => [child, date, 'SO14 1AA']);
    const log = [...MISSES.map(([, row]) => row), ['7', '02/02/2025'], ['K9', '3 Feb 2025']] as [string, string][];
    const bytes = await writeXlsx([
      sheet('template', [TEMPLATE, ...template]),
      sheet('log', [LOG, ...log.map(([child, date]) => [child, date, CLOSED, '4A'])]),
    ]);
    result = await runJob(
      { workbook: await readXlsx(bytes, 'near.xlsx'), authorities: ['Northby'], today: '2025-06-30' },
      {
        geography: async () => tinyGeography(tinyPostcodes({ SO141AA: [0.01, 51.01] })),
        png: async () => new Uint8Array(),
        progress: () => undefined,
        inPlace: false,
      },
    );
  });

  test.each(MISSES)('the template has %p, the log %p: the hint is %p', (_, [child], hint) => {
    const row = matching('NeedsMap_SetAside').find((cells) => cells[1] === child)!;
    if (hint === null) expect(row[6]).toBe('');
    else expect(row[6]).toMatch(hint);
  });

  test('no other assessment is set aside, and eight hints are counted', () => {
    expect(matching('NeedsMap_SetAside')).toHaveLength(MISSES.length);
    expect([result.counted, result.matching.hints]).toEqual([AS_IT_IS.length, 8]);
  });
});

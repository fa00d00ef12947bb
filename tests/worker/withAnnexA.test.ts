import { readFileSync } from 'node:fs';
import { File } from 'node:buffer';
import type { Cell } from '../../src/core/types';
import { UserError } from '../../src/core/userError';
import { readXlsx } from '../../src/workbook/readXlsx';
import { listXlsx } from '../../src/worker/listXlsx';
import { plainXlsx } from '../../src/worker/plainXlsx';
import { withAnnexA } from '../../src/worker/withAnnexA';
import { samples, withSamples } from '../census/returns';
import { CLOSED, job, LOG, sheet, workbook } from '../support/sheets';

const HEADINGS = ['Child Unique ID', 'Continuous Assessment Start Date', 'Continuous Assessment Date of Authorisation'];
// 45078 is 1 June 2023.
const log = sheet('log', [
  LOG,
  ['A1', 45078, CLOSED, '4B'],
  ['0002', 45079, CLOSED, null],
  ['A3', 45080, 'AssessmentActualStartDate', null],
]);
const file = (bytes: Uint8Array, name = 'annex.xlsx') =>
  new File([bytes as Uint8Array<ArrayBuffer>], name) as globalThis.File;
const annex = (rows: Cell[][], name = 'List 4') =>
  file(plainXlsx([sheet('List 3', [['Child Unique ID']]), sheet(name, rows)]));
const compare = (annexA: globalThis.File, ...sheets: Parameters<typeof workbook>) =>
  withAnnexA(job(workbook(...sheets)), annexA, () => undefined);
const sentence = async (told: Promise<unknown>): Promise<string> => {
  const error = await told.then(
    () => new Error('it was read'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw error;
  return error.message;
};

describe('the log of the workbook and Annex A', () => {
  const rows: Cell[][] = [
    HEADINGS,
    ['A1', 45070, 45078], // in the log
    [2, 45070, 45079], // in the log, with zeros before it
    ['A3', 45070, 45080], // only its start is
    ['A4', 45070, 45200],
    ['A5', 45070, null], // still open
    [null, 45070, 45078],
  ];

  test('numbers in sentences, the list of what the log lacks by child and date', async () => {
    const { summary, missing } = await compare(annex(rows), log);
    expect(summary).toEqual({
      sentence:
        'annex.xlsx has 4 closed assessments (1 June 2023 to 1 October 2023). The log has 2 of them, and not the other 2. ' +
        "2 of the missing were closed after the log's last assessment (2 June 2023). " +
        '1 row without a readable child id or date could not be compared.',
      missing: 2,
    });
    expect(missing.rows).toEqual([
      ['A3', '2023-06-03'],
      ['A4', '2023-10-01'],
    ]);
  });

  test('the list is found by its headings, whatever its sheet is called, under a title', async () => {
    const { summary } = await compare(annex([['Assessments of the last six months'], [], ...rows], 'Sheet7'), log);
    expect(summary.missing).toBe(2);
  });

  test('all there, none there', async () => {
    const all = await compare(annex([HEADINGS, ['A1', 45070, 45078]]), log);
    expect(all.summary.sentence).toBe(
      'annex.xlsx has 1 closed assessment (1 June 2023 to 1 June 2023). The log has all of them.',
    );
    const none = await compare(annex([HEADINGS, ['B1', 45070, 45078]]), log);
    expect(none.summary.sentence).toContain('The log has none of them: check that both have the same child ids');
  });

  test('the list as an .xlsx of one table, ids and dates as text, that is neither log nor template', async () => {
    const { missing } = await compare(annex([HEADINGS, ['0009', 45070, 45078]]), log);
    const read = await readXlsx(await listXlsx('annexA', missing), 'list.xlsx');
    expect(read.sheets).toMatchObject([
      {
        name: 'Annex A not in the log',
        rows: [
          ['CUID', 'Assessment Closure Date'],
          ['0009', '2023-06-01'],
        ],
      },
    ]);
    await expect(compare(annex(rows), ...read.sheets)).rejects.toThrow(/^There is no log in this workbook/);
    await expect(listXlsx('annexA', { ...missing, rows: [] })).rejects.toThrow(
      /^There is nothing to list: compare with Annex A again/,
    );
  });
});

describe('one sentence, and nothing is compared, for', () => {
  test('a workbook without a log', async () => {
    expect(await sentence(compare(annex([HEADINGS, ['A1', null, 45078]]), sheet('Own', [['x']])))).toBe(
      'There is no log in this workbook to compare with: import CIN Census XML or a log file first, then compare with Annex A.',
    );
  });

  test('a workbook without List 4, and one whose List 4 is empty', async () => {
    expect(await sentence(compare(annex([['Name', 'Town']]), log))).toMatch(
      /^"annex\.xlsx" has no sheet with the headings Child Unique ID and Continuous Assessment Date of Authorisation: choose/,
    );
    for (const rows of [[HEADINGS], [HEADINGS, ['A1', 45070, null]]])
      expect(await sentence(compare(annex(rows), log))).toMatch(
        /^The sheet "List 4" of "annex\.xlsx" has no closed assessment/,
      );
  });

  test.each<[string, number[], RegExp]>([
    ['something else', [1, 2, 3], /^annex\.xlsx is not an Excel workbook: /],
    [
      'an old .xls',
      [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0],
      /^annex\.xlsx is an old Excel workbook \(\.xls\): /,
    ],
    [
      'a workbook under a password',
      [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.from('EncryptedPackage', 'utf16le')],
      /^annex\.xlsx is protected by a password: /,
    ],
    ['nothing', [], /^annex\.xlsx is empty: /],
  ])('%s', async (_what, bytes, told) => {
    expect(await sentence(compare(file(Uint8Array.from(bytes)), log))).toMatch(told);
  });
});

withSamples('the public sample of Annex A', () => {
  test('five closed assessments, which a log of others has not', async () => {
    const bytes = readFileSync(samples.path('Annex_A_2024_Jan.xlsx'));
    const { summary } = await compare(file(bytes, 'Annex_A_2024_Jan.xlsx'), log);
    expect(summary.sentence).toMatch(
      /^Annex_A_2024_Jan\.xlsx has 5 closed assessments \(11 November 2020 to 8 February 2021\)\. The log has none of them/,
    );
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutSheet } from '../../src/core/types';
import { sampleAuthority } from '../../src/sample/sampleAuthority';
import { readXlsx } from '../../src/workbook/readXlsx';
import { writeXlsx } from '../../src/workbook/writeXlsx';
import { cli } from '../support/cli';

const temp = mkdtempSync(join(tmpdir(), 'needs-map-share-'));
const at = (name: string) => join(temp, name);
const sample = sampleAuthority();
const text = { lsoas: sample.files.lsoas.text, postcodes: sample.files.postcodes.text };
const RUN = [
  ...['--workbook', at('in.xlsx'), '--postcodes', at('postcodes.csv'), '--lsoas', at('lsoas.geojson')],
  ...['--authorities', at('authorities.geojson'), '--authority', sample.authority, '--today', sample.today],
  ...['--out', at('out.xlsx')],
];

beforeAll(async () => {
  writeFileSync(at('postcodes.csv'), sample.files.postcodes.text);
  writeFileSync(at('lsoas.geojson'), sample.files.lsoas.text);
  writeFileSync(at('authorities.geojson'), sample.files.authorities.text);
  const sheets = sample.workbook.sheets.map(({ name, rows, firstRow, firstColumn }): OutSheet => {
    const lines = rows.flatMap((cells, i) =>
      cells.flatMap((cell, j) => {
        const written = typeof cell === 'number' ? cell : String(cell);
        return cell === null ? [] : [{ row: firstRow + i, column: firstColumn + j, cell: written }];
      }),
    );
    return { key: name, name, frozenRows: 0, lines, tables: [], images: [] };
  });
  writeFileSync(at('in.xlsx'), await writeXlsx(sheets));
  // The template whole, the log's first rows only.
  const few = sheets.map((sheet) => (/log/i.test(sheet.name) ? { ...sheet, lines: firstRows(sheet, 12) } : sheet));
  writeFileSync(at('few.xlsx'), await writeXlsx(few));
});
const firstRows = ({ lines }: OutSheet, rows: number) => {
  const first = Math.min(...lines.map(({ row }) => row));
  return lines.filter(({ row }) => row < first + rows);
};
afterAll(() => rmSync(temp, { recursive: true }));

test('job --share writes a copy by MSOA beside the results, with eight sheets and hidden cells', async () => {
  const { code, err } = await cli('job', [...RUN, '--share', at('copy.xlsx'), '--share-by', 'msoa']);
  expect([code, err]).toEqual([0, expect.stringContaining('Done')]);
  const { sheets } = await readXlsx(readFileSync(at('copy.xlsx')), 'copy.xlsx');
  expect(sheets.map(({ name }) => name).slice(0, 3)).toEqual([
    'About this copy',
    'Risk factors',
    'Assessments by MSOA',
  ]);
  expect(sheets).toHaveLength(8);
  expect(sheets.flatMap(({ rows }) => rows.flat())).toContain('c');
});

test.each<[string, string[], () => void, RegExp]>([
  [
    'by MSOA with boundaries whose names end in no letter',
    ['--share-by', 'msoa', '--lsoas', at('nameless.geojson')],
    () => writeFileSync(at('nameless.geojson'), text.lsoas.replace(/("LSOA21NM": ?"[^"]*)[A-Z]"/g, '$1"')),
    /^(\d+) of \1 LSOAs have no name that ends in a letter, as in Southampton 022F, so their MSOA isn't known/m,
  ],
  [
    'by ward with a lookup that lacks LSOAs',
    ['--share-by', 'ward', '--wards', at('wards.csv')],
    () => writeFileSync(at('wards.csv'), `LSOA21CD,WD24CD,WD24NM\n${/E01\d{6}/.exec(text.lsoas)![0]},E05000001,Mill\n`),
    /^The ward file lacks \d+ of the authority's \d+ LSOAs: choose/m,
  ],
  [
    'by LSOA with three assessments in all',
    ['--share-by', 'lsoa', '--workbook', at('few.xlsx')],
    () => undefined,
    /^There are too few assessments to share by areas this small without giving counts away: choose larger areas\.$/m,
  ],
])('%s: one sentence, and nothing is written', async (_, more, write, sentence) => {
  write();
  const { code, err } = await cli('job', [...RUN, ...more, '--share', at('never.xlsx')]);
  expect(err).toMatch(sentence);
  expect([code, existsSync(at('never.xlsx'))]).toEqual([1, false]);
});

test.each([
  [['--share-by', 'ward'], '--wards is missing: to share by ward, name a lookup from LSOA to ward'],
  [['--share-limit', '2'], '--share-limit takes a whole number from 3 to 20, not "2".'],
  [['--share-by', 'street'], '--share-by takes lsoa or msoa or ward, not "street".'],
])('%j is refused before anything is written', async (more, sentence) => {
  const { code, err } = await cli('job', [...RUN, '--share', at('never.xlsx'), ...more]);
  expect(code).toBe(1);
  expect(err).toContain(sentence);
  expect(() => readFileSync(at('never.xlsx'))).toThrow();
});

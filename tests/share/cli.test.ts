import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
});
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

test.each([
  [['--share-by', 'ward'], '--wards is missing'],
  [['--share-limit', '2'], '--share-limit takes a whole number from 3 to 20, not "2".'],
  [['--share-by', 'street'], '--share-by takes lsoa or msoa or ward, not "street".'],
])('%j is refused before anything is written', async (more, sentence) => {
  const { code, err } = await cli('job', [...RUN, '--share', at('never.xlsx'), ...more]);
  expect(code).toBe(1);
  expect(err).toContain(sentence);
  expect(() => readFileSync(at('never.xlsx'))).toThrow();
});

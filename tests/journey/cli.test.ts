import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleAuthority } from '../../src/sample/sampleAuthority';
import type { OutSheet } from '../../src/core/types';
import { writeXlsx } from '../../src/workbook/writeXlsx';
import { readXlsx } from '../../src/workbook/readXlsx';
import { cli, ROOT } from '../support/cli';

const temp = mkdtempSync(join(tmpdir(), 'needs-map-cli-'));
const at = (name: string) => join(temp, name);
const sample = sampleAuthority();
const FILES = [
  '--workbook',
  at('in.xlsx'),
  '--postcodes',
  at('postcodes.csv'),
  '--lsoas',
  at('lsoas.geojson'),
  '--authorities',
  at('authorities.geojson'),
];
const RUN = [...FILES, '--authority', sample.authority, '--today', sample.today];

beforeAll(async () => {
  writeFileSync(at('postcodes.csv'), sample.files.postcodes.text);
  writeFileSync(at('lsoas.geojson'), sample.files.lsoas.text);
  writeFileSync(at('authorities.geojson'), sample.files.authorities.text);
  const sheets = sample.workbook.sheets.map((sheet): OutSheet => ({
    key: sheet.name,
    name: sheet.name,
    frozenRows: 0,
    lines: sheet.rows.flatMap((cells, i) =>
      cells.flatMap((cell, j) =>
        cell === null
          ? []
          : [
              {
                row: sheet.firstRow + i,
                column: sheet.firstColumn + j,
                cell: typeof cell === 'number' ? cell : String(cell),
              },
            ],
      ),
    ),
    tables: [],
    images: [],
  }));
  writeFileSync(at('in.xlsx'), await writeXlsx(sheets));
});
afterAll(() => rmSync(temp, { recursive: true }));

describe('npm run job', () => {
  test('writes the workbook, the JSON and twelve maps', async () => {
    const { code, err } = await cli('job', [
      ...RUN,
      '--out',
      at('out.xlsx'),
      '--json',
      at('out.json'),
      '--maps',
      at('maps'),
    ]);
    expect([code, err]).toEqual([0, expect.stringContaining('Matching postcodes')]);
    const json = JSON.parse(readFileSync(at('out.json'), 'utf8')) as {
      counted: number;
      assessments: number;
      top: string[];
    };
    expect(json.counted).toBeGreaterThan(5000);
    expect(json.top).toHaveLength(5);
    expect(readdirSync(at('maps')).filter((name) => name.endsWith('.png'))).toHaveLength(12);
    const { sheets } = await readXlsx(readFileSync(at('out.xlsx')), 'out.xlsx');
    expect(sheets[0]!.name).toBe('Needs map');
    // What we wrote is never input: the result read as a workbook has neither template nor log.
    const again = await cli('job', [...RUN, '--workbook', at('out.xlsx'), '--out', at('again.xlsx')]);
    expect([again.code, existsSync(at('again.xlsx'))]).toEqual([1, false]);
    expect(again.err).toContain('No template was found');
  });
  test('takes the choices of the pane', async () => {
    const choices = [
      '--needs',
      '3,7',
      '--year-end',
      '2026-03-31',
      '--template',
      'assessment_postcode_data',
      '--no-list',
      '--date-system',
      '1900',
    ];
    const { code, err } = await cli('job', [
      ...RUN,
      ...choices,
      '--out',
      at('chosen.xlsx'),
      '--json',
      at('chosen.json'),
    ]);
    expect([code, err]).toEqual([0, expect.any(String)]);
    const json = JSON.parse(readFileSync(at('chosen.json'), 'utf8')) as { years: string[]; top: string[] };
    expect(json.top).toEqual(['3', '7A']);
    expect(json.years).toEqual(['2024-04-01', '2025-03-31', '2025-04-01', '2026-03-31']);
    const { sheets } = await readXlsx(readFileSync(at('chosen.xlsx')), 'chosen.xlsx');
    expect(sheets.flatMap(({ tables }) => tables.map(({ name }) => name))).not.toContain('NeedsMap_SetAside');
  });
  test.each([
    [['--top', '0'], '--top takes a whole number from 1 to 24, not "0".'],
    [['--by', 'size'], '--by takes current or growth, not "size".'],
    [['--date-system', '1905'], '--date-system takes 1900 or 1904, not "1905".'],
    [['--needs', '3,77'], 'There is no need "77". Choose from: '],
    [['--today', '30/06/2025'], '"30/06/2025" is not a date for today\'s date: write it as 2025-03-31.'],
    [['--template', 'nowhere'], 'There is no sheet "nowhere" in the workbook.'],
    [['--authority', 'Exampletown'], 'There is no local authority called Exampletown'],
    [['--speed', '9'], "Unknown option '--speed'"],
    [['--workbook', at('missing.xlsx')], `The file ${at('missing.xlsx')} isn't there: check its name and folder.`],
    [['--postcodes', at('lsoas.geojson')], 'lsoas.geojson'],
    [['--lsoas', at('authorities.geojson')], 'authorities.geojson'],
    [['--workbook', at('postcodes.csv')], 'save it as an Excel workbook (.xlsx)'],
  ])('says in one sentence what is wrong with %p, and writes nothing', async (wrong, sentence) => {
    const replaced = RUN.filter((_, i) => !(wrong[0] === RUN[i] || wrong[0] === RUN[i - 1]));
    const { code, err, out } = await cli('job', [
      ...replaced,
      ...wrong,
      '--out',
      at('never.xlsx'),
      '--json',
      at('never.json'),
    ]);
    const last = err.trim().split('\n').at(-1)!;
    expect(last.toLowerCase()).toContain(sentence.toLowerCase());
    expect(err).not.toMatch(/\n\s+at /);
    expect([code, out, existsSync(at('never.xlsx')), existsSync(at('never.json'))]).toEqual([1, '', false, false]);
  });
  test('never writes over an input', async () => {
    const before = readFileSync(at('in.xlsx'));
    const { code, err } = await cli('job', [...RUN, '--out', at('in.xlsx')]);
    expect([code, err.trim()]).toEqual([
      1,
      `${at('in.xlsx')} is one of the input files, which are never written: choose another name.`,
    ]);
    expect(readFileSync(at('in.xlsx')).equals(before)).toBe(true);
  });
  test('asks for what is missing', async () => {
    expect((await cli('job', [])).err).toContain('--workbook is missing. Usage: npm run --silent job');
    expect((await cli('job', [...FILES, '--out', at('x.xlsx')])).err).toContain('--authority is missing');
  });
});

test('npm run demo writes a workbook and tells what it found', async () => {
  const { code, out } = await cli('demo', [], ROOT);
  expect(code).toBe(0);
  expect(out).toMatch(/Counted\s+[\d,]+ \(\d\d\.\d%\)[\s\S]*Look at\s+demo\/needs-map-demo.xlsx/);
  const { sheets } = await readXlsx(readFileSync(join(ROOT, 'demo/needs-map-demo.xlsx')), 'demo');
  expect(sheets).toHaveLength(10);
});

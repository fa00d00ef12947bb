import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { populationCsv } from '../../src/sample/populationCsv';
import { sampleAuthority } from '../../src/sample/sampleAuthority';
import type { OutSheet } from '../../src/core/types';
import { writeXlsx } from '../../src/workbook/writeXlsx';
import { readXlsx } from '../../src/workbook/readXlsx';
import { assessment, child, factors, message } from '../census/returns';
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
  test('gives the same result from a pack of the same files', async () => {
    const files = RUN.slice(2, 8);
    expect(await cli('pack', [...files, '--out', at('packs/sample.pack')])).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(at('packs/catalogue.json'), 'utf8')).packs).toHaveLength(1);
    const rest = RUN.filter((word) => !files.includes(word));
    const { code, err } = await cli('job', [
      ...rest,
      '--pack',
      at('packs/sample.pack'),
      '--out',
      at('pack.xlsx'),
      '--json',
      at('pack.json'),
    ]);
    expect([code, err]).toEqual([0, expect.any(String)]);
    expect(readFileSync(at('pack.json'), 'utf8')).toBe(readFileSync(at('out.json'), 'utf8'));
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
  test('takes a population, plain or gzipped, and maps rates and hot spots', async () => {
    writeFileSync(at('population.csv.gz'), gzipSync(populationCsv(sample).text));
    const more = ['--population', at('population.csv.gz'), '--show', 'rate', '--count-children'];
    const { code, err } = await cli('job', [
      ...RUN,
      ...more,
      '--out',
      at('rates.xlsx'),
      '--json',
      at('rates.json'),
      '--maps',
      at('rates'),
    ]);
    expect([code, err]).toEqual([0, expect.stringContaining('hot spots')]);
    expect(readdirSync(at('rates')).filter((name) => name.endsWith('-spots.png'))).toHaveLength(6);
    const [plain, children] = ['out.json', 'rates.json'].map(
      (name) => JSON.parse(readFileSync(at(name), 'utf8')) as { counted: number; totals: number[] },
    );
    expect(children!.counted).toBe(plain!.counted);
    expect(children!.totals[1]).toBeLessThanOrEqual(plain!.totals[1]!);
    const { sheets } = await readXlsx(readFileSync(at('rates.xlsx')), 'rates.xlsx');
    expect(sheets.map(({ name }) => name)).toContain('Hot spots');
  });
  test('a pack can hold the population: a job on it needs no other file, and counts the same', async () => {
    const files = [...FILES.slice(2), '--population', at('population.csv.gz')];
    const made = await cli('pack', [...files, '--out', at('people/sample.pack')]);
    expect([made.code, made.out]).toEqual([0, expect.stringContaining('children of 300 LSOAs of 2021')]);
    const from = ['--workbook', at('in.xlsx'), '--pack', at('people/sample.pack')];
    const more = ['--authority', sample.authority, '--today', sample.today, '--show', 'rate', '--count-children'];
    const { code } = await cli('job', [...from, ...more, '--out', at('p.xlsx'), '--json', at('p.json')]);
    expect(code).toBe(0);
    expect(readFileSync(at('p.json'), 'utf8')).toBe(readFileSync(at('rates.json'), 'utf8'));
    const { sheets } = await readXlsx(readFileSync(at('p.xlsx')), 'p.xlsx');
    expect(sheets.map(({ name }) => name)).toContain('Hot spots');
  });
  test.each([
    [['--show', 'rate'], '--population is missing: rates need a file of the children in each LSOA.'],
    [['--show', 'all'], '--show takes count or rate, not "all".'],
    [['--population', at('lsoas.geojson')], 'lsoas.geojson holds no CSV file'],
    [['--population', at('postcodes.csv')], 'postcodes.csv has no column of LSOA codes'],
    [['--top', '0'], '--top takes a whole number from 1 to 24, not "0".'],
    [['--by', 'size'], '--by takes current or growth, not "size".'],
    [['--date-system', '1905'], '--date-system takes 1900 or 1904, not "1905".'],
    [['--needs', '3,77'], 'There is no need "77". Choose from: '],
    [['--today', '30/06/2025'], '"30/06/2025" is not a date for today\'s date: write it as 2025-03-31.'],
    [['--template', 'nowhere'], 'There is no sheet "nowhere" in the workbook.'],
    [['--authority', 'Exampletown'], 'There is no local authority called Exampletown'],
    [['--pack', at('missing.pack')], `There is no file ${at('missing.pack')}; check the path.`],
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
  test('says where nothing can be written, and leaves nothing half written', async () => {
    writeFileSync(at('no-folder'), '');
    const { code, err } = await cli('job', [...RUN, '--out', at('half.xlsx'), '--json', at('no-folder/x.json')]);
    expect([code, err.trim().split('\n').at(-1)]).toEqual([
      1,
      `The results could not be written (EEXIST: ${at('no-folder')}): choose another place, close the file if it is open, and run again.`,
    ]);
    expect(readdirSync(temp).filter((name) => name.startsWith('half'))).toEqual([]);
  });
  test('asks for what is missing', async () => {
    expect((await cli('job', [])).err).toContain('--workbook is missing. Usage: npm run --silent job');
    expect((await cli('job', [...FILES, '--out', at('x.xlsx')])).err).toContain(
      '--authority is missing: which local authority are the maps about?',
    );
  });
});

describe('from CIN Census XML', () => {
  const assess = (closed: string, ...codes: string[]) => assessment('2025-08-01', closed, factors(...codes));
  const first = message(
    child('0077', assess('2025-12-01', '4A', '3B') + assess('', '')) + child('A1', assess('2025-12-24')),
    '2026-03-31',
  );
  const second = message(
    child('0077', assess('2025-12-01', '16A')) + child('B2', assess('2026-06-30', '4B')),
    '2027-03-31',
  );
  const postcode = sample.files.postcodes.text.split('\n')[1]!.split(',')[1]!;
  const template: OutSheet = {
    key: 't',
    name: 'assessment_postcode_data',
    frozenRows: 0,
    lines: [
      ...['CUID', 'Assessment Closure Date', 'Postcode at Time of Assessment'].map((cell, i) => ({
        row: 1,
        column: i + 1,
        cell,
      })),
      ...[
        ['77', '01/12/2025'],
        ['A1', '2025-12-24'],
        ['B2', '30 June 2026'],
      ].flatMap(([id, date], i) => [id!, date!, postcode].map((cell, j) => ({ row: i + 2, column: j + 1, cell }))),
    ],
    tables: [],
    images: [],
  };
  const numbers = (file: string) => {
    const { log_rows, assessments, merged_rows, counted, set_aside, risk_factors } = JSON.parse(
      readFileSync(at(file), 'utf8'),
    );
    return {
      log_rows,
      assessments,
      merged_rows,
      counted,
      set_aside,
      needs: risk_factors
        .filter((need: { current: number }) => need.current > 0)
        .map((need: { code: string }) => need.code),
    };
  };

  test('the job reads returns, or the log made of them, as it reads a log sheet', async () => {
    writeFileSync(at('2026.xml'), first);
    writeFileSync(at('2027.xml'), second);
    writeFileSync(at('template.xlsx'), await writeXlsx([template]));
    const base = RUN.map((word) => (word === at('in.xlsx') ? at('template.xlsx') : word));
    const fromXml = await cli('job', [
      ...base,
      '--census',
      at('2026.xml'),
      '--census',
      at('2027.xml'),
      '--out',
      at('xml.xlsx'),
      '--json',
      at('xml.json'),
    ]);
    expect([fromXml.code, fromXml.err]).toEqual([0, expect.any(String)]);
    expect(await cli('census', [at('2027.xml'), at('2026.xml'), '--out', at('log.csv')])).toMatchObject({
      code: 0,
      out: '',
    });
    const fromLog = await cli('job', [
      ...base,
      '--log-file',
      at('log.csv'),
      '--out',
      at('csv.xlsx'),
      '--json',
      at('csv.json'),
    ]);
    expect([fromLog.code, fromLog.err]).toEqual([0, expect.any(String)]);
    // Two returns have child 77's assessment: one row, with the factors of both.
    const expected = { log_rows: 3, assessments: 3, merged_rows: 0, set_aside: {}, needs: ['4', '3', '16A'] };
    expect(numbers('xml.json')).toMatchObject(expected);
    expect(numbers('csv.json')).toEqual(numbers('xml.json'));
  });
  test.each([
    ['<html><body>Sign in</body></html>', 'web page'],
    [first.slice(0, 700), 'cut off'],
  ])('a file that is no whole return is refused by name, and nothing is written (%#)', async (text, words) => {
    writeFileSync(at('bad.xml'), text);
    const { code, err } = await cli('census', [at('bad.xml'), '--out', at('bad.csv')]);
    expect([code, existsSync(at('bad.csv'))]).toEqual([1, false]);
    expect(err.trim().split('\n').at(-1)).toMatch(new RegExp(`bad.xml.*${words}|${words}.*bad.xml`));
  });
});

test('npm run demo writes a workbook and tells what it found', async () => {
  const { code, out } = await cli('demo', [], ROOT);
  expect(code).toBe(0);
  expect(out).toMatch(/Counted\s+[\d,]+ \(\d\d\.\d%\)[\s\S]*Look at\s+demo\/needs-map-demo.xlsx/);
  const { sheets } = await readXlsx(readFileSync(join(ROOT, 'demo/needs-map-demo.xlsx')), 'demo');
  expect(sheets).toHaveLength(11);
});

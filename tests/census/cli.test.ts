import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainXlsx } from '../../src/worker/plainXlsx';
import { assessment, child, factors, message } from './returns';

const folder = mkdtempSync(join(tmpdir(), 'census-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const census = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/census.ts', ...args], { encoding: 'utf8' });

test('two XML files become log.csv and report.csv; stderr has progress and numbers, and names no child', () => {
  writeFileSync(
    at('a.xml'),
    message(
      child('KID01', assessment('2022-05-01', '2022-06-01', factors('4a'))).replace('2023-01-02', '2022-01-02'),
      '2023-03-31',
    ),
  );
  writeFileSync(at('b.xml'), message(child('KID01', assessment('2023-05-01', '2023-06-01'))));
  const { status, stderr, stdout } = census(
    at('a.xml'),
    at('b.xml'),
    '--out',
    at('log.csv'),
    '--report',
    at('report.csv'),
  );
  expect(status).toBe(0);
  expect(stdout).toBe('');
  expect(readFileSync(at('log.csv'), 'utf8').split('\n')).toEqual([
    'CUID,Date,Type,Source,CIN Start Date,Assessment start date,Continuous Assessment Date of Authorisation,Factors',
    'KID01,2022-01-02,CINreferralDate,CIN,2022-01-02,,,',
    'KID01,2022-05-01,AssessmentActualStartDate,CIN,,2022-05-01,2022-06-01,4A',
    'KID01,2022-06-01,AssessmentAuthorisationDate,CIN,,2022-05-01,2022-06-01,4A',
    'KID01,2023-01-02,CINreferralDate,CIN,2023-01-02,,,',
    'KID01,2023-05-01,AssessmentActualStartDate,CIN,,2023-05-01,2023-06-01,',
    'KID01,2023-06-01,AssessmentAuthorisationDate,CIN,,2023-05-01,2023-06-01,',
    '',
  ]);
  expect(readFileSync(at('report.csv'), 'utf8')).toBe(
    'File,Line,CUID,Check,What\n' +
      'a.xml,1,KID01,code mended,"Factor written as ""4a"", read as 4A"\n' +
      'b.xml,1,KID01,rule 8897Q,A completed assessment has no factors\n',
  );
  expect(stderr).toContain('Reading b.xml');
  expect(stderr).toContain('1 x rule 8897Q');
  expect(stderr).toContain('6 rows in the log; 0 events stood more than once');
  expect(stderr).not.toContain('KID01');
});

test('--annex-a says which closed assessments the log lacks, in numbers; --missing lists them', () => {
  writeFileSync(at('c.xml'), message(child('KID01', assessment('2023-05-01', '2023-06-01'))));
  const rows = [
    ['Child Unique ID', 'Continuous Assessment Date of Authorisation'],
    ['KID01', 45078], // 1 June 2023
    ['KID02', 45079],
  ];
  const sheet = { name: 'List_4', firstRow: 1, firstColumn: 1, rows, tables: [] };
  writeFileSync(at('annex.xlsx'), plainXlsx([sheet]));
  const args = [at('c.xml'), '--out', at('c.csv'), '--annex-a', at('annex.xlsx'), '--missing', at('missing.csv')];
  const { status, stderr } = census(...args);
  expect(stderr).toContain(
    'annex.xlsx has 2 closed assessments (1 June 2023 to 2 June 2023). The log has 1 of them, and not the other 1.',
  );
  expect(stderr).not.toContain('KID02');
  expect(status).toBe(0);
  expect(readFileSync(at('missing.csv'), 'utf8')).toBe('CUID,Assessment Closure Date\nKID02,2023-06-02\n');
});

test('an XML file given for Annex A: one sentence, and no log is written', () => {
  const { status, stderr } = census(at('c.xml'), '--out', at('d.csv'), '--annex-a', at('c.xml'));
  expect(status).toBe(1);
  expect(stderr.trim()).toMatch(/^c\.xml is not an Excel workbook: /);
  expect(existsSync(at('d.csv'))).toBe(false);
});

test.each([
  [
    'a broken file',
    ['bad.xml', '--out', 'x.csv'],
    /^"bad\.xml" stops in the middle, at line 1: it was cut off\. Export or copy it again\.$/,
  ],
  [
    'a return without children',
    ['none-in-it.xml', '--out', 'x.csv'],
    /^There is no event in these files, and so no row for a log: choose others\.$/,
  ],
  ['a missing file', ['none.xml', '--out', 'x.csv'], /^The file .*none\.xml isn't there/],
  ['no output', ['bad.xml'], /^--out is missing: where should the log go\?/],
  ['no file', ['--out', 'x.csv'], /^No CIN Census XML file is named\. Usage: npm run --silent census/],
  [
    'a list of what nothing was compared with',
    ['bad.xml', '--out', 'x.csv', '--missing', 'm.csv'],
    /^--annex-a is missing: with what is the log to be compared\?/,
  ],
  ['the input as output', ['bad.xml', '--out', 'bad.xml'], /is one of the files to read, which are never written/],
])('%s: exit 1, one sentence, nothing written', (_, args, sentence) => {
  writeFileSync(at('bad.xml'), '<Message><Header>');
  writeFileSync(at('none-in-it.xml'), message(''));
  const { status, stderr } = census(...args.map((arg) => (arg.startsWith('--') ? arg : at(arg))));
  expect(status).toBe(1);
  expect(stderr.trim().split('\n').at(-1)).toMatch(sentence);
  expect(existsSync(at('x.csv'))).toBe(false);
  expect(readFileSync(at('bad.xml'), 'utf8')).toBe('<Message><Header>');
});

test('a folder given for an XML file: one sentence, and no log is written', () => {
  const { status, stderr } = census(folder, '--out', at('folder.csv'));
  expect(status).toBe(1);
  expect(stderr.trim()).toBe('A folder was named where a file is needed: name the file in it.');
  expect(existsSync(at('folder.csv'))).toBe(false);
});

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readExcel from 'read-excel-file/node';
import { cli, ROOT } from '../support/cli';
import { shared, skipped } from '../support/shared';

interface Case {
  workbook: string;
  postcodes: string;
  lsoas: string;
  authorities: string;
  authority: string[];
  today: string;
}
type LsoaRow = [string, string, number, number, number];
interface Expected {
  [key: string]: unknown;
  set_aside: Record<string, number>;
  risk_factors: { code: string; name: string; previous: number; current: number; change: number; pct: number | null }[];
  totals: [number, number];
  counted: number;
  top: string[];
  assessments_by_lsoa: LsoaRow[];
  needs_by_lsoa: Record<string, LsoaRow[]>;
}

/** Known by name, so that a run without ../shared says how many it skipped. */
const KNOWN = ['southampton-clean', 'southampton-messy', 'surrey-2011'];
const folder = shared('cases');
const there = existsSync(folder) ? readdirSync(folder) : [];
const names = [...new Set([...KNOWN, ...there])].sort();
const ran: string[] = [];
for (const name of names.filter((one) => !there.includes(one))) skipped('a real case', [`cases/${name}`]);
const temp = mkdtempSync(join(tmpdir(), 'needs-map-'));

afterAll(() => {
  rmSync(temp, { recursive: true });
  mkdirSync(join(ROOT, 'coverage'), { recursive: true });
  writeFileSync(
    join(ROOT, 'coverage/real-cases.txt'),
    `real cases: ${ran.length} run, ${names.length - ran.length} skipped\n`,
  );
});

describe.each(names)('real case %s', (name) => {
  const here = (path: string) => join(folder, name, path);
  // Skipped only where ../shared isn't there.
  const maybe = there.includes(name) ? test : test.skip;

  maybe('gives the expected result, as JSON and in the tables of the workbook, and the same bytes again', async () => {
    const one = JSON.parse(readFileSync(here('case.json'), 'utf8')) as Case;
    const expected = JSON.parse(readFileSync(here('expected.json'), 'utf8')) as Expected;
    const before = readFileSync(here(one.workbook));
    const [out, json] = [join(temp, `${name}.xlsx`), join(temp, `${name}.json`)];
    const args = [
      ...['--workbook', here(one.workbook), '--postcodes', here(one.postcodes), '--lsoas', here(one.lsoas)],
      ...['--authorities', here(one.authorities), ...one.authority.flatMap((authority) => ['--authority', authority])],
      ...['--today', one.today, '--out', out, '--json', json],
    ];
    const { code, err } = await cli('job', args);
    expect([code, err]).toEqual([0, expect.any(String)]);
    const result = JSON.parse(readFileSync(json, 'utf8')) as Expected;
    for (const key of Object.keys(expected)) expect({ [key]: result[key] }).toEqual({ [key]: expected[key] });
    expect(readFileSync(here(one.workbook)).equals(before)).toBe(true);

    // The tables, read back by another library: headings in row 4.
    const sheets = await readExcel(out);
    const table = (name: string) => sheets.find(({ sheet }) => sheet === name)!.data.slice(4);
    const byLsoa = (name: string) => table(name).map((row) => row.slice(0, 5));
    expect(
      table('Risk factors').map(([code, need, previous, current, change, pct]) => ({
        code,
        name: need,
        previous,
        current,
        change,
        pct,
      })),
    ).toEqual(expected.risk_factors);
    expect(byLsoa('Assessments by LSOA')).toEqual(expected.assessments_by_lsoa);
    const needSheets = sheets.slice(3, 3 + expected.top.length).map(({ sheet }) => sheet);
    for (const [i, code] of expected.top.entries())
      expect(byLsoa(needSheets[i]!)).toEqual(expected.needs_by_lsoa[code]);
    const steps = new Map(table('Matching report').map((row) => [row[0], row[1]]));
    expect(steps.get('Counted')).toBe(expected.counted);
    for (const [reason, number] of Object.entries(expected.set_aside)) {
      expect([reason, steps.get(`Set aside: ${reason}`) ?? steps.get(`Rows set aside: ${reason}`)]).toEqual([
        reason,
        number,
      ]);
    }
    if (name === 'southampton-messy') {
      const first = [readFileSync(json), readFileSync(out)];
      await cli('job', args);
      const second = [readFileSync(json), readFileSync(out)];
      expect(second.map((bytes, i) => bytes.equals(first[i]!))).toEqual([true, true]);
    }
    ran.push(name);
  });
});

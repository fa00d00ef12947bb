import { classifySheets } from '../../src/core/findSheets';
import { areaFinder } from '../../src/core/locateArea';
import { resultJson } from '../../src/core/resultJson';
import { runJob } from '../../src/core/runJob';
import type { Geography, Job, Result, Sheet } from '../../src/core/types';
import { findEvidence } from '../../src/evidence/findEvidence';
import { fileSource } from '../../src/geography/fileSource';
import { readGeography } from '../../src/geography/readGeography';
import { random } from '../../src/sample/random';
import type { Random } from '../../src/sample/random';
import { fuzzCase } from './fuzz';
import { locate, places } from './naivePlaces';

/** `SEED=7 npx jest tests/laws/laws` tries others. */
const FIRST = Number(process.env.SEED ?? 1);
const SEEDS = Array.from({ length: 25 }, (_, i) => FIRST + i);

const geographyOf = ({ texts }: ReturnType<typeof fuzzCase>): Promise<Geography> => {
  const source = (name: string, text: string) => fileSource(new File([text], name));
  return readGeography({
    postcodes: source('postcodes.csv', texts.postcodes),
    lsoas: source('lsoas.geojson', texts.lsoas),
    authorities: source('authorities.geojson', texts.authorities),
  });
};
const run = (job: Job, geography: Geography): Promise<Result> =>
  runJob(job, {
    geography: async () => geography,
    evidence: findEvidence(),
    png: async () => new Uint8Array(),
    progress: () => undefined,
    inPlace: false,
  });
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

describe.each(SEEDS)('a random job (seed %i)', (seed) => {
  const one = fuzzCase(seed);
  let geography: Geography;
  let result: Result;
  beforeAll(async () => {
    geography = await geographyOf(one);
    result = await run(one.job, geography);
  });

  test('loses no row: both sums hold', () => {
    const {
      'no child id': child = 0,
      'no date': date = 0,
      'unreadable date': unreadable = 0,
      ...rest
    } = result.setAside;
    const withoutKey = child + date + unreadable;
    expect(result.logRows).toBe(result.assessments + result.mergedRows + withoutKey);
    expect(result.assessments).toBe(result.counted + sum(Object.values(rest)));
    expect(result.counted).toBe(result.totals.previous + result.totals.current + result.outsideYears);
  });
  test('has LSOA columns that equal the totals', () => {
    expect(sum(result.assessmentsByLsoa.map((row) => row.previous))).toBe(result.totals.previous);
    expect(sum(result.assessmentsByLsoa.map((row) => row.current))).toBe(result.totals.current);
    for (const [code, rows] of Object.entries(result.needsByLsoa)) {
      const need = result.riskFactors.find((row) => row.code === code)!;
      expect([sum(rows.map((row) => row.previous)), sum(rows.map((row) => row.current))]).toEqual([
        need.previous,
        need.current,
      ]);
    }
  });
  test('does not depend on the order of rows, sheets and columns', async () => {
    const shuffled = {
      ...one.job,
      workbook: { ...one.job.workbook, sheets: shuffleSheets(one.job.workbook.sheets, random(seed + 1000)) },
    };
    const again = await run(shuffled, geography);
    expect(JSON.stringify(resultJson(again))).toBe(JSON.stringify(resultJson(result)));
    expect(byLsoa(again)).toEqual(byLsoa(result));
  });
  test('finds by index what a brute-force search finds', () => {
    const lsoas = places(one.input.lsoas, /^LSOA\d\dCD$/i, /^LSOA\d\dNM$/i);
    const finder = areaFinder(geography.lsoas);
    const { whole } = random(seed + 2000);
    const { coordinates } = geography.lsoas;
    for (let i = 0; i < 100; i++) {
      // Near a vertex, so that edges, corners and gaps are met often.
      const vertex = whole(coordinates.length / 2) * 2;
      const x = coordinates[vertex]! + (whole(3) - 1) * whole(20000);
      const y = coordinates[vertex + 1]! + (whole(3) - 1) * whole(20000);
      const found = finder.containing(x, y);
      const place = found >= 0 ? found : finder.nearest(x, y, 100);
      expect([i, place < 0 ? null : geography.lsoas.codes[place]]).toEqual([i, locate(lsoas, [x, y])?.code ?? null]);
    }
  });
});

/** The by-LSOA tables with what was found about them. */
const byLsoa = ({ sheets }: Result) =>
  sheets.filter(({ key }) => /^(assessments|need:)/.test(key)).map(({ tables, lines }) => [tables, lines]);

/** Sheets in another order; the rows below the headings, and the columns, of those that are read too. */
function shuffleSheets(sheets: Sheet[], source: Random): Sheet[] {
  const { logs, templates } = classifySheets(sheets);
  const found = new Map(
    [...logs, ...templates].map(({ sheet, columns }) => [sheet, columns.headingRow - sheet.firstRow]),
  );
  return source.shuffle([...sheets]).map((sheet) => {
    const heading = found.get(sheet);
    if (heading === undefined) return sheet;
    const rows = [...sheet.rows.slice(0, heading + 1), ...source.shuffle(sheet.rows.slice(heading + 1))];
    const width = Math.max(...rows.map((cells) => cells.length));
    const headings = sheet.rows[heading]!.map((cell) => String(cell).toLowerCase().replace(/\W/g, ''));
    // Of equal headings the leftmost wins, and one of our own tables is known by the order of its headings.
    const fixed = new Set(headings).size < headings.length || headings.includes('reason') || sheet.tables.length > 0;
    const order = fixed ? null : source.shuffle(Array.from({ length: width }, (_, i) => i));
    return { ...sheet, rows: order ? rows.map((cells) => order.map((column) => cells[column] ?? null)) : rows };
  });
}

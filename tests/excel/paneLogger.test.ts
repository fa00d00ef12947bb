import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samples, withSamples } from '../census/returns';
import { builtPages } from '../pane/builtPages';
import { cli } from '../support/cli';
import { chooseAuthority, chooseFiles, ended, openWorkbook, readBack, run } from './drivePane';
import { closeBrowser, ExcelHost, type Pane } from './host';
import { NORTHBY, PLACES } from './northby';

const temp = mkdtempSync(join(tmpdir(), 'needs-map-logger-'));
const at = (name: string) => join(temp, name);
afterAll(async () => {
  rmSync(temp, { recursive: true });
  await closeBrowser();
});

/** The closed assessments of the two sample years (closure dates as Excel's days), and where each child lived then. */
const HOMES: [child: string, day: number, place: number][] = [
  ['0001234', 43881, 0], // 20 February 2020
  ['0001234', 44022, 1], // 10 July 2020
  ['0005678', 43891, 0], // 1 March 2020
  ['0007777', 44114, 2], // 10 October 2020
  ['0009999', 43900, 1], // 10 March 2020
];

withSamples("from two years of XML to the needs map, beside the same job from the original Logger's log", () => {
  let pane: Pane;
  beforeAll(async () => {
    pane = await openWorkbook(await builtPages(), new ExcelHost());
  }, 300_000);
  afterAll(() => pane.close());

  test('every table is equal, but for the needs whose factors the Logger lost', async () => {
    const { page, workbook } = pane;
    await page.getByLabel('Import CIN Census XML').setInputFiles(['cin_2020.xml', 'cin_2021.xml'].map(samples.path));
    expect(await ended(page)).toBe('The sheet log was written, with 5 assessments.');
    await page.getByRole('button', { name: 'Insert template' }).click();
    expect(await ended(page)).toMatch(/was added with 5 assessments of the log/);
    const cell = (row: number, column: number) =>
      workbook.sheet('assessment_postcode_data').grid.get(row, column)?.value;
    const listed = [1, 2, 3, 4, 5].map((row) => [cell(row, 0), cell(row, 1)]);
    expect([...listed].sort()).toEqual(HOMES.map(([child, day]) => [child, day]));
    const postcodes = listed.map(([child, day]) => {
      const [, , place] = HOMES.find(([id, closed]) => id === child && closed === day)!;
      return [PLACES[place]![0]];
    });
    await workbook.user.paste('assessment_postcode_data', 'C2', postcodes);
    await chooseFiles(page, NORTHBY);
    await chooseAuthority(page, 'Northby');
    await page.getByRole('heading', { name: 'Options' }).click();
    // Of the year that ends with October 2020 are all five.
    await page.getByLabel('End of the current year').fill('2020-10-31');
    expect(await run(page)).toBe('5 of 5 assessments counted. Needs map ready');
    const ours = (await readBack(await workbook.save())).sheets;

    const bare = new ExcelHost();
    bare.book.addSheet('assessment_postcode_data');
    await bare.user.paste('assessment_postcode_data', 'A1', [
      ['CUID', 'Assessment Closure Date', 'Postcode at Time of Assessment'],
      ...HOMES.map(([child, day, place]) => [`'${child}`, day, PLACES[place]![0]]),
    ]);
    writeFileSync(at('in.xlsx'), await bare.save());
    writeFileSync(at('log.csv'), samples.expected('two_years.log.csv'));
    for (const { name, buffer } of Object.values(NORTHBY)) writeFileSync(at(name), buffer);
    const told = await cli('job', [
      ...['--workbook', at('in.xlsx'), '--log-file', at('log.csv'), '--year-end', '2020-10-31'],
      ...Object.entries(NORTHBY).flatMap(([kind, { name }]) => [`--${kind}`, at(name)]),
      ...['--authority', 'Northby', '--out', at('out.xlsx')],
    ]);
    expect(told).toMatchObject({ code: 0 });
    const theirs = (await readBack(readFileSync(at('out.xlsx')))).sheets;

    // Where factors don't matter, their faults don't: the counts by place are equal, and are these by hand.
    expect(ours['Assessments by LSOA']).toEqual(theirs['Assessments by LSOA']);
    const byLsoa = ours['Assessments by LSOA']!.filter(([code]) => /^E01/.test(String(code)));
    expect(byLsoa.map(([code, , previous, current]) => [code, previous, current])).toEqual([
      [PLACES[0]![1], 0, 2],
      [PLACES[1]![1], 0, 2],
      [PLACES[2]![1], 0, 1],
      [PLACES[3]![1], 0, 0],
    ]);
    expect(ours['Matching report']).toEqual(theirs['Matching report']);

    // By need they differ where a fault of the README's list took factors away, and nowhere else.
    const needs = (rows: unknown[][]) => new Map(rows.map((row) => [String(row[0]), row[3]]));
    const before = (rows: unknown[][]) => rows.map((row) => [row[0], row[2]]).sort();
    expect(before(ours['Risk factors']!)).toEqual(before(theirs['Risk factors']!));
    const [mine, logger] = [needs(ours['Risk factors']!), needs(theirs['Risk factors']!)];
    expect([...mine.keys()].sort()).toEqual([...logger.keys()].sort());
    const differing = [...mine].filter(([code, current]) => logger.get(code) !== current);
    expect(differing.map(([code, current]) => [code, current, logger.get(code)]).sort()).toEqual([
      ['1', 2, 1], // 1A of 20 February: the next year's repeat has an empty wrapper
      ['17A', 1, 0], // of two assessments closed on one day the second one's
      ['18', 2, 1], // 18A of 20 February
      ['3', 1, 0], // 3B of 20 February
      ['4', 1, 0], // 4A and 4B of 1 March: the next year's repeat has no factors
    ]);
    expect(['2', '16A', '19'].map((code) => [mine.get(code), logger.get(code)])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  }, 60_000);
});

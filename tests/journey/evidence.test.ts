import { nodePng } from '../../src/cli/nodePng';
import { resultJson } from '../../src/core/resultJson';
import { runJob } from '../../src/core/runJob';
import type { Added, Drawing, Geography, Job, OutCell, Result } from '../../src/core/types';
import { findEvidence } from '../../src/evidence/findEvidence';
import { shareSheets } from '../../src/evidence/shareSheets';
import { addToGeography, takeFromGeography } from '../../src/geography/addToGeography';
import { readAdded } from '../../src/geography/readAdded';
import type { ByteSource } from '../../src/geography/byteSource';
import { populationCsv } from '../../src/sample/populationCsv';
import { sampleAuthority } from '../../src/sample/sampleAuthority';
import { sampleGeography } from '../../src/sample/sampleGeography';
import { writeXlsx } from '../../src/workbook/writeXlsx';
import { memorySource } from '../geography/helpers';

const sample = sampleAuthority();
const file = (name: string, text: string) => memorySource(name, text);
const population = file('population.csv', populationCsv(sample).text);
const codes = Object.keys(sample.population);
/** Every third LSOA in decile 1, the rest in 10; two wards, the last LSOA in none. */
const deprivation = file(
  'deprivation.csv',
  ['LSOA code (2021),IDACI decile', ...codes.map((code, i) => `${code},${i % 3 === 0 ? 1 : 10}`)].join('\n'),
);
const wards = file(
  'wards.csv',
  [
    'lsoa21_code,ward24_code,ward24_name',
    ...codes.map((code, i) => `${code},E0500000${1 + (i % 2)},Ward ${i % 2}`),
  ].join('\n'),
);

let geography: Geography;
type Files = Partial<Record<keyof Added, ByteSource>>;
/** The geography with these files by LSOA. */
const withFiles = async (files: Files): Promise<Geography> =>
  (await Promise.all(Object.values(files).map((source) => readAdded(source, '21')))).reduce(addToGeography, geography);
const run = async (files: Files | null, more: Partial<Job> = {}): Promise<Result> => {
  const whole = await withFiles(files ?? {});
  return runJob(
    { workbook: sample.workbook, authorities: [sample.authority], today: sample.today, ...more },
    {
      geography: async () => whole,
      ...(files && { evidence: findEvidence() }),
      png: async () => new Uint8Array(1),
      progress: () => undefined,
      inPlace: false,
    },
  );
};
const sheetOf = (result: Result, key: string) => result.sheets.find((sheet) => sheet.key === key)!;
const textsOf = (drawing: Drawing) => drawing.texts.map(({ text }) => text);
const fillsOf = (drawing: Drawing) => new Map(drawing.paths.flatMap(({ code, fill }) => (code ? [[code, fill]] : [])));
const words = (cell: OutCell) => (cell !== null && typeof cell === 'object' ? cell.text : cell);
const column = (result: Result, key: string, heading: string) => {
  const { columns, rows } = sheetOf(result, key).tables[0]!;
  const at = columns.findIndex((one) => one.heading === heading);
  return new Map(rows.map((row) => [row[0], row[at]!]));
};

let counts: Result;
let plain: Result;
let full: Result;
beforeAll(async () => {
  geography = takeFromGeography(await sampleGeography(sample), 'population');
  [counts, plain, full] = [await run(null), await run({}), await run({ population, deprivation, wards })];
});

describe('a job without evidence files', () => {
  test('has the sheets and twelve maps of a plain job, and no rates', () => {
    expect(plain.sheets.map(({ key }) => key)).toEqual(counts.sheets.map(({ key }) => key));
    expect(plain.sheets.flatMap(({ images }) => images)).toHaveLength(12);
    expect(JSON.stringify(plain.sheets.map(({ tables }) => tables))).not.toContain('Rate');
  });
  test('keeps the five columns and all numbers, and adds others right of them', () => {
    expect(resultJson(plain)).toEqual(resultJson(counts));
    for (const key of ['assessments', ...plain.top.map((code) => `need:${code}`)]) {
      const [ours, theirs] = [sheetOf(plain, key).tables[0]!, sheetOf(counts, key).tables[0]!];
      expect(ours.name).toBe(theirs.name);
      expect(ours.rows.map((row) => row.slice(0, 5))).toEqual(theirs.rows);
      expect(ours.columns.slice(5).map(({ heading }) => heading)).toEqual([
        'Hot or cold spot',
        'Spot p, many tests',
        'Beyond chance',
        'Change p, many tests',
        'Ratio',
        'Ratio, low',
        'Ratio, high',
      ]);
      expect(ours.rows.every((row) => row.length === ours.columns.length)).toBe(true);
    }
  });
  test('says above the table how many LSOAs changed beyond chance, and what spots follow', () => {
    const line = sheetOf(plain, 'assessments').lines.find(({ row }) => row === 2)!;
    const rose = [...column(plain, 'assessments', 'Beyond chance').values()].filter((cell) => cell === 'rise').length;
    expect(line.cell).toBe(
      `${rose} of ${plain.assessmentsByLsoa.length} LSOAs rose by more than chance would explain. ` +
        'Hot and cold spots follow counts here, and so where children live.',
    );
  });
});

describe('a job with population, deprivation and wards', () => {
  test('has a sheet of hot spots with six maps, one by deprivation and one by ward, before the matching report', () => {
    expect(full.sheets.map(({ key }) => key)).toEqual([
      'needs-map',
      'risk-factors',
      'assessments',
      ...full.top.map((code) => `need:${code}`),
      'hot-spots',
      'deprivation',
      'wards',
      'matching',
      'notices',
    ]);
    expect(sheetOf(full, 'hot-spots').images.map(({ name }) => name)).toEqual(
      ['all', ...full.top].map((id) => `NeedsMap_Map_${id}_spots`),
    );
    const { images, pageBreaks } = sheetOf(full, 'hot-spots');
    expect(pageBreaks).toEqual([images[2]!.row, images[4]!.row]);
    expect(sheetOf(full, 'assessments').images).toHaveLength(2);
    for (const code of full.top) expect(sheetOf(full, `need:${code}`).images).toHaveLength(2);
  });
  test('gives a rate that is the count per 10,000 of the file', () => {
    const rates = column(full, 'assessments', 'Rate per 10,000');
    for (const { code, current } of full.assessmentsByLsoa.slice(0, 20)) {
      expect(rates.get(code)).toBeCloseTo((10000 * current) / sample.population[code]!, 0);
    }
  });
  test('deciles and wards add up to the authority', () => {
    for (const key of ['deprivation', 'wards']) {
      const { columns, rows } = sheetOf(full, key).tables[0]!;
      const at = columns.findIndex(({ heading }) => heading === 'Current year');
      expect(rows.reduce((sum, row) => sum + (row[at] as number), 0)).toBe(full.totals.current);
    }
  });
  test('tells on Needs map notes for a report, the files, and the methods', () => {
    const lines = sheetOf(full, 'needs-map').lines.map(({ cell }) => String(words(cell)));
    const notes = lines.slice(lines.indexOf('Notes for a report') + 1);
    expect(notes[0]).toMatch(/^Assessments rose from [\d,]+ to [\d,]+ \(\+\d+%\)/);
    expect(lines).toEqual(expect.arrayContaining(['population.csv', 'deprivation.csv', 'wards.csv', 'Hot spots']));
    expect(lines.join(' ')).toContain('A hot spot is an LSOA that, with its neighbours,');
  });
  test('draws the planted hot spot hot, the island as not tested, and cold ones striped', () => {
    const map = full.drawings.NeedsMap_Map_all_spots!;
    const fills = fillsOf(map);
    const spots = column(full, 'assessments', 'Hot or cold spot');
    const hot = sample.planted.hotSpot.filter((code) => spots.get(code) === 'hot, 1%');
    expect(hot.length).toBeGreaterThan(0);
    const legend = textsOf(map);
    expect(legend).toEqual(
      expect.arrayContaining(['Hot, 1%', 'Hot, 5%', 'Neither', 'Cold, 5%', 'Cold, 1%', 'Not tested']),
    );
    const fillOf = (kind: OutCell) =>
      new Set([...spots].filter(([, cell]) => cell === kind).map(([code]) => fills.get(String(code))));
    expect(fillOf('hot, 1%').size).toBe(1);
    expect(fillOf(null)).not.toContain(fills.get(hot[0]!));
    for (const fill of [...fillOf('cold, 1%'), ...fillOf('cold, 5%')]) expect(fill).toMatchObject({ hatch: '#ffffff' });
    // Plain, where cold ones are striped.
    expect(fills.get(sample.planted.island)).toBe('#cfcfcf');
    const [all, high] = [spots.size, [...spots.values()].filter((cell) => String(cell).startsWith('hot')).length];
    expect(map.alt).toContain(`Of ${all - 1} LSOAs ${high} are hot and `);
  });
  test('draws changes pale but those beyond chance, and says so in the legend', () => {
    const map = full.drawings.NeedsMap_Map_all_change!;
    const before = fillsOf(counts.drawings.NeedsMap_Map_all_change!);
    const beyond = column(full, 'assessments', 'Beyond chance');
    const fills = fillsOf(map);
    for (const { code, change } of full.assessmentsByLsoa) {
      const kept = change === 0 || beyond.get(code) !== null;
      expect({ code, kept: JSON.stringify(fills.get(code)) === JSON.stringify(before.get(code)) }).toEqual({
        code,
        kept,
      });
    }
    expect(textsOf(map)).toEqual(expect.arrayContaining(['Pale: may be chance', 'Beyond chance']));
    expect(textsOf(counts.drawings.NeedsMap_Map_all_change!)).not.toContain('Pale: may be chance');
  });
});

test('rates on the maps, where asked, are those of the table, rounded', async () => {
  const rated = await run({ population }, { map: { show: 'rate' } });
  const map = rated.drawings.NeedsMap_Map_all_prevalence!;
  expect(textsOf(map)).toEqual(expect.arrayContaining(['All assessments: rate', 'Per 10,000 children']));
  const highest = Math.max(...[...column(rated, 'assessments', 'Rate per 10,000').values()].map(Number));
  const format = (value: number) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
  expect(map.alt).toContain(`to ${format(highest)}`);
  expect((await nodePng(map)).length).toBeGreaterThan(1000);
});

test('rates without a population are asked in vain: the maps show counts', async () => {
  const asked = await run({}, { map: { show: 'rate' } });
  expect(asked.drawings.NeedsMap_Map_all_prevalence).toEqual(plain.drawings.NeedsMap_Map_all_prevalence);
});

test('counting children lowers the totals, still adds up, and is said on Needs map and on every map', async () => {
  const children = await run({ population }, { countChildren: true });
  expect(children.totals.current).toBeLessThanOrEqual(full.totals.current);
  expect(children.assessmentsByLsoa.reduce((sum, { current }) => sum + current, 0)).toBe(children.totals.current);
  expect(children.counted).toBe(full.counted);
  const lines = sheetOf(children, 'needs-map').lines.map(({ cell }) => words(cell));
  expect(lines).toContain('children, each once per year, LSOA and need');
  for (const drawing of Object.values(children.drawings)) {
    expect(textsOf(drawing).some((text) => text.startsWith('Each child once per year, LSOA and need; from '))).toBe(
      true,
    );
  }
});

test('a copy to share says whether assessments or children are counted', async () => {
  const about = async (result: Result, countChildren: boolean) => {
    const job = { workbook: sample.workbook, authorities: [sample.authority], today: sample.today, countChildren };
    const choice = { by: 'lsoa' as const, limit: 5 };
    const [first] = await shareSheets({ result, geography, job }, choice, async () => new Uint8Array(1));
    return first!.lines.map(({ cell }) => String(cell)).join(' ');
  };
  const children = await run({}, { countChildren: true });
  expect(await about(children, true)).toContain('By choice these are children with an assessment');
  expect(await about(children, true)).not.toContain('These are assessments, not children');
  expect(await about(plain, false)).toContain('These are assessments, not children');
});

test('a file that lacks LSOAs warns; one that lacks most of them stops with a sentence', async () => {
  const own = full.assessmentsByLsoa.map(({ code }) => code);
  const lacking = (lost: string[]) =>
    file(
      'population.csv',
      ['LSOA code,Aged 0 to 17', ...own.filter((code) => !lost.includes(code)).map((code) => `${code},500`)].join('\n'),
    );
  const some = await run({ population: lacking(own.slice(0, 2)) });
  const sentence = `The population file lacks 2 of the authority's ${own.length} LSOAs.`;
  expect(some.warnings).toContain(sentence);
  expect(sheetOf(some, 'needs-map').lines.map(({ cell }) => cell)).toContain(sentence);
  await expect(run({ population: lacking(own.slice(5)) })).rejects.toThrow('choose one that covers the authority');
});

test('where the previous year is empty nothing is said about change', async () => {
  const workbook = {
    ...sample.workbook,
    sheets: sample.workbook.sheets.filter(({ name }) => name !== 'Log to June 2025'),
  };
  const one = await run({ population }, { workbook });
  expect(one.totals.previous).toBeLessThan(one.totals.current / 2);
  const headings = sheetOf(one, 'assessments').tables[0]!.columns.map(({ heading }) => heading);
  expect(headings).toContain('Hot or cold spot');
  expect(headings).not.toContain('Beyond chance');
  expect(textsOf(one.drawings.NeedsMap_Map_all_change!)).not.toContain('Pale: may be chance');
});

test('the workbook is written with all its sheets, and twice the same', async () => {
  const bytes = await writeXlsx(full.sheets);
  expect(bytes.length).toBeGreaterThan(10000);
  const again = await run({ population, deprivation, wards });
  expect(again.sheets.map(({ tables, lines }) => ({ tables, lines }))).toEqual(
    full.sheets.map(({ tables, lines }) => ({ tables, lines })),
  );
});

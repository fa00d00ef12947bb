import { strFromU8, unzipSync } from 'fflate';
import { needName } from '../../src/core/factors';
import type { AreaRow, Drawing, Geography, OutSheet } from '../../src/core/types';
import type { CountTables } from '../../src/evidence/hideSmallCounts';
import type { ShareSource } from '../../src/evidence/shareMaps';
import { shareSheets, type ShareChoice } from '../../src/evidence/shareSheets';
import { writeXlsx } from '../../src/workbook/writeXlsx';
import { square, tinyAreas, tinyGeography, tinyPostcodes } from '../support/tinyGeography';
import { areaRow, copyOf, hiddenColumns, randomOf, shareable, withTotals } from './randomTables';
import { hideSmallCounts } from '../../src/evidence/hideSmallCounts';

const SEED = 31000;
const PAIRS = Number(process.env.ATTACKS ?? 40);

/** LSOAs side by side, three to an MSOA, all of Testham. */
function testham(areas: readonly AreaRow[]): Geography {
  const places = areas.map(({ code, name }, at) => ({ code, name, rings: [square(at * 0.01, 51, 0.01)] }));
  const rings = [
    [
      [0, 51],
      [areas.length * 0.01, 51],
      [areas.length * 0.01, 51.01],
      [0, 51.01],
      [0, 51],
    ] as [number, number][],
  ];
  return {
    ...tinyGeography(tinyPostcodes({})),
    lsoas: tinyAreas(places),
    authorities: tinyAreas([{ code: 'E09900009', name: 'Testham', rings }], '24'),
  };
}

const years = {
  ...{ previousStart: '2023-06-01', previousEnd: '2024-05-31' },
  ...{ currentStart: '2024-06-01', currentEnd: '2025-05-31' },
};

const sourceOf = (tables: CountTables): ShareSource => ({
  result: {
    ...{ authority: 'Testham', years, riskFactors: [...tables.riskFactors] },
    top: tables.needs.map(({ code }) => code),
    assessmentsByLsoa: [...tables.all],
    needsByLsoa: Object.fromEntries(tables.needs.map(({ code, rows }) => [code, [...rows]])),
  },
  geography: testham(tables.all),
  job: { authorities: ['Testham'], today: '2025-06-30' },
});

/** The drawing itself stands for its picture: what isn't drawn can't be painted. */
const asText = async (drawing: Drawing) => {
  const numbers = (_: string, value: unknown) => (value instanceof Float32Array ? [...value] : value);
  return new TextEncoder().encode(JSON.stringify(drawing, numbers));
};
const sheetsOf = (tables: CountTables, choice: ShareChoice) => shareSheets(sourceOf(tables), choice, asText);
const bytesOf = async (tables: CountTables) => writeXlsx(await sheetsOf(tables, { by: 'lsoa', limit: 5 }));

/** The same authority with other counts where a copy hides them; column sums stay, and what is 0, 1 to 5 or more. */
function otherInput(tables: CountTables, random: () => number): CountTables | null {
  const shown = hideSmallCounts(tables, 5);
  const all = tables.all.map((row) => ({ ...row }));
  const needs = tables.needs.map((need) => ({ ...need, rows: need.rows.map((row) => ({ ...row })) }));
  let changes = 0;
  for (const { need, year, at } of hiddenColumns(shown)) {
    const code = shown.needs[need]?.code;
    const rows = need < 0 ? all : needs.find((one) => one.code === code)!.rows;
    for (let times = 0; times < 4 && at.length > 1; times++) {
      const [a, b] = [0, 0].map(() => rows[at[Math.floor(random() * at.length)]!]!);
      const [more, less] = [a![year] + 1, b![year] - 1];
      const kept = (before: number, after: number) =>
        before > 0 && after > 0 && Math.sign(before - 5.5) === Math.sign(after - 5.5);
      const fits = need < 0 || more <= all[a!.area]![year];
      const covers = need >= 0 || tables.needs.every(({ rows: own }) => own[b!.area]![year] <= less);
      if (a === b || !kept(a![year], more) || !kept(b![year], less) || !fits || !covers) continue;
      a![year]++;
      b![year]--;
      changes++;
    }
  }
  for (const row of [...all, ...needs.flatMap(({ rows }) => rows)]) row.change = row.current - row.previous;
  const others = tables.riskFactors.filter(({ code }) => !needs.some((need) => need.code === code));
  return changes > 0 ? withTotals(all, needs, others) : null;
}

/** Whether counts that differ are hidden in both copies, and there are both. */
function sameWhereShown(one: CountTables, other: CountTables): boolean {
  const [a, b] = [copyOf(one, 5), copyOf(other, 5)];
  if (!a || !b) return false;
  const rows = (tables: typeof a) => [tables.riskFactors, tables.all, ...tables.needs.map((need) => need.rows)].flat();
  const [left, right] = [rows(a), rows(b)];
  const [before, after] = [one, other].map((tables) => {
    const needs = a.needs.map(({ code }) => tables.needs.find((need) => need.code === code)!.rows);
    const factors = a.riskFactors.map(({ code }) => tables.riskFactors.find((row) => row.code === code)!);
    return [factors, tables.all, ...needs].flat() as { previous: number; current: number }[];
  });
  return (['previous', 'current'] as const).every((year) =>
    before!.every((row, i) => row[year] === after![i]![year] || (left[i]![year] === 'c' && right[i]![year] === 'c')),
  );
}

test(`${PAIRS} pairs of inputs that differ in hidden counts only give the same bytes, from seed ${SEED}`, async () => {
  let pairs = 0;
  let tried = 0;
  for (const { seed, tables } of shareable(SEED, 5)) {
    const other = otherInput(tables, randomOf(seed));
    if (!other) continue;
    tried++;
    if (!sameWhereShown(tables, other)) continue;
    const [one, two] = [await bytesOf(tables), await bytesOf(other)];
    expect({ seed, same: Buffer.compare(Buffer.from(one), Buffer.from(two)) === 0 }).toEqual({ seed, same: true });
    if (++pairs === PAIRS) break;
  }
  // Most random pairs are pairs in this sense: nothing is proved by picking the few that fit.
  expect(pairs / tried).toBeGreaterThan(0.8);
}, 600000);

describe('a copy of nine LSOAs in three MSOAs', () => {
  const counts = [12, 3, 20, 0, 9, 2, 30, 4, 15];
  const all = counts.map((current, at) => areaRow(at, 10, current));
  const need = { code: '4', name: needName('4'), rows: counts.map((n, at) => areaRow(at, 8, Math.floor(n / 2))) };
  const tables = withTotals(all, [need], [{ code: '22A', previous: 0, current: 2 }]);
  const tableOf = (sheets: OutSheet[], key: string) => sheets.find((sheet) => sheet.key === key)!.tables[0]!;

  test('begins with About this copy, and has no other sheets than results', async () => {
    const sheets = await sheetsOf(tables, { by: 'lsoa', limit: 5 });
    expect(sheets.map(({ name }) => name)).toEqual([
      ...['About this copy', 'Risk factors', 'Assessments by LSOA', 'Mental health by LSOA'],
    ]);
  });

  test('hides 3, 2 and 4, shows the zero, and stands in order of code', async () => {
    const { rows } = tableOf(await sheetsOf(tables, { by: 'lsoa', limit: 5 }), 'share:all');
    expect(rows.map((row) => row[0])).toEqual(all.map(({ code }) => code).sort());
    const current = rows.map((row) => row[3]);
    expect([current[1], current[5], current[7]]).toEqual(['c', 'c', 'c']);
    expect(current[3]).toBe(0);
    rows.forEach((row) => expect(row[4] === 'c').toBe(row[2] === 'c' || row[3] === 'c'));
  });

  test('hides the change, and percentages of a need with two cases', async () => {
    const { rows } = tableOf(await sheetsOf(tables, { by: 'lsoa', limit: 5 }), 'share-risk-factors');
    expect(rows.find((row) => row[0] === '22A')!.slice(2)).toEqual([0, 'c', 'c', 'c', 'c']);
  });

  test('where needs are mapped by growth, the numbers of one that is not mapped do not bound a hidden total', () => {
    // 13 now, at least 10 before (the rule) and no slower than 20 to 24 can only be 10 before.
    const all = [areaRow(0, 20, 20), areaRow(1, 20, 20)];
    const rare = { code: '4', name: needName('4'), rows: [areaRow(0, 4, 6), areaRow(1, 6, 7)] };
    const others = [{ code: '3', previous: 20, current: 24 }];
    const shownOf = (by: CountTables['by']) => {
      const { riskFactors } = hideSmallCounts({ ...withTotals(all, [rare], others), by }, 5);
      return riskFactors.map(({ code, previous, current }) => [code, previous, current]);
    };
    expect(shownOf('chosen')).toEqual([
      ['3', 20, 24],
      ['4', 'c', 13],
    ]);
    expect(shownOf('growth')).toEqual([
      ['3', 'c', 'c'],
      ['4', 'c', 13],
    ]);
  });

  test('by MSOA adds up: 12 + 3 + 20, 0 + 9 + 2, 30 + 4 + 15', async () => {
    const sheets = await sheetsOf(tables, { by: 'msoa', limit: 5 });
    expect(tableOf(sheets, 'share:all').rows).toEqual([
      ['Testham 001', 30, 35, 5],
      ['Testham 002', 30, 11, -19],
      ['Testham 003', 30, 49, 19],
    ]);
  });

  test("maps have a pattern for hidden areas, and classes of what is shown: 3 isn't in the legend", async () => {
    const sheets = await sheetsOf(tables, { by: 'lsoa', limit: 5 });
    const [image] = sheets.find(({ key }) => key === 'share:all')!.images;
    const drawing = JSON.parse(new TextDecoder().decode(image!.png)) as Drawing;
    const words = drawing.texts.map(({ text }) => text);
    expect(words).toContain('Hidden');
    expect(image!.alt).toMatch(/\d LSOAs hidden/);
    const drawn = drawing.paths.filter(({ code }) => code === all[1]!.code || code === all[5]!.code);
    expect(drawn.map(({ fill }) => fill)).toEqual([0, 0].map(() => ({ colour: '#d9d9d9', hatch: '#8c8c8c' })));
  });

  test('a file of it has clean properties', async () => {
    const parts = unzipSync(await writeXlsx(await sheetsOf(tables, { by: 'lsoa', limit: 5 }), { title: 'T' }));
    expect(strFromU8(parts['docProps/core.xml']!)).not.toMatch(/lastModifiedBy|description|keywords/);
    expect(Object.keys(parts).filter((name) => /custom|comment|person|external/i.test(name))).toEqual([]);
  });

  test('too few assessments are refused with a way out', async () => {
    const few = withTotals([areaRow(0, 0, 2), areaRow(1, 0, 3)], [], []);
    await expect(sheetsOf(few, { by: 'lsoa', limit: 5 })).rejects.toThrow(
      'There are too few assessments to share by areas this small without giving counts away: choose larger areas.',
    );
  });

  test('a limit below 3 or above 20 is no limit: nothing is written; a ward file that lacks an LSOA and names without a letter are refused', async () => {
    await expect(sheetsOf(tables, { by: 'lsoa', limit: 2 })).rejects.toThrow('not from 3 to 20: 2');
    await expect(sheetsOf(tables, { by: 'lsoa', limit: 21 })).rejects.toThrow('not from 3 to 20: 21');
    const wards = { vintage: '21', split: 0, of: new Map([[all[0]!.code, { code: 'E05000001', name: 'Mill' }]]) };
    await expect(sheetsOf(tables, { by: 'ward', limit: 5, wards })).rejects.toThrow(/lacks 8 of the authority's 9/);
    const nameless = withTotals(
      all.map((row) => ({ ...row, name: row.code })),
      [],
      [],
    );
    await expect(sheetsOf(nameless, { by: 'msoa', limit: 5 })).rejects.toThrow(/share by LSOA or ward/);
  });
});

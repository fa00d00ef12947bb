import { HIDDEN, type CountTables, type ShownTables } from '../../src/evidence/hideSmallCounts';
import { attack, type Told } from './attack';
import { areaRow, shareable, withTotals } from './randomTables';
import { hideSmallCounts } from '../../src/evidence/hideSmallCounts';

const ATTACKS = Number(process.env.ATTACKS ?? 20);
const SEED = 1000;

/** The counts of 1 to the limit, by the attacker's names for them. */
function firstOf(tables: CountTables, limit: number): Set<string> {
  const first = new Set<string>();
  const add = (label: string, row: { previous: number; current: number }) => {
    for (const year of ['previous', 'current'] as const)
      if (row[year] > 0 && row[year] <= limit) first.add(`${label} ${year}`);
  };
  tables.all.forEach((row, at) => add(`all ${at}`, row));
  for (const row of tables.riskFactors) add(row.code, row);
  for (const need of tables.needs) need.rows.forEach((row, at) => add(`${need.code} ${at}`, row));
  return first;
}

describe.each([3, 4, 5, 10])('a solver that knows the whole copy, with counts from 1 to %i hidden', (limit) => {
  const some = Math.max(2, Math.round(ATTACKS / 4));

  test(`has three values or more for every hidden count of ${some} small authorities, from seed ${SEED}`, async () => {
    let hidden = 0;
    let done = 0;
    for (const { seed, shown } of shareable(SEED * limit, limit)) {
      const plain = await attack(shown, true);
      expect({ seed, ...plain }).toMatchObject({ seed, narrowed: [] });
      hidden += plain.hidden;
      if (++done === some) break;
    }
    expect(hidden).toBeGreaterThan(some);
  }, 900000);

  test('even where it is told which of them are small and which were hidden to protect them', async () => {
    let done = 0;
    for (const { seed, tables, shown } of shareable(SEED * limit + 500, limit)) {
      const told: Told = { limit, first: firstOf(tables, limit) };
      expect({ seed, ...(await attack(shown, true, told)) }).toMatchObject({ seed, narrowed: [] });
      if (++done === some) break;
    }
  }, 900000);
});

describe('the solver itself', () => {
  const areas = [areaRow(0, 9, 2), areaRow(1, 9, 8), areaRow(2, 9, 9), areaRow(3, 9, 9)];
  const tables = withTotals(areas, [], []);

  test('finds a lone hidden count from the total: 28 - 8 - 9 - 9 = 2', async () => {
    const careless = hideSmallCounts(tables, 5);
    const shown: ShownTables = {
      ...careless,
      all: areas.map((row, at) => ({ ...row, ...(at === 0 && { current: HIDDEN, change: HIDDEN }) })),
    };
    expect(await attack(shown, true)).toEqual({ hidden: 1, narrowed: [{ count: 'all 0 current', values: [2] }] });
  });

  test('finds a hidden count from the year before and the change', async () => {
    const careless = hideSmallCounts(tables, 5);
    const shown: ShownTables = {
      ...careless,
      all: areas.map((row, at) => ({ ...row, ...(at < 2 && { current: HIDDEN }) })),
    };
    const { narrowed } = await attack(shown, true);
    expect(narrowed.map(({ values }) => values)).toEqual([[2], [8]]);
  });

  test('finds that an area with 2 assessments has 1 or 2 with a need, and what that leaves for the other', async () => {
    const all = [areaRow(0, 9, 2), areaRow(1, 9, 9)];
    const need = { code: '4', name: 'Mental health', rows: [areaRow(0, 9, 1), areaRow(1, 9, 9)] };
    const { riskFactors } = withTotals(all, [need], []);
    const hidden = need.rows.map((row) => ({ ...row, current: HIDDEN, change: HIDDEN }) as const);
    const shown: ShownTables = {
      ...{
        riskFactors: [...riskFactors],
        all,
        totals: { previous: 18, current: 11 },
        needs: [{ ...need, rows: hidden }],
      },
      numbers: { counts: 10, first: 1, second: 1, changes: 2 },
    };
    const { narrowed } = await attack(shown, true);
    expect(narrowed).toEqual([
      { count: '4 0 current', values: [1, 2] },
      { count: '4 1 current', values: [8, 9] },
    ]);
  });
});

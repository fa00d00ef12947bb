import { HIDDEN, type CountTables, type ShownTables } from '../../src/evidence/hideSmallCounts';
import { attack, type Told } from './attack';
import { areaRow, copyOf, shareable, withTotals } from './randomTables';
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
      const plain = await attack(shown, 'current');
      expect({ seed, ...plain }).toMatchObject({ seed, narrowed: [] });
      hidden += plain.hidden;
      if (++done === some) break;
    }
    expect(hidden).toBeGreaterThan(some);
  }, 900000);

  const toldOf = Math.max(2, Math.round(ATTACKS / 10));
  test('even where it is told which of them are small and which were hidden to protect them', async () => {
    let done = 0;
    for (const { seed, tables, shown } of shareable(SEED * limit + 500, limit)) {
      const told: Told = { limit, first: firstOf(tables, limit) };
      expect({ seed, ...(await attack(shown, 'current', told)) }).toMatchObject({ seed, narrowed: [] });
      if (++done === toldOf) break;
    }
  }, 900000);
});

/** The same authority with the needs that grew fastest mapped: those with 10 before, by growth; needs that would be in their place left out. */
function grown({ all, needs, riskFactors }: CountTables): CountTables | null {
  const growth = ({ previous, current }: { previous: number; current: number }) => current / previous;
  const totals = new Map(riskFactors.map((row) => [row.code, row]));
  const eligible = needs.filter(({ code }) => totals.get(code)!.previous >= 10);
  const mapped = eligible
    .sort((a, b) => growth(totals.get(b.code)!) - growth(totals.get(a.code)!))
    .slice(0, Math.max(1, eligible.length - 1));
  const least = Math.min(...mapped.map(({ code }) => growth(totals.get(code)!)));
  const others = riskFactors.filter(
    (row) => !mapped.some(({ code }) => code === row.code) && (row.previous < 10 || growth(row) <= least),
  );
  return mapped.length > 0 && others.length > 0 ? { ...withTotals([...all], mapped, others), by: 'growth' } : null;
}

test(`needs mapped because they grew fastest give nothing away by that, from seed ${SEED}`, async () => {
  const some = Math.max(4, Math.round(ATTACKS / 4));
  let done = 0;
  for (const { seed, tables } of shareable(SEED, 5)) {
    const fastest = grown(tables);
    const shown = fastest && copyOf(fastest, 5);
    if (!shown) continue;
    expect({ seed, ...(await attack(shown, 'growth')) }).toMatchObject({ seed, narrowed: [] });
    const told: Told = { limit: 5, first: firstOf(fastest, 5) };
    expect({ seed, ...(await attack(shown, 'growth', told)) }).toMatchObject({ seed, narrowed: [] });
    if (++done === some) break;
  }
}, 900000);

describe('the solver itself', () => {
  const areas = [areaRow(0, 9, 2), areaRow(1, 9, 8), areaRow(2, 9, 9), areaRow(3, 9, 9)];
  const tables = withTotals(areas, [], []);

  test('finds a lone hidden count from the total: 28 - 8 - 9 - 9 = 2', async () => {
    const careless = hideSmallCounts(tables, 5);
    const shown: ShownTables = {
      ...careless,
      all: areas.map((row, at) => ({ ...row, ...(at === 0 && { current: HIDDEN, change: HIDDEN }) })),
    };
    expect(await attack(shown, 'current')).toEqual({ hidden: 1, narrowed: [{ count: 'all 0 current', values: [2] }] });
  });

  test('finds a hidden count from the year before and the change', async () => {
    const careless = hideSmallCounts(tables, 5);
    const shown: ShownTables = {
      ...careless,
      all: areas.map((row, at) => ({ ...row, ...(at < 2 && { current: HIDDEN }) })),
    };
    const { narrowed } = await attack(shown, 'current');
    expect(narrowed.map(({ values }) => values)).toEqual([[2], [8]]);
  });

  test('finds a hidden total from the rule of growth: 13 now, no slower than 20 to 24, at least 10 before, is 10', async () => {
    const all = [areaRow(0, 20, 20), areaRow(1, 20, 20)];
    const need = { code: '4', name: 'Mental health', rows: [areaRow(0, 4, 6), areaRow(1, 6, 7)] };
    const { riskFactors } = withTotals(all, [need], [{ code: '3', previous: 20, current: 24 }]);
    const hidden = { previous: HIDDEN, change: HIDDEN } as const;
    const shown: ShownTables = {
      riskFactors: riskFactors.map((row) => (row.code === '4' ? { ...row, ...hidden, pct: HIDDEN } : row)),
      ...{ all, totals: { previous: 40, current: 40 } },
      needs: [{ ...need, rows: need.rows.map((row) => ({ ...row, ...hidden })) }],
      numbers: { counts: 12, first: 1, second: 2, changes: 3 },
    };
    const { narrowed } = await attack(shown, 'growth');
    expect(narrowed).toContainEqual({ count: '4 previous', values: [10] });
    expect((await attack(shown, 'chosen')).narrowed).toEqual([]);
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
    const { narrowed } = await attack(shown, 'current');
    expect(narrowed).toEqual([
      { count: '4 0 current', values: [1, 2] },
      { count: '4 1 current', values: [8, 9] },
    ]);
  });
});

import { evidence } from '../../src/evidence/evidence';
import { neighbours } from '../../src/core/neighbours';
import type { Evidence } from '../../src/evidence/types';
import { atMost, chance, inWords } from './chance';
import { samplePlace, tablesOf } from './samplePlace';

const SEEDS = [1, 2];

describe.each(SEEDS)('the sample authority of seed %i', (seed) => {
  let found: Evidence;
  let place: Awaited<ReturnType<typeof samplePlace>>;
  beforeAll(async () => {
    place = await samplePlace(seed);
    found = evidence({ ...place, tables: tablesOf(place.result), seed: 1 });
  });
  const figures = (code: string, table = 0) => {
    const position = found.areas.findIndex((area) => area.code === code);
    return found.tables[table]!.areas[position]!;
  };

  test('the planted hot spot is found at 1%, and every hot LSOA lies where something is planted', () => {
    const { hotSpot, doubled } = place.sample.planted;
    for (const code of hotSpot) {
      expect(figures(code).rate!.standing).toBe('higher');
      expect(figures(code).spot.z!).toBeGreaterThan(1.96);
    }
    // The edge of a hot spot has ordinary neighbours and need not be declared. Where assessments doubled, this year is hot too.
    expect(hotSpot.map((code) => figures(code).spot)).toContainEqual(
      expect.objectContaining({ kind: 'hot', level: 1 }),
    );
    const near = neighbours(place.lsoas, place.own);
    const planted = (position: number) => [...hotSpot, ...doubled].includes(found.areas[position]!.code);
    for (const group of found.tables[0]!.groups) {
      expect(group.rate!).toBeGreaterThan(1.5 * found.tables[0]!.rate!.rate);
      for (const position of group.members) {
        const around = [position, ...near.list.subarray(near.starts[position], near.starts[position + 1])];
        expect(around.some(planted)).toBe(true);
      }
    }
  });

  test('neighbours are those that a search of all pairs for a shared vertex finds', () => {
    const { lsoas, own } = place;
    const vertices = own.map((area) => {
      const points = new Set<string>();
      for (
        let at = lsoas.ringStarts[lsoas.areaStarts[area]!]!;
        at < lsoas.ringStarts[lsoas.areaStarts[area + 1]!]!;
        at++
      ) {
        points.add(`${lsoas.coordinates[2 * at]} ${lsoas.coordinates[2 * at + 1]}`);
      }
      return points;
    });
    const near = neighbours(lsoas, own);
    own.forEach((_, i) => {
      const touching = own.flatMap((__, j) =>
        i !== j && [...vertices[i]!].some((point) => vertices[j]!.has(point)) ? [j] : [],
      );
      expect([...near.list.subarray(near.starts[i], near.starts[i + 1])]).toEqual(touching);
    });
  });

  test('growth is found where it was planted, and hardly anywhere else', () => {
    const { doubled } = place.sample.planted;
    const rose = found.areas.filter((_, i) => {
      const { change, previous, current } = found.tables[0]!.areas[i]!;
      return change.beyond && current > previous;
    });
    const planted = rose.filter(({ code }) => doubled.includes(code));
    process.stdout.write(
      `seed ${seed}: ${planted.length} of 6 doubled LSOAs found, ${rose.length - planted.length} others\n`,
    );
    expect(planted.length).toBeGreaterThanOrEqual(1);
    expect(rose.length - planted.length).toBeLessThanOrEqual(1);
    // Together the six have counts enough to be beyond any doubt.
    const both = doubled.map((code) => figures(code));
    const [previous, current] = (['previous', 'current'] as const).map((year) =>
      both.reduce((sum, one) => sum + one[year], 0),
    );
    expect(current! / previous!).toBeGreaterThan(1.5);
  });

  test('the island is named and is no spot', () => {
    const island = found.areas.findIndex(({ code }) => code === place.sample.planted.island);
    expect(found.areas.filter((area) => area.island).map(({ code }) => code)).toEqual([place.sample.planted.island]);
    for (const table of found.tables) expect(table.areas[island]!.spot).toMatchObject({ z: null, kind: null });
  });

  test('the same seed gives the same evidence, in whatever order rows stand', () => {
    const tables = tablesOf(place.result).map((table) => ({ ...table, rows: [...table.rows].reverse() }));
    expect(evidence({ ...place, tables, seed: 1 })).toEqual(found);
  });

  test('without a population there are no rates, and spots follow counts', () => {
    const { lsoas, own, result } = place;
    const counts = evidence({ lsoas, own, tables: tablesOf(result), seed: 1 });
    expect(counts.basis).toBe('count');
    expect(counts.tables.every(({ rate, areas }) => rate === null && areas.every((one) => one.rate === null))).toBe(
      true,
    );
    expect(counts.tables[0]!.groups.length).toBeGreaterThan(0);
  });

  test('an LSOA with fewer than 50 children has no rate, and is no part of the search', () => {
    const [few, unknown] = place.sample.planted.hotSpot;
    const population = new Map(place.population).set(few!, 49);
    population.delete(unknown!);
    const without = evidence({ ...place, population, tables: tablesOf(place.result), seed: 1 });
    for (const code of [few, unknown]) {
      const position = without.areas.findIndex((area) => area.code === code);
      expect(without.tables[0]!.areas[position]).toMatchObject({ rate: null, spot: { z: null, kind: null } });
    }
    expect(without.tables[0]!.groups.length).toBeGreaterThan(0);
  });
});

test('pure chance seldom declares anything (40 authorities; 200 in npm run evidence)', async () => {
  const places = [await samplePlace(3)];
  for (const [basis, seed] of [
    ['rate', 11],
    ['count', 12],
  ] as const) {
    const declared = chance(places, 40, basis, seed);
    process.stdout.write(inWords(`by ${basis}, seed ${seed}`, declared));
    for (const times of [...declared.hotSpots, ...declared.changes]) expect(times / 40).toBeLessThanOrEqual(atMost(40));
  }
});

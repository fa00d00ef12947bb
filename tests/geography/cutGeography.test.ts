import fc from 'fast-check';
import { areaFinder } from '../../src/core/locateArea';
import { cutGeography } from '../../src/geography/cutGeography';
import { packGeography } from '../../src/geography/packGeography';
import { readGeography } from '../../src/geography/readGeography';
import { unpackGeography } from '../../src/geography/unpackGeography';
import type { Geography } from '../../src/core/types';
import { geojson, law, memorySource, square, WGS84, type Feature } from './helpers';

/** A chequerboard of 40 by 40 LSOAs of 0.01 degree, in 16 authorities of 10 by 10; an outward code for every 5 by 5. */
const SIDE = 40;
const at = (index: number, from: number) => Number((from + index * 0.01).toFixed(2));
const lsoa = (x: number, y: number) => `E019${String(y * SIDE + x).padStart(5, '0')}`;
const outward = (x: number, y: number) => `EX${10 + Math.floor(y / 5) * 8 + Math.floor(x / 5)}`;
const cells = Array.from({ length: SIDE * SIDE }, (_, i) => [i % SIDE, Math.floor(i / SIDE)] as const);
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function board(coded: boolean): Promise<Geography> {
  const lsoas: Feature[] = cells.map(([x, y]) => ({
    properties: { LSOA21CD: lsoa(x, y), LSOA21NM: `Board ${lsoa(x, y)}` },
    polygons: [[square(at(x, -2), at(y, 51))]],
  }));
  const authorities: Feature[] = Array.from({ length: 16 }, (_, i) => ({
    properties: { LAD24CD: `E060099${10 + i}`, LAD24NM: `District ${i}` },
    polygons: [[square(at((i % 4) * 10, -2), at(Math.floor(i / 4) * 10, 51), 0.1)]],
  }));
  const rows = cells.map(([x, y]) => {
    const inward = `${Math.floor(((y % 5) * 5 + (x % 5)) / 26)}A${letters[(y % 5) * 5 + (x % 5)]}`;
    return `${outward(x, y)} ${inward},${coded ? lsoa(x, y) : ''},${at(y, 51) + 0.005},${at(x, -2) + 0.005}`;
  });
  return readGeography({
    postcodes: memorySource('p', `pcds,${coded ? 'lsoa21' : 'x'},lat,long\n${rows.join('\n')}\n`),
    lsoas: memorySource('l', geojson(lsoas, WGS84)),
    authorities: memorySource('a', geojson(authorities, WGS84)),
  });
}

describe.each([
  ['by polygon', false],
  ['by code', true],
])('the geography of one authority, cut from the whole, with postcodes placed %s', (_how, coded) => {
  const whole = board(coded);
  const cut = whole.then((geography) => unpackGeography(packGeography(cutGeography(geography, [5])), 'workbook'));

  test('has the authority, its surroundings, and only itself to choose', async () => {
    const { authorities, lsoas, postcodes, about } = await cut;
    expect(authorities.only).toEqual(['E06009915']);
    expect(authorities.names).toContain('District 6');
    // Outward codes of 5 by 5 cells: the authority's four, and those within about 2 km (one cell and a half) around.
    expect(postcodes.count).toBe(16 * 25);
    expect(lsoas.codes.length).toBe(400);
    expect(about.files.map(({ found }) => found.replace(/,? (of 20|super|ultra|generalised|current).*/, ''))).toEqual([
      '400 of 1,600 postcodes',
      '400 of 1,600 LSOAs',
      `${authorities.codes.length} of 16 local authorities`,
    ]);
  });

  test('says of a postcode whose outward code lies wholly beyond that it is elsewhere, and of no other', async () => {
    const { postcodes } = await cut;
    expect([postcodes.find('EX100AA'), postcodes.elsewhere('EX100AA')]).toEqual([-1, true]);
    // The outward code exists beyond, this postcode does not: it can't be told apart.
    expect(postcodes.elsewhere('EX109ZZ')).toBe(true);
    const inside = `${outward(12, 12)}0AM`;
    expect(postcodes.find(inside)).toBeGreaterThanOrEqual(0);
    expect(postcodes.elsewhere(inside)).toBe(false);
    for (const unknown of [`${outward(12, 12)}9ZZ`, 'ZZ11AA', 'EX1', '']) {
      expect(postcodes.find(unknown)).toBe(-1);
      expect(postcodes.elsewhere(unknown)).toBe(false);
    }
    expect((await whole).postcodes.elsewhere('EX100AA')).toBe(false);
  });

  const any = fc.integer({ min: 0, max: cells.length - 1 });
  law(
    'finds every postcode it has where the whole finds it, and knows all others to be elsewhere',
    fc.asyncProperty(any, async (index) => {
      const [x, y] = cells[index]!;
      const postcode = `${outward(x, y)}${Math.floor(((y % 5) * 5 + (x % 5)) / 26)}A${letters[(y % 5) * 5 + (x % 5)]}`;
      const [a, b] = [await whole, await cut];
      const [rowA, rowB] = [a.postcodes.find(postcode), b.postcodes.find(postcode)];
      expect(rowA).toBeGreaterThanOrEqual(0);
      expect(rowB >= 0).toBe(!b.postcodes.elsewhere(postcode));
      if (rowB < 0) return;
      const [px, py] = [b.postcodes.longitudes[rowB]!, b.postcodes.latitudes[rowB]!];
      expect([px, py]).toEqual([a.postcodes.longitudes[rowA], a.postcodes.latitudes[rowA]]);
      expect(b.lsoas.codes[areaFinder(b.lsoas).containing(px, py)]).toBe(lsoa(x, y));
      expect(b.postcodes.lsoas === null).toBe(!coded);
      if (b.postcodes.lsoas) expect(b.lsoas.codes[b.postcodes.lsoas[rowB]!]).toBe(lsoa(x, y));
    }),
    400,
  );
});

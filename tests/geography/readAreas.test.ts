import Flatbush from 'flatbush';
import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { toNationalGrid } from '../../src/core/nationalGrid';
import type { Areas } from '../../src/core/types';
import { readAreas } from '../../src/geography/readAreas';
import { geojson, GRID, law, lsoaFeatures, memorySource, sentenceOf, square, WGS84, type Feature } from './helpers';

const read = (text: string, kind: 'lsoas' | 'authorities' = 'lsoas', block?: number) =>
  readAreas(memorySource('file.geojson', text, block), kind);

/** The rings of one area as [longitude, latitude] in degrees. */
function ringsOf({ coordinates, ringStarts, areaStarts }: Areas, area: number): number[][][] {
  const rings: number[][][] = [];
  for (let ring = areaStarts[area]!; ring < areaStarts[area + 1]!; ring++) {
    const points: number[][] = [];
    for (let i = ringStarts[ring]!; i < ringStarts[ring + 1]!; i++)
      points.push([coordinates[2 * i]! / 1e7, coordinates[2 * i + 1]! / 1e7]);
    rings.push(points);
  }
  return rings;
}

const one = (polygons: number[][][][], code = 'E01900001'): Feature => ({
  properties: { LSOA21CD: code, LSOA21NM: 'Exbury 001A' },
  polygons,
});

describe('a boundary file', () => {
  test('becomes areas in order of code, with names, vintage and an index of their boxes', async () => {
    const { areas, fromGrid, shapeless } = await read(geojson([...lsoaFeatures()].reverse(), WGS84));
    expect(areas.vintage).toBe('21');
    expect(areas.codes).toEqual(['E01900001', 'E01900002', 'E01900003', 'E01900004']);
    expect(areas.names).toEqual(['Exbury 001A', 'Exbury 001B', 'Exbury 001C', 'Exbury 001D']);
    expect(ringsOf(areas, 1)).toEqual([square(-1.39, 50.9)]);
    expect([...areas.areaStarts]).toEqual([0, 1, 2, 3, 4]);
    expect([...areas.ringStarts]).toEqual([0, 5, 10, 15, 20]);
    expect(Flatbush.from(areas.index).search(-13750000, 509050000, -13750000, 509050000)).toEqual([2]);
    expect([fromGrid, shapeless]).toEqual([false, 0]);
  });

  test.each([
    ['LSOA11CD', 'LSOA11NM', '11', 'lsoas'],
    ['lsoa21cd', 'lsoa21nm', '21', 'lsoas'],
    ['LAD24CD', 'LAD24NM', '24', 'authorities'],
    ['lad17cd', 'lad17nm', '17', 'authorities'],
    ['lau118cd', 'lau118nm', '18', 'authorities'],
    ['CTYUA23CD', 'CTYUA23NM', '23', 'authorities'],
    ['UTLA22CD', 'UTLA22NM', '22', 'authorities'],
    ['CTY25CD', 'CTY25NM', '25', 'authorities'],
  ] as const)('is recognised by %s and %s', async (code, name, vintage, kind) => {
    const properties = { FID: 1, [code]: 'E06009901', [name]: 'Exbury', [`${name}w`]: ' ', long: -1.4 };
    const { areas } = await read(geojson([{ properties, polygons: [[square(-1.4, 50.9)]] }]), kind);
    expect([areas.vintage, areas.codes, areas.names]).toEqual([vintage, ['E06009901'], ['Exbury']]);
  });

  test('closes open rings, and drops those without an inside', async () => {
    const open = square(-1.4, 50.9).slice(0, -1);
    const line = [
      [-1.4, 50.9],
      [-1.3, 50.9],
    ];
    const { areas } = await read(geojson([one([[open], [line], [[...line, line[0]!]]])]));
    expect(ringsOf(areas, 0)).toEqual([square(-1.4, 50.9)]);
  });

  test('keeps all rings of all polygons of an area, holes and islands alike', async () => {
    const [shell, hole, island] = [square(-1.4, 50.9, 0.03), square(-1.39, 50.91), square(-1.2, 50.9)];
    const { areas } = await read(geojson([one([[shell, hole], [island]])]));
    expect(ringsOf(areas, 0)).toEqual([shell, hole, island]);
  });

  test("may draw an area's islands as features of their own; a feature that repeats another changes nothing", async () => {
    const [a, b] = [square(-1.4, 50.9), square(-1.2, 50.9)];
    const { areas } = await read(geojson([one([[a]]), one([[b]]), one([[a]])]));
    expect(areas.codes).toEqual(['E01900001']);
    expect(ringsOf(areas, 0)).toEqual([a, b]);
  });

  test('with one code under two names is refused', async () => {
    const other = { ...one([[square(-1.2, 50.9)]]), properties: { LSOA21CD: 'E01900001', LSOA21NM: 'Wyebridge 001A' } };
    expect(await sentenceOf(read(geojson([one([[square(-1.4, 50.9)]]), other])))).toBe(
      'file.geojson has the code E01900001 twice, as Exbury 001A and as Wyebridge 001A; choose a file with each area once.',
    );
  });

  test('leaves out features without a polygon or a code, and counts them', async () => {
    const text = geojson(lsoaFeatures()).replace(
      '"features":[',
      '"features":[{"type":"Feature","properties":{"LSOA21CD":"E01900009","LSOA21NM":"x"},"geometry":null},',
    );
    const { areas, shapeless } = await read(text);
    expect([areas.codes.length, shapeless]).toEqual([4, 1]);
  });

  test('reads names with escapes and Welsh letters, heights, exponents and white space', async () => {
    const text = `{
      "type": "FeatureCollection", "note": {"features": [1, {"a": "]}"}]},
      "features": [ { "geometry": { "coordinates": [ [ [ -1.4e0 , 50.9, 12.5 ], [ -1.39, 50.9, 0 ], [ -1.39, 50.91, 0 ],
        [ -1.4, 50.9, 12.5 ] ] ], "type": "Polygon" }, "type": "Feature",
        "properties": { "LSOA21NM": "Pen-y-bont ar Ogwr \\"T\\u0177\\" Ŵ", "nested": {"LSOA21CD": "no"}, "LSOA21CD": "W01900001" } } ]
    }`;
    const { areas } = await read(text);
    expect(areas.names).toEqual(['Pen-y-bont ar Ogwr "Tŷ" Ŵ']);
    expect(areas.codes).toEqual(['W01900001']);
    expect(ringsOf(areas, 0)[0]).toEqual([
      [-1.4, 50.9],
      [-1.39, 50.9],
      [-1.39, 50.91],
      [-1.4, 50.9],
    ]);
  });

  test.each([
    ['whose crs says so', GRID],
    ['by the size of its numbers', {}],
  ])('in British National Grid, %s, lies where its degrees would', async (_how, crs) => {
    const degrees = square(-1.4, 50.9);
    const metres = degrees.map(([x, y]) => toNationalGrid(x!, y!).map((metre) => Number(metre.toFixed(3))));
    const { areas, fromGrid } = await read(geojson([one([[metres]])], crs));
    expect(fromGrid).toBe(true);
    ringsOf(areas, 0)[0]!.forEach(([x, y], i) => {
      expect(Math.abs(x! - degrees[i]![0]!)).toBeLessThan(3e-7);
      expect(Math.abs(y! - degrees[i]![1]!)).toBeLessThan(3e-7);
    });
  });

  test('reads the same from a gzip, or a zip beside other files', async () => {
    const text = new TextEncoder().encode(geojson(lsoaFeatures()));
    const plain = await read(geojson(lsoaFeatures()));
    const gzip = await readAreas(memorySource('x.gz', gzipSync(text)), 'lsoas');
    const other = new TextEncoder().encode(JSON.stringify({ about: 'x'.repeat(99999) }));
    const zip = zipSync({ 'a/metadata.json': other, 'a/lsoa.geojson': text, 'readme.txt': new Uint8Array([65]) });
    const zipped = await readAreas(memorySource('x.zip', zip), 'lsoas');
    expect(gzip.areas).toEqual(plain.areas);
    expect(zipped.areas).toEqual(plain.areas);
  });

  const point = fc.tuple(fc.integer({ min: -60000000, max: 20000000 }), fc.integer({ min: 500000000, max: 550000000 }));
  const ring = fc.array(point, { minLength: 4, maxLength: 9 });
  const polygons = fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
  law(
    'is read to the unit whatever the blocks it comes in, like JSON.parse would',
    fc.asyncProperty(
      fc.array(polygons, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      async (shapes, block, indent) => {
        const degrees = shapes.map((shape) =>
          shape.map((rings) => rings.map((some) => some.map((pair) => pair.map((units) => units / 1e7)))),
        );
        const features = degrees.map((shape, i) => one(shape, `E0190000${i}`));
        const text = geojson(features, WGS84);
        const { areas } = await read(indent ? JSON.stringify(JSON.parse(text), null, 2) : text, 'lsoas', block);
        expect(areas.codes).toEqual(features.map(({ properties }) => properties['LSOA21CD']));
        degrees.forEach((shape, i) => {
          const closed = shape.flat().map((points) => {
            const [first, last] = [points[0]!, points[points.length - 1]!];
            return first[0] === last[0] && first[1] === last[1] ? points : [...points, first];
          });
          expect(ringsOf(areas, i)).toEqual(closed);
        });
      },
    ),
    150,
  );
});

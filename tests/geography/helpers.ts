import fc from 'fast-check';
import type { ByteSource } from '../../src/geography/byteSource';
import { describeWith, shared } from '../support/shared';

/** A file in memory, handed out in blocks of so many bytes. */
export function memorySource(
  name: string,
  content: Uint8Array | string,
  block = 65536,
  date = '2025-05-20',
): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    date,
    async *stream(start = 0, end = bytes.length) {
      for (let at = start; at < end; at += block) yield bytes.slice(at, Math.min(end, at + block));
    },
  };
}

export interface Feature {
  properties: Record<string, unknown>;
  /** Polygons of rings of [longitude, latitude] or [easting, northing]. */
  polygons: number[][][][];
}

/** GeoJSON with one MultiPolygon (or, where there is one polygon, Polygon) a feature. */
export function geojson(features: Feature[], more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    ...more,
    features: features.map(({ properties, polygons }) => ({
      type: 'Feature',
      properties,
      geometry:
        polygons.length === 1
          ? { type: 'Polygon', coordinates: polygons[0] }
          : { type: 'MultiPolygon', coordinates: polygons },
    })),
  });
}

export const WGS84 = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } } };
export const GRID = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::27700' } } };

/** The closed ring of a square with this south-west corner, counter-clockwise. */
export function square(west: number, south: number, side = 0.01): number[][] {
  const [east, north] = [Number((west + side).toFixed(7)), Number((south + side).toFixed(7))];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

/** Four invented LSOAs side by side from 1.4 degrees west, at 50.9 north, each 0.01 degree wide. */
export const lsoaFeatures = (vintage = '21', south = 50.9): Feature[] =>
  ['A', 'B', 'C', 'D'].map((letter, i) => ({
    properties: { [`LSOA${vintage}CD`]: `E0190000${i + 1}`, [`LSOA${vintage}NM`]: `Exbury 001${letter}` },
    polygons: [[square(Number((-1.4 + i * 0.01).toFixed(2)), south)]],
  }));

/** Two invented authorities: the western two of these LSOAs, and the eastern two. */
export const authorityFeatures = (): Feature[] => [
  {
    properties: { LAD24CD: 'E06009901', LAD24NM: 'Exbury' },
    polygons: [[square(-1.4, 50.9, 0.02)]],
  },
  {
    properties: { LAD24CD: 'E06009902', LAD24NM: 'Wyebridge' },
    polygons: [[square(-1.38, 50.9, 0.02)]],
  },
];

export const postcodesCsv = `id,postcode,latitude,longitude
1,EX1 1AA,50.905,-1.395
2,EX1 1AB,50.905,-1.385
3,EX2 1AA,50.905,-1.375
`;

/** The three invented files as sources. */
export const inventedFiles = () => ({
  postcodes: memorySource('postcodes.csv', postcodesCsv),
  lsoas: memorySource('lsoas.geojson', geojson(lsoaFeatures(), WGS84)),
  authorities: memorySource('authorities.geojson', geojson(authorityFeatures(), WGS84)),
});

/** `describe` with the folder of the real files, where that is; one skipped test that says so elsewhere. */
export const describeReal = (title: string, tests: (folder: string) => void): void =>
  describeWith(['geo'], title, () => tests(shared('geo/')));

/** The sentence with which a promise fails; fails itself where it doesn't, or not with a UserError. */
export async function sentenceOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error) || error.name !== 'UserError') throw error ?? new Error('It did not fail');
  return error.message;
}

const SEED = Number(process.env['SEED'] ?? Date.now() % 1e9);

/** A property test that names its seed; `SEED=... npx jest` repeats it. */
export function law<T>(title: string, property: fc.IProperty<T> | fc.IAsyncProperty<T>, runs = 150): void {
  test(`${title} (seed ${SEED})`, () => fc.assert(property as fc.IAsyncProperty<T>, { seed: SEED, numRuns: runs }));
}

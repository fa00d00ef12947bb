import Flatbush from 'flatbush';
import type { Areas, Geography, Postcodes } from '../../src/core/types';
import { UNITS_PER_DEGREE } from '../../src/core/types';

export type Ring = [number, number][];

/** A square ring from its south-west corner, degrees. */
export const square = (x: number, y: number, size: number): Ring => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

/** Areas from `{code, name, rings}` in degrees, in order of code. */
export function tinyAreas(list: { code: string; name: string; rings: Ring[] }[], vintage = '21'): Areas {
  const sorted = [...list].sort((a, b) => (a.code < b.code ? -1 : 1));
  const coordinates: number[] = [];
  const ringStarts = [0];
  const areaStarts = [0];
  for (const { rings } of sorted) {
    for (const ring of rings) {
      for (const [x, y] of ring) coordinates.push(Math.round(x * UNITS_PER_DEGREE), Math.round(y * UNITS_PER_DEGREE));
      ringStarts.push(coordinates.length / 2);
    }
    areaStarts.push(ringStarts.length - 1);
  }
  const index = new Flatbush(Math.max(1, sorted.length), 16, Int32Array);
  for (const { rings } of sorted) {
    const xs = rings.flat().map(([x]) => Math.round(x * UNITS_PER_DEGREE));
    const ys = rings.flat().map(([, y]) => Math.round(y * UNITS_PER_DEGREE));
    index.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
  }
  if (sorted.length === 0) index.add(0, 0, 0, 0);
  index.finish();
  return {
    vintage,
    codes: sorted.map(({ code }) => code),
    names: sorted.map(({ name }) => name),
    coordinates: Int32Array.from(coordinates),
    ringStarts: Uint32Array.from(ringStarts),
    areaStarts: Uint32Array.from(areaStarts),
    index: index.data as ArrayBuffer,
  };
}

/** Postcodes from `{postcode: [longitude, latitude]}`; `lsoas`: postcode -> index of LSOA; `elsewhere`: outward codes. */
export function tinyPostcodes(
  points: Record<string, [number, number]>,
  lsoas?: Record<string, number>,
  elsewhere: string[] = [],
): Postcodes {
  const keys = Object.keys(points).map((key) => key.replace(/\W/g, ''));
  const values = Object.values(points);
  return {
    count: keys.length,
    find: (postcode) => keys.indexOf(postcode),
    longitudes: Int32Array.from(values, ([x]) => Math.round(x * UNITS_PER_DEGREE)),
    latitudes: Int32Array.from(values, ([, y]) => Math.round(y * UNITS_PER_DEGREE)),
    lsoas: lsoas ? Int32Array.from(Object.keys(points), (key) => lsoas[key] ?? -1) : null,
    elsewhere: (postcode) => elsewhere.includes(postcode.slice(0, -3)),
  };
}

/** Two towns of four LSOAs each, side by side at 51 degrees north: `Northby` from longitude 0, `Southby` from 0.04. */
export function tinyGeography(postcodes: Postcodes): Geography {
  const cell = (town: string, number: number, x: number, y: number) => ({
    code: `E0190000${number}`,
    name: `${town} 001${'ABCDEFGH'[number - 1]}`,
    rings: [square(x, y, 0.02)],
  });
  return {
    postcodes,
    lsoas: tinyAreas([
      cell('Northby', 1, 0, 51),
      cell('Northby', 2, 0.02, 51),
      cell('Northby', 3, 0, 51.02),
      cell('Northby', 4, 0.02, 51.02),
      cell('Southby', 5, 0.04, 51),
      cell('Southby', 6, 0.06, 51),
      cell('Southby', 7, 0.04, 51.02),
      cell('Southby', 8, 0.06, 51.02),
    ]),
    authorities: tinyAreas(
      [
        { code: 'E09900001', name: 'Northby', rings: [square(0, 51, 0.04)] },
        { code: 'E09900002', name: 'Southby', rings: [square(0.04, 51, 0.04)] },
      ],
      '24',
    ),
    about: {
      way: 'files',
      files: [{ kind: 'postcodes', name: 'tiny.csv', found: 'a few postcodes' }],
      warnings: [],
      licence: 'Invented for tests.',
      retiredPostcodes: null,
      fromGrid: false,
    },
  };
}

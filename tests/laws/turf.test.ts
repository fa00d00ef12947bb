import { area, booleanPointInPolygon, featureCollection, intersect, multiPolygon, point, polygon } from '@turf/turf';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { authorityLsoas } from '../../src/core/keepAuthority';
import { areaFinder } from '../../src/core/locateArea';
import type { Areas, Geography } from '../../src/core/types';
import { UNITS_PER_DEGREE } from '../../src/core/types';
import { random } from '../../src/sample/random';
import { sampleAuthority } from '../../src/sample/sampleAuthority';
import { sampleGeography } from '../../src/sample/sampleGeography';

/** `SEED=7 npx jest tests/laws/turf` tries other points. */
const SEED = Number(process.env.SEED ?? 1);
const sample = sampleAuthority();
type Shape = Feature<Polygon | MultiPolygon>;
const shapes = (text: string, code: string): Map<string, Shape> =>
  new Map(
    (
      JSON.parse(text) as { features: { properties: Record<string, string>; geometry: Polygon | MultiPolygon }[] }
    ).features.map(({ properties, geometry }) => [
      properties[code]!,
      geometry.type === 'Polygon' ? polygon(geometry.coordinates) : multiPolygon(geometry.coordinates),
    ]),
  );

describe('turf, an independent library, agrees', () => {
  let geography: Geography;
  const lsoas = shapes(sample.files.lsoas.text, 'LSOA21CD');
  const districts = shapes(sample.files.authorities.text, 'LAD24CD');
  beforeAll(async () => {
    geography = await sampleGeography(sample);
  });

  test('which LSOAs have more than half of their area in the authority', () => {
    const index = geography.authorities.names.indexOf(sample.authority);
    const district = districts.get(geography.authorities.codes[index]!)!;
    const expected = [...lsoas].filter(([, shape]) => {
      const common = intersect(featureCollection([shape, district]));
      return common !== null && area(common) > area(shape) / 2;
    });
    const found = authorityLsoas(geography, [index]).map((lsoa) => geography.lsoas.codes[lsoa]);
    expect(found).toEqual(expected.map(([code]) => code).sort());
    expect(found.length).toBeGreaterThan(100);
  });

  test(`in which LSOA 500 random points lie (seed ${SEED})`, () => {
    const { whole } = random(SEED);
    const finder = areaFinder(geography.lsoas);
    const [west, south, east, north] = boxOfAll(geography.lsoas);
    let inside = 0;
    for (let i = 0; i < 500; i++) {
      const [x, y] = [west + whole(east - west), south + whole(north - south)];
      const at = point([x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE]);
      const expected = [...lsoas].find(([, shape]) => booleanPointInPolygon(at, shape))?.[0];
      const found = finder.containing(x, y);
      expect([i, found < 0 ? undefined : geography.lsoas.codes[found]]).toEqual([i, expected]);
      if (found >= 0) inside++;
    }
    expect(inside).toBeGreaterThan(100);
  });
});

function boxOfAll({ coordinates }: Areas): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < coordinates.length; i += 2) {
    [west, east] = [Math.min(west, coordinates[i]!), Math.max(east, coordinates[i]!)];
    [south, north] = [Math.min(south, coordinates[i + 1]!), Math.max(north, coordinates[i + 1]!)];
  }
  return [west, south, east, north];
}

import { areaFinder, isInside, locateArea, metresPerUnit } from '../../src/core/locateArea';
import { tinyAreas, tinyGeography, tinyPostcodes, square } from '../support/tinyGeography';
import { UNITS_PER_DEGREE } from '../../src/core/types';

const unit = (degrees: number) => Math.round(degrees * UNITS_PER_DEGREE);
const find = (areas: ReturnType<typeof tinyAreas>, x: number, y: number) =>
  areas.codes[areaFinder(areas).containing(unit(x), unit(y))];

describe('the LSOA of a point', () => {
  const pair = tinyAreas([
    { code: 'B', name: 'west', rings: [square(0, 51, 1)] },
    { code: 'A', name: 'east', rings: [square(1, 51, 1)] },
  ]);
  test('is the polygon that it lies in', () => {
    expect(find(pair, 0.5, 51.5)).toBe('B');
    expect(find(pair, 1.5, 51.5)).toBe('A');
    expect(find(pair, 2.5, 51.5)).toBeUndefined();
  });
  test('exactly on an edge or a corner is the lowest code', () => {
    expect(find(pair, 1, 51.5)).toBe('A');
    expect(find(pair, 1, 51)).toBe('A');
    expect(find(pair, 0, 51.3)).toBe('B');
    expect(find(pair, 0.3, 52)).toBe('B');
  });
  test('where polygons overlap is the lowest code', () => {
    const overlapping = tinyAreas([
      { code: 'C', name: '', rings: [square(0, 51, 2)] },
      { code: 'D', name: '', rings: [square(0.5, 51.5, 0.5)] },
    ]);
    expect(find(overlapping, 0.7, 51.7)).toBe('C');
  });
  test('in a hole, or in a shell nested in another, is not that polygon’s', () => {
    const holed = tinyAreas([
      { code: 'A', name: 'ring', rings: [square(0, 51, 3), square(1, 52, 1)] },
      { code: 'B', name: 'inner', rings: [square(1, 52, 1)] },
    ]);
    expect(find(holed, 1.5, 52.5)).toBe('B');
    expect(find(holed, 0.5, 52.5)).toBe('A');
    expect(find(holed, 1, 52.5)).toBe('A');
  });
  test('is found whichever way the rings run', () => {
    const clockwise = tinyAreas([{ code: 'A', name: '', rings: [[...square(0, 51, 1)].reverse()] }]);
    expect(isInside(clockwise, 0, unit(0.5), unit(51.5))).toBe(true);
    expect(isInside(clockwise, 0, unit(1.5), unit(51.5))).toBe(false);
  });
});

describe('the nearest LSOA', () => {
  // The usual series at 51 degrees: 111,132.95 - 559.82 cos 102 + 1.18 cos 204 = 111,248 m for a degree of latitude,
  // 111,412.84 cos 51 - 93.5 cos 153 + 0.12 cos 255 = 70,198 m for one of longitude.
  const [perX, perY] = metresPerUnit(unit(51));
  test('is measured in metres on the ground', () => {
    expect(perX * UNITS_PER_DEGREE).toBeCloseTo(70198, -1);
    expect(perY * UNITS_PER_DEGREE).toBeCloseTo(111248, -1);
  });
  const areas = tinyAreas([
    { code: 'A', name: '', rings: [square(0, 51, 0.01)] },
    { code: 'B', name: '', rings: [square(0.012, 51, 0.01)] },
  ]);
  const nearest = (x: number, y: number) => areaFinder(areas).nearest(x, y, 100);
  test('is taken within 100 m and not beyond', () => {
    expect(nearest(-Math.floor(99.9 / perX), unit(51.005))).toBe(0);
    expect(nearest(-Math.ceil(100.2 / perX), unit(51.005))).toBe(-1);
    expect(nearest(unit(0.005), unit(51) - Math.floor(99.9 / perY))).toBe(0);
    expect(nearest(unit(0.005), unit(51) - Math.ceil(100.2 / perY))).toBe(-1);
  });
  test('of two is the nearer, and the lowest code where they are equally near', () => {
    expect(nearest(unit(0.0112), unit(51.005))).toBe(1);
    expect(nearest(unit(0.0108), unit(51.005))).toBe(0);
    expect(nearest(unit(0.011), unit(51.005))).toBe(0);
  });
});

describe('a postcode’s place', () => {
  const points = {
    SO141AA: [0.01, 51.01],
    SO142BB: [0.03, 51.01],
    SO143CC: [-0.001, 51.01],
    SO144DD: [-0.1, 51.01],
  } as Record<string, [number, number]>;
  test('is by polygon where the file has no codes', () => {
    const locate = locateArea(tinyGeography(tinyPostcodes(points)));
    expect(locate('SO141AA')).toMatchObject({ area: 0, snapped: false });
    expect(locate('SO143CC')).toMatchObject({ area: 0, snapped: true });
    expect(locate('SO144DD')).toMatchObject({ area: -1, snapped: false });
  });
  test('is by code where the file has one, and the polygon only checks it; never snapped', () => {
    const locate = locateArea(tinyGeography(tinyPostcodes(points, { SO141AA: 1, SO143CC: 0 })));
    expect(locate('SO141AA')).toMatchObject({ area: 1, byPolygon: 0, snapped: false });
    expect(locate('SO142BB')).toMatchObject({ area: 1, byPolygon: 1 });
    expect(locate('SO143CC')).toMatchObject({ area: 0, snapped: false, byPolygon: -1 });
  });
  test('is by polygon when the user switched codes off', () => {
    const locate = locateArea(tinyGeography(tinyPostcodes(points, { SO141AA: 1 })), false);
    expect(locate('SO141AA')).toMatchObject({ area: 0 });
  });
});

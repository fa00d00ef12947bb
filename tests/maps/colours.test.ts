import { mapClasses, type MapKind } from '../../src/core/mapClasses';
import { DEFAULT_MAP_OPTIONS } from '../../src/core/mapOptions';
import type { Fill, Scheme } from '../../src/core/types';
import { ciede2000, seen, type Eye } from './colour';

const SCHEMES: Scheme[] = ['orange', 'blue', 'purple', 'grey'];
const LEAST = 8;
const colourOf = (fill: Fill): string => (typeof fill === 'string' ? fill : fill.colour);

/** The colours of a map with numbers enough for every class, lowest class first. */
function colours(kind: MapKind, scheme: Scheme, classes: number): string[] {
  const numbers = Array.from({ length: 101 }, (_, i) => (kind === 'change' ? i - 50 : i));
  return mapClasses(numbers, kind, { ...DEFAULT_MAP_OPTIONS, scheme, classes }).map(({ fill }) => colourOf(fill));
}

describe('the colour distance of these tests', () => {
  // Pairs of Sharma, Wu and Dalal's table 1.
  test.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, -1, 2], [50, 0, 0], 2.3669],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ] as [[number, number, number], [number, number, number], number][])('of %j and %j is %d', (a, b, distance) => {
    expect(ciede2000(a, b)).toBeCloseTo(distance, 4);
  });

  test('knows that red and green of equal lightness are one to a deuteranope', () => {
    const [red, green] = ['#c25a3a', '#6f7f2e'];
    expect(ciede2000(seen(red, 'full'), seen(green, 'full'))).toBeGreaterThan(30);
    expect(ciede2000(seen(red, 'deuteranopia'), seen(green, 'deuteranopia'))).toBeLessThan(15);
  });
});

const maps = SCHEMES.flatMap((scheme) =>
  (['prevalence', 'change'] as const).flatMap((kind) =>
    [3, 4, 5, 6, 7].map((classes) => [scheme, kind, classes] as const),
  ),
);

describe.each(maps)('the %s scheme of a %s map with %d classes', (scheme, kind, classes) => {
  const list = colours(kind, scheme, classes);

  test('has as many colours as classes', () => {
    const sides = { 3: 2, 4: 2, 5: 3, 6: 3, 7: 4 }[classes] as number;
    expect(list).toHaveLength(kind === 'prevalence' ? classes + 1 : 2 * sides + 1);
  });

  test.each<Eye>(['full', 'deuteranopia', 'protanopia'])('keeps any two classes apart for an eye with %s', (eye) => {
    for (const [i, a] of list.entries()) {
      for (const b of list.slice(i + 1)) {
        expect({ a, b, far: ciede2000(seen(a, eye), seen(b, eye)) >= LEAST }).toEqual({ a, b, far: true });
      }
    }
  });

  test('keeps neighbouring classes apart in grey, and darker is more', () => {
    const zero = kind === 'prevalence' ? 0 : (list.length - 1) / 2;
    for (let i = 1; i < list.length; i++) {
      const [a, b] = [seen(list[i - 1] as string, 'grey'), seen(list[i] as string, 'grey')];
      expect(ciede2000(a, b)).toBeGreaterThanOrEqual(LEAST);
      expect(b[0] < a[0]).toBe(i > zero);
    }
  });
});

test('falls are striped, rises and no change are not, so that grey paper tells -3 from +3', () => {
  const classes = mapClasses([-9, -3, 0, 3, 9], 'change', DEFAULT_MAP_OPTIONS);
  expect(classes.map(({ high, fill }) => [high < 0, typeof fill !== 'string'])).toEqual([
    [true, true],
    [true, true],
    [false, false],
    [false, false],
    [false, false],
  ]);
});

import { isDirection, nextSpot, spotsOf } from '../../src/pane/mapKeys';
import type { Drawing, DrawnPath } from '../../src/core/types';

const square = (x: number, y: number, size: number) =>
  Float32Array.from([x, y, x + size, y, x + size, y + size, x, y + size, x, y]);
const path = (code: string | undefined, ...rings: Float32Array[]): DrawnPath => ({ rings, closed: true, code });
const drawing = (...paths: DrawnPath[]): Drawing => ({
  width: 100,
  height: 100,
  scale: 1,
  background: '#fff',
  paths,
  texts: [],
  alt: '',
});

describe('moving on the map by keys', () => {
  test('an LSOA stands in the middle of its largest ring; outlines without a code are no places', () => {
    const spots = spotsOf(drawing(path('A', square(0, 0, 2), square(10, 10, 20)), path(undefined, square(0, 0, 99))));
    expect(spots).toEqual([{ code: 'A', x: 20, y: 20 }]);
  });

  // A B .
  // C D E    one step is 10
  const spots = [
    { code: 'A', x: 0, y: 0 },
    { code: 'B', x: 10, y: 0 },
    { code: 'C', x: 0, y: 10 },
    { code: 'D', x: 10, y: 10 },
    { code: 'E', x: 20, y: 10 },
  ];
  test.each([
    ['A', 'ArrowRight', 'B'],
    ['A', 'ArrowDown', 'C'],
    ['D', 'ArrowUp', 'B'],
    ['D', 'ArrowLeft', 'C'],
    ['B', 'ArrowRight', 'E'],
    ['E', 'ArrowRight', 'E'],
    ['A', 'ArrowUp', 'A'],
  ] as const)('from %s, %s leads to %s', (from, direction, to) => {
    expect(nextSpot(spots, from, direction)).toBe(to);
  });

  test('from nowhere the middle one is taken, and a map without LSOAs has none', () => {
    // The mean is (8, 6): D is 4.5 away, B 6.3.
    expect(nextSpot(spots, null, 'ArrowUp')).toBe('D');
    expect(nextSpot([], null, 'ArrowUp')).toBeNull();
  });

  test('only the four arrows are directions', () => {
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].every(isDirection)).toBe(true);
    expect(['Enter', 'a', 'toString', 'Home'].some(isDirection)).toBe(false);
  });
});

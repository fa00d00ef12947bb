import { binomialP, changes, ratioInterval } from '../../src/evidence/change';
import { falseDiscovery } from '../../src/evidence/falseDiscovery';
import { hotSpots } from '../../src/evidence/hotSpots';
import { getisOrd, localSums } from '../../src/evidence/localSums';
import { islands, neighbours, restrict, type Neighbours } from '../../src/core/neighbours';
import { permutations } from '../../src/evidence/permutations';
import { countInterval, rateOf, standing } from '../../src/evidence/rates';
import { square, tinyAreas } from '../support/tinyGeography';
import { grid, upTo } from './grid';

const lists = ({ count, starts, list }: Neighbours) =>
  upTo(count).map((i) => [...list.subarray(starts[i], starts[i + 1])]);

describe('neighbours', () => {
  test('on a grid of 3 x 3 the middle touches all eight, a corner three, corner to corner counts', () => {
    expect(lists(neighbours(grid(3, 3), upTo(9)))).toEqual([
      [1, 3, 4],
      [0, 2, 3, 4, 5],
      [1, 4, 5],
      [0, 1, 4, 6, 7],
      [0, 1, 2, 3, 5, 6, 7, 8],
      [1, 2, 4, 7, 8],
      [3, 4, 7],
      [3, 4, 5, 6, 8],
      [4, 5, 7],
    ]);
  });
  test('areas outside the authority are nobody’s neighbours, and positions follow the list given', () => {
    expect(lists(neighbours(grid(3, 3), [8, 0, 4]))).toEqual([[2], [2], [0, 1]]);
  });
  test('an area that shares no vertex is an island, even where its edge lies on another’s', () => {
    const areas = tinyAreas([
      { code: 'A', name: 'A', rings: [square(0, 51, 0.03)] },
      { code: 'B', name: 'B', rings: [square(0.03, 51.01, 0.01)] },
      { code: 'C', name: 'C', rings: [square(0.04, 51.02, 0.01)] },
      { code: 'D', name: 'D', rings: [square(0.2, 51, 0.01)] },
    ]);
    const near = neighbours(areas, upTo(4));
    expect(lists(near)).toEqual([[], [2], [1], []]);
    expect(islands(near)).toEqual([0, 3]);
  });
  test('a hole’s filling and its surroundings are neighbours', () => {
    const ring = square(0.01, 51.01, 0.01);
    const areas = tinyAreas([
      { code: 'A', name: 'A', rings: [square(0, 51, 0.03), ring] },
      { code: 'B', name: 'B', rings: [ring] },
    ]);
    expect(lists(neighbours(areas, [0, 1]))).toEqual([[1], [0]]);
  });
  test('without some areas the others keep each other', () => {
    expect(lists(restrict(neighbours(grid(3, 1), upTo(3)), [2, 1]))).toEqual([[1], [0]]);
  });
});

describe('rates', () => {
  test('40 assessments among 800 children are 500 per 10,000', () => {
    expect(rateOf(40, 800)!.rate).toBe(500);
  });
  test('no rate below 50 children, or where their number is not known', () => {
    expect(rateOf(3, 49)).toBeNull();
    expect(rateOf(3, null)).toBeNull();
    expect(rateOf(3, 50)!.rate).toBe(600);
  });
  test('no assessment can come from up to -ln(0.025) = 3.6889 expected; one from -ln(0.975) = 0.0253', () => {
    expect(countInterval(0)).toEqual([0, expect.closeTo(-Math.log(0.025), 10)]);
    expect(countInterval(1)[0]).toBeCloseTo(-Math.log(0.975), 10);
  });
  test('from 10 on Byar: 10 x (1 - 1/90 - 1.96/(3 x 3.1623))^3 = 4.79 to 11 x (1 - 1/99 + 1.96/(3 x 3.3166))^3 = 18.39', () => {
    expect(countInterval(10)[0]).toBeCloseTo(4.79, 2);
    expect(countInterval(10)[1]).toBeCloseTo(18.39, 2);
  });
  test('an LSOA is higher or lower only where its whole interval is', () => {
    const rate = { rate: 500, low: 400, high: 600 };
    expect([399, 400, 600, 601].map((authority) => standing(rate, authority))).toEqual([
      'higher',
      'similar',
      'similar',
      'lower',
    ]);
  });
});

describe('change', () => {
  test('1 after 5: the chance of 0 or 1, or 5 or 6, heads in six throws is 14/64', () => {
    expect(binomialP(5, 1)).toBeCloseTo(14 / 64, 12);
    expect(binomialP(1, 5)).toBeCloseTo(14 / 64, 12);
  });
  test('as many as before, or none in both years, is no evidence at all', () => {
    expect(binomialP(0, 0)).toBe(1);
    expect(binomialP(7, 7)).toBe(1);
    expect(ratioInterval(0, 0)).toEqual({ low: null, high: null });
  });
  test('0 after 5: the share is below 1 - 0.025^(1/5) = 0.5218, so the ratio below 1.0911', () => {
    const { low, high } = ratioInterval(5, 0);
    expect(low).toBe(0);
    expect(high).toBeCloseTo((1 - 0.025 ** 0.2) / 0.025 ** 0.2, 9);
  });
  test('5 after 0: no highest ratio, and none to show', () => {
    const [change] = changes([{ previous: 0, current: 5 }]);
    expect(change).toMatchObject({ ratio: null, high: null, beyond: false });
    expect(change!.low).toBeCloseTo(0.025 ** 0.2 / (1 - 0.025 ** 0.2), 9);
  });
  test('0 after 12 is beyond chance alone (p = 1/2048), but not among 120 others that stayed', () => {
    const fall = { previous: 12, current: 0 };
    const still = upTo(120).map(() => ({ previous: 3, current: 3 }));
    expect(changes([fall])[0]).toMatchObject({ p: expect.closeTo(1 / 2048, 12), beyond: true });
    expect(changes([fall, ...still])[0]).toMatchObject({ q: expect.closeTo(121 / 2048, 12), beyond: false });
  });
  test('large counts stay exact: 5,249 after 4,905', () => {
    // The normal approximation with continuity correction: z = (344 - 1) / sqrt(10154) = 3.404, p = 0.00066.
    expect(binomialP(4905, 5249)).toBeCloseTo(0.00066, 5);
  });
});

describe('the false discovery rate', () => {
  test('four p values by hand: 4 x 0.01, 4/2 x 0.04 and 4/3 x 0.03 at most the next, 0.5', () => {
    // Ordered 0.01, 0.03, 0.04, 0.5 -> 0.04, 0.06, 0.0533, 0.5; a smaller p never has a larger value: 0.04, 0.0533, 0.0533, 0.5.
    const found = falseDiscovery([0.04, 0.5, 0.01, 0.03]);
    [0.16 / 3, 0.5, 0.04, 0.16 / 3].forEach((expected, i) => expect(found[i]).toBeCloseTo(expected, 12));
  });
  test('what was not tested does not count', () => {
    expect(falseDiscovery([null, 0.02, null, 0.6])).toEqual([null, 0.04, null, 0.6]);
    expect(falseDiscovery([])).toEqual([]);
  });
});

describe('Gi* on a grid of 3 x 3 with 9 in one corner and 0 elsewhere', () => {
  const near = neighbours(grid(3, 3), upTo(9));
  const values = Float64Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0);
  test('the four areas around the corner have a local sum of 9, the others of 0', () => {
    expect([...localSums(near, values)]).toEqual([9, 9, 0, 9, 9, 0, 0, 0, 0]);
  });
  test('z: mean 1, variance 8; the corner (9 - 4) / sqrt(8 x 4 x 5 / 8) = 5 / sqrt(20)', () => {
    const z = getisOrd(near, values);
    expect(z[0]).toBeCloseTo(5 / Math.sqrt(20), 12);
    // Five neighbours and itself: (9 - 6) / sqrt(8 x 6 x 3 / 8); the far corner: (0 - 4) / sqrt(20).
    expect(z[1]).toBeCloseTo(3 / Math.sqrt(18), 12);
    expect(z[8]).toBeCloseTo(-4 / Math.sqrt(20), 12);
  });
  test('the middle has all others as neighbours, so nothing can be said of it', () => {
    expect(getisOrd(near, values)[4]).toBeNull();
  });
  test('where all values are equal nothing stands out', () => {
    expect(getisOrd(near, new Float64Array(9).fill(3))).toEqual(new Array(9).fill(null));
    expect(
      hotSpots(near, [new Float64Array(9).fill(3)], 1)[0]!.every(({ kind, p }) => kind === null && p === null),
    ).toBe(true);
  });
});

describe('conditional permutation', () => {
  test('draws as often as the arithmetic says: 10 in a row, five of them 1, the others 0', () => {
    // An end has one neighbour: two draws from the nine others. Position 0 (a 1): four of nine are 1.
    const near = neighbours(grid(10, 1), upTo(10));
    const values = Float64Array.of(1, 1, 1, 1, 1, 0, 0, 0, 0, 0);
    const draws = 200000;
    const [left, middle] = permutations(near, draws, 7)(values, [0, 5]);
    // Left: seen 2. Both draws 1: (4/9)^2. Middle (a 0; neighbours 1 and 0): seen 1; three draws of 5/9 ones.
    const none = (4 / 9) ** 3;
    const one = 3 * (5 / 9) * (4 / 9) ** 2;
    const within = (found: number, p: number) =>
      expect(Math.abs(found / draws - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / draws));
    within(left!.atLeast, (4 / 9) ** 2);
    expect(left!.atMost).toBe(draws);
    within(middle!.atLeast, 1 - none);
    within(middle!.atMost, none + one);
  });
  test('the same seed gives the same answer, another seed another', () => {
    const near = neighbours(grid(6, 6), upTo(36));
    const values = Float64Array.from(upTo(36), (i) => (i * 17) % 23);
    const ps = (seed: number) => hotSpots(near, [values], seed)[0]!.map(({ p }) => p);
    expect(ps(3)).toEqual(ps(3));
    expect(ps(3)).not.toEqual(ps(4));
  });
  test('a table’s answer does not depend on the tables beside it', () => {
    const near = neighbours(grid(6, 6), upTo(36));
    const [a, b] = [17, 5].map((step) => Float64Array.from(upTo(36), (i) => (i * step) % 23));
    expect(hotSpots(near, [a!, b!], 3)[1]).toEqual(hotSpots(near, [b!], 3)[0]);
  });
  test('a block of high values on a grid of 12 x 12 is hot, and a block of low ones cold', () => {
    const near = neighbours(grid(12, 12), upTo(144));
    const at = (i: number) => [i % 12, Math.floor(i / 12)] as const;
    const inBlock = (i: number, from: number) => at(i).every((place) => place >= from && place < from + 3);
    const values = Float64Array.from(
      upTo(144),
      (i) => 20 + ((i * 7) % 5) + (inBlock(i, 1) ? 30 : inBlock(i, 8) ? -18 : 0),
    );
    const spots = hotSpots(near, [values], 1)[0]!;
    expect(spots[2 * 12 + 2]).toMatchObject({ kind: 'hot', level: 1 });
    expect(spots[9 * 12 + 9]).toMatchObject({ kind: 'cold' });
    expect(spots[5 * 12 + 6]!.kind).toBeNull();
    // Twice the folded p, at most 1; the finest from 99,999 draws.
    spots.forEach(({ p }) => expect(p).toBeLessThanOrEqual(1));
    expect(spots[2 * 12 + 2]!.p).toBeLessThan(0.0002);
  });
  test('the only LSOA with any case is no hot spot by itself, however small its p', () => {
    const near = neighbours(grid(12, 12), upTo(144));
    const values = new Float64Array(144);
    values[70] = 3;
    const spots = hotSpots(near, [values], 1)[0]!;
    expect(spots[70]).toEqual({
      z: expect.any(Number),
      p: 0.00002,
      q: expect.closeTo(0.00288, 9),
      kind: null,
      level: null,
    });
    expect(spots.every(({ kind }) => kind === null)).toBe(true);
  });
  test('an island is never a spot, and an authority of two LSOAs has none', () => {
    const near = neighbours(grid(12, 1), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11]);
    const values = Float64Array.of(1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 90);
    expect(hotSpots(near, [values], 1)[0]![10]).toMatchObject({ z: null, p: null, kind: null });
    expect(hotSpots(neighbours(grid(2, 1), [0, 1]), [Float64Array.of(1, 50)], 1)[0]).toHaveLength(2);
  });
});

import fc from 'fast-check';
import { tailCounter } from '../../src/evidence/tails';
import { law } from '../geography/helpers';

describe('counting tails', () => {
  test('by hand: of 1, 2, 2, 5 three are at least 2 and three at most 2, few questions or many', () => {
    const count = tailCounter(4);
    for (const questions of [1, 100]) {
      const tail = count(Float64Array.of(5, 2, 1, 2), questions);
      expect(tail(2, 2)).toEqual({ atLeast: 3, atMost: 3 });
      expect(tail(6, 0)).toEqual({ atLeast: 0, atMost: 0 });
      expect(tail(-9, 9)).toEqual({ atLeast: 4, atMost: 4 });
    }
  });

  // Whole numbers and thirds, so that many sums are equal and some differ in their last digit alone.
  const value = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: -9, max: 9 }).map((n) => n / 3),
    fc.double({ noNaN: true, min: -1e3, max: 1e3 }),
  );
  law(
    'buckets count what looking at every sum counts, again and again with other sums',
    fc.property(
      fc.array(fc.array(value, { minLength: 40, maxLength: 40 }), { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 20 }),
      (tables, questions) => {
        const count = tailCounter(40);
        for (const sums of tables) {
          const tail = count(Float64Array.from(sums), 100);
          for (const [low, high] of [...questions, [sums[0]!, sums[1]!] as const]) {
            expect(tail(low, high)).toEqual({
              atLeast: sums.filter((sum) => sum >= low).length,
              atMost: sums.filter((sum) => sum <= high).length,
            });
          }
        }
      },
    ),
  );
});

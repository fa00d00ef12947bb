import fc from 'fast-check';
import { classOf, format, formatSigned, mapBreaks, mapClasses } from '../../src/core/mapClasses';
import { DEFAULT_MAP_OPTIONS } from '../../src/core/mapOptions';
import type { ClassMethod } from '../../src/core/types';

const options = DEFAULT_MAP_OPTIONS;
const labels = (...args: Parameters<typeof mapClasses>): string[] => mapClasses(...args).map(({ label }) => label);

describe('prevalence', () => {
  test('puts whole numbers without gaps into natural classes, zero in one of its own', () => {
    // Three clumps by hand: 1 2 3, 10 11 12, 30 31.
    const values = [0, 1, 2, 3, 10, 11, 12, 30, 31];
    expect(labels(values, 'prevalence', { ...options, classes: 3 })).toEqual(['0', '1–9', '10–29', '30–31']);
  });

  test('cuts quantiles so that each class has as many areas', () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 90];
    expect(mapBreaks(values, 'prevalence', { ...options, method: 'quantile', classes: 3 })).toEqual([1, 4, 7]);
  });

  test('cuts equal intervals of the range', () => {
    expect(mapBreaks([1, 2, 30], 'prevalence', { ...options, method: 'equal', classes: 3 })).toEqual([1, 11, 21]);
  });

  test('has fewer classes where there are few distinct numbers', () => {
    expect(labels([0, 0, 4, 4, 6], 'prevalence', options)).toEqual(['0', '4–5', '6']);
    expect(labels([7, 7, 7], 'prevalence', options)).toEqual(['0', '7']);
  });

  test('has zero alone where all are zero', () => {
    expect(labels([0, 0], 'prevalence', options)).toEqual(['0']);
  });

  test('leaves the last of kept classes open and stretches the first down to what there is', () => {
    expect(labels([0, 2, 99], 'prevalence', options, [4, 10])).toEqual(['0', '2–9', '10 or more']);
  });

  test('asked for 2 or 9 classes, makes 3 or 7', () => {
    const values = Array.from({ length: 50 }, (_, i) => i);
    expect(mapBreaks(values, 'prevalence', { ...options, classes: 2 })).toHaveLength(3);
    expect(mapBreaks(values, 'prevalence', { ...options, classes: 9 })).toHaveLength(7);
  });
});

describe('change', () => {
  test('is symmetric about zero, with signs, and no change is a class', () => {
    const values = [-31, -2, -1, 0, 1, 3, 10, 12];
    expect(labels(values, 'change', { ...options, classes: 5 })).toEqual([
      '−31',
      '−10 to −30',
      '−1 to −9',
      'No change',
      '+1 to +9',
      '+10 to +30',
      '+31',
    ]);
  });

  test('keeps the classes of rises where there are only falls', () => {
    expect(labels([-2, -1], 'change', options)).toEqual(['−2', '−1', 'No change', '+1', '+2']);
  });
});

test('numbers have commas, and changes a sign that is as wide as a plus', () => {
  expect([format(0), format(999), format(5249), format(1234567)]).toEqual(['0', '999', '5,249', '1,234,567']);
  expect([formatSigned(3), formatSigned(-1200), formatSigned(0)]).toEqual(['+3', '−1,200', '0']);
});

describe('laws', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1e6);
  const method = fc.constantFrom<ClassMethod>('natural', 'quantile', 'equal');
  const kind = fc.constantFrom('prevalence' as const, 'change' as const);
  const count = fc.integer({ min: 3, max: 7 });
  const numbers = fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 1, maxLength: 80 });

  test(`every number is in exactly one class, and classes leave no whole number out (seed ${seed})`, () => {
    fc.assert(
      fc.property(numbers, kind, method, count, (raw, k, m, n) => {
        const values = k === 'change' ? raw : raw.map(Math.abs);
        const classes = mapClasses(values, k, { ...options, method: m, classes: n });
        for (const value of values) {
          expect(classes.filter(({ low, high }) => value >= low && value <= high)).toHaveLength(1);
        }
        const steps = classes.slice(1).map(({ low }, i) => low - (classes[i] as { high: number }).high);
        const beside = classes.findIndex(({ low, high }) => low === 0 && high === 0);
        steps.forEach((step, i) => {
          if (i === beside || i === beside - 1) expect(step).toBeGreaterThanOrEqual(1);
          else expect(step).toBe(1);
        });
      }),
      { seed },
    );
  });

  test(`a larger number is never in a lower class (seed ${seed})`, () => {
    fc.assert(
      fc.property(numbers, kind, method, count, (raw, k, m, n) => {
        const values = [...new Set(k === 'change' ? raw : raw.map(Math.abs))].sort((a, b) => a - b);
        const places = values.map((v) => classOf(mapClasses(values, k, { ...options, method: m, classes: n }), v));
        expect(places).toEqual([...places].sort((a, b) => a - b));
      }),
      { seed },
    );
  });
});

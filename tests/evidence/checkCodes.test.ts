import { UserError } from '../../src/core/userError';
import { checkCodes } from '../../src/evidence/checkCodes';

describe('whether a file goes with the boundaries', () => {
  const has = new Map([
    ['a', 1],
    ['b', 1],
  ]);
  const check = (own: string[], file = '', boundaries = '21') =>
    checkCodes('population file', has, own, { file, boundaries });
  test('all there: nothing to say', () => expect(check(['a', 'b'])).toBe(''));
  test('some lacking: says how many', () =>
    expect(check(['a', 'b', 'c'])).toBe("The population file lacks 1 of the authority's 3 LSOAs."));
  test('most lacking: refused', () => {
    expect(() => check(['b', 'c', 'd'])).toThrow(UserError);
    expect(() => check(['b', 'c', 'd'])).toThrow(
      "The population file lacks 2 of the authority's 3 LSOAs: choose one that covers the authority, with LSOAs of the same census as the boundaries.",
    );
  });
  test('some lacking in a file of another census: it serves for the others, and the sentence says why', () =>
    expect(check(['a', 'b', 'c'], '11')).toBe(
      "The population file lacks 1 of the authority's 3 LSOAs: it is about the LSOAs of 2011, the boundaries are those of 2021.",
    ));
  test('another census on the heading is no matter where every code is there', () =>
    expect(check(['a'], '11')).toBe(''));
});

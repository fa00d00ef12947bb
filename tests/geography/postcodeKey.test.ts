import fc from 'fast-check';
import { INWARD_CODES, postcodeKey, postcodeKeyOfBytes } from '../../src/geography/postcodeKey';
import { law } from './helpers';

const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const digit = fc.constantFrom(...'0123456789');
const shape = fc.constantFrom('A9', 'A99', 'AA9', 'AA99', 'A9A', 'AA9A');
const postcode = shape.chain((outward) =>
  fc.tuple(...[...`${outward}9AA`].map((kind) => (kind === 'A' ? letter : digit))).map((chars) => chars.join('')),
);

/** Outward codes of the shapes A9, A99, AA9, A9A, AA99 and AA9A. */
const OUTWARD_CODES = 260 + 2600 + 6760 + 6760 + 67600 + 175760;

describe('postcodeKey', () => {
  test('the first and last postcodes of the first and last shapes have the first and last keys', () => {
    expect(postcodeKey('A00AA')).toBe(0);
    expect(postcodeKey('A00AB')).toBe(1);
    expect(postcodeKey('A01AA')).toBe(26 * 26);
    expect(postcodeKey('A10AA')).toBe(INWARD_CODES);
    expect(postcodeKey('ZZ9Z9ZZ')).toBe(OUTWARD_CODES * INWARD_CODES - 1);
  });

  test('spaces, other marks and case do not count', () => {
    const key = postcodeKey('SO147LY');
    expect(key).toBeGreaterThan(0);
    for (const typed of ['SO14 7LY', 'so14  7ly', ' SO14-7LY\u00a0']) expect(postcodeKey(typed)).toBe(key);
  });

  test.each([
    '',
    'SO14',
    'S0147L',
    'SO147LYX',
    'AAA9AA',
    'GIR0AA',
    '1A19AA',
    'SO14 LLY',
    'SO14 77Y',
    'AAA99AA',
    'A9999AA',
  ])('%s has not the shape of a postcode', (typed) => expect(postcodeKey(typed)).toBe(-1));

  law(
    'two postcodes never share a key, and bytes give the same key as text',
    fc.property(postcode, postcode, (a, b) => {
      expect(postcodeKey(a) === postcodeKey(b)).toBe(a === b);
      expect(postcodeKey(a)).toBeGreaterThanOrEqual(0);
      expect(postcodeKey(a)).toBeLessThan(OUTWARD_CODES * INWARD_CODES);
      const bytes = new TextEncoder().encode(`"${a.slice(0, -3)} ${a.slice(-3)}"`);
      expect(postcodeKeyOfBytes(bytes, 0, bytes.length)).toBe(postcodeKey(a));
    }),
    2000,
  );
});

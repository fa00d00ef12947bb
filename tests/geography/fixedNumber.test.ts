import fc from 'fast-check';
import { fixedNumber } from '../../src/geography/fixedNumber';
import { law } from './helpers';

const parse = (text: string) => {
  const bytes = new TextEncoder().encode(`x${text}y`);
  return fixedNumber(bytes, 1, bytes.length - 1);
};

describe('fixedNumber', () => {
  test.each([
    ['50.9', 509000000],
    ['-1.40406', -14040600],
    ['57.144165160000000', 571441652],
    ['-2.114847768000000', -21148478],
    ['0.00000', 0],
    ['+1', 10000000],
    [' 51.5 ', 515000000],
    ['-9.7e-05', -970],
    ['5E1', 500000000],
    ['.5', 5000000],
    ['99.999999', 999999990],
  ])('%s is %d units of 1e-7', (text, units) => expect(parse(text)).toBe(units));

  test.each(['', ' ', '-', 'abc', '1.2.3', '50,9', '1-2', 'e5', '12°'])('"%s" is no number', (text) =>
    expect(parse(text)).toBeNaN(),
  );

  law(
    'agrees with Number for any number of up to seven decimals',
    fc.property(fc.integer({ min: -180e7, max: 180e7 }), fc.integer({ min: 0, max: 7 }), (units, decimals) => {
      const text = (units / 1e7).toFixed(decimals);
      expect(parse(text) + 0).toBe(Math.round(Number(text) * 1e7) + 0);
    }),
    2000,
  );
});

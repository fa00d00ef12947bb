import { needName, NEEDS, readFactors } from '../../src/core/factors';
import type { Cell } from '../../src/core/types';

const read = (cell: Cell) => readFactors(cell);

describe('factors', () => {
  test('of one need count once for it, in any separators and case', () => {
    expect(read('4a, 4B;4B|16A').needs).toEqual(['4', '16A']);
    expect(read('4a, 4B;4B|16A').codes).toEqual(['4A', '4B', '16A']);
  });
  test('that Excel made numbers are cut to their whole part', () => {
    expect(read(20).needs).toEqual(['20']);
    expect(read(20.0).codes).toEqual(['20']);
    expect(read('21.00').codes).toEqual(['21']);
    expect(read(4.9)).toMatchObject({ needs: ['4'], unknown: ['4'] });
  });
  test("given as a need's number alone count for it and are reported", () => {
    expect(read('4')).toMatchObject({ needs: ['4'], unknown: ['4'] });
    expect(read('7, 18')).toMatchObject({ needs: ['7A', '18'], unknown: ['7', '18'] });
  });
  test('unknown codes keep their own name exactly', () => {
    expect(read('99z')).toMatchObject({ needs: ['99Z'], unknown: ['99Z'] });
    expect(read('04A')).toMatchObject({ needs: ['04A'], unknown: ['04A'] });
    expect(read('25')).toMatchObject({ needs: ['25'], unknown: ['25'] });
  });
  test('that are no codes are ignored and reported', () => {
    expect(read('RB, 123A, 4AB, __proto__, constructor')).toMatchObject({
      needs: [],
      codes: [],
      invalid: ['RB', '123A', '4AB', 'PROTO', 'CONSTRUCTOR'],
    });
  });
  test.each([null, '', 'none', '-', { error: '#N/A' }] as Cell[])('%p has none', (cell) =>
    expect(read(cell)).toEqual({ codes: [], needs: [], unknown: [], invalid: [] }),
  );
  test('18A, 18B and 18C are physical abuse; 21 stands for none found', () => {
    expect(['18A', '18B', '18C'].map((code) => read(code).needs)).toEqual([['18'], ['18'], ['18']]);
    expect(needName('18')).toBe('Physical abuse');
    expect(needName('99Z')).toBe('99Z');
    expect(NEEDS).toHaveLength(24);
  });
});

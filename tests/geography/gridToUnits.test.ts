import fc from 'fast-check';
import { fromNationalGrid } from '../../src/core/nationalGrid';
import { gridConverter } from '../../src/geography/gridToUnits';
import { law } from './helpers';

describe('gridConverter', () => {
  const convert = gridConverter();
  const out = [0, 0];
  law(
    'is within a centimetre of the transformation it interpolates, anywhere in Great Britain',
    fc.property(
      fc.double({ min: 0, max: 700000, noNaN: true }),
      fc.double({ min: 0, max: 1300000, noNaN: true }),
      (easting, northing) => {
        convert(easting, northing, out);
        const [longitude, latitude] = fromNationalGrid(easting, northing);
        // A unit is 1.1 cm of latitude, and less of longitude; half a unit is rounding.
        expect(Math.abs(out[0]! - longitude * 1e7)).toBeLessThanOrEqual(1.5);
        expect(Math.abs(out[1]! - latitude * 1e7)).toBeLessThanOrEqual(1);
      },
    ),
    2000,
  );

  test('puts the same point in the same place whatever came before', () => {
    const [a, b] = [gridConverter(), gridConverter()];
    const [first, second] = [
      [0, 0],
      [0, 0],
    ];
    b(442294, 112126, second);
    b(530000, 180000, second);
    a(440000, 110000, first);
    b(440000, 110000, second);
    expect(first).toEqual(second);
  });
});

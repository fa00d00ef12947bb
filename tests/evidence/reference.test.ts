import { diskSource } from '../../src/cli/diskSource';
import { binomialP, changes } from '../../src/evidence/change';
import { falseDiscovery } from '../../src/evidence/falseDiscovery';
import { hotSpots } from '../../src/evidence/hotSpots';
import { getisOrd } from '../../src/evidence/localSums';
import { islands, neighbours, type Neighbours } from '../../src/core/neighbours';
import { rateOf } from '../../src/evidence/rates';
import { readAreas } from '../../src/geography/readAreas';
import { columnLength, decodeColumn } from '../../src/geography/columnCodec';
import { packNeighbours, unpackNeighbours } from '../../src/geography/packNeighbours';
import { selectAreas } from '../../src/geography/selectAreas';
import type { Areas } from '../../src/core/types';
import { describeWith, shared } from '../support/shared';
import { reference } from './reference';

const LSOAS = 'geo/national/LSOA_2011_EW_BGC.geojson.gz';
const PLACES = ['southampton_2011', 'surrey_2011'];

const decoded = (bytes: Uint8Array): Uint32Array => {
  const values = new Uint32Array(columnLength(bytes));
  decodeColumn(bytes, values);
  return values;
};

describeWith([LSOAS, ...PLACES.map((place) => `stats/${place}.values.csv`)], 'the reference values from R', () => {
  let areas: Areas;
  beforeAll(async () => {
    ({ areas } = await readAreas(await diskSource(shared(LSOAS)), 'lsoas'));
  });

  describe.each(PLACES)('%s', (place) => {
    const { codes, column, pairs } = reference(place);
    const children = column('children');
    const current = column('current');
    let near: Neighbours;
    beforeAll(() => {
      const index = new Map(areas.codes.map((code, i) => [code, i]));
      near = neighbours(
        areas,
        codes.map((code) => index.get(code)!),
      );
    });
    const rates = Float64Array.from(current, (count, i) => (count / children[i]!) * 10000);

    test('the neighbours are those of the reference, and nobody else', () => {
      const found: string[] = [];
      for (let i = 0; i < near.count; i++) {
        for (const j of near.list.subarray(near.starts[i], near.starts[i + 1])) {
          if (i < j) found.push(`${codes[i]} ${codes[j]}`);
        }
      }
      expect(found.sort()).toEqual(pairs.sort());
      expect(islands(near)).toEqual([]);
    });

    test('the same from a pack of the boundaries, whole and cut', () => {
      const all = areas.codes.map((_, i) => i);
      const [counts, steps] = packNeighbours(neighbours(areas, all)).map(decoded) as [Uint32Array, Uint32Array];
      const packed = { ...areas, neighbours: () => unpackNeighbours(counts, steps) };
      const own = codes.map((code) => areas.codes.indexOf(code));
      expect(neighbours(packed, own)).toEqual(near);
      // The place with its surroundings, as a workbook carries it: everything from the first of its rows to the last.
      const cut = selectAreas(packed, all.slice(Math.min(...own) - 5, Math.max(...own) + 5));
      const there = codes.map((code) => cut.codes.indexOf(code));
      expect(neighbours(cut, there)).toEqual(near);
    });

    test('rates and intervals agree to 1e-6', () => {
      const [low, high] = [column('rate_low'), column('rate_high')];
      current.forEach((count, i) => {
        const rate = rateOf(count, children[i]!)!;
        expect(Math.abs(rate.rate - rates[i]!)).toBeLessThan(1e-6);
        expect(Math.abs(rate.low - low[i]!)).toBeLessThan(1e-6);
        expect(Math.abs(rate.high - high[i]!)).toBeLessThan(1e-6);
      });
    });

    test('Gi* agrees to 1e-9, on rates and on counts', () => {
      const onRates = getisOrd(near, rates);
      const onCounts = getisOrd(near, Float64Array.from(current));
      const [byRate, byCount] = [column('gi_star_z_rate'), column('gi_star_z_count')];
      codes.forEach((_, i) => {
        expect(Math.abs(onRates[i]! - byRate[i]!)).toBeLessThan(1e-9);
        expect(Math.abs(onCounts[i]! - byCount[i]!)).toBeLessThan(1e-9);
      });
    });

    test('permutation p values agree within Monte Carlo error', () => {
      const folded = column('p_permutation_9999_folded');
      const spots = hotSpots(near, [rates], 1)[0]!;
      // Each difference in units of its standard error (ours from 9,999 draws, theirs too), with a draw of slack.
      const errors = spots.map(({ p }, i) => {
        const mine = p! / 2;
        const middle = (mine + folded[i]!) / 2;
        return (mine - folded[i]!) / Math.sqrt((middle * (1 - middle) * 2) / 9999 + 1e-8);
      });
      const meanSquare = errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length;
      process.stdout.write(
        `${place}: largest ${Math.max(...errors.map(Math.abs)).toFixed(2)}, mean square ${meanSquare.toFixed(2)}\n`,
      );
      expect(Math.max(...errors.map(Math.abs))).toBeLessThan(4.5);
      expect(meanSquare).toBeLessThan(1.5);
    });

    test('the test of change, its ratio and the false discovery rate agree to 1e-6', () => {
      const previous = column('previous');
      const found = changes(codes.map((_, i) => ({ previous: previous[i]!, current: current[i]! })));
      const [p, q, low, high] = ['p_change', 'p_change_bh', 'ratio_low', 'ratio_high'].map(column) as number[][];
      found.forEach((change, i) => {
        expect(binomialP(previous[i]!, current[i]!)).toBe(change.p);
        expect(Math.abs(change.p - p![i]!)).toBeLessThan(1e-6);
        expect(Math.abs(change.q - q![i]!)).toBeLessThan(1e-6);
        expect(Math.abs(change.low! - low![i]!)).toBeLessThan(1e-6);
        expect(Math.abs(change.high! - high![i]!) / high![i]!).toBeLessThan(1e-6);
      });
      const normal = falseDiscovery(column('p_normal'));
      column('p_normal_bh').forEach((expected, i) => expect(Math.abs(normal[i]! - expected)).toBeLessThan(1e-6));
    });
  });
});

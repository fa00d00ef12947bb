import { readFileSync } from 'node:fs';
import { areaFinder } from '../../src/core/locateArea';
import { UNITS_PER_DEGREE } from '../../src/core/types';
import { diskSource } from '../../src/cli/diskSource';
import { readAreas } from '../../src/geography/readAreas';
import { describeWith, shared } from '../support/shared';

/** Shares of live postcodes whose LSOA by polygon is the official one, from geo/README.md, less 0.1 points. */
const LEAST: Record<string, number> = {
  southampton: 99.22,
  bracknell_forest: 99.21,
  west_berkshire: 99.42,
  surrey: 99.38,
  birmingham: 99.38,
};
const LSOAS = 'geo/national/LSOA_2021_EW_BGC.geojson.gz';

describeWith([LSOAS, 'geo/truth/southampton.csv'], 'the LSOA by polygon', () => {
  test('is the official one as often as the boundaries allow', async () => {
    const lsoas = await readAreas(await diskSource(shared(LSOAS)), 'lsoas');
    const finder = areaFinder(lsoas.areas);
    for (const [place, least] of Object.entries(LEAST)) {
      let [right, all] = [0, 0];
      for (const line of readFileSync(shared(`geo/truth/${place}.csv`), 'utf8')
        .split('\n')
        .slice(1)) {
        const [, lat, long, code, , , live] = line.split(',');
        if (live !== '1') continue;
        const [x, y] = [Math.round(Number(long) * UNITS_PER_DEGREE), Math.round(Number(lat) * UNITS_PER_DEGREE)];
        const inside = finder.containing(x, y);
        all++;
        if (lsoas.areas.codes[inside >= 0 ? inside : finder.nearest(x, y, 100)] === code) right++;
      }
      const share = (100 * right) / all;
      process.stdout.write(`${place}: ${share.toFixed(2)}% of ${all} live postcodes\n`);
      expect(share).toBeGreaterThanOrEqual(least - 0.1);
    }
  });
});

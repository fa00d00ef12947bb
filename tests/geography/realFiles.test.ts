import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { diskSource } from '../../src/cli/diskSource';
import { authorityChoices } from '../../src/core/authorityChoices';
import { areaFinder, SNAP_METRES } from '../../src/core/locateArea';
import { readAreas } from '../../src/geography/readAreas';
import { buildPostcodes, readPostcodes } from '../../src/geography/readPostcodes';
import { readGeography } from '../../src/geography/readGeography';
import { describeReal, memorySource } from './helpers';

describeReal('the real files, each in its format', (folder) => {
  const postcodes = async (name: string) => {
    const file = await readPostcodes(await diskSource(folder + name));
    return { file, table: buildPostcodes(file, '11', ['E01004142']) };
  };

  test('the freemaptools extract has all its rows, with the points that a plain reading of the text gives', async () => {
    const name = 'formats/ukpostcodes_gm_subset_real.csv';
    const { table } = await postcodes(name);
    const rows = readFileSync(folder + name, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1);
    const points = new Map(
      rows.map((row) => {
        const [, postcode, latitude, longitude] = row.split(',');
        return [postcode!.replace(' ', ''), [Math.round(Number(longitude) * 1e7), Math.round(Number(latitude) * 1e7)]];
      }),
    );
    expect(table.count).toBe(points.size);
    for (const [postcode, point] of points) {
      const row = table.find(postcode);
      if (table.longitudes[row] !== point[0] || table.latitudes[row] !== point[1])
        throw new Error(`${postcode}: ${table.longitudes[row]}, ${table.latitudes[row]} is not ${point.join(', ')}`);
    }
  });

  test('the form of fifteen decimals is within half a unit of its numbers', async () => {
    const { table } = await postcodes('formats/ukpostcodes_old15dp_sample_real.csv');
    const row = table.find('AB101XG');
    expect([table.longitudes[row], table.latitudes[row]]).toEqual([-21148478, 571441652]);
    expect(table.count).toBe(170);
  });

  test('NSPL has points, LSOAs of 2011 by code, and retired postcodes', async () => {
    const { file, table } = await postcodes('formats/NSPL_NOV_2021_UK_SM.csv');
    const row = table.find('SM11AA');
    expect([table.longitudes[row], table.latitudes[row]]).toEqual([-1931210, 513597220]);
    expect(table.lsoas?.[row]).toBe(0);
    expect(table.find('SM11AB')).toBeGreaterThanOrEqual(0);
    expect(file.rows.anyEnded).toBe(true);
    expect(file.columns.lsoas.map(({ vintage }) => vintage)).toEqual(['11']);
    expect(file.rows.without).toBe(file.rows.read - file.rows.count);
  });

  test('the 53 columns of ONSPD are recognised, with LSOAs of 2001, 2011 and 2021', async () => {
    const { file, table } = await postcodes('formats/ONSPD_header_2023_53cols.csv');
    expect(file.columns.lsoas.map(({ vintage }) => vintage)).toEqual(['01', '11', '21']);
    expect(file.rows.anyEnded).toBe(true);
    const row = table.find('AB10AA');
    expect([table.longitudes[row], table.latitudes[row]]).toEqual([-22428510, 571014740]);
  });

  test('Code-Point Open lies within 10 m of the official points, alone or in a zip like its own', async () => {
    const { table } = await postcodes('formats/codepoint_open_2025_4/so.csv');
    const here = `${folder}formats/codepoint_open_2025_4/`;
    const zip = zipSync({
      'Data/CSV/so.csv': readFileSync(`${here}so.csv`),
      'Doc/Code-Point_Open_Column_Headers.csv': readFileSync(`${here}Code-Point_Open_Column_Headers.csv`),
      'Doc/licence.txt': readFileSync(`${here}licence.txt`),
      'Doc/metadata.txt': readFileSync(`${here}metadata.txt`),
    });
    expect((await readPostcodes(memorySource('codepo_gb.zip', zip))).rows.count).toBe(table.count);
    const [head, ...rows] = readFileSync(`${folder}truth/southampton.csv`, 'utf8').trim().split(/\r?\n/);
    const columns = head!.split(',');
    let compared = 0;
    let near = 0;
    for (const line of rows) {
      const cells = line.split(',');
      const cell = (name: string) => cells[columns.indexOf(name)]!;
      const row = table.find(cell('pcds').replace(' ', ''));
      if (row < 0 || cell('live') !== '1') continue;
      compared++;
      const north = (table.latitudes[row]! / 1e7 - Number(cell('lat'))) * 111319;
      const east = (table.longitudes[row]! / 1e7 - Number(cell('long'))) * 111319 * 0.63;
      if (Math.hypot(north, east) < 10) near++;
    }
    expect(compared).toBeGreaterThan(5000);
    // The rest moved between the two editions.
    expect(near / compared).toBeGreaterThan(0.97);
  });

  test.each([
    ['LSOA_2021_EW_BGC', 'lsoas', 35672, '21'],
    ['LSOA_2011_EW_BGC', 'lsoas', 34753, '11'],
    ['LAD_2024_EW_BGC', 'authorities', 318, '24'],
    ['LAD_2022_UK_BSC', 'authorities', 374, '22'],
    ['LAD_2017_GB_BGC', 'authorities', 380, '17'],
    ['LAD_2017_GB_BUC', 'authorities', 380, '17'],
  ] as const)('%s has %s of %d codes, of 20%s, in order, with closed rings', async (name, kind, count, vintage) => {
    const { areas, shapeless } = await readAreas(await diskSource(`${folder}national/${name}.geojson.gz`), kind);
    expect([areas.codes.length, areas.vintage, shapeless]).toEqual([count, vintage, 0]);
    expect([...areas.codes].sort()).toEqual(areas.codes);
    expect(new Set(areas.codes).size).toBe(count);
    const { coordinates: c, ringStarts } = areas;
    for (let ring = 0; ring + 1 < ringStarts.length; ring++) {
      const [first, last] = [ringStarts[ring]! * 2, ringStarts[ring + 1]! * 2 - 2];
      if (last - first < 6 || c[first] !== c[last] || c[first + 1] !== c[last + 1])
        throw new Error(`Ring ${ring} is open`);
    }
    if (kind === 'authorities') {
      const counties = authorityChoices(areas).filter(({ districts }) => districts.length > 1);
      const surrey = counties.find((choice) => choice.name === 'Surrey');
      expect(surrey?.districts).toHaveLength(11);
      const yorkshire = counties.find((choice) => choice.name === 'North Yorkshire');
      expect(yorkshire?.districts.length).toBe(vintage === '24' ? undefined : 7);
    }
  });

  test('the national files give what their publisher counts, and find each postcode of truth where it is', async () => {
    const national = (name: string) => diskSource(`${folder}national/${name}`);
    const {
      postcodes: table,
      lsoas,
      about,
    } = await readGeography({
      postcodes: await national('ukpostcodes.zip'),
      lsoas: await national('LSOA_2021_EW_BGC.geojson.gz'),
      authorities: await national('LAD_2024_EW_BGC.geojson.gz'),
    });
    expect(about.files.map(({ found }) => found)).toEqual([
      '1,740,093 postcodes, current ones only',
      '35,672 LSOAs of 2021, generalised',
      '318 local authorities of 2024, generalised',
    ]);
    expect(about.retiredPostcodes).toBe(false);
    const finder = areaFinder(lsoas);
    const wanted = {
      southampton: 99.22,
      bracknell_forest: 99.21,
      west_berkshire: 99.42,
      surrey: 99.38,
      birmingham: 99.38,
    };
    for (const [place, least] of Object.entries(wanted)) {
      const [head, ...rows] = readFileSync(`${folder}truth/${place}.csv`, 'utf8').trim().split(/\r?\n/);
      const [pcds, lsoa, live] = ['pcds', 'lsoa21', 'live'].map((name) => head!.split(',').indexOf(name));
      let right = 0;
      let all = 0;
      for (const line of rows) {
        const cells = line.split(',');
        if (cells[live!] !== '1') continue;
        const row = table.find(cells[pcds!]!);
        if (row < 0) continue;
        all++;
        const [x, y] = [table.longitudes[row]!, table.latitudes[row]!];
        const inside = finder.containing(x, y);
        const area = inside >= 0 ? inside : finder.nearest(x, y, SNAP_METRES);
        if (lsoas.codes[area] === cells[lsoa!]) right++;
      }
      expect({ place, all: all > 2500, share: (100 * right) / all >= least - 0.1 }).toEqual({
        place,
        all: true,
        share: true,
      });
    }
  });
});

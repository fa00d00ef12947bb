import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { withAddedFiles } from '../../src/cli/addedFiles';
import { diskSource } from '../../src/cli/diskSource';
import { districtsOf } from '../../src/core/authorityChoices';
import { areaFinder } from '../../src/core/locateArea';
import { cutGeography } from '../../src/geography/cutGeography';
import { parseCatalogue } from '../../src/geography/catalogue';
import { packGeography, tableOf } from '../../src/geography/packGeography';
import { packToCells } from '../../src/geography/packText';
import { readGeography } from '../../src/geography/readGeography';
import { unpackGeography } from '../../src/geography/unpackGeography';
import { describeReal } from './helpers';

const run = promisify(execFile);

describeReal('the national files as packs, with population, deprivation and wards', (folder) => {
  const national = (name: string) => diskSource(`${folder}national/${name}`);
  const geography = (async () => {
    const whole = await readGeography({
      postcodes: await national('ukpostcodes.zip'),
      lsoas: await national('LSOA_2021_EW_BGC.geojson.gz'),
      authorities: await national('LAD_2024_EW_BGC.geojson.gz'),
    });
    return withAddedFiles(whole, {
      population: `${folder}stats/pop_mid2020_lsoa11_0_17.csv`,
      deprivation: `${folder}stats/IoD2019_File3_IDACI_IDAOPI.csv`,
      wards: `${folder}lookup/lookup_lsoa21_ward24_ltla24.csv`,
    });
  })();
  const pack = geography.then((whole) => packGeography(whole, (bytes) => deflateRawSync(bytes)));

  test('take at most 20 MB, and lose no unit of any coordinate: no postcode can change its LSOA', async () => {
    expect((await pack).length).toBeLessThan(20e6);
    const [before, after] = [await geography, unpackGeography(await pack, 'origin')];
    const [a, b] = [tableOf(before), tableOf(after)];
    const same = (one: ArrayBufferView, other: ArrayBufferView) =>
      Buffer.compare(
        Buffer.from(one.buffer, one.byteOffset, one.byteLength),
        Buffer.from(other.buffer, other.byteOffset, other.byteLength),
      ) === 0;
    expect(same(a.keys, b.keys) && same(a.longitudes, b.longitudes) && same(a.latitudes, b.latitudes)).toBe(true);
    expect(after.added).toEqual(before.added);
    for (const kind of ['lsoas', 'authorities'] as const) {
      expect(same(before[kind].coordinates, after[kind].coordinates)).toBe(true);
      expect(same(before[kind].ringStarts, after[kind].ringStarts)).toBe(true);
      expect(same(before[kind].areaStarts, after[kind].areaStarts)).toBe(true);
      expect(same(new Uint8Array(before[kind].index), new Uint8Array(after[kind].index))).toBe(true);
      expect(before[kind].codes).toEqual(after[kind].codes);
      expect(before[kind].names).toEqual(after[kind].names);
    }
  });

  test.each([
    ['Southampton', 1.5e6],
    ['Surrey', 5e6],
  ])(
    'cut to %s take at most %d characters in a workbook, and place every postcode they have as the whole does',
    async (name, most) => {
      const whole = await geography;
      const rows = districtsOf([name], whole.authorities);
      const small = packGeography(cutGeography(whole, rows), (bytes) => deflateRawSync(bytes));
      expect(packToCells(small).join('').length).toBeLessThan(most);
      const cut = unpackGeography(small, 'workbook');
      expect(districtsOf([name], cut.authorities).map((row) => cut.authorities.codes[row])).toEqual(
        rows.map((row) => whole.authorities.codes[row]),
      );
      const [table, keys] = [tableOf(cut), tableOf(whole).keys];
      const [here, there] = [areaFinder(cut.lsoas), areaFinder(whole.lsoas)];
      let wrong = 0;
      for (let row = 0, at = 0; row < table.count; row++) {
        while (keys[at] !== table.keys[row]) at++;
        const [x, y] = [table.longitudes[row]!, table.latitudes[row]!];
        if (x !== whole.postcodes.longitudes[at] || y !== whole.postcodes.latitudes[at]) wrong++;
        if (cut.lsoas.codes[here.containing(x, y)] !== whole.lsoas.codes[there.containing(x, y)]) wrong++;
      }
      expect(wrong).toBe(0);
      expect([cut.postcodes.find('AB101AB'), cut.postcodes.elsewhere('AB101AB')]).toEqual([-1, true]);
    },
  );

  test('are made by the command line, with a catalogue beside them; a refused file leaves nothing', async () => {
    const out = await mkdtemp(join(tmpdir(), 'packs-'));
    try {
      const make = (file: string, more: string[], lsoas = 'LSOA_2021_EW_BGC') =>
        run('npx', [
          ...['tsx', 'src/cli/pack.ts', '--postcodes', `${folder}national/ukpostcodes.zip`],
          ...['--lsoas', `${folder}national/${lsoas}.geojson.gz`],
          ...['--authorities', `${folder}national/LAD_2024_EW_BGC.geojson.gz`, '--out', join(out, file), ...more],
        ]);
      const { stdout } = await make('southampton.pack', ['--authority', 'southampton']);
      expect(stdout).toContain('of 1,740,093 postcodes, current ones only');
      const cut = unpackGeography(await readFile(join(out, 'southampton.pack')), 'origin');
      expect(cut.authorities.only).toEqual(['E06000045']);
      const { packs } = parseCatalogue(await readFile(join(out, 'catalogue.json'), 'utf8'));
      expect(packs.map(({ file, authority }) => [file, authority])).toEqual([['southampton.pack', 'Southampton']]);
      const refused = make('x.pack', [], 'LAD_2024_EW_BGC');
      await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('not LSOAs') as string });
      await expect(readFile(join(out, 'x.pack'))).rejects.toThrow('ENOENT');
    } finally {
      await rm(out, { recursive: true });
    }
  });
});

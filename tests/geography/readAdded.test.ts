import { existsSync } from 'node:fs';
import { deleteDB } from 'idb';
import 'fake-indexeddb/auto';
import { gzipSync, zipSync } from 'fflate';
import { diskSource } from '../../src/cli/diskSource';
import { neighbours } from '../../src/core/neighbours';
import type { Added, Geography } from '../../src/core/types';
import { addToGeography, takeFromGeography } from '../../src/geography/addToGeography';
import { browserCache } from '../../src/geography/cache';
import { cutGeography } from '../../src/geography/cutGeography';
import { forgetAdded, keepAdded } from '../../src/geography/keptAdded';
import { openGeography } from '../../src/geography/openGeography';
import { packGeography } from '../../src/geography/packGeography';
import { readAdded } from '../../src/geography/readAdded';
import { readGeography } from '../../src/geography/readGeography';
import { unpackGeography } from '../../src/geography/unpackGeography';
import { describeReal, inventedFiles, memorySource, sentenceOf } from './helpers';

const bytes = (text: string) => new TextEncoder().encode(text);
const PEOPLE = 'lsoa21cd,Under 18\nE01900001,300\nE01900002,250\n';
const DECILES = 'LSOA code (2021),IMD Decile\nE01900001,1\nE01900002,10\nE01900003,5\n';
const WARDS = 'LSOA21CD,WD24CD,WD24NM\nE01900001,E05000001,Dale\nE01900001,E05000002,Hill\nE01900004,E05000002,Hill\n';

/** Name, what the file is, and what is found. */
const of = async (name: string, content: Uint8Array | string, kind?: keyof Added) => {
  const { file } = await readAdded(memorySource(name, content), '21', kind);
  return [file.kind, file.found];
};

describe('a file by LSOA is known by its headings and codes, whatever its name', () => {
  test.each([
    ['population', PEOPLE, 'children of 2 LSOAs of 2021'],
    ['deprivation', DECILES, 'IMD 2025 deciles of 3 LSOAs of 2021'],
    ['wards', WARDS, 'wards of 2 LSOAs of 2021, 1 LSOA in several and counted in one'],
  ])('%s: plain, gzipped and in a zip beside notes', async (kind, text, found) => {
    expect(await of('download', text)).toEqual([kind, found]);
    expect(await of('download.csv.gz', gzipSync(bytes(text)))).toEqual([kind, found]);
    const zip = zipSync({ 'notes.txt': bytes('Notes'), 'data/table.csv': bytes(text) });
    expect(await of('download.zip', zip)).toEqual([kind, found]);
  });
  test('without a year in its heading, codes that only 2021 has tell the census; others leave it open', async () => {
    expect(await of('f.csv', 'lsoa,children\nE01033769,5\n')).toEqual(['population', 'children of 1 LSOA of 2021']);
    expect(await of('f.csv', 'lsoa,children\nE01033768,5\n')).toEqual(['population', 'children of 1 LSOA']);
  });
  test('a file of another kind than asked for is refused by that kind', async () => {
    expect(await sentenceOf(of('wards.csv', PEOPLE, 'wards'))).toContain('no column of ward codes');
  });
});

describe('a file that is none of the three is refused in one sentence', () => {
  const refused = (content: Uint8Array | string) => sentenceOf(of('file.csv', content));
  test('ranks without deciles, ages that straddle 17, codes and nothing else', async () => {
    expect(await refused('LSOA code (2011),IDACI Rank\nE01900001,5\n')).toContain('ranks or scores but no deciles');
    expect(await refused('lsoa21cd,Aged 0 to 9,Aged 10 to 19\nE01900001,1,2\n')).toContain('no columns that add up');
    expect(await refused('LSOA21CD,LAD24CD\nE01900001,E06000001\n')).toBe(
      'file.csv has LSOA codes, but no ages of children, no deciles of deprivation and no ward codes: choose the mid-year estimates by age, File 3 or File 7 of the Indices of Deprivation, or a lookup from LSOA to ward.',
    );
  });
  test('wards without LSOA codes, a boundary file, an empty file', async () => {
    expect(await refused('WD24CD,WD24NM\nE05000001,Dale\n')).toContain('no column of LSOA codes such as E01000001');
    expect(await refused('{"type":"FeatureCollection","features":[]}')).toContain('holds no CSV file');
    expect(await refused('')).toBe('file.csv is empty; download it again.');
  });
  test('one that is far too large for a row an LSOA is not read', async () => {
    const large = { ...memorySource('nspl.csv', PEOPLE), size: 1e9 };
    expect(await sentenceOf(readAdded(large, '21'))).toBe(
      'nspl.csv is too large for a file with a row an LSOA: choose a population, deprivation or ward file.',
    );
  });
});

const read = (name: string, text: string) => readAdded(memorySource(name, text), '21');
const shown = ({ about }: Geography) => about.files.slice(3).map(({ name, found }) => `${name}: ${found}`);

describe('geography with files by LSOA', () => {
  test('has each kind once, in one order, and can lose one', async () => {
    const plain = await readGeography(inventedFiles());
    const files = [await read('w.csv', WARDS), await read('p1.csv', PEOPLE), await read('p2.csv', PEOPLE)];
    const all = files.reduce(addToGeography, plain);
    expect(shown(all).map((line) => line.split(':')[0])).toEqual(['p2.csv', 'w.csv']);
    expect(all.added?.population?.of.get('E01900002')).toBe(250);
    expect(all.added?.wards?.of.get('E01900001')).toEqual({ code: 'E05000001', name: 'Dale' });
    const less = takeFromGeography(all, 'population');
    expect([shown(less).length, less.added?.population, less.added?.wards?.of.size]).toEqual([1, undefined, 2]);
    expect(plain.added).toBeUndefined();
  });
  test('warns of another census, and takes no file that has none of its LSOAs', async () => {
    const plain = await readGeography(inventedFiles());
    const old = addToGeography(plain, await read('p.csv', PEOPLE.replace('21', '11')));
    expect(old.about.files.at(-1)?.warning).toBe(
      'p.csv is about the LSOAs of 2011, the boundaries are those of 2021: LSOAs that changed in between have no number of children.',
    );
    const elsewhere = await read('p.csv', PEOPLE.replaceAll('E019', 'E010'));
    await expect(async () => addToGeography(plain, elsewhere)).rejects.toThrow(
      'p.csv has none of the LSOAs of the boundary file: choose a file of the same part of England, with LSOAs of the same census.',
    );
  });
  test('cut to one authority has what the files say of its LSOAs, and says what was found in the whole', async () => {
    const whole = addToGeography(await readGeography(inventedFiles()), await read('p.csv', `${PEOPLE}W01000001,5\n`));
    const cut = unpackGeography(packGeography(cutGeography(whole, [0])), 'workbook');
    expect([...cut.added!.population!.of.keys()]).toEqual(['E01900001', 'E01900002']);
    expect(shown(cut)).toEqual(['p.csv: children of 3 LSOAs of 2021']);
  });
});

describe('files by LSOA that were chosen once', () => {
  beforeEach(() => deleteDB('needs-map-geography'));
  const open = async () => (await openGeography({ cache: browserCache() }))!;

  test('are there at the next visit, with any boundaries, until taken out or forgotten', async () => {
    const cache = browserCache();
    await openGeography({ files: inventedFiles(), cache });
    await keepAdded(cache, await read('p.csv', PEOPLE));
    await keepAdded(cache, await read('w.csv', WARDS));
    expect(shown(await open())).toEqual([
      'p.csv: children of 2 LSOAs of 2021',
      'w.csv: wards of 2 LSOAs of 2021, 1 LSOA in several and counted in one',
    ]);
    expect((await open()).added?.wards?.of.get('E01900004')).toEqual({ code: 'E05000002', name: 'Hill' });
    const again = await openGeography({ files: inventedFiles(), cache });
    expect(shown(again!)).toHaveLength(2);
    await forgetAdded(cache, 'population');
    expect(shown(await open()).map((line) => line.split(':')[0])).toEqual(['w.csv']);
    await cache.clear();
    expect(await openGeography({ cache })).toBeNull();
    expect(await cache.get('added')).toBeNull();
  });
  test("give way to those of a workbook's pack, and fill in what it lacks", async () => {
    const cache = browserCache();
    await keepAdded(cache, await read('mine.csv', PEOPLE));
    await keepAdded(cache, await read('iod.csv', DECILES));
    const sent = addToGeography(await readGeography(inventedFiles()), await read('theirs.csv', PEOPLE));
    const opened = await openGeography({ workbook: () => packGeography(sent), cache });
    expect(shown(opened!).map((line) => line.split(':')[0])).toEqual(['theirs.csv', 'iod.csv']);
  });
  test('are left out with a warning where the boundaries are of another place', async () => {
    const cache = browserCache();
    await keepAdded(cache, await read('p.csv', PEOPLE.replaceAll('E019', 'E010')));
    const opened = await openGeography({ files: inventedFiles(), cache });
    expect([opened?.added, opened?.about.warnings.at(-1)]).toEqual([
      undefined,
      expect.stringMatching(/^p\.csv has none of the LSOAs of the boundary file: .* It was left out\.$/),
    ]);
  });
  test('that can no longer be read are none, and are forgotten', async () => {
    const cache = browserCache();
    await cache.put('added', new Uint8Array(40));
    const opened = await openGeography({ files: inventedFiles(), cache });
    expect(opened?.added).toBeUndefined();
    expect(await cache.get('added')).toBeNull();
  });
});

describeReal('the real files', (folder) => {
  test.each([
    ['stats/pop_mid2020_lsoa11_0_17.csv', 'population', 'children of 34,753 LSOAs of 2011'],
    ['stats/IoD2019_File3_IDACI_IDAOPI.csv', 'deprivation', 'IDACI 2019 deciles of 32,844 LSOAs of 2011'],
    ['lookup/lookup_lsoa21_ward24_ltla24.csv', 'wards', 'wards of 35,672 LSOAs of 2021'],
  ])('%s is known as %s', async (path, kind, found) => {
    expect(existsSync(folder + path)).toBe(true);
    const { file } = await readAdded(await diskSource(folder + path), '21');
    expect([file.kind, file.found]).toEqual([kind, found]);
  });
});

test('the LSOAs of an authority touch in its cut pack whom they touch in the boundary file', async () => {
  const whole = await readGeography(inventedFiles());
  const cut = unpackGeography(
    packGeography(cutGeography(unpackGeography(packGeography(whole), 'origin'), [0])),
    'cache',
  );
  const pairs = ({ lsoas }: Geography) => {
    const near = neighbours(
      lsoas,
      lsoas.codes.map((_, i) => i),
    );
    return lsoas.codes.map((code, i) => [
      code,
      ...Array.from(near.list.subarray(near.starts[i], near.starts[i + 1]), (j) => lsoas.codes[j]),
    ]);
  };
  // Four squares in a row: each touches the next.
  expect(pairs(whole)).toEqual([
    ['E01900001', 'E01900002'],
    ['E01900002', 'E01900001', 'E01900003'],
    ['E01900003', 'E01900002', 'E01900004'],
    ['E01900004', 'E01900003'],
  ]);
  expect(pairs(cut).slice(0, 2)).toEqual(pairs(whole).slice(0, 2));
});

import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zipSync } from 'fflate';
import { diskSource } from '../../src/cli/diskSource';
import { fileSource } from '../../src/geography/fileSource';
import { inflate } from '../../src/geography/inflate';
import { collect } from '../../src/geography/bytes';
import { licenceLine } from '../../src/geography/describeGeography';
import { readGeography } from '../../src/geography/readGeography';
import type { ByteSource } from '../../src/geography/byteSource';
import {
  authorityFeatures,
  geojson,
  inventedFiles,
  lsoaFeatures,
  memorySource,
  postcodesCsv,
  sentenceOf,
  square,
  WGS84,
  type Feature,
} from './helpers';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('readGeography', () => {
  test('says what it found, of which year, how finely drawn, and names the files', async () => {
    const { about, lsoas, authorities, postcodes } = await readGeography(inventedFiles(), { today: '2026-11-21' });
    expect([postcodes.count, lsoas.codes.length, authorities.codes.length]).toEqual([3, 4, 2]);
    expect(about.way).toBe('files');
    // The squares' edges are 702 and 1,113 m, as many of each: the median is 1,113.
    expect(about.files.map(({ kind, name, found, date }) => [kind, name, found, date])).toEqual([
      ['postcodes', 'postcodes.csv', '3 postcodes', '2025-05-20'],
      ['lsoas', 'lsoas.geojson', '4 LSOAs of 2021, ultra-generalised', '2025-05-20'],
      ['authorities', 'authorities.geojson', '2 local authorities of 2024, ultra-generalised', '2025-05-20'],
    ]);
    expect(about.retiredPostcodes).toBeNull();
    expect(about.fromGrid).toBe(false);
    expect(about.licence).toBe(
      'Contains OS data © Crown copyright and database right 2025; Royal Mail data © Royal Mail copyright and database right 2025; National Statistics data © Crown copyright and database right 2025',
    );
  });

  /** An area's outline as a wave with edges of about so many metres. */
  const wavy = (metres: number): Feature[] => {
    const step = metres / 111319;
    return lsoaFeatures().map((feature, i) => {
      const [west, south] = [-1.4 + i * 0.01, 50.9];
      const rise = Math.round(0.01 / step);
      const side = Array.from({ length: rise }, (_, j) => [west + (j % 2) * 1e-5, south + j * step]);
      const back = side.map(([x, y]) => [x! + 0.01, y!]).reverse();
      return { ...feature, polygons: [[[...side, ...back]]] };
    });
  };
  const withLsoas = (features: Feature[]) =>
    readGeography({ ...inventedFiles(), lsoas: memorySource('l', geojson(features)) });

  test.each([
    [10, 'full resolution', false],
    [100, 'generalised', false],
    [400, 'super-generalised', true],
  ])('calls LSOAs with edges of %d metres %s, and warns of coarse ones', async (metres, detail, warned) => {
    const { about } = await withLsoas(wavy(metres));
    expect(about.files[1]!.found).toBe(`4 LSOAs of 2021, ${detail}`);
    expect(about.warnings.some((warning) => warning.includes('about one postcode in ten'))).toBe(warned);
  });

  test('calls finely drawn LSOAs coarse where their numbers have only three decimals', async () => {
    const rounded = wavy(100).map((feature) => ({
      ...feature,
      polygons: [[feature.polygons[0]![0]!.map((point) => point.map((degree) => Number(degree.toFixed(3))))]],
    }));
    expect((await withLsoas(rounded)).about.files[1]!.found).toContain('super-generalised');
  });

  const about = async (postcodes: string, name = 'p.csv') =>
    (await readGeography({ ...inventedFiles(), postcodes: memorySource(name, postcodes) })).about;
  test('knows that there are retired postcodes by their end dates, and warns where there are none', async () => {
    const warning =
      'The postcode file has no retired postcodes, so older addresses may not be found; ONSPD and NSPL have them.';
    const some = await about('pcds,doterm,lat,long\nEX1 1AA,,50.905,-1.395\nEX1 1AB,199606,50.905,-1.395\n');
    expect([some.retiredPostcodes, some.files[0]!.found]).toEqual([true, '2 postcodes, retired ones too']);
    expect(some.warnings).not.toContain(warning);
    const none = await about('pcds,doterm,lat,long\nEX1 1AA,,50.905,-1.395\n');
    expect([none.retiredPostcodes, none.files[0]!.found]).toEqual([false, '1 postcode, current ones only']);
    expect(none.warnings).toContain(warning);
    const codepoint = await about('"SO14 0AA",10,442294,112126,"E92000001"\n');
    expect([codepoint.retiredPostcodes, codepoint.fromGrid]).toEqual([false, true]);
    expect(codepoint.warnings).toContain(
      'The postcode file has only eastings and northings; they were converted to within about 5 metres.',
    );
  });

  test('warns where the postcode file has codes of other LSOAs only', async () => {
    const other = await about('pcds,lsoa11,lat,long\nEX1 1AA,E01000001,50.905,-1.395\n');
    expect(other.warnings).toContain(
      'The postcode file has codes of LSOAs of 2011, the boundaries are of 2021: postcodes are placed by polygon, not by code.',
    );
    const both = await about('pcds,lsoa11,lsoa21,lat,long\nEX1 1AA,E01000001,E01900001,50.905,-1.395\n');
    expect(both.warnings.some((warning) => warning.includes('by polygon'))).toBe(false);
  });

  test('says how many features it left out', async () => {
    const { about } = await withLsoas([
      ...wavy(100),
      { properties: { LSOA21CD: 'E01900009' }, polygons: [[square(0, 51).slice(0, 2)]] },
    ]);
    expect(about.warnings).toContain('1 feature of the LSOA file without a code or a polygon was left out.');
  });

  test.each([
    ['NSPL_NOV_2021_UK.csv', '2026-01-01', '2021'],
    ['ukpostcodes.zip', '2025-05-20', '2025'],
    ['ukpostcodes120245.csv', undefined, '2026'],
  ])('takes the licence year of %s (%s) as %s', (name, date, year) => {
    expect(licenceLine(name, date, '2026-11-21').match(/20\d\d/g)).toEqual([year, year, year]);
  });

  test('tells its progress in bytes, never backwards, up to the end', async () => {
    const files = inventedFiles();
    const told: number[] = [];
    let total = 0;
    await readGeography(files, { progress: (_step, done, all) => (told.push(done), (total = all)) });
    expect(total).toBe(files.postcodes.size + files.lsoas.size + files.authorities.size);
    expect(told[told.length - 1]).toBe(total);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
  });

  test('stops at the next block when cancelled, with the reason it was given, and reads no further', async () => {
    const reason = new Error('cancelled');
    const stopper = new AbortController();
    let blocks = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield bytes('postcode,latitude,longitude\n');
      for (;;) {
        if (++blocks === 50) stopper.abort(reason);
        yield bytes('EX1 1AA,50.9,-1.4\n');
      }
    }
    const source: ByteSource = { name: 'p', size: 1e9, stream: endless };
    const reading = readGeography({ ...inventedFiles(), postcodes: source }, { signal: stopper.signal });
    await expect(reading).rejects.toBe(reason);
    expect(blocks).toBeLessThan(1000);
  });

  test('stops reading the others where one file is refused', async () => {
    let blocks = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield bytes('postcode,latitude,longitude\n');
      for (;;) {
        blocks++;
        await new Promise((resolve) => setTimeout(resolve, 1));
        yield bytes('EX1 1AA,50.9,-1.4\n');
      }
    }
    const source: ByteSource = { name: 'p', size: 1e9, stream: endless };
    const files = { ...inventedFiles(), postcodes: source, lsoas: memorySource('l', '<html>') };
    expect(await sentenceOf(readGeography(files))).toContain('is a web page');
    expect(blocks).toBeLessThan(1000);
  });

  test('passes on, unchanged, what the platform says when a file can no longer be read', async () => {
    const gone = new Error('NotReadableError');
    const source: ByteSource = {
      name: 'p.gz',
      size: 1000,
      async *stream(start = 0, end = 1000) {
        yield gzipSync(bytes(postcodesCsv)).slice(start, Math.min(end, 30));
        throw gone;
      },
    };
    await expect(readGeography({ ...inventedFiles(), postcodes: source })).rejects.toBe(gone);
  });
});

describe('the same files', () => {
  const folder = mkdtemp(join(tmpdir(), 'geography-'));
  afterAll(async () => rm(await folder, { recursive: true }));
  const packed = {
    postcodes: zipSync({ 'p.csv': bytes(postcodesCsv) }),
    lsoas: gzipSync(bytes(geojson(lsoaFeatures(), WGS84))),
    authorities: bytes(geojson(authorityFeatures(), WGS84)),
  };

  test("give the same geography from memory, from disk and from a browser's File, with their SHA-256", async () => {
    const path = async (kind: keyof typeof packed) => {
      const file = join(await folder, kind);
      await writeFile(file, packed[kind]);
      return file;
    };
    const memory = await readGeography(inventedFiles());
    const disk = await readGeography({
      postcodes: await diskSource(await path('postcodes')),
      lsoas: await diskSource(await path('lsoas')),
      authorities: await diskSource(await path('authorities')),
    });
    const blob = (kind: keyof typeof packed) => fileSource(new File([packed[kind] as Uint8Array<ArrayBuffer>], kind));
    const browser = await readGeography({
      postcodes: blob('postcodes'),
      lsoas: blob('lsoas'),
      authorities: blob('authorities'),
    });
    for (const other of [disk, browser]) {
      expect(other.lsoas).toEqual(memory.lsoas);
      expect(other.authorities).toEqual(memory.authorities);
      for (const column of ['keys', 'longitudes', 'latitudes'])
        expect(Reflect.get(other.postcodes, column)).toEqual(Reflect.get(memory.postcodes, column));
      expect(other.about.files.map(({ sha256 }) => sha256)).toEqual(
        Object.values(packed).map((content) => createHash('sha256').update(content).digest('hex')),
      );
    }
  });

  test('that are not on the disk are said to be missing', async () => {
    expect(await sentenceOf(diskSource('/nowhere/p.csv'))).toBe('There is no file /nowhere/p.csv; check the path.');
  });
});

test("a browser's File that changed after it was chosen is to be chosen again", async () => {
  const file = new File([postcodesCsv], 'p.csv');
  const changed: Blob = Object.assign(file.slice(), {
    name: 'p.csv',
    slice: () =>
      Object.assign(new Blob([]), {
        stream: () =>
          new ReadableStream({ pull: (controller) => controller.error(new DOMException('', 'NotReadableError')) }),
      }),
  });
  expect(await sentenceOf(readGeography({ ...inventedFiles(), postcodes: fileSource(changed) }))).toBe(
    "p.csv can't be read any more: it was moved, changed or locked after it was chosen; choose it again.",
  );
});

describe('inflate', () => {
  const text = bytes(postcodesCsv.repeat(200));
  const gzip = gzipSync(text);
  test.each([
    ['the browser', true],
    ['fflate', false],
  ])('by %s gives back what was packed, and fails where the end is missing', async (_by, native) => {
    const whole = inflate(memorySource('x', gzip, 100).stream(), 'gzip', native);
    expect(await collect(whole)).toEqual(text);
    const cut = inflate(memorySource('x', gzip.slice(0, -20), 100).stream(), 'gzip', native);
    await expect(collect(cut)).rejects.toThrow();
  });
});

import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { toNationalGrid } from '../../src/core/nationalGrid';
import { buildPostcodes, readPostcodes } from '../../src/geography/readPostcodes';
import type { ByteSource } from '../../src/geography/byteSource';
import { law, memorySource, sentenceOf } from './helpers';

const bytes = (text: string) => new TextEncoder().encode(text);

async function read(source: ByteSource, vintage = '21', codes: string[] = []) {
  const file = await readPostcodes(source);
  const postcodes = buildPostcodes(file, vintage, codes);
  const point = (postcode: string) => {
    const row = postcodes.find(postcode);
    return row < 0 ? null : [postcodes.longitudes[row], postcodes.latitudes[row]];
  };
  const lsoa = (postcode: string) => postcodes.lsoas?.[postcodes.find(postcode)];
  return { file, postcodes, point, lsoa };
}
const readText = (text: string, vintage?: string, codes?: string[]) =>
  read(memorySource('file.csv', text), vintage, codes);

describe('a postcode file', () => {
  test('in the freemaptools form gives points in 1e-7 degree, and no LSOAs', async () => {
    const { postcodes, point } = await readText('id,postcode,latitude,longitude\n1,EX1 1AA,50.905,-1.395\n');
    expect(postcodes.count).toBe(1);
    expect(point('EX11AA')).toEqual([-13950000, 509050000]);
    expect(postcodes.find('EX11AB')).toBe(-1);
    expect(postcodes.find('')).toBe(-1);
    expect(postcodes.lsoas).toBeNull();
    expect(postcodes.elsewhere('ZZ11AA')).toBe(false);
  });

  test('in the old form of fifteen decimals is rounded to the nearest unit', async () => {
    const { point } = await readText(
      'id,postcode,latitude,longitude\n1,AB10 1XG,57.144165160000000,-2.114847768000000\n',
    );
    expect(point('AB101XG')).toEqual([-21148478, 571441652]);
  });

  test.each(['pcds', 'pcd', 'pcd2', 'postcode', 'Postcode', 'PCD7'])('may call its postcodes %s', async (heading) => {
    const { point } = await readText(`${heading},lat,long\n"EX1  1AA",50.9,-1.4\n`);
    expect(point('EX11AA')).toEqual([-14000000, 509000000]);
  });

  test.each([
    ['a byte order mark', '\uFEFFpostcode,latitude,longitude\nEX1 1AA,50.9,-1.4\n'],
    ['quotes', '"postcode","latitude","longitude"\n"EX1 1AA","50.9","-1.4"\n'],
    ['Windows line ends', 'postcode,latitude,longitude\r\nEX1 1AA,50.9,-1.4\r\n'],
    ['old Macintosh line ends', 'postcode,latitude,longitude\rEX1 1AA,50.9,-1.4\r'],
    ['no line end at the end', 'postcode,latitude,longitude\nEX1 1AA,50.9,-1.4'],
    ['semicolons', 'postcode;latitude;longitude\nEX1 1AA;50.9;-1.4\n'],
    ['tabs', 'postcode\tlatitude\tlongitude\nEX1 1AA\t50.9\t-1.4\n'],
    ['blank lines', 'postcode,latitude,longitude\n\n\nEX1 1AA,50.9,-1.4\n\n'],
    ['commas and doubled quotes inside quotes', 'name,postcode,latitude,longitude\n"a ""b"", c",EX1 1AA,50.9,-1.4\n'],
    ['small letters and no space', 'postcode,latitude,longitude\nex11aa,50.9,-1.4\n'],
  ])('may have %s', async (_what, text) => {
    const { postcodes, point } = await readText(text);
    expect(postcodes.count).toBe(1);
    expect(point('EX11AA')).toEqual([-14000000, 509000000]);
  });

  test('leaves out rows without a point inside the limits, or without the shape of a postcode', async () => {
    const { postcodes, file } = await readText(
      [
        'postcode,latitude,longitude',
        'EX1 1AA,49,-11',
        'EX1 1AB,61.5,2.5',
        'EX1 1AC,48.9999999,-1',
        'EX1 1AD,61.5000001,-1',
        'EX1 1AE,51,-11.0000001',
        'EX1 1AF,51,2.5000001',
        'EX1 1AG,99.999999,0.000000',
        'EX1 1AH,0.00000,0.00000',
        'EX1 1AJ,,',
        'EX1 1AK,n/a,-1',
        'not one,51,-1',
        'EX1 1AL',
      ].join('\n'),
    );
    expect(postcodes.count).toBe(2);
    expect([postcodes.find('EX11AA'), postcodes.find('EX11AB')]).toEqual([0, 1]);
    expect(file.rows.read).toBe(12);
    expect(file.rows.without).toBe(10);
  });

  test('takes of a postcode that stands twice the row without an end date, then the southernmost, then the westernmost', async () => {
    const { point, postcodes } = await readText(
      [
        'pcds,doterm,lat,long',
        'EX1 1AA,199606,50.1,-1.9',
        'EX1 1AA,,50.9,-1.1',
        'EX1 1AA,200001,50.0,-1.9',
        'EX1 1AB,,50.3,-1.2',
        'EX1 1AB,,50.2,-1.1',
        'EX1 1AB,,50.2,-1.2',
        'EX1 1AB,,50.2,-1.15',
        'EX1 1AC,199606,50.5,-1.2',
      ].join('\n'),
    );
    expect(postcodes.count).toBe(3);
    expect(point('EX11AA')).toEqual([-11000000, 509000000]);
    expect(point('EX11AB')).toEqual([-12000000, 502000000]);
    expect(point('EX11AC')).toEqual([-12000000, 505000000]);
  });

  const coded =
    'pcds,lsoa11,lsoa21,lsoa21nm,lat,long\nEX1 1AA,E01000002,E01000009,Exbury 001A,50.9,-1.4\nEX1 1AB,E01000001,,x,50.9,-1.4\nEX1 1AC,E01000099,E01000008,x,50.9,-1.4\n';

  test("gives LSOAs by the column of the boundaries' vintage, and none where the code is blank or unknown", async () => {
    const by11 = await readText(coded, '11', ['E01000001', 'E01000002']);
    expect(['EX11AA', 'EX11AB', 'EX11AC'].map(by11.lsoa)).toEqual([1, 0, -1]);
    const by21 = await readText(coded, '21', ['E01000008', 'E01000009']);
    expect(['EX11AA', 'EX11AB', 'EX11AC'].map(by21.lsoa)).toEqual([1, -1, 0]);
  });

  test('has no LSOAs for boundaries of another vintage', async () => {
    const { postcodes } = await readText(coded, '01', ['E01000001']);
    expect(postcodes.lsoas).toBeNull();
  });

  test.each(['lsoa21', 'LSOA21', 'lsoa21cd', 'LSOA21CD'])('may head its LSOA codes %s', async (heading) => {
    const { lsoa } = await readText(`pcds,${heading},lat,long\nEX1 1AA,"E01000009",50.9,-1.4\n`, '21', ['E01000009']);
    expect(lsoa('EX11AA')).toBe(0);
  });

  test('as Code-Point Open has no headings and gives points by its eastings and northings', async () => {
    const { point, postcodes, file } = await readText(
      '"SO14 0AA",10,442294,112126,"E92000001"\n"SO14 0AB",90,0,0,"E92000001"\n',
    );
    expect(postcodes.count).toBe(1);
    expect(file.columns.format).toBe('codepoint');
    const [longitude, latitude] = point('SO140AA')!.map((units) => units! / 1e7);
    const [easting, northing] = toNationalGrid(longitude!, latitude!);
    expect(Math.hypot(easting - 442294, northing - 112126)).toBeLessThan(0.05);
  });

  test('uses its latitudes rather than its eastings where it has both', async () => {
    const { point } = await readText(
      'pcds,oseast1m,osnrth1m,lat,long\nEX1 1AA,100000,100000,50.9,-1.4\nBT1 1AA,1,1,,\n',
    );
    expect(point('EX11AA')).toEqual([-14000000, 509000000]);
    expect(point('BT11AA')).toBeNull();
  });

  test('reads the same from a gzip, a zip, or as it is', async () => {
    const text = 'postcode,latitude,longitude\nEX1 1AA,50.9,-1.4\n';
    const forms = [
      memorySource('a.bin', text),
      memorySource('b.bin', gzipSync(bytes(text))),
      memorySource('c.bin', zipSync({ 'Data/x.csv': bytes(text) })),
      memorySource('d.bin', zipSync({ 'x.csv': [bytes(text), { level: 0 }] })),
    ];
    for (const form of forms) expect((await read(form)).point('EX11AA')).toEqual([-14000000, 509000000]);
  });

  test('of one file an area in a zip is all of them together, without the documents beside them', async () => {
    const zip = zipSync({
      'Doc/Code-Point_Open_Column_Headers.csv': bytes('PC,PQ,EA,NO\nPostcode,Quality,Eastings,Northings\n'),
      'Doc/licence.txt': bytes('OS licence'),
      'Data/CSV/so.csv': bytes('"SO14 0AA",10,442294,112126,"E92000001"\n'),
      'Data/CSV/ab.csv': bytes('"AB10 1AA",10,394251,806376,"S92000003"\n'),
    });
    const { postcodes } = await read(memorySource('codepo_gb.zip', zip));
    expect(postcodes.count).toBe(2);
  });

  test('that stands in its zip once whole and once by area is read once, without the lists of names', async () => {
    const head = 'pcds,doterm,lat,long\n';
    const [a, b] = ['EX1 1AA,,50.9,-1.4\n', 'EX2 1AA,,50.8,-1.4\n'];
    const zip = zipSync({
      'Documents/names.csv': bytes(`LSOA21CD,LSOA21NM\n${'E01000001,Exbury\n'.repeat(100)}`),
      'Data/multi_csv/x_EX1.csv': bytes(head + a),
      'Data/multi_csv/x_EX2.csv': bytes(head + b),
      'Data/x.csv': bytes(head + a + b),
    });
    const { postcodes, file } = await read(memorySource('ONSPD.zip', zip));
    expect(postcodes.count).toBe(2);
    expect(file.rows.read).toBe(4 - 2);
  });

  const key = fc.tuple(fc.constantFrom('EX1', 'EX22', 'E1W', 'S1'), fc.constantFrom('1AA', '1AB', '2ZZ', '9QX'));
  const row = fc.tuple(key, fc.integer({ min: 48e5, max: 62e5 }), fc.integer({ min: -12e5, max: 3e5 }), fc.boolean());
  law(
    'is read the same whatever the blocks it comes in and whatever the order of its rows; find answers like a Map',
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 50 }),
      async (rows, block) => {
        const lines = rows.map(
          ([[out, inward], lat, lon, ended]) => `${out} ${inward},${ended ? '200101' : ''},${lat / 1e5},${lon / 1e5}`,
        );
        const expected = new Map<string, { ended: boolean; lat: number; lon: number }>();
        for (const [[out, inward], lat, lon, ended] of rows) {
          if (lat < 49e5 || lat > 61.5e5 || lon < -11e5 || lon > 2.5e5) continue;
          const now = { ended, lat: lat * 100, lon: lon * 100 };
          const was = expected.get(out + inward);
          const wins =
            !was || (was.ended !== ended ? was.ended : was.lat !== now.lat ? now.lat < was.lat : now.lon < was.lon);
          if (wins) expected.set(out + inward, now);
        }
        const text = (some: string[]) => `pcds,doterm,lat,long\n${some.join('\n')}\n`;
        if (expected.size === 0) {
          expect(await sentenceOf(readText(text(lines)))).toContain('no row with both a postcode and a place');
          return;
        }
        for (const source of [memorySource('a', text(lines), block), memorySource('b', text(lines.reverse()))]) {
          const { postcodes, point } = await read(source);
          expect(postcodes.count).toBe(expected.size);
          for (const [postcode, { lat, lon }] of expected) expect(point(postcode)).toEqual([lon, lat]);
        }
      },
    ),
  );
});

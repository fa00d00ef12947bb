import { gzipSync, zipSync } from 'fflate';
import { readGeography } from '../../src/geography/readGeography';
import type { ByteSource, FileKind } from '../../src/geography/byteSource';
import {
  authorityFeatures,
  geojson,
  GRID,
  inventedFiles,
  lsoaFeatures,
  memorySource,
  sentenceOf,
  square,
  WGS84,
} from './helpers';

const bytes = (text: string) => new TextEncoder().encode(text);
const refusal = (kind: FileKind, source: ByteSource) =>
  sentenceOf(readGeography({ ...inventedFiles(), [kind]: source }));
const postcodes = (content: Uint8Array | string, name = 'p.csv') => refusal('postcodes', memorySource(name, content));
const lsoas = (content: Uint8Array | string, name = 'b.geojson') => refusal('lsoas', memorySource(name, content));
const authorities = (content: Uint8Array | string, name = 'b.geojson') =>
  refusal('authorities', memorySource(name, content));

const GET = 'Get it as GeoJSON from the Open Geography portal (geoportal.statistics.gov.uk).';
const CHOOSE = 'Choose a CSV of postcodes: ONSPD, NSPL, Code-Point Open or freemaptools.';
const good = geojson(lsoaFeatures(), WGS84);
const long = `postcode,latitude,longitude\n${Array.from({ length: 9999 }, (_, i) => `EX${1 + (i % 99)} ${i % 10}AA,50.${(i * 7919) % 99991},-1.${(i * 104729) % 99989}`).join('\n')}`;
/** A Shapefile's first bytes. */
const shp = new Uint8Array(100);
shp.set([0, 0, 0x27, 0x0a]);

describe('any of the files is refused where', () => {
  test('it is empty', async () => {
    expect(await postcodes('')).toBe('p.csv is empty; download it again.');
    expect(await lsoas(' \n')).toBe('b.geojson is empty; download it again.');
    expect(await authorities(gzipSync(bytes('')))).toBe('b.geojson has nothing in it; download it again.');
  });

  test('a zip is cut short anywhere', async () => {
    const zip = zipSync({ 'x.csv': bytes(long) });
    for (const share of [0.02, 0.5, 0.9, 0.999]) {
      const sentence = await postcodes(zip.slice(0, Math.floor(zip.length * share)), 'x.zip');
      expect(sentence).toBe('x.zip is a zip file that is damaged or cut short; download it again.');
    }
  });

  test('a gzip is cut short', async () => {
    const gzip = gzipSync(bytes(long));
    expect(await postcodes(gzip.slice(0, gzip.length - 5000), 'x.gz')).toBe(
      "x.gz is damaged or cut short, so it can't be unpacked; download it again.",
    );
  });

  test('the data inside a zip is damaged', async () => {
    const zip = zipSync({ 'x.csv': bytes(long) });
    zip.fill(0xff, 3000, 3050);
    expect(await postcodes(zip, 'x.zip')).toBe(
      "x.zip is damaged or cut short, so it can't be unpacked; download it again.",
    );
  });

  const centralOf = (zip: Uint8Array) =>
    zip.findIndex((_, i) => zip[i] === 0x50 && zip[i + 1] === 0x4b && zip[i + 2] === 1 && zip[i + 3] === 2);

  test('a zip is locked', async () => {
    const zip = zipSync({ 'x.csv': bytes('postcode') });
    zip[centralOf(zip) + 8]! |= 1;
    expect(await postcodes(zip, 'x.zip')).toBe('x.zip is locked with a password; unzip it and choose the file inside.');
  });

  test('a zip is an Excel workbook', async () => {
    const zip = zipSync({ '[Content_Types].xml': bytes('<Types/>'), 'xl/workbook.xml': bytes('<workbook/>') });
    expect(await postcodes(zip, 'x.xlsx')).toBe(
      'x.xlsx is an Office file; save its sheet as CSV (comma delimited) and choose that.',
    );
  });

  test('a zip is packed by another method than deflate (12 is bzip2)', async () => {
    const zip = zipSync({ 'x.csv': bytes(long) });
    zip[centralOf(zip) + 10] = 12;
    expect(await postcodes(zip, 'x.zip')).toBe(
      "x.zip is zipped in a way this add-in can't read; unzip it and choose the file inside.",
    );
  });

  test('a zip says that its directory stands where only ZIP64 can say (over 4 GB)', async () => {
    const zip = zipSync({ 'x.csv': bytes(long) });
    zip.fill(0xff, zip.length - 6, zip.length - 2);
    expect(await postcodes(zip, 'x.zip')).toBe(
      'x.zip is a zip file too large to be read here; unzip it and choose the file inside.',
    );
  });

  test('a zip holds nothing but a folder, or files without content', async () => {
    for (const zip of [zipSync({ 'folder/': new Uint8Array(0) }), zipSync({ 'x.csv': new Uint8Array(0) })])
      expect(await lsoas(zip, 'x.zip')).toBe('x.zip is a zip file with nothing in it; download it again.');
  });

  test('a file inside a zip does not begin where the directory says', async () => {
    const zip = zipSync({ 'x.csv': bytes(long) });
    zip[centralOf(zip) + 42]! += 1;
    expect(await postcodes(zip, 'x.zip')).toBe('x.zip is a zip file that is damaged or cut short; download it again.');
  });

  const swollen = new Uint8Array(3e6).fill(49);
  const bomb = /^x unpacks to far more than a postcode or boundary file holds; download it again from its publisher\.$/;
  test('a zip is a bomb, whether it says so or lies about its size', async () => {
    const zip = zipSync({ 'x.csv': swollen });
    expect(await postcodes(zip, 'x')).toMatch(bomb);
    const csv = zipSync({
      'x.csv': [bytes(`postcode,latitude,longitude\n${'EX1 1AA,50.9,-1.4\n'.repeat(150e3)}`), { level: 9 }],
    });
    const liar = new DataView(csv.buffer);
    for (let i = 0; i + 46 < csv.length; i++)
      if (liar.getUint32(i, true) === 0x02014b50) liar.setUint32(i + 24, 1000, true);
    expect(await postcodes(csv, 'x')).toMatch(bomb);
  });

  test('a gzip is a bomb', async () => {
    const csv = bytes(`postcode,latitude,longitude\n${'EX1 1AA,50.9,-1.4\n'.repeat(150e3)}`);
    expect(await postcodes(gzipSync(csv, { level: 9 }), 'x')).toMatch(bomb);
  });
});

describe('a postcode file is refused where', () => {
  test('its zip has no CSV', async () => {
    const zip = zipSync({ 'readme.txt': bytes('Thank you for downloading'), 'a/b.pdf': bytes('%PDF-1.4') });
    expect(await postcodes(zip, 'x.zip')).toBe(
      `x.zip is a zip file without a CSV of postcodes; it holds readme.txt, a/b.pdf. ${CHOOSE}`,
    );
    expect(await postcodes(zipSync({ 'a/b.pdf': bytes('%PDF-1.4'), 'c.json': bytes('{}') }), 'x.zip')).toBe(
      `x.zip is a zip file without a CSV of postcodes; it holds a/b.pdf, c.json. ${CHOOSE}`,
    );
  });

  test('its columns are others, which are named', async () => {
    expect(await postcodes('LSOA21CD,LSOA21NM\nE01000001,x\n')).toBe(
      `p.csv has no postcode column with latitude and longitude or easting and northing beside it; its columns are LSOA21CD, LSOA21NM. ${CHOOSE}`,
    );
    expect(await postcodes('postcode,name\nEX1 1AA,x\n')).toContain('its columns are postcode, name.');
  });

  test("its first line may be a child's record, which is not shown", async () => {
    const sentence = await postcodes('1234,2020-03-31,EX1 1AA,Jo\n');
    expect(sentence).toContain('its first line is not headings');
    for (const cell of ['1234', '2020', 'EX1', 'Jo']) expect(sentence).not.toContain(cell);
  });

  test('no row has a place, or there is no row', async () => {
    expect(await postcodes('postcode,latitude,longitude\nEX1 1AA,0,0\n')).toBe(
      'p.csv has no row with both a postcode and a place in Great Britain; choose a postcode file with latitude and longitude, or easting and northing.',
    );
    expect(await postcodes('postcode,latitude,longitude\n')).toContain('has headings but no rows');
  });

  test('it is something else', async () => {
    expect(await postcodes('<!DOCTYPE html><html></html>')).toBe(`p.csv is a web page, not a postcode file. ${CHOOSE}`);
    expect(await postcodes(good)).toBe(`p.csv is JSON (boundaries?), not a postcode file. ${CHOOSE}`);
    expect(await postcodes(shp)).toBe(`p.csv is a Shapefile, not a postcode file. ${CHOOSE}`);
    expect(await postcodes(Uint8Array.of(0xff, 0xfe, 112, 0))).toContain('is text in UTF-16 (save it as CSV UTF-8)');
    expect(await postcodes('<?xml version="1.0"?><kml></kml>')).toContain('p.csv is an XML file, not a postcode');
    expect(await postcodes('SQLite format 3\0')).toContain('p.csv is a GeoPackage, not a postcode');
    expect(await postcodes('%PDF-1.7')).toContain('p.csv is a PDF, not a postcode');
    expect(await postcodes('Dear colleague')).toContain('p.csv is text without columns, not a postcode');
    expect(await postcodes(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).toContain('p.csv is an Excel workbook, not a');
    expect(await postcodes(Uint8Array.of(1, 0, 2, 0))).toContain('p.csv is no text, not a postcode');
  });

  test('no postcode lies where the boundaries are', async () => {
    expect(await postcodes('postcode,latitude,longitude\nAB10 1AB,57.1,-2.1\n')).toBe(
      'None of the postcodes of p.csv lies in the LSOAs of lsoas.geojson; choose files of the same part of England.',
    );
  });
});

describe('a boundary file is refused where', () => {
  test('it is a web page', async () => {
    expect(await lsoas('<!DOCTYPE html>\n<html lang="en"><body>Sign in</body></html>')).toBe(
      `b.geojson is a web page, not GeoJSON: the download page was saved instead of the file. ${GET}`,
    );
  });

  test('it is a Shapefile, alone or in its zip', async () => {
    const sentence = (name: string) =>
      `${name} is a Shapefile, which this add-in can't read; the same boundaries exist as GeoJSON. ${GET}`;
    expect(await lsoas(shp, 'b.shp')).toBe(sentence('b.shp'));
    const zip = zipSync({
      'b.dbf': Uint8Array.of(3, 1, 1, 1),
      'b.prj': bytes('PROJCS["x"]'),
      'b.shp': shp,
      'b.shx': shp,
    });
    expect(await lsoas(zip, 'b.zip')).toBe(sentence('b.zip'));
  });

  test('it is TopoJSON, wherever its type stands', async () => {
    const topology = { objects: { lsoa: { type: 'GeometryCollection', geometries: [] } }, arcs: [[[0, 0]]] };
    const sentence = `b.geojson is TopoJSON, which this add-in can't read. ${GET}`;
    expect(await lsoas(JSON.stringify({ type: 'Topology', ...topology }))).toBe(sentence);
    expect(await authorities(JSON.stringify({ ...topology, type: 'Topology' }))).toBe(sentence);
  });

  test("it is Esri's JSON, a KML, a CSV, a PDF, other JSON, or a zip of none of them", async () => {
    const esri = {
      geometryType: 'esriGeometryPolygon',
      features: [{ attributes: { LSOA21CD: 'E1' }, geometry: { rings: [] } }],
    };
    expect(await lsoas(JSON.stringify(esri))).toBe(`b.geojson is Esri's own JSON, not GeoJSON. ${GET}`);
    expect(await lsoas('<?xml version="1.0"?><kml></kml>')).toContain('is XML (KML or GML?)');
    expect(await lsoas('LSOA21CD,LSOA21NM\n')).toContain('is text, perhaps a CSV, without boundaries');
    expect(await lsoas('%PDF-1.7')).toContain('b.geojson is a PDF, not GeoJSON.');
    expect(await lsoas('SQLite format 3\0')).toContain("b.geojson is a GeoPackage, which this add-in can't read.");
    expect(await lsoas('Rar!')).toBe(
      "b.geojson is an archive this add-in can't open; unpack it and choose the GeoJSON inside.",
    );
    expect(await authorities(Uint8Array.of(1, 0, 2, 0))).toBe(
      `b.geojson is not GeoJSON; choose GeoJSON of the local authority boundaries. ${GET}`,
    );
    expect(await lsoas('{"error":{"code":400}}')).toBe(
      `b.geojson is JSON without boundaries: it has error but no features. ${GET}`,
    );
    expect(await lsoas(zipSync({ 'a.txt': bytes('a'), 'b.csv': bytes('b') }), 'x.zip')).toBe(
      `x.zip is a zip file without GeoJSON; it holds a.txt, b.csv. ${GET}`,
    );
  });

  test('it ends in the middle, anywhere', async () => {
    for (const share of [0.3, 0.5, 0.7, 0.99])
      expect(await lsoas(good.slice(0, Math.floor(good.length * share)))).toBe(
        'b.geojson ends in the middle or is damaged; download it again.',
      );
  });

  test('latitude stands before longitude', async () => {
    const swapped = lsoaFeatures().map((feature) => ({
      ...feature,
      polygons: feature.polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => [y!, x!]))),
    }));
    expect(await lsoas(geojson(swapped, WGS84))).toBe(
      `b.geojson gives latitude before longitude; GeoJSON wants longitude first. ${GET}`,
    );
  });

  const metres = [{ ...lsoaFeatures()[0]!, polygons: [[square(442000, 112000, 500)]] }];
  test('it says WGS84 and holds eastings, or the reverse', async () => {
    expect(await lsoas(geojson(metres, WGS84))).toBe(
      'b.geojson says its coordinates are WGS84, but they are eastings and northings in metres; download it again.',
    );
    expect(await lsoas(geojson(lsoaFeatures(), GRID))).toBe(
      'b.geojson says its coordinates are British National Grid, but they are degrees; download it again.',
    );
  });

  test('it is in another projection, or elsewhere on Earth', async () => {
    const mercator = { crs: { type: 'name', properties: { name: 'EPSG:3857' } } };
    expect(await lsoas(geojson(metres, mercator))).toBe(
      `b.geojson is in the coordinate system name EPSG:3857; choose WGS84 or British National Grid. ${GET}`,
    );
    const elsewhere = `b.geojson has coordinates outside the United Kingdom, or in a projection this add-in can't read. ${GET}`;
    const at = (west: number, south: number) => geojson([{ ...lsoaFeatures()[0]!, polygons: [[square(west, south)]] }]);
    expect(await lsoas(at(2.35, 48.85))).toBe(elsewhere);
    expect(await lsoas(at(-155000, 6700000))).toBe(elsewhere);
  });

  test('it mixes degrees and metres, or holds no polygons, or no numbers', async () => {
    const mixed = [lsoaFeatures()[0]!, metres[0]!];
    expect(await lsoas(geojson(mixed))).toBe(`b.geojson mixes degrees and metres in its coordinates. ${GET}`);
    const points = good.replace(/"Polygon","coordinates":\[\[(\[[^\]]*\])[^}]*\]\]\}/g, '"Point","coordinates":$1}');
    expect(points).toContain('"Point"');
    expect(await lsoas(points)).toBe(`b.geojson has points or lines, not the polygons of areas. ${GET}`);
    expect(await lsoas(good.replace('-1.4,', 'null,'))).toBe(
      'b.geojson is damaged: its coordinates hold something that is not a number; download it again.',
    );
  });

  test('its properties are of another kind, which are named', async () => {
    const scotland = [{ properties: { DataZone: 'S01006506', Name: 'Culter - 01' }, polygons: [[square(-2.2, 57.1)]] }];
    expect(await lsoas(geojson(scotland))).toBe(
      `b.geojson has no LSOA code (LSOA11CD or LSOA21CD); its properties are DataZone, Name. Choose the LSOA boundaries of England and Wales. ${GET}`,
    );
    expect(await authorities(geojson(scotland))).toBe(
      `b.geojson has no code and name of local authorities (such as LAD24CD and LAD24NM); its properties are DataZone, Name. ${GET}`,
    );
  });

  test('it is the other of the two', async () => {
    expect(await lsoas(geojson(authorityFeatures()))).toBe(
      'b.geojson holds local authorities, not LSOAs: its properties are LAD24CD, LAD24NM. Choose it as the authority boundaries, and an LSOA file here.',
    );
    expect(await authorities(good)).toBe(
      'b.geojson holds LSOAs, not local authorities: its properties are LSOA21CD, LSOA21NM. Choose it as the LSOA boundaries, and a local authority file here.',
    );
  });

  test('its authorities are all Scottish, or elsewhere than the LSOAs', async () => {
    const at = (code: string, west: number, south: number) =>
      geojson([{ properties: { LAD24CD: code, LAD24NM: 'Somewhere' }, polygons: [[square(west, south)]] }]);
    expect(await authorities(at('S12000033', -2.2, 57.1))).toBe(
      'b.geojson has no authority of England; choose boundaries of the local authorities of England, or of Great Britain.',
    );
    expect(await authorities(at('E06009903', 0.5, 52.1))).toBe(
      'The LSOAs of lsoas.geojson lie outside the authorities of b.geojson; choose files of the same part of England.',
    );
  });
});

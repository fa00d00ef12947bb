import type { Areas } from '../core/types';
import { areaColumns, areaProperty, AUTHORITY_PREFIXES, type AreaProperty } from './areaProperties';
import { boundaryRefusal, faultSentence } from './boundaryRefusal';
import { buildAreas, type RawArea } from './buildAreas';
import type { ByteSource } from './byteSource';
import { GeojsonScanner } from './geojsonScanner';
import { openContents, type Content } from './openContents';

/** A boundary file as read. */
export interface AreaFile {
  areas: Areas;
  prefix: AreaProperty['prefix'];
  /** Whether its coordinates were British National Grid. */
  fromGrid: boolean;
  /** Features without a polygon, left out. */
  shapeless: number;
  /** ISO date of the contents, where known. */
  date?: string;
}

/**
 * Reads a GeoJSON file of LSOAs or of authorities, plain, in a gzip or in a zip, in one pass over its bytes.
 * UserError where it is something else, of the wrong kind, damaged, or not in Britain.
 */
export async function readAreas(source: ByteSource, kind: 'lsoas' | 'authorities'): Promise<AreaFile> {
  const contents = await openContents(source);
  const content = choose(contents, kind);
  if (!content) throw boundaryRefusal(source.name, contents, kind);
  const raw: RawArea[] = [];
  let shapeless = 0;
  let columns: ReturnType<typeof areaColumns> = null;
  const scanner: GeojsonScanner = new GeojsonScanner(
    (property) => areaProperty(property) !== null,
    ({ values, firstRing, endRing }) => {
      columns ??= chosenColumns(source.name, scanner, kind);
      const code = values.get(columns.code)?.trim() ?? '';
      if (firstRing === endRing || !code) shapeless++;
      else raw.push({ code, name: (columns.name && values.get(columns.name)?.trim()) || code, firstRing, endRing });
    },
  );
  for await (const chunk of content.stream()) {
    scanner.push(chunk);
    if (scanner.type === 'Topology' || scanner.stopped) break;
  }
  const { fault, grid, rings } = scanner.coordinates;
  if (scanner.type === 'Topology') throw faultSentence(source.name, 'topojson');
  if (fault) throw faultSentence(source.name, fault);
  if (!scanner.features && scanner.complete) throw faultSentence(source.name, 'no features', scanner.rootKeys);
  if (scanner.broken || !scanner.complete) throw faultSentence(source.name, 'cut');
  if (!raw.length) throw faultSentence(source.name, 'not polygons');
  checkCrs(source.name, scanner.crs, grid === true);
  const found = columns as unknown as NonNullable<ReturnType<typeof areaColumns>>;
  const areas = buildAreas(source.name, found.vintage, raw, rings);
  return { areas, prefix: found.prefix, fromGrid: grid === true, shapeless, date: content.date };
}

/** The largest JSON file of a zip that looks like boundaries of this kind, or else the largest. */
function choose(contents: Content[], kind: 'lsoas' | 'authorities'): Content | undefined {
  const json = contents.filter((content) => content.kind === 'json').sort((a, b) => b.size - a.size);
  const prefixes = kind === 'lsoas' ? ['LSOA'] : AUTHORITY_PREFIXES;
  const fits = ({ head }: Content) =>
    [...new TextDecoder().decode(head).matchAll(/"(\w{7,9})"\s*:/g)].some(([, key]) =>
      prefixes.includes(areaProperty(key!)?.prefix ?? ''),
    );
  return json.find(fits) ?? json[0];
}

/** Which properties count, or the sentence that says what the file has instead. */
function chosenColumns(file: string, { properties, rootKeys }: GeojsonScanner, kind: 'lsoas' | 'authorities') {
  if (rootKeys.includes('geometryType')) throw faultSentence(file, 'esri');
  const lsoas = areaColumns(properties, ['LSOA']);
  const authorities = areaColumns(properties, AUTHORITY_PREFIXES);
  if (kind === 'lsoas') {
    if (lsoas) return lsoas;
    throw authorities
      ? faultSentence(file, 'authorities, not LSOAs', properties)
      : faultSentence(file, 'no LSOA code', properties);
  }
  if (lsoas) throw faultSentence(file, 'LSOAs, not authorities', properties);
  if (!authorities?.name) throw faultSentence(file, 'no authority code', properties);
  return authorities;
}

/** What the `crs` member says must agree with the size of the numbers. */
function checkCrs(file: string, crs: string, grid: boolean): void {
  const saysGrid = /27700|British.?National|OSGB/i.test(crs);
  const saysDegrees = /CRS84|4326|4258|WGS.?84/i.test(crs);
  if (crs && !saysGrid && !saysDegrees) throw faultSentence(file, 'unknown crs', [crs.trim().slice(0, 60)]);
  if (saysDegrees && grid) throw faultSentence(file, 'metres called degrees');
  if (saysGrid && !grid) throw faultSentence(file, 'degrees called metres');
}

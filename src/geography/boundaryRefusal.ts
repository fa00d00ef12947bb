import { UserError } from '../core/userError';
import type { CoordinateFault } from './coordinateScanner';
import type { Content } from './openContents';

/** All that can be wrong with a boundary file once it is known to be JSON. */
export type BoundaryFault =
  | CoordinateFault
  | 'topojson'
  | 'esri'
  | 'cut'
  | 'no features'
  | 'unknown crs'
  | 'metres called degrees'
  | 'degrees called metres'
  | 'no LSOA code'
  | 'no authority code'
  | 'authorities, not LSOAs'
  | 'LSOAs, not authorities';

const GET = 'Get it as GeoJSON from the Open Geography portal (geoportal.statistics.gov.uk).';

/** The sentence for one fault of a boundary file; `there`: what was found, for those that name it. */
export function faultSentence(file: string, fault: BoundaryFault, there: string[] = []): UserError {
  const found = there.length ? there.slice(0, 8).join(', ') : 'nothing';
  const sentences: Record<BoundaryFault, string> = {
    topojson: `${file} is TopoJSON, which this add-in can't read. ${GET}`,
    esri: `${file} is Esri's own JSON, not GeoJSON. ${GET}`,
    cut: `${file} ends in the middle or is damaged; download it again.`,
    'no features': `${file} is JSON without boundaries: it has ${found} but no features. ${GET}`,
    'not polygons': `${file} has points or lines, not the polygons of areas. ${GET}`,
    'not a number': `${file} is damaged: its coordinates hold something that is not a number; download it again.`,
    swapped: `${file} gives latitude before longitude; GeoJSON wants longitude first. ${GET}`,
    elsewhere: `${file} has coordinates outside the United Kingdom, or in a projection this add-in can't read. ${GET}`,
    'mixed units': `${file} mixes degrees and metres in its coordinates. ${GET}`,
    'unknown crs': `${file} is in the coordinate system ${found}; choose WGS84 or British National Grid. ${GET}`,
    'metres called degrees': `${file} says its coordinates are WGS84, but they are eastings and northings in metres; download it again.`,
    'degrees called metres': `${file} says its coordinates are British National Grid, but they are degrees; download it again.`,
    'no LSOA code': `${file} has no LSOA code (LSOA11CD or LSOA21CD); its properties are ${found}. Choose the LSOA boundaries of England and Wales. ${GET}`,
    'no authority code': `${file} has no code and name of local authorities (such as LAD24CD and LAD24NM); its properties are ${found}. ${GET}`,
    'authorities, not LSOAs': `${file} holds local authorities, not LSOAs: its properties are ${found}. Choose it as the authority boundaries, and an LSOA file here.`,
    'LSOAs, not authorities': `${file} holds LSOAs, not local authorities: its properties are ${found}. Choose it as the LSOA boundaries, and a local authority file here.`,
  };
  return new UserError(sentences[fault]);
}

/** The sentence for a chosen file that holds no JSON at all. */
export function boundaryRefusal(file: string, contents: Content[], kind: 'lsoas' | 'authorities'): UserError {
  const what = kind === 'lsoas' ? 'LSOA' : 'local authority';
  if (contents.some((content) => content.kind === 'shapefile'))
    return new UserError(
      `${file} is a Shapefile, which this add-in can't read; the same boundaries exist as GeoJSON. ${GET}`,
    );
  if (contents.length > 1)
    return new UserError(
      `${file} is a zip file without GeoJSON; it holds ${contents
        .slice(0, 5)
        .map(({ name }) => name)
        .join(', ')}${contents.length > 5 ? ' ...' : ''}. ${GET}`,
    );
  const kinds: Partial<Record<Content['kind'], string>> = {
    html: `${file} is a web page, not GeoJSON: the download page was saved instead of the file. ${GET}`,
    xml: `${file} is XML (KML or GML?), which this add-in can't read. ${GET}`,
    text: `${file} is text, perhaps a CSV, without boundaries; choose GeoJSON of the ${what} boundaries. ${GET}`,
    geopackage: `${file} is a GeoPackage, which this add-in can't read. ${GET}`,
    pdf: `${file} is a PDF, not GeoJSON. ${GET}`,
    archive: `${file} is an archive this add-in can't open; unpack it and choose the GeoJSON inside.`,
  };
  const only = contents[0]!.kind;
  return new UserError(kinds[only] ?? `${file} is not GeoJSON; choose GeoJSON of the ${what} boundaries. ${GET}`);
}

import type { WorkbookData } from '../core/types';
import type { Polygon } from './borders';
import { children, population } from './children';
import { postcodes, postcodesCsv } from './postcodes';
import { random } from './random';
import { AUTHORITY, shapes } from './shapes';
import { workbook } from './workbook';

/** A file of the sample, as a user would have downloaded it. */
export interface SampleFile {
  name: string;
  text: string;
}

/** An invented authority with all that a job needs. Nothing in it is real, and it lies in the North Sea. */
export interface SampleAuthority {
  /** `postcodes`: id, postcode, latitude, longitude; the others GeoJSON with LSOA21CD/LSOA21NM and LAD24CD/LAD24NM. */
  files: { postcodes: SampleFile; lsoas: SampleFile; authorities: SampleFile };
  workbook: WorkbookData;
  /** The name in the authorities file. */
  authority: string;
  /** ISO date of the run: two weeks after the last assessment. */
  today: string;
  /** For maps and tables, in place of the real files' licences. */
  licence: string;
  /** Children aged 0 to 17 by LSOA code, neighbours included. */
  population: Record<string, number>;
  /** LSOA codes of what is planted: three times the rate; twice as many in the last year; a hole; an island. */
  planted: { hotSpot: string[]; doubled: string[]; hole: string; island: string };
}

type Shape = { code: string; name: string; polygons: Polygon[] };

function geoJson(list: Shape[], code: string, name: string): string {
  const features = list.map((shape) => {
    const single = shape.polygons.length === 1;
    const geometry = single
      ? { type: 'Polygon', coordinates: shape.polygons[0] }
      : { type: 'MultiPolygon', coordinates: shape.polygons };
    return JSON.stringify({ type: 'Feature', properties: { [code]: shape.code, [name]: shape.name }, geometry });
  });
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}

/**
 * Makes the invented authority: 145 to 155 LSOAs and four neighbours, 20,000 postcodes, 6,000 assessments in the 30
 * months to 30 June 2026 with every trouble of RULES.md, a hot spot and a change. The same seed gives the same bytes.
 */
export function sampleAuthority(seed = 2): SampleAuthority {
  const source = random(seed);
  const drawn = shapes(source);
  const codes = postcodes(drawn, source);
  const people = population(drawn, source);
  const { assessments, planted } = children(drawn, codes, people, source);
  const code = (index: number) => drawn.areas[index]!.code;
  return {
    files: {
      postcodes: { name: 'invented-postcodes.csv', text: postcodesCsv(codes.all) },
      lsoas: { name: 'invented-LSOAs.geojson', text: geoJson(drawn.areas, 'LSOA21CD', 'LSOA21NM') },
      authorities: { name: 'invented-authorities.geojson', text: geoJson(drawn.authorities, 'LAD24CD', 'LAD24NM') },
    },
    workbook: workbook(assessments, codes, source),
    authority: AUTHORITY,
    today: '2026-07-14',
    licence: 'Invented place, postcodes and children: nothing on this map is real.',
    population: Object.fromEntries(drawn.areas.map((area, index) => [area.code, people[index]!])),
    planted: {
      hotSpot: planted.hotSpot.map(code),
      doubled: planted.doubled.map(code),
      hole: code(drawn.hole),
      island: code(drawn.island),
    },
  };
}

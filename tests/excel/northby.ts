import { ExcelHost } from './host';

/** What `setInputFiles` takes. */
export interface UploadFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const feature = (properties: object, x: number, y: number, size: number) => ({
  type: 'Feature',
  properties,
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x + size, y],
        [x + size, y + size],
        [x, y + size],
        [x, y],
      ],
    ],
  },
});

/** Postcode -> south-west corner of its LSOA, a square of 0.02 degrees in the North Sea; the last is Southby's. */
export const PLACES: [postcode: string, code: string, name: string, x: number, y: number][] = [
  ['ZQ1 1AA', 'E01999001', 'Northby 001A', 1.5, 54],
  ['ZQ1 1AB', 'E01999002', 'Northby 001B', 1.52, 54],
  ['ZQ1 1AD', 'E01999003', 'Northby 001C', 1.5, 54.02],
  ['ZQ1 1AE', 'E01999004', 'Northby 001D', 1.52, 54.02],
  ['ZQ9 9AA', 'E01999005', 'Southby 001A', 1.54, 54],
];

/** A file as the user chooses it in the pane. */
export const upload = (name: string, content: string | Uint8Array): UploadFile => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});
const collection = (features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });

/** The three files of an invented authority, Northby: four LSOAs with one postcode each, and Southby with one. */
export const NORTHBY = {
  postcodes: upload(
    'northby-postcodes.csv',
    [
      'postcode,latitude,longitude',
      ...PLACES.map(([postcode, , , x, y]) => `${postcode},${y + 0.01},${x + 0.01}`),
    ].join('\n'),
  ),
  lsoas: upload(
    'northby-lsoas.geojson',
    collection(PLACES.map(([, code, name, x, y]) => feature({ LSOA21CD: code, LSOA21NM: name }, x, y, 0.02))),
  ),
  authorities: upload(
    'northby-authorities.geojson',
    collection([
      feature({ LAD24CD: 'E06999001', LAD24NM: 'Northby' }, 1.5, 54, 0.04),
      feature({ LAD24CD: 'E06999002', LAD24NM: 'Southby' }, 1.54, 54, 0.02),
      feature({ LAD24CD: 'E06999003', LAD24NM: 'Eastby, which has no LSOA' }, 1.6, 54, 0.02),
    ]),
  ),
};

/** 30 June 2025 as Excel counts days; the current year of Northby's log starts on 1 July 2024 (45474). */
export const LAST_DAY = 45838;
export const CHILD = 'ZQCHILD';
const id = (child: number) => `${CHILD}${String(child).padStart(2, '0')}`;

/**
 * Factors of children 1 to 12 in the current year: needs 4, 3, 2, 1, 16A and 17A have 6, 5, 4, 3, 2 and 1 assessments,
 * so the top five are 4, 3, 2, 1 and 16A. Children 10 to 12 have 8B, 10A and 21.
 */
const FACTORS = [
  '4B 3A 2B 1A',
  '4B 3A 2B 1A',
  '4B 3A 2B 1A',
  '4B 3A 2B',
  '4B 3A',
  '4B',
  '16A',
  '16A',
  '17A',
  '8B',
  '10A',
  '21',
];

/** The rows of template and log, headings first. Child n lives in the LSOA n modulo 4; 13 to 16 are of the year before. */
export function northbyRows(): { template: (string | number)[][]; log: (string | number)[][] } {
  const template: (string | number)[][] = [['CUID', 'Assessment Closure Date', 'Postcode at Time of Assessment']];
  const log: (string | number)[][] = [['CUID', 'Date', 'Type', 'Factors']];
  for (let child = 1; child <= 16; child++) {
    const day = child > 12 ? 45300 + child : child === 12 ? LAST_DAY : 45500 + 20 * child;
    template.push([id(child), day, PLACES[child % 4]![0]]);
    log.push([id(child), day - 30, 'ContactDate', '']);
    log.push([id(child), day, 'AssessmentAuthorisationDate', FACTORS[child - 1] ?? '4A']);
  }
  template.push([id(17), 45700, PLACES[4]![0]]);
  log.push([id(17), 45700, 'AssessmentAuthorisationDate', '4B']);
  log.push([id(18), 45701, 'AssessmentAuthorisationDate', '4B']);
  return { template, log };
}

/** Northby's workbook: the template, the log, and a sheet of the user's own. */
export async function northbyWorkbook(): Promise<ExcelHost> {
  const host = new ExcelHost();
  const { template, log } = northbyRows();
  host.book.addSheet('assessment_postcode_data');
  await host.user.paste('assessment_postcode_data', 'A1', template);
  host.book.addSheet('Log');
  await host.user.paste('Log', 'A1', log);
  host.book.addSheet('Own');
  await host.user.paste('Own', 'B2', [['Notes of the team', 12]]);
  return host;
}

import { postcodeKey } from './postcodeKey';

/** Where the columns of a postcode file stand, from 0; -1 for none. */
export interface PostcodeColumns {
  /** `codepoint`: Code-Point Open, which has no headings and holds live postcodes only. */
  format: 'headed' | 'codepoint';
  delimiter: number;
  postcode: number;
  latitude: number;
  longitude: number;
  easting: number;
  northing: number;
  /** The end date of a retired postcode. */
  ended: number;
  /** LSOA code columns with the vintage in their heading (`11`, `21`). */
  lsoas: { vintage: string; column: number }[];
}

const DELIMITERS = [',', ';', '\t'];

/** The headings of a postcode file in order of preference, lower case, letters and digits only. */
const HEADINGS = {
  postcode: ['pcds', 'pcd', 'pcd2', 'pcd7', 'pcd8', 'postcode'],
  latitude: ['lat', 'latitude'],
  longitude: ['long', 'longitude', 'lng', 'lon'],
  easting: ['oseast1m', 'east1m', 'easting', 'eastings'],
  northing: ['osnrth1m', 'north1m', 'northing', 'northings'],
  ended: ['doterm'],
};

/** The cells of one line of CSV; a doubled quote inside quotes is a quote. */
function splitLine(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i]!;
    if (quoted && char === '"' && line[i + 1] === '"') {
      cell += char;
      i++;
    } else if (char === '"') quoted = !quoted;
    else if (char === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  return [...cells, cell.trim()];
}

/** The headings or cells of a file's first line, with the delimiter that splits it most often. */
export function firstLine(text: string): { cells: string[]; delimiter: string } {
  const line = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/, 1)[0] ?? '';
  const tried = DELIMITERS.map((delimiter) => ({ cells: splitLine(line, delimiter), delimiter }));
  return tried.reduce((best, next) => (next.cells.length > best.cells.length ? next : best));
}

/** Finds the columns by a file's beginning (at least its first line); null where it isn't a postcode file. */
export function postcodeColumns(text: string): PostcodeColumns | null {
  const { cells, delimiter } = firstLine(text);
  const headings = cells.map((cell) => cell.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const find = (names: string[]) => {
    for (const name of names) {
      const column = headings.indexOf(name);
      if (column >= 0) return column;
    }
    return -1;
  };
  const columns: PostcodeColumns = {
    format: 'headed',
    delimiter: delimiter.charCodeAt(0),
    postcode: find(HEADINGS.postcode),
    latitude: find(HEADINGS.latitude),
    longitude: find(HEADINGS.longitude),
    easting: find(HEADINGS.easting),
    northing: find(HEADINGS.northing),
    ended: find(HEADINGS.ended),
    lsoas: headings.flatMap((heading, column) => {
      const vintage = /^lsoa(\d\d)(cd)?$/.exec(heading)?.[1];
      return vintage ? [{ vintage, column }] : [];
    }),
  };
  const placed = (columns.latitude >= 0 && columns.longitude >= 0) || (columns.easting >= 0 && columns.northing >= 0);
  if (columns.postcode >= 0 && placed) return columns;
  return isCodePoint(cells)
    ? { ...columns, format: 'codepoint', postcode: 0, easting: 2, northing: 3, lsoas: [] }
    : null;
}

/** `"SO14 0AA",10,442294,112126,...`: a postcode, a quality of two digits, metres, metres. */
function isCodePoint(cells: string[]): boolean {
  const [postcode = '', quality = '', easting = '', northing = ''] = cells;
  return (
    postcodeKey(postcode) >= 0 && /^\d\d$/.test(quality) && /^\d{1,7}$/.test(easting) && /^\d{1,7}$/.test(northing)
  );
}

import { UserError } from '../core/userError';
import type { ByteSource } from './byteSource';
import { wholeLines } from './csvLines';
import { openContents, type Content } from './openContents';
import { firstLine, postcodeColumns, type PostcodeColumns } from './postcodeColumns';
import { postcodeRows, type PostcodeRows } from './postcodeRows';
import { postcodeTable, sortPostcodes, type PostcodeTable } from './postcodeTable';
import { beginning } from './recogniseBytes';

/** A postcode file as read, before it is known which LSOAs it goes with. */
export interface PostcodeFile {
  columns: PostcodeColumns;
  rows: PostcodeRows;
  /** Rows in order of postcode, each postcode once. */
  order: Uint32Array;
  /** ISO date of the contents, where known. */
  date?: string;
}

/** Fewest bytes of a row, and as many rows as there are postcodes, to make room for rows before they are read. */
const ROW_BYTES = 32;
const ROWS = 2.7e6;

/**
 * Reads a postcode file of any known kind, plain, in a gzip or in a zip (also a zip of one file an area).
 * UserError where it is none, or no row has a point.
 */
export async function readPostcodes(source: ByteSource): Promise<PostcodeFile> {
  const contents = await openContents(source);
  const chosen = choose(contents);
  const first = chosen[0];
  if (!first) throw notPostcodes(source, contents);
  const { columns } = first;
  const size = chosen.reduce((sum, { content }) => sum + content.size, 0);
  const rowBytes =
    columns.format === 'headed' && columns.postcode <= 1 && columns.ended < 0 ? ROW_BYTES : ROW_BYTES * 3;
  const { take, rows } = postcodeRows(columns, Math.min(ROWS, Math.ceil(size / rowBytes) + 16));
  for (const { content } of chosen)
    if (!(await wholeLines(content.stream(), take))) throw notPostcodes(source, contents);
  if (columns.format === 'headed') {
    // Each file's headings came by as a row without a point.
    rows.read -= chosen.length;
    rows.without -= chosen.length;
  }
  if (!rows.count)
    throw new UserError(
      `${source.name} has ${rows.read ? 'no row with both a postcode and a place in Great Britain' : 'headings but no rows'}; choose a postcode file with latitude and longitude, or easting and northing.`,
    );
  return { columns, rows, order: sortPostcodes(rows).order, date: first.content.date };
}

/**
 * The files of a zip that make up the postcode file: those of the folder that holds most (an ONSPD zip has all rows
 * once in one file, and once more in a file an area), and of one layout.
 */
function choose(contents: Content[]): { content: Content; columns: PostcodeColumns }[] {
  const folders = new Map<string, { content: Content; columns: PostcodeColumns }[]>();
  for (const content of contents) {
    if (content.kind !== 'text') continue;
    const columns = postcodeColumns(beginning(content.head));
    if (!columns) continue;
    const key = `${content.name.replace(/[^/]*$/, '')}\n${JSON.stringify(columns)}`;
    folders.set(key, [...(folders.get(key) ?? []), { content, columns }]);
  }
  const size = (files: { content: Content }[]) => files.reduce((sum, { content }) => sum + content.size, 0);
  const sorted = [...folders.values()].sort((a, b) => a.length - b.length);
  const largest = Math.max(0, ...sorted.map(size));
  return sorted.find((files) => size(files) >= 0.9 * largest) ?? [];
}

function notPostcodes(source: ByteSource, contents: Content[]): UserError {
  const wanted = 'Choose a CSV of postcodes: ONSPD, NSPL, Code-Point Open or freemaptools.';
  const lines = contents.filter(({ kind }) => kind === 'text').map(({ head }) => firstLine(beginning(head)).cells);
  const cells = lines.find(({ length }) => length > 1);
  if (cells) {
    return new UserError(
      `${source.name} has no postcode column with latitude and longitude or easting and northing beside it; ${columnsFound(cells)}. ${wanted}`,
    );
  }
  const only = contents.length === 1 ? contents[0]! : null;
  if (!only)
    return new UserError(
      `${source.name} is a zip file without a CSV of postcodes; it holds ${contents
        .slice(0, 5)
        .map(({ name }) => name)
        .join(', ')}${contents.length > 5 ? ' ...' : ''}. ${wanted}`,
    );
  return new UserError(`${source.name} is ${KINDS[only.kind] ?? 'no text'}, not a postcode file. ${wanted}`);
}

/** Headings may be shown; a first line with a number in it may be a child's record, and is not. */
function columnsFound(cells: string[]): string {
  if (cells.some((cell) => !/^[a-z]\w*[a-z _()-]*\d{0,2}[a-z]*$/i.test(cell) || cell.length > 40))
    return 'its first line is not headings';
  return `its columns are ${cells.slice(0, 8).join(', ')}${cells.length > 8 ? ' ...' : ''}`;
}

const KINDS: Partial<Record<Content['kind'], string>> = {
  text: 'text without columns',
  json: 'JSON (boundaries?)',
  html: 'a web page',
  xml: 'an XML file',
  shapefile: 'a Shapefile',
  pdf: 'a PDF',
  workbook: 'an Excel workbook',
  geopackage: 'a GeoPackage',
  utf16: 'text in UTF-16 (save it as CSV UTF-8)',
};

/**
 * The postcodes in their final form. `codes`: the LSOA codes of the boundary file, and its vintage; a postcode's own
 * LSOA code is used only if its column is of that vintage (RULES.md 4).
 */
export function buildPostcodes(
  { columns, rows, order }: PostcodeFile,
  vintage: string,
  codes: string[],
): PostcodeTable {
  const pick = <T extends Uint32Array | Int32Array>(from: T, to: T): T => {
    for (let i = 0; i < order.length; i++) to[i] = from[order[i]!]!;
    return to;
  };
  const column = columns.lsoas.findIndex((lsoas) => lsoas.vintage === vintage);
  let lsoas: Int32Array | null = null;
  if (column >= 0) {
    const { ids, codes: written } = rows.lsoas[column]!;
    const byCode = new Map(codes.map((code, index) => [code, index]));
    const areas = written.map((code) => byCode.get(code) ?? -1);
    lsoas = new Int32Array(order.length);
    for (let i = 0; i < order.length; i++) lsoas[i] = areas[ids[order[i]!]!]!;
  }
  return postcodeTable({
    keys: pick(rows.keys, new Uint32Array(order.length)),
    longitudes: pick(rows.longitudes, new Int32Array(order.length)),
    latitudes: pick(rows.latitudes, new Int32Array(order.length)),
    lsoas,
    beyond: null,
  });
}

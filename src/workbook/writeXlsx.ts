import type { OutSheet, OutTable } from '../core/types';
import { stylesXml } from './cellStyles';
import { drawingXml } from './drawingXml';
import { lastTableRow, sheetXml } from './sheetXml';
import type { Control } from './workbook';
import { cellText, rangeName, xml, xstring } from './xmlText';
import { zipFiles, type FileToZip } from './zipFiles';

/** What the file says about itself. The same sheets and properties give the same bytes, in any time zone. */
export interface FileProperties {
  title?: string;
  /** ISO time of writing, in UTC; the start of 2000 where left out. */
  time?: string;
  /** No creator, and Excel is asked to leave out the name of whoever saves the file (File, Info, Inspect Workbook). */
  anonymous?: boolean;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument';

/**
 * A new .xlsx with these sheets: tables as Excel tables under their names, number formats, colour scales, frozen rows,
 * links within the workbook, pictures with names and alternative text, print set-up (A4 landscape, one page wide, the
 * longest table's headings repeated). No text can become a formula: every text is a shared string. Names
 * of sheets and tables are taken as they are: the core makes them valid and unique. Charts are not written.
 */
export async function writeXlsx(
  sheets: OutSheet[],
  properties: FileProperties = {},
  control?: Control,
): Promise<Uint8Array> {
  if (sheets.length === 0) throw new Error('a workbook needs a sheet');
  const time = (properties.time ?? '2000-01-01T00:00:00Z').replace(/\.\d+/, '');
  return zipFiles(files(sheets, properties, time), time, control);
}

function* files(sheets: OutSheet[], properties: FileProperties, time: string): Generator<FileToZip> {
  const text = (name: string, ...contents: string[]) => ({ name, contents });
  const strings = new Map<string, number>();
  const stringIndex = (string: string) => {
    let index = strings.get(string);
    if (index === undefined) strings.set(string, (index = strings.size));
    return index;
  };
  const tables = sheets.flatMap((sheet) => sheet.tables);
  const drawn = sheets.filter((sheet) => sheet.images.length > 0);
  yield text('[Content_Types].xml', contentTypes(sheets.length, tables.length, drawn.length));
  yield text(
    '_rels/.rels',
    relations([
      ['rId1', 'officeDocument', 'xl/workbook.xml'],
      ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      ['rId3', 'extended-properties', 'docProps/app.xml'],
    ]),
  );
  yield text(
    'docProps/app.xml',
    `${HEAD}<Properties xmlns="${OFFICE}/extended-properties"><Application>Needs Map for Excel</Application></Properties>`,
  );
  yield text('docProps/core.xml', coreXml(properties, time));
  yield text('xl/workbook.xml', workbookXml(sheets, properties));
  yield text(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...sheets.map((_, i): Relation => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`]),
      ['rIdStyles', 'styles', 'styles.xml'],
      ['rIdStrings', 'sharedStrings', 'sharedStrings.xml'],
    ]),
  );
  yield text('xl/styles.xml', stylesXml());
  let picture = 0;
  for (const [i, sheet] of sheets.entries()) {
    yield { name: `xl/worksheets/sheet${i + 1}.xml`, contents: sheetXml(sheet, i === 0, stringIndex) };
    const related = sheet.tables.map((table, t): Relation => {
      return [`rId${t + 1}`, 'table', `../tables/table${tables.indexOf(table) + 1}.xml`];
    });
    const drawing = drawn.indexOf(sheet) + 1;
    if (drawing > 0) related.push(['rIdDrawing', 'drawing', `../drawings/drawing${drawing}.xml`]);
    if (related.length > 0) yield text(`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, relations(related));
    if (drawing === 0) continue;
    yield text(`xl/drawings/drawing${drawing}.xml`, drawingXml(sheet));
    const media = sheet.images.map((image, p) => ({ image, id: `rId${p + 1}`, name: `image${++picture}.png` }));
    yield text(
      `xl/drawings/_rels/drawing${drawing}.xml.rels`,
      relations(media.map(({ id, name }): Relation => [id, 'image', `../media/${name}`])),
    );
    for (const { image, name } of media) yield { name: `xl/media/${name}`, contents: image.png };
  }
  for (const [i, table] of tables.entries()) yield text(`xl/tables/table${i + 1}.xml`, tableXml(table, i + 1));
  yield { name: 'xl/sharedStrings.xml', contents: stringsXml(strings) };
}

type Relation = [id: string, type: string, target: string];

function relations(list: Relation[]): string {
  const items = list.map(
    ([id, type, target]) =>
      `<Relationship Id="${id}" Type="${type.includes('/') ? type : `${OFFICE}/relationships/${type}`}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

function contentTypes(sheets: number, tables: number, drawings: number): string {
  const override = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}"/>`;
  const each = (count: number, name: string, type: string) =>
    Array.from({ length: count }, (_, i) => override(`${name}${i + 1}.xml`, type)).join('');
  return [
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>',
    override('xl/workbook.xml', `${TYPE}.spreadsheetml.sheet.main+xml`),
    each(sheets, 'xl/worksheets/sheet', `${TYPE}.spreadsheetml.worksheet+xml`),
    each(tables, 'xl/tables/table', `${TYPE}.spreadsheetml.table+xml`),
    each(drawings, 'xl/drawings/drawing', `${TYPE}.drawing+xml`),
    override('xl/styles.xml', `${TYPE}.spreadsheetml.styles+xml`),
    override('xl/sharedStrings.xml', `${TYPE}.spreadsheetml.sharedStrings+xml`),
    override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    override('docProps/app.xml', `${TYPE}.extended-properties+xml`),
    '</Types>',
  ].join('');
}

function coreXml({ title = '', anonymous }: FileProperties, time: string): string {
  const stamp = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${xml(time)}</dcterms:${name}>`;
  return [
    `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`,
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    title === '' ? '' : `<dc:title>${xml(cellText(title))}</dc:title>`,
    anonymous ? '' : '<dc:creator>Needs Map for Excel</dc:creator>',
    `${stamp('created')}${stamp('modified')}</cp:coreProperties>`,
  ].join('');
}

function workbookXml(sheets: OutSheet[], { anonymous }: FileProperties): string {
  const list = sheets.map(({ name }, i) => `<sheet name="${xml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const titles = sheets.flatMap(({ name, tables }, i) => {
    // Excel repeats rows on all pages behind them, whichever table these show: the longest one's headings fit most.
    const most = Math.max(...tables.map(({ rows }) => rows.length));
    const row = tables.find(({ rows }) => rows.length === most)?.row;
    if (row === undefined) return [];
    const place = `'${name.replace(/'/g, "''")}'!$${row}:$${row}`;
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${xml(place)}</definedName>`;
  });
  const names = titles.length > 0 ? `<definedNames>${titles.join('')}</definedNames>` : '';
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships">${anonymous ? '<workbookPr filterPrivacy="1"/>' : ''}<bookViews><workbookView/></bookViews><sheets>${list.join('')}</sheets>${names}</workbook>`;
}

function tableXml(table: OutTable, id: number): string {
  const last = table.column + table.columns.length - 1;
  const range = rangeName(table.row, table.column, lastTableRow(table), last);
  const columns = table.columns.map(
    ({ heading }, i) => `<tableColumn id="${i + 1}" name="${xstring(heading).replace(/&#10;/g, '_x000a_')}"/>`,
  );
  return [
    `${HEAD}<table xmlns="${MAIN}" id="${id}" name="${xml(table.name)}" displayName="${xml(table.name)}" ref="${range}" totalsRowShown="0">`,
    `<autoFilter ref="${range}"/><tableColumns count="${columns.length}">${columns.join('')}</tableColumns>`,
    '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>',
  ].join('');
}

function* stringsXml(strings: Map<string, number>): Generator<string> {
  yield `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${strings.size}">`;
  for (const string of strings.keys())
    yield `<si><t${/^\s|\s$|\n/.test(string) ? ' xml:space="preserve"' : ''}>${xstring(string)}</t></si>`;
  yield '</sst>';
}

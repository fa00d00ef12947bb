import { strToU8, zipSync } from 'fflate';

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const TRANSITIONAL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const STRICT = 'http://purl.oclc.org/ooxml/officeDocument/relationships';

/** A sheet of a hand-made workbook: the XML of its part, and what hangs on it. */
export interface HandMadeSheet {
  name: string;
  xml: string | Uint8Array;
  state?: 'hidden' | 'veryHidden';
  kind?: 'worksheet' | 'chartsheet';
  /** XML of table parts. */
  tables?: string[];
}

/** The XML of a sheet around its rows. */
export const worksheet = (rows: string): string =>
  `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;

/** An .xlsx written by hand: every part is XML that a test can read. `shared` is the inside of `<sst>`. */
export function handMade(
  sheets: HandMadeSheet[],
  more: { shared?: string; date1904?: boolean; relations?: string; parts?: Record<string, string | Uint8Array> } = {},
): Uint8Array {
  const type = more.relations ?? TRANSITIONAL;
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${type}/${kind}" Target="${target}"/>`;
  const files: Record<string, Uint8Array> = {};
  const put = (name: string, contents: string | Uint8Array) => {
    files[name] = typeof contents === 'string' ? strToU8(contents) : contents;
  };
  put('[Content_Types].xml', '<Types/>');
  put('_rels/.rels', `<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`);
  const list = sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name}" sheetId="${i + 7}" ${state ? `state="${state}" ` : ''}r:id="rId${i + 1}"/>`,
  );
  put(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${type}">${more.date1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${list.join('')}</sheets></workbook>`,
  );
  put(
    'xl/_rels/workbook.xml.rels',
    `<Relationships>${sheets.map(({ kind }, i) => relation(`rId${i + 1}`, kind ?? 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('')}${more.shared === undefined ? '' : relation('rIdS', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
  );
  if (more.shared !== undefined) put('xl/sharedStrings.xml', `<sst xmlns="${MAIN}">${more.shared}</sst>`);
  let number = 0;
  sheets.forEach(({ xml, tables = [] }, i) => {
    put(`xl/worksheets/sheet${i + 1}.xml`, xml);
    const related = tables.map((table) => {
      put(`xl/tables/table${++number}.xml`, table);
      return relation(`rId${number}`, 'table', `../tables/table${number}.xml`);
    });
    if (related.length > 0)
      put(`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, `<Relationships>${related.join('')}</Relationships>`);
  });
  for (const [name, contents] of Object.entries(more.parts ?? {})) put(name, contents);
  return zipSync(files, { mtime: new Date(2020, 0, 1) });
}

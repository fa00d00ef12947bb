import { strToU8, zipSync } from 'fflate';
import type { Cell, Sheet } from '../core/types';

/**
 * A small .xlsx of plain sheets: values as they are, no styles. The sample's workbook travels to Excel in it
 * (`WorkbookPort.addSheetsFrom`), and the browser page opens it like any other.
 */
export function plainXlsx(sheets: Sheet[]): Uint8Array {
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': xml(
      `<Types xmlns="${CONTENT}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Default Extension="xml" ContentType="application/xml"/>` +
        `<Override PartName="/xl/workbook.xml" ContentType="${MAIN_TYPE}.sheet.main+xml"/>` +
        sheets
          .map((_, i) => `<Override PartName="${part(i, '/xl/')}" ContentType="${MAIN_TYPE}.worksheet+xml"/>`)
          .join('') +
        `</Types>`,
    ),
    '_rels/.rels': xml(
      `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>` +
        sheets.map(({ name }, i) => `<sheet name="${escape(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('') +
        `</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${PACKAGE}">${sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', part(i, ''))).join('')}</Relationships>`,
    ),
  };
  sheets.forEach((sheet, i) => (files[part(i, 'xl/')] = xml(sheetXml(sheet))));
  return zipSync(files, { level: 6, mtime: new Date(2000, 0, 1) });
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const CONTENT = 'http://schemas.openxmlformats.org/package/2006/content-types';
const MAIN_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const xml = (body: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`);
const part = (sheet: number, folder: string): string => `${folder}worksheets/sheet${sheet + 1}.xml`;
const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;

function sheetXml(sheet: Sheet): string {
  const rows = sheet.rows.map((row, i) => {
    const number = sheet.firstRow + i;
    const cells = row.map((cell, column) => cellXml(cell, `${letters(sheet.firstColumn + column)}${number}`)).join('');
    return `<row r="${number}">${cells}</row>`;
  });
  return `<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: Cell, place: string): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'object') return `<c r="${place}" t="e"><v>${escape(cell.error)}</v></c>`;
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`;
}

/** 1 -> A, 27 -> AA. */
function letters(column: number): string {
  const rest = (column - 1) % 26;
  const before = (column - 1 - rest) / 26;
  return (before > 0 ? letters(before) : '') + String.fromCharCode(65 + rest);
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters that XML forbids are dropped. */
function escape(text: string): string {
  const allowed = Array.from(text).filter((one) => one >= ' ' || one === '\t' || one === '\n' || one === '\r');
  return allowed.join('').replace(/[&<>"\ufffe\uffff]/g, (one) => ESCAPES[one] ?? '');
}

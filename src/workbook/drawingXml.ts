import type { OutImage, OutSheet } from '../core/types';
import { cellText, xml } from './xmlText';

const EMU_PER_POINT = 12700;
/** Width of a column that nobody set, in points. */
const COLUMN_POINTS = 48;
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';
const MAIN = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/**
 * The pictures of a sheet with their names, alternative texts and exact sizes. The first stands two columns right of the
 * rightmost table (where there is none, of the lines); the others at their `left` from it, in columns of standard width.
 * Relationships `rId1`... are the pictures, in their order.
 */
export function drawingXml(sheet: OutSheet): string {
  const tableEnds = sheet.tables.map((table) => table.column + table.columns.length - 1);
  const ends = tableEnds.length > 0 ? tableEnds : sheet.lines.map((line) => line.column);
  // In drawings columns count from 0: the column after the one that is left free.
  const column = Math.max(0, ...ends) + 1;
  const pictures = sheet.images.map((image, i) => pictureXml(image, i + 1, column)).join('');
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr xmlns:xdr="${DRAWING}" xmlns:a="${MAIN}">${pictures}</xdr:wsDr>`;
}

function pictureXml(image: OutImage, number: number, firstColumn: number): string {
  const column = firstColumn + Math.floor(image.left / COLUMN_POINTS);
  const offset = Math.round((image.left % COLUMN_POINTS) * EMU_PER_POINT);
  const size = `cx="${Math.round(image.width * EMU_PER_POINT)}" cy="${Math.round(image.height * EMU_PER_POINT)}"`;
  const attribute = (text: string) => xml(cellText(text));
  return [
    `<xdr:oneCellAnchor><xdr:from><xdr:col>${column}</xdr:col><xdr:colOff>${offset}</xdr:colOff>`,
    `<xdr:row>${image.row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext ${size}/>`,
    `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${number + 1}" name="${attribute(image.name)}" descr="${attribute(image.alt)}"/>`,
    '<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>',
    `<xdr:blipFill><a:blip xmlns:r="${RELATIONS}" r:embed="rId${number}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>`,
    `<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>`,
    '</xdr:pic><xdr:clientData/></xdr:oneCellAnchor>',
  ].join('');
}

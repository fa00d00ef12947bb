/** Excel's limit of characters in a cell. */
const LONGEST_TEXT = 32767;

/**
 * Text as an .xlsx can hold it: characters that XML forbids (control characters, halves of surrogate pairs) become the
 * replacement character, line ends become line feeds, what is over 32,767 characters is cut with an ellipsis.
 */
export function cellText(text: string): string {
  const clean = text
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex -- these are the characters that XML 1.0 forbids
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
  if (clean.length <= LONGEST_TEXT) return clean;
  return `${clean.slice(0, LONGEST_TEXT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** `cellText` for an element of type ST_Xstring: what looks like an escape (`_x0041_`) is escaped itself. */
export function xstring(text: string): string {
  return xml(cellText(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}

/** Text for an element or an attribute. */
export function xml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '&#10;')
    .replace(/\t/g, '&#9;');
}

/** Columns count from 1: 28 is `AB`. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** `A1:C5`. */
export function rangeName(firstRow: number, firstColumn: number, lastRow: number, lastColumn: number): string {
  return `${columnName(firstColumn)}${firstRow}:${columnName(lastColumn)}${lastRow}`;
}

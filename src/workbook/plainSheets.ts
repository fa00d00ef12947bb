import type { Cell, ColumnKind, OutCell, OutSheet } from '../core/types';

/** The template's usual name and headings (RULES.md 2). */
export const TEMPLATE = 'assessment_postcode_data';
export const TEMPLATE_HEADINGS = ['CUID', 'Assessment Closure Date', 'Postcode at Time of Assessment'];

/** A template as a sheet to write; `rows`: child id, date as a serial number, postcode. */
export const templateSheet = (name: string, rows: OutCell[][]): OutSheet =>
  asSheet(name, [TEMPLATE_HEADINGS, ...rows], [1]);

/** A log as a sheet to write; the first of `rows` are its headings, dates are serial numbers in `dateColumns` (from 0). */
export const logSheet = (name: string, rows: Cell[][], dateColumns: number[]): OutSheet =>
  asSheet(
    name,
    rows.map((row) => row.map(plain)),
    dateColumns,
  );

/** A cell's value without its link. */
export const shown = (cell: OutCell): Cell => (cell !== null && typeof cell === 'object' ? cell.text : cell);

const plain = (cell: Cell): OutCell =>
  cell === null || typeof cell === 'string' || typeof cell === 'number'
    ? cell
    : typeof cell === 'boolean'
      ? String(cell).toUpperCase()
      : cell.error;

/** A sheet of rows under their headings (the first row), the heading row in sight. */
function asSheet(name: string, rows: OutCell[][], dateColumns: number[]): OutSheet {
  const [headings = [], ...body] = rows;
  const kind = (column: number): ColumnKind => (dateColumns.includes(column) ? 'date' : 'text');
  const columns = headings.map((heading, i) => {
    const text = String(shown(heading) ?? '');
    return { heading: text, kind: kind(i), width: Math.max(14, text.length + 4) };
  });
  const table = { name: `Sheet_${name.replace(/\W+/g, '_')}`, row: 1, column: 1, columns, rows: body, key: -1 };
  return { key: name, name, frozenRows: 1, lines: [], tables: [table], images: [] };
}

import type { Cell, Sheet } from '../core/types';

/**
 * A checksum (two 32-bit FNV-like sums, as 16 hexadecimal digits) of the cells of some sheets with their names and
 * places. It decides whether results are older than the data; it is no protection against forgery and tells nothing
 * about what the cells held.
 */
export function checksum(sheets: Sheet[]): string {
  const sum = { a: 0x811c9dc5, b: 0x1b873593 };
  for (const sheet of sheets) {
    add(sum, `${sheet.name}\u0001${sheet.firstRow}:${sheet.firstColumn}`);
    for (const row of sheet.rows) {
      for (const cell of row) add(sum, textOf(cell));
      add(sum, '\u0002');
    }
  }
  return hex(sum.a) + hex(sum.b);
}

interface Sum {
  a: number;
  b: number;
}

function add(sum: Sum, text: string): void {
  let { a, b } = sum;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) + 0x9e3779b9;
    b ^= b >>> 13;
  }
  // A mark between cells, so that "ab", "c" is not "a", "bc".
  sum.a = Math.imul(a ^ 0x1f, 0x01000193);
  sum.b = Math.imul(b ^ 0x1f, 0xc2b2ae35);
}

/** The kind of a cell counts: the number 1 is not the text "1". */
function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return `e${cell.error}`;
  return `${typeof cell === 'number' ? 'n' : typeof cell === 'boolean' ? 'b' : 't'}${cell}`;
}

const hex = (number: number): string => (number >>> 0).toString(16).padStart(8, '0');

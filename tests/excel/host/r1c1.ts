import { columnName, parseAddress } from './address';

const A1 =
  /"(?:[^"]|"")*"|(?<![\p{L}\p{N}_.$'!\][@])((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(\$?[A-Z]{1,3}\$?\d{1,7})(?![\p{L}\p{N}_(.[!])/gu;
const R1C1 = /"(?:[^"]|"")*"|(?<![\p{L}\p{N}_.[@])R(\[-?\d+\]|\d+)?C(\[-?\d+\]|\d+)?(?![\p{L}\p{N}_(.\]])/gu;

/** A formula of the cell at `row`, `col` (from 0) in R1C1 notation; table references and texts in quotes stay. */
export function toR1C1(formula: string, row: number, col: number): string {
  return formula.replace(A1, (whole, prefix: string | undefined, cell: string | undefined) => {
    if (cell === undefined) return whole;
    const at = parseAddress(cell.replaceAll('$', '')).rect;
    const part = (letter: string, fixed: boolean, to: number, from: number) =>
      letter + (fixed ? String(to + 1) : to === from ? '' : `[${to - from}]`);
    return (prefix ?? '') + part('R', /\$\d/.test(cell), at.row, row) + part('C', cell.startsWith('$'), at.col, col);
  });
}

/** The same back: A1 notation for the cell at `row`, `col` (from 0). */
export function fromR1C1(formula: string, row: number, col: number): string {
  return formula.replace(R1C1, (whole, down: string | undefined, right: string | undefined) => {
    if (whole.startsWith('"')) return whole;
    const place = (part: string | undefined, from: number) =>
      part === undefined ? from : part.startsWith('[') ? from + Number(part.slice(1, -1)) : Number(part) - 1;
    const fixed = (part: string | undefined) => (part !== undefined && !part.startsWith('[') ? '$' : '');
    return `${fixed(right)}${columnName(place(right, col))}${fixed(down)}${place(down, row) + 1}`;
  });
}

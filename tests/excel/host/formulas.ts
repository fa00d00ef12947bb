import type { Rect } from './address';
import { columnName, parseAddress, quoteSheet } from './address';
import type { Book, Sheet } from './book';

const REFERENCE =
  /"(?:[^"]|"")*"|(?<![\p{L}\p{N}_.$'!\]])((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(\$?[A-Z]{1,3}\$?\d{1,7})(?::(\$?[A-Z]{1,3}\$?\d{1,7}))?(?![\p{L}\p{N}_(.[!])/gu;

const sheetOf = (prefix: string) =>
  prefix
    .slice(0, -1)
    .replace(/^'(.*)'$/s, '$1')
    .replaceAll("''", "'");

/** A formula with its references to `target` moved by `map`; null from `map` makes `#REF!`. Texts in quotes stay. */
export function mapReferences(formula: string, own: Sheet, target: Sheet, map: (rect: Rect) => Rect | null): string {
  return formula.replace(
    REFERENCE,
    (whole, prefix: string | undefined, from: string | undefined, to: string | undefined) => {
      if (from === undefined) return whole;
      const name = prefix === undefined ? own.name : sheetOf(prefix);
      if (name.toLowerCase() !== target.name.toLowerCase()) return whole;
      const rect = parseAddress(to === undefined ? from : `${from}:${to}`).rect;
      const next = map(rect);
      if (!next) return '#REF!';
      const corner = (row: number, col: number, like: string) =>
        `${like.startsWith('$') ? '$' : ''}${columnName(col)}${/\$\d/.test(like) ? '$' : ''}${row + 1}`;
      const first = corner(next.row, next.col, from);
      return (
        (prefix ?? '') +
        (to === undefined ? first : `${first}:${corner(next.row + next.rows - 1, next.col + next.cols - 1, to)}`)
      );
    },
  );
}

/** A formula after a sheet got a new name. */
export function renameSheetIn(formula: string, before: string, after: string): string {
  return formula.replace(
    /"(?:[^"]|"")*"|((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)/gu,
    (whole, prefix: string | undefined) =>
      prefix !== undefined && sheetOf(prefix).toLowerCase() === before.toLowerCase() ? `${quoteSheet(after)}!` : whole,
  );
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A formula after a table, or one of its columns, got a new name. */
export function renameTableIn(
  formula: string,
  table: string,
  after: { table?: string; column?: [string, string] },
): string {
  return formula.replace(
    new RegExp(`(?<![\\p{L}\\p{N}_.])${escaped(table)}(\\[(?:[^[\\]]|\\[[^\\]]*\\])*\\])`, 'giu'),
    (_all, inner: string) => {
      const [from, to] = after.column ?? ['', ''];
      const renamed = after.column
        ? inner.replace(new RegExp(`\\[(@?)${escaped(from)}\\]`, 'gi'), (_column, at: string) => `[${at}${to}]`)
        : inner;
      return (after.table ?? table) + renamed;
    },
  );
}

/** Rewrites every formula of the workbook: cells, names, chart series. */
export function rewriteFormulas(book: Book, rewrite: (formula: string, own: Sheet) => string): void {
  for (const sheet of book.sheets) {
    for (const line of sheet.grid.rows)
      if (line) for (const cell of line) if (cell?.formula !== undefined) cell.formula = rewrite(cell.formula, sheet);
    for (const chart of sheet.charts) {
      chart.source = rewrite(chart.source, sheet);
      for (const series of chart.series) {
        series.values = rewrite(series.values, sheet);
        series.categories = rewrite(series.categories, sheet);
        if (series.name.startsWith('=')) series.name = rewrite(series.name, sheet);
      }
    }
  }
  const first = book.sheets[0];
  for (const item of book.names) if (first) item.formula = rewrite(item.formula, item.scope ?? first);
}

import { guarded, type ExcelValue } from './excelCells';

/** A cell of a user's own column: what to write again, and how it is shown. */
export interface UserCell {
  /** A formula in R1C1 notation (relative, so it can move), or the value. */
  content: ExcelValue;
  formula: boolean;
  format: string;
}

/** A user's own columns of one table, as read: a key and the cells of each row. */
export interface UserColumns {
  headings: string[];
  rows: [key: string, cells: UserCell[]][];
}

/** A value of the user's that has no row any more. */
export interface Homeless {
  row: string;
  column: string;
  text: string;
}

const EMPTY: UserCell = { content: '', formula: false, format: 'General' };

/** Makes keys that repeat distinct by their number of appearance, so that the n-th old row goes to the n-th new one. */
export function distinct(keys: string[]): string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return times === 0 ? key : `${key}\u0001${times}`;
  });
}

/** A cell from what Excel says of it; a text that merely looks like a formula has the same `value`. */
export function userCell(formulaR1C1: ExcelValue, value: ExcelValue, format: string): UserCell {
  const formula = typeof formulaR1C1 === 'string' && formulaR1C1.startsWith('=') && formulaR1C1 !== value;
  return { content: formula ? formulaR1C1 : value, formula, format };
}

/** What to write to `formulasR1C1` of a cell that has its format already. */
export function userContent(cell: UserCell): ExcelValue {
  if (cell.formula || typeof cell.content !== 'string' || cell.format === '@') return cell.content;
  return guarded(cell.content);
}

/** The formula that more than half of the column's rows share, which new rows get too. */
function filledDown(cells: UserCell[]): UserCell | null {
  const counts = new Map<ExcelValue, number>();
  for (const cell of cells) {
    if (!cell.formula) continue;
    const count = (counts.get(cell.content) ?? 0) + 1;
    counts.set(cell.content, count);
    if (count * 2 > cells.length) return cell;
  }
  return null;
}

const sameContent = (one: UserCell, other: UserCell) => one.content === other.content && one.formula === other.formula;

/**
 * Moves the user's cells with their rows: `keys` are those of the new rows. A formula that is filled down is in every
 * row; anything else goes where its key goes; what has no row any more is handed back, never dropped.
 */
export function moveUserCells(old: UserColumns, keys: string[]): { rows: UserCell[][]; homeless: Homeless[] } {
  const byKey = new Map(old.rows);
  const filled = old.headings.map((_, at) => filledDown(old.rows.map(([, cells]) => cells[at] ?? EMPTY)));
  const usual = old.headings.map((_, at) => old.rows[0]?.[1][at]?.format ?? 'General');
  const rows = keys.map((key) => {
    const cells = byKey.get(key);
    return old.headings.map((_, at) => cells?.[at] ?? filled[at] ?? { ...EMPTY, format: usual[at] ?? 'General' });
  });
  const kept = new Set(keys);
  const homeless: Homeless[] = [];
  for (const [key, cells] of old.rows) {
    if (kept.has(key)) continue;
    old.headings.forEach((heading, at) => {
      const cell = cells[at] ?? EMPTY;
      const common = filled[at];
      if (cell.content === '' || (common && sameContent(cell, common))) return;
      homeless.push({ row: key.split(/\p{Cc}+/u).join(' '), column: heading, text: String(cell.content) });
    });
  }
  return { rows, homeless };
}

/**
 * A refresh broke off: the journal holds the user's cells as they were, the sheet a mixture of old and new rows. The
 * journal wins; a text that it has nowhere in the column was typed since, and belongs to the row it stands in now.
 */
export function afterBreak(journal: UserColumns, now: UserColumns): UserColumns {
  const rows = new Map(journal.rows.map(([key, cells]) => [key, [...cells]]));
  journal.headings.forEach((heading, at) => {
    const here = now.headings.indexOf(heading);
    if (here < 0) return;
    const known = new Set(journal.rows.map(([, cells]) => String(cells[at]?.content ?? '')));
    for (const [key, cells] of now.rows) {
      const cell = cells[here];
      if (!cell || cell.content === '' || known.has(String(cell.content))) continue;
      const row = rows.get(key) ?? journal.headings.map(() => EMPTY);
      row[at] = cell;
      rows.set(key, row);
    }
  });
  const headings = [...journal.headings];
  const added = now.headings.filter((heading) => !headings.includes(heading));
  if (added.length === 0) return { headings, rows: [...rows] };
  const later = new Map(now.rows);
  return {
    headings: [...headings, ...added],
    rows: [...rows].map(([key, cells]) => [
      key,
      [...cells, ...added.map((heading) => later.get(key)?.[now.headings.indexOf(heading)] ?? EMPTY)],
    ]),
  };
}

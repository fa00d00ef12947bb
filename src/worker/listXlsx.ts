import type { LogTable } from '../census/types';
import { asText } from '../core/clean';
import { UserError } from '../core/userError';
import { writeXlsx } from '../workbook/writeXlsx';
import type { ListOf } from './messages';

/** The sheets' names, and what to do again where the worker has no list (it is new, or there is nothing in it). */
const LISTS: Record<ListOf, { sheet: string; again: string }> = {
  findings: { sheet: 'CIN findings', again: 'import the CIN Census XML again' },
  annexA: { sheet: 'Annex A not in the log', again: 'compare with Annex A again' },
};
/** Characters of a column. */
const NARROWEST = 12;
const WIDEST = 90;

/** A list, child by child, as an .xlsx of one table that no job reads. UserError where there is nothing to list. */
export async function listXlsx(of: ListOf, list: LogTable | null): Promise<Uint8Array> {
  const { sheet, again } = LISTS[of];
  if (!list?.rows.length) throw new UserError(`There is nothing to list: ${again}, then ask for the list.`);
  const rows = list.rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : asText(cell) || null)));
  const columns = list.columns.map((heading, at) => {
    const longest = rows.reduce((most, row) => Math.max(most, String(row[at] ?? '').length), heading.length + 3);
    const kind = rows.every((row) => typeof row[at] === 'number') ? ('row' as const) : ('text' as const);
    return { heading, kind, width: Math.min(WIDEST, Math.max(NARROWEST, longest + 1)) };
  });
  const table = { name: sheet.replace(/\W/g, '_'), row: 1, column: 1, columns, rows, key: -1 };
  return writeXlsx([{ key: of, name: sheet, frozenRows: 1, lines: [], tables: [table], images: [] }]);
}

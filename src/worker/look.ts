import { classifySheets, findSheets, headingCell } from '../core/findSheets';
import type { FoundSheet } from '../core/findSheets';
import type { Cell, Job, Sheet } from '../core/types';
import { PACK_HEADING } from '../geography/packText';
import { UserError } from '../core/userError';
import { checksum } from './checksum';
import type { Look, SheetLook } from './messages';

/** Rows that are offered as heading rows, and the longest heading shown. */
const OFFERED_ROWS = 8;
const LONGEST = 60;

/** What a run would read of the job's workbook, and the sentence that would stop it. Holds headings, never records. */
export function look(job: Job): Look {
  const { sheets } = job.workbook;
  const { logs, templates } = classifySheets(sheets);
  const found = findQuietly(job);
  const read = found.sheets ? [found.sheets.template, ...found.sheets.logs] : [...templates, ...logs];
  const places = new Map(read.map((one) => [one.sheet, one.columns]));
  return {
    sheets: sheets.map((sheet) => lookAt(sheet, templates, logs, places.get(sheet) ?? null)),
    template: found.sheets?.template.sheet.name ?? null,
    logs: (found.sheets?.logs ?? logs).map(({ sheet }) => sheet.name),
    problem: found.problem,
    checksum: sourceChecksum(read),
  };
}

/** The checksum of the sheets that a run reads, in the order of the workbook. */
export function sourceChecksum(read: FoundSheet[]): string {
  const byName = (one: Sheet, other: Sheet) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0);
  return checksum([...new Set(read.map(({ sheet }) => sheet))].sort(byName));
}

function findQuietly(job: Job): { sheets: ReturnType<typeof findSheets> | null; problem: string | null } {
  try {
    return { sheets: findSheets(job), problem: null };
  } catch (error) {
    if (error instanceof UserError) return { sheets: null, problem: error.message };
    throw error;
  }
}

function lookAt(
  sheet: Sheet,
  templates: FoundSheet[],
  logs: FoundSheet[],
  used: FoundSheet['columns'] | null,
): SheetLook {
  const is = (found: FoundSheet[]) => found.find((one) => one.sheet === sheet);
  const log = is(logs);
  const template = is(templates);
  const columns = used ?? log?.columns ?? template?.columns ?? null;
  const isPack = sheet.rows[0]?.[0] === PACK_HEADING;
  const ours = !columns && (isPack || sheet.tables.some(({ name }) => /^NeedsMap_/i.test(name)));
  const below = columns ? columns.headingRow - sheet.firstRow + 1 : 0;
  return {
    name: sheet.name,
    kind: log ? 'log' : template ? 'template' : ours ? 'ours' : 'other',
    rows: sheet.rows.slice(below).filter((row) => row.some((cell) => cell !== null && cell !== '')).length,
    columns,
    headings: ours ? [] : headingRows(sheet, columns?.headingRow),
  };
}

/** The first rows that may be headings, cut: enough to choose a heading row and its columns. `found`: may have merged headings. */
function headingRows(sheet: Sheet, found: number | undefined): SheetLook['headings'] {
  const rows: SheetLook['headings'] = [];
  for (let i = 0; i < Math.min(50, sheet.rows.length) && rows.length < OFFERED_ROWS; i++) {
    const row = sheet.firstRow + i;
    const cells = sheet.rows[i]!;
    if (row !== found && !mayBeHeadings(cells)) continue;
    const named = cells.flatMap((cell, place) => {
      const column = sheet.firstColumn + place;
      const text = heading(row === found ? headingCell(sheet, row, column) : cell);
      return text === '' ? [] : [{ column, text }];
    });
    rows.push({ row, cells: named });
  }
  return rows;
}

/** Two texts or more, no number, and at most half of the texts with digits: a record has an id, a date or a postcode. */
function mayBeHeadings(cells: Cell[]): boolean {
  const texts = cells.map(heading).filter((text) => text !== '');
  const withDigits = texts.filter((text) => /\d/.test(text)).length;
  return texts.length >= 2 && withDigits <= texts.length / 2 && !cells.some((cell) => typeof cell === 'number');
}

function heading(cell: Cell): string {
  return typeof cell === 'string' ? cell.trim().slice(0, LONGEST) : '';
}

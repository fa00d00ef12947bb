import { cleanDate, isoDate, SERIAL_OF_1970 } from '../core/clean';
import type { Cell, Sheet } from '../core/types';
import { UserError } from '../core/userError';
import type { CensusEvent } from './childEvents';
import { CHILD } from './assessmentsOf';
import { DATE_COLUMNS, FACTORS, LOG_COLUMNS } from './logColumns';
import type { LogTable } from './types';

/** Events as a log: the fixed columns, and those of the others that any event has a value for, in the Logger's order. */
export function logTable(events: CensusEvent[]): LogTable {
  const used = new Set(['CUID', 'Date', 'Type', 'Source']);
  const seen = new Set<CensusEvent['module']>();
  for (const { person, module, factors } of events) {
    if (factors.length > 0) used.add(FACTORS);
    for (const fields of [person, module]) {
      if (seen.has(fields)) continue;
      seen.add(fields);
      for (const column in fields) used.add(column);
    }
  }
  const columns = LOG_COLUMNS.filter((column) => used.has(column));
  const rows = events.map(({ child, date, type, person, module, factors }) => {
    const fixed: Record<string, Cell> = { CUID: child || null, Date: date, Type: type, Source: 'CIN' };
    if (factors.length > 0) fixed[FACTORS] = factors.join(',');
    return columns.map((column) => fixed[column] ?? module[column] ?? person[column] ?? null);
  });
  return { columns, rows, dateColumns: dateColumnsOf(columns) };
}

/** Which of these headings are dates, from 0. */
const dateColumnsOf = (columns: string[]): number[] =>
  columns.flatMap((column, i) => (DATE_COLUMNS.has(column) ? [i] : []));

/**
 * Rows with their headings first (a `log.csv`, or a log sheet's cells) as a log: dates to ISO text, all else to text.
 * Throws a UserError where the headings of a log are missing.
 */
export function logOfRows(cells: Cell[][], date1904 = false): LogTable {
  const headings = (cells[0] ?? []).map((cell) => String(cell ?? '').trim());
  const columns = distinctHeadings(headings);
  const plain = columns.map((column) => column.toLowerCase().replace(/[^a-z]/g, ''));
  if (!plain.includes('type') || !plain.includes('date') || !CHILD.some((name) => plain.includes(name))) {
    throw new UserError(
      'This is not a log: its first line needs the headings CUID, Date and Type. Choose the log.csv of the Logger.',
    );
  }
  const dateColumns = dateColumnsOf(columns);
  const dates = new Set(dateColumns);
  const rows = cells.slice(1).map((row) =>
    columns.map((_, i): Cell => {
      const cell = row[i] ?? null;
      if (dates.has(i)) {
        const day = cleanDate(cell, date1904);
        if (typeof day === 'number') return isoDate(day);
      }
      return typeof cell === 'number' ? String(cell) : cell === '' ? null : cell;
    }),
  );
  return { columns, rows, dateColumns };
}

/** Headings as a table in Excel can have them: none blank, none twice (in any case), at most 255 characters. */
function distinctHeadings(headings: string[]): string[] {
  const taken = new Set(headings.map((heading) => heading.toLowerCase()));
  const seen = new Set<string>();
  return headings.map((heading) => {
    const start = heading.slice(0, 250);
    let name = heading.slice(0, 255);
    for (let number = 2; name === '' || seen.has(name.toLowerCase()); number++) {
      const tried = `${start || 'Column'}${number}`;
      if (!taken.has(tried.toLowerCase())) name = tried;
    }
    seen.add(name.toLowerCase());
    return name;
  });
}

/**
 * A log's cells for a sheet, headings first: ids and all else as text, dates in date columns as Excel's serial numbers
 * (1904 system where the workbook has it). Dates that Excel or the job couldn't read as a number stay ISO text.
 */
export function logCells(log: LogTable, date1904 = false): Cell[][] {
  const dates = new Set(log.dateColumns);
  return [
    log.columns,
    ...log.rows.map((row) => row.map((cell, i) => (dates.has(i) ? toSerial(cell, date1904) : cell))),
  ];
}

function toSerial(cell: Cell, date1904: boolean): Cell {
  if (typeof cell !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(cell)) return cell;
  const day = cleanDate(cell, false);
  if (typeof day !== 'number') return cell;
  const serial = day + SERIAL_OF_1970 - (date1904 ? 1462 : 0);
  return serial >= 20000 && serial <= 80000 ? serial : cell;
}

/** A log as the sheet `log` of a job's workbook. */
export function logToSheet(log: LogTable, date1904 = false): Sheet {
  return { name: 'log', firstRow: 1, firstColumn: 1, rows: logCells(log, date1904), tables: [] };
}

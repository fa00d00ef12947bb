import type { LogTable } from '../census/types';
import { cleanDate, isoDate } from '../core/clean';
import { findSheets } from '../core/findSheets';
import type { FoundSheet } from '../core/findSheets';
import type { Cell, Job, Sheet } from '../core/types';
import { UserError } from '../core/userError';
import { TEMPLATE_HEADINGS } from '../workbook/plainSheets';

/** Stands in where the workbook has no template yet; no sheet can have this name. */
export const NO_TEMPLATE: Sheet = {
  name: '[none]',
  firstRow: 1,
  firstColumn: 1,
  rows: [TEMPLATE_HEADINGS],
  tables: [],
};

/** The events of the logs that a run would read, and the template it would take. UserError where no log is found. */
export function logOfJob(job: Job): { log: LogTable; template: FoundSheet } {
  const { template, logs } = find(job);
  const rows = logs.flatMap((log) =>
    below(log).map((cell): Cell[] => {
      const day = cleanDate(cell(log.columns.date), job.workbook.date1904);
      return [cell(log.columns.child), typeof day === 'number' ? isoDate(day) : null, cell(log.columns.type ?? 0)];
    }),
  );
  return { log: { columns: ['CUID', 'Date', 'Type'], rows, dateColumns: [1] }, template };
}

/** The sheets of a run; where no template can be told, the logs alone. */
function find(job: Job): ReturnType<typeof findSheets> {
  try {
    return findSheets(job);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const sheets = [...job.workbook.sheets, NO_TEMPLATE];
    return findSheets({ ...job, template: NO_TEMPLATE.name, workbook: { ...job.workbook, sheets } });
  }
}

/** What stands in a sheet's columns (from 1), row by row below its headings. */
export function below({ sheet, columns }: FoundSheet): ((column: number) => Cell)[] {
  const rows = sheet.rows.slice(columns.headingRow - sheet.firstRow + 1);
  return rows.map((row) => (column) => row[column - sheet.firstColumn] ?? null);
}

import { missingTemplateRows } from '../census/missingTemplateRows';
import { cleanDate, isoDate } from '../core/clean';
import { findSheets } from '../core/findSheets';
import type { FoundSheet } from '../core/findSheets';
import type { Cell, Job, OutCell, Sheet } from '../core/types';
import { UserError } from '../core/userError';

const HEADINGS = ['CUID', 'Assessment Closure Date', 'Postcode at Time of Assessment'];
/** Stands in where the workbook has no template yet; no sheet can have this name. */
const NO_TEMPLATE: Sheet = { name: '[none]', firstRow: 1, firstColumn: 1, rows: [HEADINGS], tables: [] };

/**
 * Rows for a new template: the assessments of the logs that a run would read, without those that its template has a
 * postcode for. UserError where no log is found.
 */
export function missingRows(job: Job): OutCell[][] {
  const { date1904 } = job.workbook;
  const { template, logs } = find(job);
  const rows = logs.flatMap((log) =>
    below(log).map((cell): Cell[] => {
      const day = cleanDate(cell(log.columns.date), date1904);
      return [cell(log.columns.child), typeof day === 'number' ? isoDate(day) : null, cell(log.columns.type ?? 0)];
    }),
  );
  const { child, date, postcode = 0 } = template.columns;
  const filled = below(template).map((cell) => [cell(child), cell(date), cell(postcode)]);
  return missingTemplateRows(
    { columns: ['CUID', 'Date', 'Type'], rows, dateColumns: [1] },
    { ...NO_TEMPLATE, rows: [HEADINGS, ...filled] },
    date1904,
  );
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
function below({ sheet, columns }: FoundSheet): ((column: number) => Cell)[] {
  const rows = sheet.rows.slice(columns.headingRow - sheet.firstRow + 1);
  return rows.map((row) => (column) => row[column - sheet.firstColumn] ?? null);
}

import { missingTemplateRows } from '../census/missingTemplateRows';
import type { Job, OutCell } from '../core/types';
import { TEMPLATE_HEADINGS } from '../workbook/plainSheets';
import { below, logOfJob, NO_TEMPLATE } from './logOfJob';

/**
 * Rows for a new template: the assessments of the logs that a run would read, without those that its template has a
 * postcode for. UserError where no log is found.
 */
export function missingRows(job: Job): OutCell[][] {
  const { log, template } = logOfJob(job);
  const { child, date, postcode = 0 } = template.columns;
  const filled = below(template).map((cell) => [cell(child), cell(date), cell(postcode)]);
  return missingTemplateRows(log, { ...NO_TEMPLATE, rows: [TEMPLATE_HEADINGS, ...filled] }, job.workbook.date1904);
}

import { cleanChildId, cleanDate, cleanPostcode, SERIAL_OF_1970 } from '../core/clean';
import { classifySheets } from '../core/findSheets';
import type { OutCell, Sheet } from '../core/types';
import { UserError } from '../core/userError';
import { assessmentKey, assessmentsOf } from './assessmentsOf';
import type { LogTable } from './types';

/**
 * The template's rows still to be filled: child id (text, as in the log), closure date (Excel serial number), no postcode,
 * for each assessment of the log that the template hasn't a postcode for (any but a blank one, RULES.md 1). In the log's
 * order; assessments without an id or a date can't be matched and aren't listed. Throws a UserError where `template`
 * hasn't a template's headings.
 */
export function missingTemplateRows(log: LogTable, template: Sheet | null, date1904 = false): OutCell[][] {
  const missing = assessmentsOf(log, 'AssessmentAuthorisationDate');
  if (template) for (const key of filled(template, date1904)) missing.delete(key);
  return [...missing].map(([key, { child }]) => {
    const day = Number(key.slice(key.indexOf('\n') + 1));
    return [child, day + SERIAL_OF_1970 - (date1904 ? 1462 : 0), null];
  });
}

/** Keys of the assessments that the template has a postcode for. */
function* filled(template: Sheet, date1904: boolean): Generator<string> {
  const found = classifySheets([template]).fitsTemplate[0];
  if (!found) {
    throw new UserError(
      `The sheet "${template.name}" is not a template: it needs the headings CUID, Assessment Closure Date and Postcode ` +
        'at Time of Assessment. Choose the sheet that has the postcodes.',
    );
  }
  const { headingRow, child, date, postcode } = found.columns;
  for (const cells of template.rows.slice(headingRow - template.firstRow + 1)) {
    const cell = (column: number) => cells[column - template.firstColumn] ?? null;
    const id = cleanChildId(cell(child));
    const day = cleanDate(cell(date), date1904);
    if (id === '' || typeof day !== 'number') continue;
    if (cleanPostcode(cell(postcode!)).kind !== 'blank') yield assessmentKey(id, day);
  }
}

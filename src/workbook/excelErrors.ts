import { UserError } from '../core/userError';
import { Cancelled } from './workbook';

/** What the add-in was doing, for the sentence: reading changes nothing; writing leaves the "not finished" line. */
export type Doing = 'reading' | 'writing';

/** The code of an error that Office.js threw ("AccessDenied"), or null where it isn't one. Never its text, which can hold cells. */
function officeCode(error: unknown): string | null {
  if (!(error instanceof Error) && (typeof error !== 'object' || error === null)) return null;
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && 'debugInfo' in (error as object) ? code : null;
}

/** Whether the request or its answer was too large, so that half of it may pass. */
export function isSizeLimit(error: unknown): boolean {
  return ['RequestPayloadSizeLimitExceeded', 'ResponsePayloadSizeLimitExceeded', 'RangeExceedsLimit'].includes(
    officeCode(error) ?? '',
  );
}

/**
 * Whether the same request may be sent again. Excel refuses a request as a whole while a cell is edited or when it is
 * busy, so even writes can be repeated; a lost focus shows as GeneralException or InvalidSelection, which may also come
 * from the middle of a request, so only reads are repeated after them.
 */
export function canRepeat(error: unknown, doing: Doing): boolean {
  const code = officeCode(error) ?? '';
  if (['InvalidOperationInCellEditMode', 'ActivityLimitReached'].includes(code)) return true;
  return doing === 'reading' && ['GeneralException', 'InvalidSelection', 'RequestAborted'].includes(code);
}

const causes: Record<string, string> = {
  InvalidOperationInCellEditMode: 'A cell is being edited: press Enter or Esc in the sheet',
  ActivityLimitReached: 'Excel is busy with other work: wait a minute',
  RequestPayloadSizeLimitExceeded:
    'Excel refused what was sent because it is too large: open the workbook in Excel on the desktop',
  ResponsePayloadSizeLimitExceeded:
    'Excel refused to hand over that much at once: shorten the cells with very long texts, or open the workbook in Excel on the desktop',
  RangeExceedsLimit: 'A sheet is too large for one look at it: remove what is not needed on it',
  AccessDenied:
    'Excel did not allow it: check that the workbook is not protected, read-only or checked out by someone else',
  InvalidOrTimedOutSession: "Excel's session has ended: close the workbook, open it again",
  InactiveWorkbook: 'Another workbook is in front: click into this one',
  InvalidSelection: 'Another window is in front: click into this workbook',
  GeneralException: 'Excel could not do it just now: click into a cell of this workbook',
  RequestAborted: 'Excel stopped in the middle: click into a cell of this workbook',
  ItemNotFound: 'A sheet or table was deleted or renamed in the meantime: leave the workbook alone while this runs',
  InsertDeleteConflict:
    'A table, merged cells or an array formula of yours stands right below a result table: move it to another place',
  MergedRangeConflict: 'Merged cells stand where a result table grows: unmerge them',
  PivotTableRangeConflict: 'A pivot table stands where a result table grows: move it to another sheet',
  FilteredRangeConflict: 'A filter is in the way on a result sheet: clear it',
  NonBlankCellOffSheet: 'Cells at the very bottom of a result sheet cannot be moved further down: clear them',
  ApiNotFound: 'This Excel is too old for the add-in: update Office to version 2108 or later',
  UnsupportedFeature: 'This Excel cannot do it: update Office to version 2108 or later',
};

/**
 * Turns what Excel answered into one sentence for the analyst (a UserError, or `Cancelled` as it is). Errors of our own
 * code are handed back unchanged: they are bugs and must look like bugs.
 */
export function excelError(error: unknown, doing: Doing): Error {
  if (error instanceof UserError || error instanceof Cancelled) return error;
  const code = officeCode(error);
  if (code === null) return error instanceof Error ? error : new Error('Something that is no error was thrown.');
  const cause = causes[code] ?? `Excel could not do it (it says ${code.replace(/[^A-Za-z]/g, '').slice(0, 60)})`;
  return new UserError(`${cause}, then ${doing === 'writing' ? 'press Refresh needs map again' : 'try again'}.`);
}

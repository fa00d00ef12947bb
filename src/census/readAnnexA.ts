import { asText, cleanChildId, cleanDate, isBlank, isoDate } from '../core/clean';
import type { Cell, Sheet, WorkbookData } from '../core/types';
import { UserError } from '../core/userError';
import type { LogTable } from './types';

const CHILD = 'childuniqueid';
const START = 'continuousassessmentstartdate';
const CLOSED = 'continuousassessmentdateofauthorisation';
const COLUMNS = [
  'CUID',
  'Date',
  'Type',
  'Source',
  'Assessment start date',
  'Continuous Assessment Date of Authorisation',
];
/** A title and notes may stand above the headings. */
const HEADING_ROWS = 20;

/**
 * The closed assessments of an Annex A workbook's List 4 (the sheet with its headings, whatever it is called) as log rows
 * of type `assessment_authorised`, in order of child id and date, each child and date once. They have no factors, are the
 * same assessments as the census's, and are never counted. A date that is none stays as written. Throws a UserError where
 * no sheet has List 4's headings, or the list has no closed assessment.
 */
export function readAnnexA(workbook: WorkbookData): LogTable {
  const { sheet, top, child, start, closed } = listFour(workbook);
  const rows = new Map<string, Cell[]>();
  for (const cells of sheet.rows.slice(top + 1)) {
    if (isBlank(cells[closed] ?? null)) continue;
    const id = asText(cells[child] ?? null).trim();
    const date = readDate(cells[closed] ?? null, workbook.date1904);
    const begun = start < 0 ? null : readDate(cells[start] ?? null, workbook.date1904);
    const key = `${cleanChildId(id) || `row ${rows.size}`}\n${date}`;
    if (!rows.has(key)) rows.set(key, [id || null, date, 'assessment_authorised', 'Annex A', begun, date]);
  }
  if (rows.size === 0) {
    throw new UserError(
      `The sheet "${sheet.name}" of "${workbook.name}" has no closed assessment: nothing stands under Continuous ` +
        'Assessment Date of Authorisation. Choose an Annex A workbook whose List 4 is filled in.',
    );
  }
  const text = (row: Cell[]) => `${asText(row[0]!)}\n${asText(row[1]!)}`;
  const sorted = [...rows.values()].sort((a, b) => (text(a) < text(b) ? -1 : 1));
  return { columns: COLUMNS, rows: sorted, dateColumns: [1, 4, 5] };
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

function readDate(cell: Cell, date1904: boolean): Cell {
  const day = cleanDate(cell, date1904);
  if (day === 'blank') return null;
  return day === 'unreadable' ? asText(cell) : isoDate(day);
}

/** The sheet with List 4's headings, the one that is called so first, and their places, from 0. */
function listFour(workbook: WorkbookData): { sheet: Sheet; top: number; child: number; start: number; closed: number } {
  const named = ({ name }: Sheet) => plain(name) === 'list4';
  const { sheets } = workbook;
  for (const sheet of [...sheets.filter(named), ...sheets.filter((one) => !named(one))]) {
    for (let top = 0; top < Math.min(HEADING_ROWS, sheet.rows.length); top++) {
      const words = sheet.rows[top]!.map((cell) => (typeof cell === 'string' ? plain(cell) : ''));
      const [child, closed] = [words.indexOf(CHILD), words.indexOf(CLOSED)];
      if (child >= 0 && closed >= 0) return { sheet, top, child, closed, start: words.indexOf(START) };
    }
  }
  throw new UserError(
    `"${workbook.name}" has no sheet with the headings Child Unique ID and Continuous Assessment Date of Authorisation: ` +
      'choose an Annex A workbook, whose List 4 has the assessments.',
  );
}

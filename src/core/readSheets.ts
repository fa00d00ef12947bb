import { asText, cleanChildId, cleanDate, cleanPostcode, isBlank } from './clean';
import type { CleanDate, CleanPostcode } from './clean';
import { readFactors } from './factors';
import type { Factors } from './factors';
import { findSheets } from './findSheets';
import type { FoundSheet } from './findSheets';
import type { Cell, Job, Source } from './types';

/** The event type that counts as an assessment (RULES.md 2). */
const ASSESSMENT_TYPE = 'assessmentauthorisationdate';
const ANNEX_A_TYPE = 'assessment_authorised';

export interface LogRow {
  child: string;
  date: CleanDate;
  factors: Factors;
  source: Source;
  /** As typed, for the report. */
  typedChild: Cell;
  typedDate: Cell;
}

export interface TemplateRow {
  child: string;
  date: CleanDate;
  postcode: CleanPostcode;
  source: Source;
  typedChild: Cell;
  typedDate: Cell;
  typedPostcode: Cell;
}

export interface Rows {
  template: FoundSheet;
  logs: FoundSheet[];
  /** Rows of the assessment type, of all log sheets. */
  log: LogRow[];
  /** Template rows with anything in them. */
  templateRows: TemplateRow[];
  /** Rows of type `assessment_authorised`: never counted. */
  annexARows: number;
}

/** Reads the template and the logs out of the workbook, by RULES.md 2. Stops with a UserError where either is missing. */
export function readSheets(job: Job): Rows {
  const { template, logs } = findSheets(job);
  const { date1904 } = job.workbook;
  const rows: Rows = { template, logs, log: [], templateRows: [], annexARows: 0 };
  const seenFactors = new Map<Cell, Factors>();
  // Cells of few different texts are cleaned once each.
  const kindOf = once((cell) => asText(cell).trim().toLowerCase());
  const postcodeOf = once(cleanPostcode);
  for (const log of logs) {
    const { child, date, type, factors } = log.columns;
    for (const [row, cell] of body(log)) {
      const kind = kindOf(cell(type!));
      if (kind === ANNEX_A_TYPE) rows.annexARows++;
      if (kind !== ASSESSMENT_TYPE) continue;
      rows.log.push({
        child: cleanChildId(cell(child)),
        date: cleanDate(cell(date), date1904),
        factors: readFactors(factors === undefined ? null : cell(factors), seenFactors),
        source: { sheet: log.sheet.name, row },
        typedChild: cell(child),
        typedDate: cell(date),
      });
    }
  }
  const { child, date, postcode } = template.columns;
  for (const [row, cell] of body(template)) {
    if (isBlank(cell(child)) && isBlank(cell(date)) && isBlank(cell(postcode!))) continue;
    rows.templateRows.push({
      child: cleanChildId(cell(child)),
      date: cleanDate(cell(date), date1904),
      postcode: postcodeOf(cell(postcode!)),
      source: { sheet: template.sheet.name, row },
      typedChild: cell(child),
      typedDate: cell(date),
      typedPostcode: cell(postcode!),
    });
  }
  return rows;
}

/** The same function, that remembers its answers. */
function once<T extends string | CleanPostcode>(clean: (cell: Cell) => T): (cell: Cell) => T {
  const known = new Map<Cell, T>();
  return (cell) => {
    let answer = known.get(cell);
    if (answer === undefined) known.set(cell, (answer = clean(cell)));
    return answer;
  };
}

/** The rows below the headings: sheet row number, and a function from sheet column (from 1) to cell. */
function* body({ sheet, columns }: FoundSheet): Generator<[number, (column: number) => Cell]> {
  for (let i = columns.headingRow - sheet.firstRow + 1; i < sheet.rows.length; i++) {
    const cells = sheet.rows[i]!;
    yield [sheet.firstRow + i, (column) => cells[column - sheet.firstColumn] ?? null];
  }
}

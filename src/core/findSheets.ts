import { chosenColumns } from './chosenColumns';
import { asText, isBlank } from './clean';
import type { Cell, ChosenColumns, Job, Sheet } from './types';
import { UserError } from './userError';

/** A sheet that can be read, and where its columns stand (sheet columns, from 1). */
export interface FoundSheet {
  sheet: Sheet;
  columns: ChosenColumns;
}

const CHILD = ['CUID', 'LAchildID', 'Child Unique ID', 'Child ID', 'Person ID'];
const DATE = ['Closure Date', 'Date', 'Assessment Authorisation Date'];
const TEMPLATE = {
  child: CHILD,
  date: ['Assessment Closure Date', ...DATE],
  postcode: ['Postcode at Time of Assessment', 'Postcode', 'Post code'],
};
const LOG = { child: CHILD, date: ['Date', ...DATE], type: ['Type'] };
const FACTORS = ['Factors', 'Assessment Factors'];

/** The events of a log (the CIN Census Logger's, and Annex A's): a sheet is a log only if one of its types is of these. */
const EVENTS = new Set(
  `CINreferralDate CINclosureDate DateOfInitialCPC AssessmentActualStartDate AssessmentAuthorisationDate S47ActualStartDate
  CPPstartDate CPPendDate contact early_help_assessment_start early_help_assessment_completion referral assessment_start
  assessment_authorised s47 icpc cin_start cin_end cpp_start cpp_end lac_start lac_end`
    .toLowerCase()
    .split(/\s+/),
);

/** The heading rows of our own tables (RULES.md 6): their columns are never input, even in a copy under another name. */
const OURS = [
  'Need code|Need|Previous year|Current year|Change',
  'LSOA code|LSOA name|Previous year|Current year|Change',
  'Step|Number|Share',
  'Reason|Child id|Date|Postcode|Sheet|Row|Hint',
  'Notice|Child id|Date|Detail|Sheet|Row',
].map((headings) => headings.split('|').map(plain));

/** Rows in which headings are looked for. */
const HEADING_ROWS = 50;

/** Rows above a heading row that a heading may be merged down from. */
const MERGED_ROWS = 2;

/** A heading without case, spaces and punctuation. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The template and the logs: as the user chose, or found by their headings. */
export function findSheets(job: Job): { template: FoundSheet; logs: FoundSheet[] } {
  const found = classifySheets(job.workbook.sheets);
  const chosen = (name: string) => chosenSheet(job, name);
  const logs = job.logs
    ? job.logs.map((name) => chosen(name) ?? pick(found.logs, name) ?? notThat(job, name, 'log'))
    : found.logs;
  const template = job.template
    ? (chosen(job.template) ?? pick(found.fitsTemplate, job.template) ?? notThat(job, job.template, 'template'))
    : theTemplate(found.templates.filter((one) => !logs.some((log) => log.sheet === one.sheet)));
  if (logs.length === 0) {
    throw new UserError(
      `No log sheet was found: it needs ${NEEDED.log}. Add the log to the workbook, or choose the sheet.`,
    );
  }
  return { template, logs };
}

/** Every sheet of the user's that could be read: `logs`, `templates` (not logs), and all that have a template's headings. */
export function classifySheets(sheets: Sheet[]): {
  logs: FoundSheet[];
  templates: FoundSheet[];
  fitsTemplate: FoundSheet[];
} {
  const logs: FoundSheet[] = [];
  const templates: FoundSheet[] = [];
  const fitsTemplate: FoundSheet[] = [];
  for (const sheet of sheets) {
    const log = findLog(sheet);
    const template = findColumns(sheet, TEMPLATE)[0];
    if (template) fitsTemplate.push({ sheet, columns: template });
    if (log) logs.push({ sheet, columns: log });
    else if (template) templates.push({ sheet, columns: template });
  }
  return { logs, templates, fitsTemplate };
}

const NEEDED = {
  log: 'the headings CUID, Date and Type, and at least one event such as AssessmentAuthorisationDate',
  template: 'the headings CUID, Assessment Closure Date and Postcode at Time of Assessment',
};

function theTemplate(templates: FoundSheet[]): FoundSheet {
  if (templates.length === 1) return templates[0]!;
  if (templates.length === 0) {
    throw new UserError(
      `No template was found: a sheet with ${NEEDED.template}. Insert the template and fill it in, or choose the sheet that has the postcodes.`,
    );
  }
  const named = templates.filter(({ sheet }) => plain(sheet.name) === 'assessmentpostcodedata');
  if (named.length === 1) return named[0]!;
  const names = templates.map(({ sheet }) => `"${sheet.name}"`).join(', ');
  throw new UserError(`Several sheets could be the template: ${names}. Choose which one to use.`);
}

const pick = (sheets: FoundSheet[], name: string) =>
  sheets.find(({ sheet }) => sheet.name === name) ??
  sheets.find(({ sheet }) => sheet.name.trim().toLowerCase() === name.trim().toLowerCase());

function chosenSheet(job: Job, name: string): FoundSheet | undefined {
  const columns = chosenColumns(job.columns, name);
  const sheet = job.workbook.sheets.find((one) => one.name === name);
  return columns && sheet && { sheet, columns };
}

function notThat(job: Job, name: string, kind: 'log' | 'template'): never {
  if (job.workbook.sheets.some((sheet) => sheet.name.trim().toLowerCase() === name.trim().toLowerCase())) {
    throw new UserError(`The sheet "${name}" can't be read as the ${kind}: it needs ${NEEDED[kind]}.`);
  }
  const names = job.workbook.sheets.map((sheet) => `"${sheet.name}"`).join(', ');
  throw new UserError(`There is no sheet "${name}" in the workbook. It has: ${names}.`);
}

function findLog(sheet: Sheet): ChosenColumns | undefined {
  return findColumns(sheet, LOG).find(({ headingRow, type }) => {
    for (let row = headingRow + 1; row < sheet.firstRow + sheet.rows.length; row++) {
      if (
        EVENTS.has(
          asText(cellAt(sheet, row, type!))
            .trim()
            .toLowerCase(),
        )
      )
        return true;
    }
    return false;
  });
}

/** The places, top down, whose row has a heading for all that the kind needs; where none has, over merged headings. */
function findColumns(sheet: Sheet, kind: Record<string, string[]>): ChosenColumns[] {
  const inOneRow = placesOf(sheet, kind, headingWords);
  return inOneRow.length > 0 ? inOneRow : placesOf(sheet, kind, mergedWords);
}

function placesOf(sheet: Sheet, kind: Record<string, string[]>, wordsOf: typeof headingWords): ChosenColumns[] {
  const places: ChosenColumns[] = [];
  const last = Math.min(HEADING_ROWS, sheet.firstRow + sheet.rows.length - 1);
  for (let row = sheet.firstRow; row <= last; row++) {
    const words = wordsOf(sheet, row);
    const columns: Record<string, number> = { headingRow: row };
    for (const [what, names] of Object.entries(kind)) {
      const column = firstOf(words, names);
      if (column !== undefined) columns[what] = sheet.firstColumn + column;
    }
    if (!Object.keys(kind).every((what) => columns[what] !== undefined)) continue;
    const factors = firstOf(words, FACTORS);
    if (kind.type && factors !== undefined) columns.factors = sheet.firstColumn + factors;
    places.push(columns as unknown as ChosenColumns);
  }
  return places;
}

/** The leftmost place of the first of `names` that is among the words. */
function firstOf(words: string[], names: string[]): number | undefined {
  for (const name of names) {
    const place = words.indexOf(plain(name));
    if (place >= 0) return place;
  }
  return undefined;
}

/** A row's headings, plain, by their places from 0; '' where there is none, and for cells of our own tables. */
function headingWords(sheet: Sheet, row: number): string[] {
  const cells: Cell[] = sheet.rows[row - sheet.firstRow]!;
  const words = cells.map((cell) => (typeof cell === 'string' ? plain(cell) : ''));
  const masked = new Set<number>();
  for (const ours of OURS) {
    for (let at = 0; at + ours.length <= words.length; at++) {
      if (ours.every((heading, i) => words[at + i] === heading)) ours.forEach((_, i) => masked.add(at + i));
    }
  }
  return words.map((word, i) => (masked.has(i) || isOurTable(sheet, row, sheet.firstColumn + i) ? '' : word));
}

/** As `headingWords`, where a blank cell has the heading above it: one cell merged over several heading rows. */
function mergedWords(sheet: Sheet, row: number): string[] {
  const first = Math.max(sheet.firstRow, row - MERGED_ROWS);
  const words = Array.from({ length: row - first + 1 }, (_, i) => headingWords(sheet, first + i));
  const width = Math.max(...words.map(({ length }) => length));
  return Array.from(
    { length: width },
    (_, i) => words[mergedFrom(sheet, row, sheet.firstColumn + i) - first]![i] ?? '',
  );
}

/** What stands over a column in a heading row: its own cell, or one merged down from above. */
export const headingCell = (sheet: Sheet, row: number, column: number): Cell =>
  cellAt(sheet, mergedFrom(sheet, row, column), column);

function mergedFrom(sheet: Sheet, row: number, column: number): number {
  const rows = Array.from({ length: MERGED_ROWS + 1 }, (_, up) => row - up);
  return rows.find((one) => !isBlank(cellAt(sheet, one, column))) ?? row;
}

const isOurTable = (sheet: Sheet, row: number, column: number): boolean =>
  sheet.tables.some(
    (table) =>
      /^NeedsMap_/i.test(table.name) &&
      row >= table.firstRow &&
      row <= table.lastRow &&
      column >= table.firstColumn &&
      column <= table.lastColumn,
  );

const cellAt = (sheet: Sheet, row: number, column: number): Cell =>
  sheet.rows[row - sheet.firstRow]?.[column - sheet.firstColumn] ?? null;

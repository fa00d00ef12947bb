import { SERIAL_OF_1970 } from './clean';
import type { FoundTable } from './findings';
import type { MatchingReport, Notice } from './matchingReport';
import { placeOf } from './sheetNames';
import type { AreaRow, NeedRow, OutCell, OutColumn, OutTable, SetAside } from './types';
import { isoDay } from './words';

/** Sheet row of every result table's headings; row 1 is the title, row 2 is kept free for the "not finished" line. */
export const HEADING_ROW = 4;

/** A column of a result table; `width` in characters. */
export const column = (
  heading: string,
  kind: OutColumn['kind'],
  width: number,
  scale?: OutColumn['scale'],
): OutColumn => ({
  heading,
  kind,
  width,
  ...(scale && { scale }),
});

const YEARS = [
  column('Previous year', 'whole', 14, 'sequential'),
  column('Current year', 'whole', 14, 'sequential'),
  column('Change', 'signed', 10, 'diverging'),
];

/** Table 1 of RULES.md 6. */
export const riskFactorsTable = (rows: NeedRow[]): OutTable => ({
  name: 'NeedsMap_RiskFactors',
  row: HEADING_ROW,
  column: 1,
  columns: [
    column('Need code', 'text', 12),
    column('Need', 'text', 36),
    ...YEARS,
    column('Change %', 'signedPercent', 11),
    column("% of current year's assessments", 'percent', 32),
  ],
  rows: rows.map(({ code, name, previous, current, change, pct, share }) => [
    code,
    name,
    previous,
    current,
    change,
    pct,
    share,
  ]),
  key: 0,
});

/**
 * Tables 3 and 4: every LSOA of the authority. `name`: `NeedsMap_AssessmentsByLSOA`, `NeedsMap_Need_4_ByLSOA`. What was
 * found (rates, hot spots, change beyond chance) stands right of the five columns.
 */
export const byLsoaTable = (name: string, rows: AreaRow[], found?: FoundTable): OutTable => ({
  name,
  row: HEADING_ROW,
  column: 1,
  columns: [column('LSOA code', 'text', 12), column('LSOA name', 'text', 30), ...YEARS, ...(found?.columns ?? [])],
  rows: rows.map(({ code, name: lsoa, previous, current, change }) => [
    ...[code, lsoa, previous, current, change],
    ...(found?.cells.get(code) ?? []),
  ]),
  key: 0,
});

/** The table name of a need's sheet: letters, digits and underscores only. */
export const needTableName = (code: string): string => `NeedsMap_Need_${code.replace(/\W/g, '_')}_ByLSOA`;

/** The way from rows read to assessments counted. */
export const matchingTable = ({ steps }: MatchingReport): OutTable => ({
  name: 'NeedsMap_Matching',
  row: HEADING_ROW,
  column: 1,
  columns: [column('Step', 'text', 44), column('Number', 'whole', 11), column('Share', 'percent', 9)],
  rows: steps.map(({ step, number, share }) => [step, number, share]),
  key: 0,
});

/**
 * Every set-aside assessment. `linked`: the sources stand in the same workbook. Stands right of the steps, so that both
 * headings stay in sight and neither table can grow into the other.
 */
export const setAsideTable = (setAside: SetAside[], linked: boolean): OutTable => ({
  name: 'NeedsMap_SetAside',
  row: HEADING_ROW,
  column: 5,
  columns: [
    column('Reason', 'text', 27),
    column('Child id', 'text', 14),
    column('Date', 'date', 13),
    column('Postcode', 'text', 16),
    column('Sheet', 'text', 26),
    column('Row', 'row', 9),
    column('Hint', 'text', 64),
  ],
  rows: setAside.map(({ reason, child, date, postcode, source, hint }) => [
    reason,
    child,
    dateCell(date),
    postcode,
    source.sheet,
    rowCell(source, linked),
    hint,
  ]),
  key: -1,
});

/** What else was odd in the data. */
export const noticesTable = (notices: Notice[], linked: boolean): OutTable => ({
  name: 'NeedsMap_Notices',
  row: HEADING_ROW,
  column: 1,
  columns: [
    column('Notice', 'text', 44),
    column('Child id', 'text', 14),
    column('Date', 'date', 13),
    column('Detail', 'text', 44),
    column('Sheet', 'text', 26),
    column('Row', 'row', 9),
  ],
  rows: notices.map(({ notice, child, date, detail, source }) => [
    notice,
    child,
    dateCell(date),
    detail,
    source.sheet,
    rowCell(source, linked),
  ]),
  key: -1,
});

const rowCell = (source: { sheet: string; row: number }, linked: boolean): OutCell =>
  linked ? { text: source.row, link: placeOf(source.sheet, source.row) } : source.row;

/** A serial number where it is a date, otherwise the text as typed. */
function dateCell(date: string): OutCell {
  const day = isoDay(date);
  return day === undefined ? date : day + SERIAL_OF_1970;
}

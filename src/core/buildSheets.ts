import {
  byLsoaTable,
  HEADING_ROW,
  matchingTable,
  needTableName,
  noticesTable,
  riskFactorsTable,
  setAsideTable,
} from './buildTables';
import type { Counts } from './countByYear';
import { needName } from './factors';
import type { Findings } from './findings';
import type { MatchingReport } from './matchingReport';
import { needSheetName } from './sheetNames';
import type { AreaRow, OutImage, OutLine, OutSheet } from './types';
import { periodInWords } from './words';

/** A painted map. */
export interface PaintedMap {
  name: string;
  alt: string;
  png: Uint8Array;
}

/** What the result sheets are made from. */
export interface SheetsInput {
  authority: string;
  counts: Counts;
  report: MatchingReport;
  /** Top needs first, then those that only keep their sheet. */
  needs: { code: string; rows: AreaRow[]; kept: boolean; maps: PaintedMap[] }[];
  /** Maps of all assessments: prevalence, change. */
  maps: PaintedMap[];
  licence: string;
  /** The sentence about missing months, or ''. */
  missing: string;
  list: boolean;
  linked: boolean;
  /** With the painted maps of hot spots. */
  findings?: Findings;
  spotMaps: PaintedMap[];
}

export const SHEET_NAMES = {
  needsMap: 'Needs map',
  riskFactors: 'Risk factors',
  assessments: 'Assessments by LSOA',
  matching: 'Matching report',
  notices: 'Matching notes',
};

/** Points; a drawing is square. */
const MAP_SIZE = 480;
/** Sheet rows that a map of 480 points covers at Excel's 15 points a row, and a little air. */
const MAP_ROWS = 34;

/** The sheets after `Needs map`, in the order of the result. */
export function buildSheets(input: SheetsInput): OutSheet[] {
  const { counts, report, authority, missing, findings } = input;
  const { years } = counts;
  const periods = `previous year ${periodInWords(years.previousStart, years.previousEnd)}, current year ${periodInWords(years.currentStart, years.currentEnd)}`;
  const evidence = findings?.sheets({
    authority,
    period: periodInWords(years.currentStart, years.currentEnd),
    licence: input.licence,
    maps: input.spotMaps,
  });
  const taken: string[] = [...Object.values(SHEET_NAMES), ...(evidence ?? []).map(({ name }) => name)];
  const head = (title: string, warning: string, words = ''): OutLine[] => [
    { row: 1, column: 1, cell: `${title}: ${authority}, ${periods}`, style: 'title' },
    ...(warning
      ? [{ row: 2, column: 1, cell: warning, style: 'warning' as const }]
      : words
        ? [{ row: 2, column: 1, cell: words, style: 'note' as const }]
        : []),
    { row: 3, column: 1, cell: input.licence, style: 'note' },
  ];
  const sheets: OutSheet[] = [
    {
      key: 'risk-factors',
      name: SHEET_NAMES.riskFactors,
      frozenRows: HEADING_ROW,
      lines: head('Risk factors', missing),
      tables: [riskFactorsTable(counts.riskFactors)],
      images: [],
      chart: {
        name: 'NeedsMap_Chart_RiskFactors',
        title: 'Assessments with each need',
        labels: 'Need',
        series: ['Previous year', 'Current year'],
      },
    },
    {
      key: 'assessments',
      name: SHEET_NAMES.assessments,
      frozenRows: HEADING_ROW,
      pageBreaks: [HEADING_ROW + 1 + MAP_ROWS],
      lines: head('Assessments by LSOA', missing, findings?.tables.all?.words),
      tables: [byLsoaTable('NeedsMap_AssessmentsByLSOA', counts.assessmentsByLsoa, findings?.tables.all)],
      images: placed(input.maps),
    },
  ];
  for (const need of input.needs) {
    const name = needSheetName(needName(need.code), taken);
    taken.push(name);
    const found = findings?.tables[need.code];
    const left = need.kept ? 'No longer among the needs to map; refreshed all the same. ' : '';
    sheets.push({
      key: `need:${need.code}`,
      name,
      frozenRows: HEADING_ROW,
      pageBreaks: [HEADING_ROW + 1 + MAP_ROWS],
      lines: head(`${needName(need.code)} by LSOA`, (left + missing).trim(), found?.words),
      tables: [byLsoaTable(needTableName(need.code), need.rows, found)],
      images: placed(need.maps),
    });
  }
  sheets.push(...(evidence ?? []));
  // Without the list, tables that an earlier run left in the user's workbook are emptied.
  const listed = input.list || input.linked;
  const warning = { row: 1, column: 1, cell: "Contains children's records. Do not share.", style: 'title' as const };
  sheets.push({
    key: 'matching',
    name: SHEET_NAMES.matching,
    frozenRows: HEADING_ROW,
    lines: [
      input.list ? warning : { ...warning, cell: 'Matching report, without its list of assessments' },
      { row: 3, column: 1, cell: `${report.sums.join('; ')}. ${report.retired}`, style: 'note' },
    ],
    tables: [
      matchingTable(report),
      ...(listed ? [setAsideTable(input.list ? report.setAside : [], input.linked)] : []),
    ],
    images: [],
  });
  if (listed) {
    sheets.push({
      key: 'notices',
      name: SHEET_NAMES.notices,
      frozenRows: HEADING_ROW,
      lines: [
        warning,
        {
          row: 3,
          column: 1,
          cell: 'Nothing here changed a total by itself; somebody should look at it all the same.',
          style: 'note',
        },
      ],
      tables: [noticesTable(input.list ? report.notices : [], input.linked)],
      images: [],
    });
  }
  return sheets;
}

/** Maps below each other, right of the table. */
export const placed = (maps: PaintedMap[]): OutImage[] =>
  maps.map((map, i) => ({ ...map, row: HEADING_ROW + 1 + i * MAP_ROWS, left: 0, width: MAP_SIZE, height: MAP_SIZE }));

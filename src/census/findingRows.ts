import type { CensusReport, LogTable } from './types';

/** The report's findings as a table, for the analyst's sheet or report.csv: it names children. */
export function findingRows(report: CensusReport): LogTable {
  return {
    columns: ['File', 'Line', 'CUID', 'Check', 'What'],
    rows: report.findings.map(({ file, line, child, check, what }) => [file, line, child || null, check, what]),
    dateColumns: [],
  };
}

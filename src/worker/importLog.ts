import { assessmentsOf } from '../census/assessmentsOf';
import { blobFile } from '../census/blobFile';
import { findingRows } from '../census/findingRows';
import { readLogCsv } from '../census/logCsv';
import { logCells, logOfRows } from '../census/logTable';
import { readCensus } from '../census/readCensus';
import type { CensusReport, LogTable } from '../census/types';
import { UserError } from '../core/userError';
import type { ImportedLog, ImportSummary, LogFiles, OnProgress } from './messages';

/**
 * Reads the files that the analyst chose to the rows of a log sheet (the first: headings; dates as Excel's serial numbers,
 * all else text) and numbers about them. A file that can't be read, or holds no event, is a UserError: nothing is written.
 */
export async function importLog(
  chosen: LogFiles,
  date1904: boolean,
  progress: OnProgress,
): Promise<{ log: ImportedLog; findings: LogTable | null }> {
  const { log, report } = chosen.from === 'census' ? await census(chosen.files, progress) : await csv(chosen.file);
  if (log.rows.length === 0)
    throw new UserError('There is no event in what was chosen, and so no row for a log: choose other files.');
  const summary: ImportSummary = {
    files: report?.files ?? [],
    rows: log.rows.length,
    assessments: assessmentsOf(log, 'AssessmentAuthorisationDate').size,
    mergedEvents: report?.mergedEvents ?? 0,
    counts: report?.counts ?? {},
    notes: report?.notes ?? [],
  };
  return {
    log: { rows: logCells(log, date1904), dateColumns: log.dateColumns, summary },
    findings: report && findingRows(report),
  };
}

function census(files: File[], progress: OnProgress): Promise<{ log: LogTable; report: CensusReport }> {
  return readCensus(
    files.map((file) => blobFile(file.name, file)),
    { progress },
  );
}

async function csv(file: File): Promise<{ log: LogTable; report: null }> {
  return { log: logOfRows(readLogCsv(await file.text())), report: null };
}

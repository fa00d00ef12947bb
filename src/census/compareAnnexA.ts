import { assessmentsOf } from './assessmentsOf';
import type { LogAssessment } from './assessmentsOf';
import type { LogTable } from './types';

/** Annex A's closed assessments against the log's. The list names children: for the analyst's own sheet or file only. */
export interface AnnexAComparison {
  /** In Annex A and in the log. */
  both: number;
  /** In Annex A, not (yet) in the log: as in Annex A, in its order. */
  missing: LogAssessment[];
  /** How many of the missing were closed after the log's last one. */
  later: number;
  /** Annex A rows without a child id or a real date: they can't be compared. */
  unreadable: number;
  /** ISO dates of Annex A's first and last closed assessment, and of the log's last; or null. */
  from: string | null;
  to: string | null;
  lastInLog: string | null;
}

/** Which closed assessments of Annex A (`readAnnexA`) the census's log hasn't yet: by child id and date (RULES.md 1, 3). */
export function compareAnnexA(log: LogTable, annexA: LogTable): AnnexAComparison {
  const census = assessmentsOf(log, 'AssessmentAuthorisationDate');
  const annex = assessmentsOf(annexA, 'assessment_authorised');
  const missing = [...annex].filter(([key]) => !census.has(key)).map(([, assessment]) => assessment);
  const dates = [...annex.values()].map(({ date }) => date).sort();
  const lastInLog = [...census.values()].reduce((last, { date }) => (date > last ? date : last), '') || null;
  return {
    both: annex.size - missing.length,
    missing,
    later: lastInLog === null ? 0 : missing.filter(({ date }) => date > lastInLog).length,
    unreadable: annexA.rows.length - annex.size,
    from: dates[0] ?? null,
    to: dates.at(-1) ?? null,
    lastInLog,
  };
}

/** The missing ones as a table, for the analyst's sheet or file. Neither a log nor a template: no job reads it. */
export function missingFromLog({ missing }: AnnexAComparison): LogTable {
  return {
    columns: ['CUID', 'Assessment Closure Date'],
    rows: missing.map(({ child, date }) => [child, date]),
    dateColumns: [1],
  };
}

import { asText } from '../core/clean';
import type { Cell } from '../core/types';
import { assessmentsOf } from './assessmentsOf';
import type { LogTable } from './types';

/** Annex A's closed assessments against the census's, for the analyst's screen or sheet only. */
export interface AnnexAComparison {
  /** In Annex A and in the census. */
  both: number;
  /** In Annex A, not (yet) in the census: child id and date as in Annex A, in its order. */
  missing: { child: string; date: string }[];
  /** Annex A rows without a child id or a real date: they can't be compared. */
  unreadable: number;
  /** ISO dates of Annex A's first and last closed assessment, or null. */
  from: string | null;
  to: string | null;
}

/** Which closed assessments of Annex A (`readAnnexA`) the census's log hasn't yet: by child id and date (RULES.md 1, 3). */
export function compareAnnexA(log: LogTable, annexA: LogTable): AnnexAComparison {
  const census = assessmentsOf(log, 'AssessmentAuthorisationDate');
  const annex = assessmentsOf(annexA, 'assessment_authorised');
  const missing = [...annex].filter(([key]) => !census.has(key)).map(([, { child, date }]) => ({ child, date }));
  const dates = [...annex.values()].map(({ date }) => date).sort();
  const type = annexA.columns.indexOf('Type');
  const rows = annexA.rows.filter((row) => asText((row[type] ?? null) as Cell) === 'assessment_authorised').length;
  return {
    both: annex.size - missing.length,
    missing,
    unreadable: rows - annex.size,
    from: dates[0] ?? null,
    to: dates.at(-1) ?? null,
  };
}

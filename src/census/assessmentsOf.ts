import { asText, cleanChildId, cleanDate, isoDate } from '../core/clean';
import type { LogTable } from './types';

/** One child's assessment closed on one day, as a log has it. */
export interface LogAssessment {
  /** As the log writes it. */
  child: string;
  /** ISO. */
  date: string;
}

/** The key of an assessment, however its id is typed (RULES.md 3): equal for `01234` and `1234.0`. `day`: since 1970-01-01. */
export const assessmentKey = (cleanChild: string, day: number): string => `${cleanChild}\n${day}`;

/** A log's assessments of one event type by their key, in the log's order; rows without an id or a date have no key. */
export function assessmentsOf(
  log: LogTable,
  type: 'AssessmentAuthorisationDate' | 'assessment_authorised',
): Map<string, LogAssessment> {
  const plain = log.columns.map((column) => column.toLowerCase().replace(/[^a-z]/g, ''));
  const [childAt, dateAt, typeAt] = [
    CHILD.map((name) => plain.indexOf(name)).find((at) => at >= 0) ?? -1,
    plain.indexOf('date'),
    plain.indexOf('type'),
  ];
  const found = new Map<string, LogAssessment>();
  for (const row of log.rows) {
    if (
      asText(row[typeAt] ?? null)
        .trim()
        .toLowerCase() !== type.toLowerCase()
    )
      continue;
    const child = cleanChildId(row[childAt] ?? null);
    const day = cleanDate(row[dateAt] ?? null, false);
    if (child === '' || typeof day !== 'number') continue;
    const key = assessmentKey(child, day);
    if (!found.has(key)) found.set(key, { child: asText(row[childAt] ?? null).trim(), date: isoDate(day) });
  }
  return found;
}

/** Headings of the child id, as RULES.md 2 has them. */
export const CHILD = ['cuid', 'lachildid', 'childuniqueid', 'childid', 'personid'];

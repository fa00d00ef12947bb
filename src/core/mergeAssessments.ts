import { ChildDays } from './childDays';
import { asText, isoDate } from './clean';
import type { LogRow } from './readSheets';
import type { Assessment, Reason, SetAside } from './types';

export interface Merged {
  assessments: Assessment[];
  /** Log rows without a key, and assessments in the future. */
  setAside: SetAside[];
  /** Rows beyond the first of each assessment. */
  mergedRows: number;
  /** Assessments whose rows did not all have the same factors. */
  disagreements: Assessment[];
}

/** The reason that a row can't be an assessment at all (RULES.md 3), or undefined. */
function reasonOf(row: LogRow): Reason | undefined {
  if (row.child === '') return 'no child id';
  if (row.date === 'blank') return 'no date';
  if (row.date === 'unreadable') return 'unreadable date';
  return undefined;
}

/** Rows with one child id and one date are one assessment; its factors are the union of theirs (RULES.md 3.1). */
export function mergeAssessments(rows: LogRow[]): Merged {
  const assessments: Assessment[] = [];
  const byKey = new ChildDays<Assessment>();
  const setAside: SetAside[] = [];
  const disagreeing = new Set<Assessment>();
  let mergedRows = 0;
  for (const row of rows) {
    const reason = reasonOf(row);
    if (reason) {
      setAside.push({
        reason,
        child: asText(row.typedChild),
        date: shownDate(row),
        postcode: '',
        source: row.source,
        hint: '',
      });
      continue;
    }
    const day = row.date as number;
    const known = byKey.get(row.child, day);
    if (!known) {
      const { needs, codes } = row.factors;
      const assessment: Assessment = {
        child: row.child,
        day,
        typedChild: asText(row.typedChild),
        needs,
        codes,
        rows: [row],
      };
      assessments.push(assessment);
      byKey.set(row.child, day, assessment);
      continue;
    }
    mergedRows++;
    known.rows.push(row);
    if (!sameSet(known.codes, row.factors.codes)) disagreeing.add(known);
    known.needs = union(known.needs, row.factors.needs);
    known.codes = union(known.codes, row.factors.codes);
  }
  return { assessments, setAside, mergedRows, disagreements: [...disagreeing] };
}

/** ISO where the date can be read, otherwise as typed. */
export const shownDate = (row: { date: LogRow['date']; typedDate: LogRow['typedDate'] }): string =>
  typeof row.date === 'number' ? isoDate(row.date) : asText(row.typedDate);

const sameSet = (a: string[], b: string[]) => a.length === b.length && a.every((one) => b.includes(one));
const union = (a: string[], b: string[]) => (b.every((one) => a.includes(one)) ? a : [...new Set([...a, ...b])]);

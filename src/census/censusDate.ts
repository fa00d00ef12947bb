import { cleanDate, isoDate } from '../core/clean';

/** A date of the census as the log has it, and what was odd about it. */
export interface CensusDate {
  /** `2020-03-31`; as written where it is no date. */
  text: string;
  /** Days since 1970-01-01, or null. */
  day: number | null;
  odd: 'not a date' | 'date not as CCYY-MM-DD' | null;
}

const seen = new Map<string, CensusDate>();

/** Reads a date as RULES.md 1 does; a time or time zone behind CCYY-MM-DD is dropped, other forms are read but told. */
export function censusDate(written: string): CensusDate {
  let date = seen.get(written);
  if (!date) {
    date = read(written);
    if (seen.size > 50000) seen.clear();
    seen.set(written, date);
  }
  return date;
}

function read(written: string): CensusDate {
  const day = cleanDate(written.replace(/^(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)$/, '$1'), false);
  if (typeof day === 'string') return { text: written, day: null, odd: 'not a date' };
  return { text: isoDate(day), day, odd: /^\d{4}-\d\d-\d\d/.test(written) ? null : 'date not as CCYY-MM-DD' };
}

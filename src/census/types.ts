import type { Cell } from '../core/types';

/** The nouns of the census: files in, a log and a report out. Plain data, but for `CensusFile` and `CensusControl`. */

/** One XML file of a return. `size` in bytes, for the progress; `stream` may be asked once. A browser's `File` needs a wrapper. */
export interface CensusFile {
  name: string;
  size: number;
  stream(): AsyncIterable<Uint8Array>;
}

export interface CensusControl {
  /** `share` 0 to 1: the bytes read of all files together. */
  progress?(step: string, share: number): void;
  /** When aborted, reading stops between chunks and rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** The log: one row an event. Text everywhere; dates are ISO text (`2020-03-31`), or as written where they are none; blank is null. */
export interface LogTable {
  columns: string[];
  rows: Cell[][];
  /** Which columns are dates, from 0, ascending. */
  dateColumns: number[];
}

/** What a finding is about. `8869` and the like are the DfE's own validation rules. */
export type Check =
  | 'not a date'
  | 'date not as CCYY-MM-DD'
  | 'date not plausible'
  | 'date outside the return'
  | 'closed before it started'
  | 'dates out of order'
  | 'code not in the list'
  | "code not in the year's list"
  | 'code mended'
  | 'no child id'
  | 'child id too long'
  | 'child id not letters and digits'
  | 'rule 8869'
  | 'rule 8898'
  | 'rule 8614'
  | 'rule 8897Q'
  | 'rule 8945Q'
  | 'rule 8950Q'
  | 'no start date'
  | 'no event'
  | 'given twice'
  | 'unexpected'
  | 'header';

/** One odd thing, for the analyst's screen or sheet only: it can name a child. */
export interface Finding {
  file: string;
  /** Of the XML file, from 1. */
  line: number;
  /** As written; '' where the finding is about the file, or the id is blank. */
  child: string;
  check: Check;
  /** A sentence without the full stop. */
  what: string;
}

/** What one file was. */
export interface ReturnSummary {
  file: string;
  /** `2020-21`: 1 April to 31 March; null where neither the header nor an assessment says. */
  year: string | null;
  yearFrom: 'reference date' | 'assessments' | 'nothing';
  /** ISO, or null where the header has none. */
  referenceDate: string | null;
  /** The authority's number in the header, or ''. */
  authority: string;
  children: number;
  /** Children without any dated event: they have no row in the log. */
  childrenWithoutEvents: number;
  /** Before events are merged. */
  events: number;
  /** Assessments with an authorisation date. */
  closedAssessments: number;
}

export interface CensusReport {
  /** Oldest return first. */
  files: ReturnSummary[];
  /** In the order of the files, then of their lines; at most `LISTED` of one check and file. */
  findings: Finding[];
  /** All findings, listed or not. */
  counts: Partial<Record<Check, number>>;
  /** Events that stood more than once (in several years, or in one return) and became one row. */
  mergedEvents: number;
  /** Sentences for whoever compares totals. */
  notes: string[];
}

/** How many findings of one check and file are listed; all are counted. */
export const LISTED = 1000;

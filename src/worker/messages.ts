/**
 * The worker's contract, on one page. The pane's client sends one Request at a time; the worker answers with any number
 * of Progress and Part messages and one Answer. Cancel terminates the worker: nothing needs to be undone, a new one is
 * started. Geography never crosses: the worker loads, caches and decodes it. Big tables cross in blocks, both ways, so
 * that no message keeps the pane busy for long; the worker keeps the workbook that was sent last.
 */
import type { Check, ReturnSummary } from '../census/types';
import type { AuthorityChoice } from '../core/authorityChoices';
import type {
  Added,
  Cell,
  ChosenColumns,
  Drawing,
  GeographyAbout,
  Job,
  OutCell,
  Result,
  SourceFile,
  WorkbookData,
} from '../core/types';
import type { ShareBy } from '../evidence/shareAreas';

export type { AuthorityChoice };

/** A job on the workbook that the worker keeps. `date1904` where the user says so: Excel cannot be asked. */
export type JobChoices = Omit<Job, 'workbook'> & { date1904?: boolean };

export type Request =
  /** Recognise, read and cache the files chosen in the pane; they win over every other way. */
  | { kind: 'importGeography'; files: GeographyFiles; today: string }
  /**
   * Open what there is without files: the workbook's pack (in the workbook that was sent), the cache, the add-in's origin.
   * `withoutWorkbook`: as it was opened before the workbook had a pack.
   */
  | { kind: 'openGeography'; withoutWorkbook?: boolean }
  /** Which closed assessments of an Annex A workbook the logs of the workbook that was sent haven't yet. */
  | { kind: 'annexA'; file: File; job: JobChoices }
  /**
   * The last import's findings, or what the log lacked at the last comparison with Annex A, child by child: an .xlsx for
   * `WorkbookPort.addSheetsFrom`.
   */
  | { kind: 'list'; of: ListOf }
  | { kind: 'forgetGeography' }
  /** Recognise and read a population, deprivation or ward file, and keep it for any geography; in place of one of its kind. */
  | { kind: 'addFile'; file: File }
  /** Take such a file out of the geography in use, and forget it. */
  | { kind: 'takeOut'; what: keyof Added }
  /** The invented authority of "Try with sample data": its workbook comes back, its geography is in use until another is chosen. */
  | { kind: 'useSample' }
  /** The geography in use, cut to these authorities and their surroundings, as cells of text for the workbook to keep. */
  | { kind: 'packGeography'; authorities: string[] }
  /** Read CIN Census XML or a log file to the rows of a log sheet. `date1904` as for a job. */
  | { kind: 'importLog'; chosen: LogFiles; date1904?: boolean }
  /** The rows of a new template: the log's assessments that have no postcode yet. */
  | { kind: 'missingRows'; job: JobChoices }
  /** Which sheets are template and logs, and what stands in the way. */
  | { kind: 'look'; job: JobChoices }
  /** Suggest the authority in which most of the template's postcodes lie. */
  | { kind: 'suggestAuthority'; job: JobChoices }
  /** `inPlace`: the results go into the workbook that was read, so that they can link to its cells. */
  | { kind: 'run'; job: JobChoices; inPlace: boolean }
  /** The maps alone, not encoded, with other map options. */
  | { kind: 'preview'; job: JobChoices }
  /** How many counts a copy to share would hide, by each kind of area that there is. `limit`: 3 to 20. */
  | { kind: 'howManyHidden'; job: JobChoices; limit: number }
  /** The copy that is safe to share, of the workbook that was sent, as a file of its own. */
  | { kind: 'prepareCopy'; job: JobChoices; share: ShareAsk };

/** Not answered: they only fill the workbook that the worker keeps. `workbook` has its sheets without rows. */
export type Post = { kind: 'workbook'; workbook: WorkbookData } | { kind: 'rows'; sheet: number; rows: Cell[][] };

export type { ShareBy };

/** By which areas to share, and the largest count to hide. */
export interface ShareAsk {
  by: ShareBy;
  limit: number;
}

/** What a copy by these areas would hide: so many of its counts, in so many areas; or why there can be none. */
export type ShareNumbers =
  { by: ShareBy; places: number; counts: number; hidden: number } | { by: ShareBy; problem: string };

export interface GeographyFiles {
  postcodes: File;
  lsoas: File;
  authorities: File;
}

/** CIN Census returns of one or several years, or the original Logger's log.csv. */
export type LogFiles = { from: 'census'; files: File[] } | { from: 'csv'; file: File };

/** The lists that name children: made only when the analyst asks for them. */
export type ListOf = 'findings' | 'annexA';

/** What an import came to: numbers, no child. */
export interface ImportSummary {
  /** Of CIN Census returns: the oldest first. */
  files: ReturnSummary[];
  /** Rows of the log, headings not counted. */
  rows: number;
  /** Assessments with a child id and a date. */
  assessments: number;
  /** Events that stood more than once. */
  mergedEvents: number;
  /** How many odd things of each kind were found. */
  counts: Partial<Record<Check, number>>;
  /** Sentences for whoever compares totals. */
  notes: string[];
}

/** What a comparison with Annex A came to: no child. */
export interface AnnexASummary {
  sentence: string;
  /** Closed assessments that the log hasn't. */
  missing: number;
}

/** A log for `WorkbookPort.writeLog`. */
export interface ImportedLog {
  rows: Cell[][];
  dateColumns: number[];
  summary: ImportSummary;
}

export type Answer =
  | { kind: 'geography'; about: GeographyAbout | null; authorities: AuthorityChoice[] }
  | { kind: 'forgotten' }
  /** The geography as it is now; `file` is the one that was added, null where one was taken out. */
  | { kind: 'added'; about: GeographyAbout; file: SourceFile | null }
  | {
      kind: 'sample';
      workbook: Uint8Array;
      about: GeographyAbout;
      authorities: AuthorityChoice[];
      authority: string;
      today: string;
    }
  | { kind: 'packed'; cells: string[] }
  /** Its rows came before, as parts. */
  | { kind: 'log'; log: ImportedLog }
  | { kind: 'annexA'; summary: AnnexASummary }
  | { kind: 'list'; workbook: Uint8Array }
  | { kind: 'missing'; rows: OutCell[][] }
  | { kind: 'sheets'; look: Look }
  | { kind: 'suggestion'; authority: string | null }
  /** Its long tables came before, as parts. */
  | { kind: 'result'; result: Result; checksum: string }
  | { kind: 'preview'; drawings: Record<string, Drawing> }
  | { kind: 'hidden'; numbers: ShareNumbers[] }
  | { kind: 'copy'; workbook: Uint8Array }
  /** `ours` is false for a UserError: the sentence is for the analyst. */
  | { kind: 'error'; ours: boolean; sentence: string };

/** Further rows of a table of the result, or of the log, that is about to come. */
export type Part =
  { kind: 'part'; sheet: number; table: number; rows: OutCell[][] } | { kind: 'logPart'; rows: Cell[][] };

/** What hears of progress: the step in words, and 0 to 1 of the whole. */
export type OnProgress = (step: string, share: number) => void;

export interface Progress {
  kind: 'progress';
  step: string;
  share: number;
}

/** What the worker sees in the workbook. */
export interface Look {
  sheets: SheetLook[];
  template: string | null;
  logs: string[];
  /** The sentence that would stop a run because of the sheets; null where they can be read. */
  problem: string | null;
  /** Of the sheets that a run would read; changes when one of their cells does. */
  checksum: string;
}

export interface SheetLook {
  name: string;
  /** What its headings say it is; `ours`: written by the add-in. */
  kind: 'template' | 'log' | 'other' | 'ours';
  /** Rows below the headings that are not blank; of the whole sheet where no headings were found. */
  rows: number;
  /** Where its columns were found. */
  columns: ChosenColumns | null;
  /** Rows near the top that could be headings, for choosing columns by hand. */
  headings: { row: number; cells: { column: number; text: string }[] }[];
}

import type { UserColumns } from './excelUserCells';
import type { Remembered } from './workbook';

/** One of our tables as the last run left it. Rows and columns from 0, absolute. */
export interface KeptTable {
  /** The workbook's own id of it; empty until it is there. */
  id: string;
  /** Its name in this workbook: `_2` where the plan's was taken, or what the user made of it. */
  name: string;
  row: number;
  column: number;
  /** Our own headings, in the plan's order, and a sum of what each column held. */
  headings: string[];
  sums: number[];
  /** Heading of the column that tells rows apart, or nothing. */
  key: string;
}

/** One result sheet. */
export interface KeptSheet {
  key: string;
  /** The workbook's own id; empty while the sheet is about to be added under `name`. */
  id: string;
  name: string;
  /** Written whole at least once. */
  made: boolean;
  /** By the plan's name. */
  tables: Record<string, KeptTable>;
  /** Row and column (from 0) of each line, and the sum of its text. */
  lines: [row: number, column: number, sum: number][];
  /** Names of our pictures and charts. */
  pictures: string[];
}

/** What the add-in knows of its own sheets; travels in the workbook's settings. No record, no text of the user's. */
export interface Kept {
  version: 1;
  sheets: KeptSheet[];
  /** Id of the sheet with the notes of rows that left. */
  notes?: string;
  /** The sheet and table that `writeLog` wrote. */
  log?: { id: string; table: string };
}

/**
 * The user's own columns of the tables whose rows move, and whether there was a totals row, by the plan's table name: kept in the settings from
 * before the first row moves until the last write, so that a refresh that broke off loses nothing.
 */
export type Journal = Record<string, { user: UserColumns | null; totals: boolean }>;

const REMEMBERED = 'NeedsMap';
const KEPT = 'NeedsMap.places';
const JOURNAL = 'NeedsMap.journal';

/** The settings' size that office.js is sure to take, in characters (EXCEL.md: about 1 MB). */
export const MOST_SETTINGS = 900_000;

/** The three settings, loaded; read them after the sync with the functions below. */
export interface LoadedSettings {
  remembered: Excel.Setting;
  kept: Excel.Setting;
  journal: Excel.Setting;
}

/** Queues the load of all three settings. */
export function loadSettings(context: Excel.RequestContext): LoadedSettings {
  const { settings } = context.workbook;
  return {
    remembered: settings.getItemOrNullObject(REMEMBERED).load('value'),
    kept: settings.getItemOrNullObject(KEPT).load('value'),
    journal: settings.getItemOrNullObject(JOURNAL).load('value'),
  };
}

function parsed(setting: Excel.Setting): unknown {
  if (setting.isNullObject || typeof setting.value !== 'string') return null;
  try {
    return JSON.parse(setting.value) as unknown;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const KINDS = { text: (value: unknown) => typeof value === 'string', list: Array.isArray, object: isObject };

/** A list of objects with texts, lists and objects under these names. */
const areObjects = (value: unknown, kinds: Record<string, keyof typeof KINDS>): boolean =>
  Array.isArray(value) &&
  value.every((one) => isObject(one) && Object.entries(kinds).every(([name, kind]) => KINDS[kind](one[name])));

const areTotals = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.authority === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(String(value.currentEnd)) &&
  isObject(value.numbers) &&
  Object.values(value.numbers).every((number) => typeof number === 'number');

const isEntry = ([, value]: [string, unknown]): boolean => {
  if (!isObject(value) || typeof value.totals !== 'boolean') return false;
  const { user } = value;
  return user === null || (isObject(user) && Array.isArray(user.headings) && areRows(user.rows));
};

/** Rows of a key and its cells. */
const areRows = (value: unknown): boolean =>
  Array.isArray(value) && value.every((row) => Array.isArray(row) && Array.isArray(row[1]));

/** What the pane asked to remember, or null where there is nothing that this version understands, or it was damaged. */
export function rememberedOf(loaded: LoadedSettings): Remembered | null {
  const value = parsed(loaded.remembered);
  const sound =
    isObject(value) &&
    value.version === 1 &&
    isObject(value.choices) &&
    areObjects(value.sheets, { key: 'text', id: 'text', tables: 'object' }) &&
    typeof value.checksum === 'string' &&
    areTotals(value.totals);
  return sound ? (value as unknown as Remembered) : null;
}

/** What is known of our sheets; nothing in a workbook that has none, or where it was damaged. */
export function keptOf(loaded: LoadedSettings): Kept {
  const value = parsed(loaded.kept);
  const sheet = { key: 'text', id: 'text', name: 'text', tables: 'object', lines: 'list', pictures: 'list' } as const;
  const table = { id: 'text', name: 'text', key: 'text', headings: 'list', sums: 'list' } as const;
  const none: Kept = { version: 1, sheets: [] };
  if (!isObject(value) || value.version !== 1 || !areObjects(value.sheets, sheet)) return none;
  const kept = value as unknown as Kept;
  return kept.sheets.every(({ tables }) => areObjects(Object.values(tables), table)) ? kept : none;
}

/** The journal of a refresh that broke off, or an empty one; without what was damaged. */
export function journalOf(loaded: LoadedSettings): Journal {
  const value = parsed(loaded.journal);
  return Object.fromEntries(Object.entries(isObject(value) ? value : {}).filter(isEntry)) as Journal;
}

/** Queues the write of what is known of our sheets. */
export function saveKept(context: Excel.RequestContext, kept: Kept): void {
  context.workbook.settings.add(KEPT, JSON.stringify(kept));
}

/** Queues the write of the journal; an empty one takes its place when the refresh is over. */
export function saveJournal(context: Excel.RequestContext, journal: Journal): void {
  context.workbook.settings.add(JOURNAL, JSON.stringify(journal));
}

/** Queues the write of what the pane wants remembered. */
export function saveRemembered(context: Excel.RequestContext, remembered: Remembered): void {
  context.workbook.settings.add(REMEMBERED, JSON.stringify(remembered));
}

import type { Cell, OutCell, OutSheet, RunTotals, WorkbookData } from '../core/types';

/** The port: what the product needs of a workbook. Excel and .xlsx files answer it; the job never knows which. */
export interface WorkbookPort {
  /** Every sheet's used range, ours and the user's (the core knows ours by their tables). */
  read(control?: Control): Promise<WorkbookData>;
  /** What an earlier run left in the workbook's own settings, or null. */
  remembered(): Promise<Remembered | null>;
  /**
   * Writes or refreshes the result sheets, in order, in place. Throws a UserError before the first write where something
   * is in the way (protection). From the first write to the last one the line "Refresh not finished: do not use these
   * figures" stands on every result sheet.
   */
  write(sheets: OutSheet[], remember: Remembered, control?: Control): Promise<void>;
  /** Adds a sheet `assessment_postcode_data` (or `... (2)`) with the template's headings and `rows`; returns its name. */
  insertTemplate(rows: OutCell[][]): Promise<string>;
  /** Writes the sheet `log` as our own table, replacing only our own; returns its name. First row of `rows`: headings. */
  writeLog(rows: Cell[][], dateColumns: number[], control?: Control): Promise<string>;
  /**
   * Puts geography into a very hidden sheet of ours, in place of what it held: the cells of one column, the first of them
   * the heading by which it is known again, the second how many follow. A user's sheet is never written.
   */
  keepGeography(cells: string[], control?: Control): Promise<void>;
  /** Copies the sheets of another .xlsx file in; returns their names. */
  addSheetsFrom(file: Uint8Array): Promise<string[]>;
  /** Opens an .xlsx as a new workbook beside this one; `name` (with its ending) where it becomes a file instead. */
  openNew(file: Uint8Array, name: string): Promise<void>;
  /** Brings a result sheet to the front, and selects the row with this key where one is given. */
  show(sheetKey: string, rowKey?: string): Promise<void>;
  /** The result rows' keys (LSOA codes) that the user selects, null for none; returns a function that stops listening. */
  onRowSelected(listener: (rowKey: string | null) => void): Promise<() => void>;
  /** Called when a sheet that isn't ours changes; may call too often, never decides that results are stale. */
  onChanged(listener: () => void): Promise<() => void>;
}

export interface Control {
  /** `share` 0 to 1 of this one call. */
  progress?(step: string, share: number): void;
  /** When aborted, the call stops between blocks and rejects with a `Cancelled`. */
  signal?: AbortSignal;
}

export { Cancelled } from '../core/cancelled';

/** What travels in the workbook's settings between runs. No child's record, no file path. */
export interface Remembered {
  version: 1;
  /** The choices of the pane, as the pane understands them. */
  choices: Record<string, unknown>;
  /** Our result sheets: which sheet (workbook's own id) holds which key, and what its tables are called now. */
  sheets: { key: string; id: string; tables: Record<string, string> }[];
  /** Checksum of the source sheets that were read. */
  checksum: string;
  /** ISO time of the run, and the newest date read. */
  ranAt: string;
  /** Numbers of the run that the next one compares itself with. */
  totals: RunTotals;
}

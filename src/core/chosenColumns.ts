import type { ChosenColumns, Job } from './types';

/** The columns that the user pointed at on a sheet, if any. Own members only: a sheet may be called `constructor`. */
export const chosenColumns = (columns: Job['columns'], sheet: string): ChosenColumns | undefined =>
  columns && Object.hasOwn(columns, sheet) ? columns[sheet] : undefined;

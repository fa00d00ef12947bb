import type { Cell, Job, Sheet, WorkbookData } from '../../src/core/types';

/** A sheet whose first row stands at A1 unless told otherwise. */
export const sheet = (name: string, rows: Cell[][], place: Partial<Sheet> = {}): Sheet => ({
  name,
  firstRow: 1,
  firstColumn: 1,
  rows,
  tables: [],
  ...place,
});

export const workbook = (...sheets: Sheet[]): WorkbookData => ({ name: 'test.xlsx', sheets, date1904: false });

export const TEMPLATE = ['CUID', 'Assessment Closure Date', 'Postcode at Time of Assessment'];
export const LOG = ['CUID', 'Date', 'Type', 'Factors'];
export const CLOSED = 'AssessmentAuthorisationDate';

/** A job for Northby on 30 June 2025. */
export const job = (data: WorkbookData, more: Partial<Job> = {}): Job => ({
  workbook: data,
  authorities: ['Northby'],
  today: '2025-06-30',
  ...more,
});

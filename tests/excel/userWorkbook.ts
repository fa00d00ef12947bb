import { ExcelHost } from './host';
import { addTable } from './host/tables';

/** The user's sheets before the add-in came: a template, a log as a table with an error cell, a very hidden sheet, an empty one. */
export async function userWorkbook(): Promise<ExcelHost> {
  const host = new ExcelHost();
  host.book.addSheet('Template');
  await host.user.paste('Template', 'B3', [
    ['CUID', 'Assessment Closure Date', 'Postcode at Time of Assessment'],
    ['a1', 43900, 'SO14 7LY'],
    ['a2', 43901, ''],
  ]);
  host.book.addSheet('Log');
  await host.user.paste('Log', 'A1', [
    ['CUID', 'Date', 'Type', 'Factors'],
    ['a1', 43900, 'AssessmentAuthorisationDate', '4B'],
    ['a2', 43901, 'AssessmentAuthorisationDate', '#N/A'],
    ['a3', 43902, 'AssessmentAuthorisationDate', '#hash'],
  ]);
  addTable(host.book, host.sheet('Log'), { row: 0, col: 0, rows: 4, cols: 4 }, true).name = 'MyLog';
  host.book.addSheet('Hidden');
  await host.user.paste('Hidden', 'A1', [[true]]);
  host.user.hideSheet('Hidden', 'VeryHidden');
  host.book.addSheet('Empty');
  return host;
}

/** Everything on the user's own sheets, to be compared before and after. */
export function userSheets(host: ExcelHost): unknown {
  return ['Template', 'Log', 'Hidden', 'Empty'].map((name) => host.snapshot(name));
}

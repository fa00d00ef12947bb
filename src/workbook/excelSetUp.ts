import { rangeAt } from './excelBlocks';
import type { SheetTask } from './excelPlan';

/** Points of a column that shows so many characters of Excel's standard font (7 pixels each, 5 around, 0.75 points). */
function columnPoints(characters: number): number {
  return (characters * 7 + 5) * 0.75;
}

/**
 * Queues what a sheet gets once, when it is new, so that the user's own settings stay: column widths, rows that stay in
 * sight, and print set-up (A4 landscape, one page wide, headings on every page, the sheet's name and page numbers).
 */
export function setUpSheet(context: Excel.RequestContext, task: SheetTask): void {
  const sheet = context.workbook.worksheets.getItem(task.now.id);
  const widths = new Map((task.plan.widths ?? []).map((width, column) => [column, width]));
  for (const { plan } of task.tables) {
    plan.columns.forEach(({ width }, at) => {
      const column = plan.column - 1 + at;
      widths.set(column, Math.max(width, widths.get(column) ?? 0));
    });
  }
  for (const [column, width] of widths) {
    const cell = rangeAt(context, task.now.id, { row: 0, column, rows: 1, columns: 1 });
    cell.getEntireColumn().format.columnWidth = columnPoints(width);
  }
  if (task.plan.frozenRows > 0) sheet.freezePanes.freezeRows(task.plan.frozenRows);
  const page = sheet.pageLayout;
  page.orientation = 'Landscape';
  page.paperSize = 'A4';
  page.zoom = { horizontalFitToPages: 1 };
  const first = task.tables[0];
  if (first) page.setPrintTitleRows(`$${first.row + 1}:$${first.row + 1}`);
  if (task.plan.pageBreaks) sheet.horizontalPageBreaks.removePageBreaks();
  for (const row of task.plan.pageBreaks ?? []) sheet.horizontalPageBreaks.add(`A${row}`);
  page.headersFooters.defaultForAllPages.leftFooter = '&A';
  page.headersFooters.defaultForAllPages.rightFooter = 'Page &P of &N';
}

import { contains, rectAddress } from '../address';
import type { Area, Sheet } from '../book';
import { invalidOperation } from '../errors';
import type { Call } from '../remote';

/** Brings a sheet to the front and tells its listeners. */
export function activate(sheet: Sheet, call: Call): void {
  const before = call.book.active;
  if (before === sheet) return;
  if (sheet.visibility !== 'Visible') throw invalidOperation('a hidden sheet');
  call.book.active = sheet;
  call.book.selection = null;
  if (before) call.raise({ type: 12, targets: [before.id, 'Workbook'], message: { worksheetId: before.id } });
  call.raise({ type: 11, targets: [sheet.id, 'Workbook'], message: { worksheetId: sheet.id } });
}

/** Selects a block and tells the listeners of sheet, workbook and tables (event 2 is the document's own). */
export function raiseSelection(area: Area, call: Call): void {
  activate(area.sheet, call);
  const { sheet, row, col, rows, cols } = area;
  call.book.selection = { sheet, row, col, rows, cols };
  const address = rectAddress(area);
  call.raise({ type: 14, targets: [sheet.id, 'Workbook'], message: { worksheetId: sheet.id, address } });
  for (const table of sheet.tables) {
    const isInsideTable = contains(table.rect, area);
    call.raise({
      type: 100,
      targets: [table.id],
      message: { worksheetId: sheet.id, tableId: table.id, address: isInsideTable ? address : '', isInsideTable },
    });
  }
  call.raise({ type: 2, targets: ['Document'], message: {} });
}

import { boxOf, loadBox, rangeAt } from './excelBlocks';
import { keptOf, loadSettings, type Kept } from './excelKept';
import type { Send } from './excelSend';

/** What is known of our sheets, read anew: another computer may have written since. */
function kept(send: Send): Promise<Kept> {
  return send('reading', (context) => {
    const settings = loadSettings(context);
    return () => keptOf(settings);
  });
}

/** Stops a handler, in the context that it was added in. */
async function remove<T>(handlers: OfficeExtension.EventHandlerResult<T>[]): Promise<void> {
  const first = handlers[0];
  if (!first) return;
  await Excel.run(first.context, async (context) => {
    for (const handler of handlers) handler.remove();
    await context.sync();
  });
}

/** Calls the listener when a sheet that isn't ours changes or is deleted, by hand or by a co-author; returns how to stop. */
export async function listenForChanges(send: Send, listener: () => void): Promise<() => void> {
  const check = async (sheet: string) => {
    const { sheets, notes } = await kept(send);
    if (sheet !== notes && !sheets.some(({ id }) => id === sheet)) listener();
  };
  const heard = async (event: { worksheetId: string; triggerSource?: string }) => {
    if (event.triggerSource === 'ThisLocalAddin') return;
    // Better one call too many than a stale result unseen: the checksum decides.
    await check(event.worksheetId).catch(listener);
  };
  const handlers = await send('reading', (context) => {
    const { worksheets } = context.workbook;
    const added = [worksheets.onChanged.add(heard), worksheets.onDeleted.add(heard)];
    return () => added;
  });
  return () => void remove(handlers as OfficeExtension.EventHandlerResult<unknown>[]).catch(() => undefined);
}

/** Calls the listener with the key of the result row that the user selects, or null; returns how to stop. */
export async function listenForRows(send: Send, listener: (rowKey: string | null) => void): Promise<() => void> {
  let newest = 0;
  const heard = async (event: Excel.WorksheetSelectionChangedEventArgs) => {
    const mine = ++newest;
    const key = await selectedKey(send, event.worksheetId, event.address).catch(() => null);
    if (mine === newest) listener(key);
  };
  const handler = await send('reading', (context) => {
    const added = context.workbook.worksheets.onSelectionChanged.add(heard);
    return () => added;
  });
  return () => void remove([handler]).catch(() => undefined);
}

async function selectedKey(send: Send, sheet: string, address: string): Promise<string | null> {
  const { sheets } = await kept(send);
  const ours = sheets.find(({ id }) => id === sheet);
  const keyed = Object.values(ours?.tables ?? {}).filter(({ key }) => key !== '');
  if (keyed.length === 0) return null;
  const found = await send('reading', (context) => {
    const worksheet = context.workbook.worksheets.getItem(sheet);
    const selected = loadBox(worksheet.getRange(address));
    const tables = keyed.map(({ name, key }) => {
      const table = worksheet.tables.getItem(name);
      return { body: loadBox(table.getDataBodyRange()), key: loadBox(table.columns.getItem(key).getDataBodyRange()) };
    });
    return () => {
      const { row, column } = boxOf(selected);
      const table = tables
        .map(({ body, key }) => ({ body: boxOf(body), key: boxOf(key) }))
        .find(({ body }) => row >= body.row && row < body.row + body.rows && column < body.column + body.columns);
      return table ? { row, column: table.key.column } : null;
    };
  });
  if (!found) return null;
  const value = await send('reading', (context) => {
    const cell = rangeAt(context, sheet, { ...found, rows: 1, columns: 1 }).load('values');
    return () => String(cell.values[0]?.[0] ?? '');
  });
  return value === '' ? null : value;
}

import type { OutSheet } from '../core/types';
import { UserError } from '../core/userError';
import { boxOf, loadBox, type Box } from './excelBlocks';
import { freeSheetName } from './excelCells';
import { journalOf, keptOf, loadSettings, type Journal, type Kept, type KeptSheet } from './excelKept';
import { BANNER } from './excelLines';
import type { Send } from './excelSend';

/** A table on one of our sheets as it stands now. */
export interface TableNow {
  id: string;
  name: string;
  /** Headings included, a totals row left out. */
  box: Box;
  totals: boolean;
  headings: string[];
}

/** One of our sheets, found or about to be added. */
export interface SheetNow {
  kept: KeptSheet;
  /** Empty for a sheet that must be added. */
  id: string;
  /** Its name, or the one it will get. */
  name: string;
  /** Ours and the user's. */
  tables: TableNow[];
}

/** The workbook as a write finds it. */
export interface Look {
  kept: Kept;
  journal: Journal;
  /** One for each planned sheet, in the plan's order. */
  sheets: SheetNow[];
  /** Our sheets that the plan no longer has. */
  others: SheetNow[];
  /** Names of tables and of defined names, in lower case. */
  names: Set<string>;
}

interface Everything {
  kept: Kept;
  journal: Journal;
  locked: boolean;
  sheets: { id: string; name: string }[];
  tables: { id: string; name: string; sheet: string }[];
  names: string[];
}

function everything(send: Send): Promise<Everything> {
  return send('reading', (context) => {
    const { workbook } = context;
    const protection = workbook.protection.load('protected');
    const sheets = workbook.worksheets.load('items/id,items/name');
    const tables = workbook.tables.load('items/id,items/name,items/worksheet/id');
    const names = workbook.names.load('items/name');
    const settings = loadSettings(context);
    return () => ({
      kept: keptOf(settings),
      journal: journalOf(settings),
      locked: protection.protected,
      sheets: sheets.items.map(({ id, name }) => ({ id, name })),
      tables: tables.items.map(({ id, name, worksheet }) => ({ id, name, sheet: worksheet.id })),
      names: names.items.map(({ name }) => name),
    });
  });
}

const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/**
 * The id of the sheet that is ours, or null: the one with the kept id, if our tables still stand on it. Where not one
 * kept id is left (the file went through a program that numbers sheets anew), the sheet that holds our tables by name;
 * a user's copy has other table names. A sheet that was never finished needs no tables yet.
 */
function findSheet(kept: KeptSheet, all: Everything, renumbered: boolean): string | null {
  const tables = Object.values(kept.tables);
  const standsOn = (sheet: string) =>
    tables.every((table) =>
      all.tables.some((now) => now.sheet === sheet && (sameName(now.name, table.name) || now.id === table.id)),
    );
  if (all.sheets.some(({ id }) => id === kept.id)) return !kept.made || standsOn(kept.id) ? kept.id : null;
  if (!renumbered || tables.length === 0) return null;
  const holder = all.tables.find((now) => sameName(now.name, tables[0]?.name ?? ''));
  return holder && standsOn(holder.sheet) ? holder.sheet : null;
}

/** A sheet whose making broke off before its id was known: the name we chose, and empty or with our line on it. */
async function unfinished(send: Send, kept: KeptSheet[], all: Everything): Promise<Map<KeptSheet, string>> {
  const asked = kept.flatMap((sheet) => {
    const found = sheet.id === '' ? all.sheets.find(({ name }) => sameName(name, sheet.name)) : undefined;
    return found ? [{ sheet, id: found.id }] : [];
  });
  if (asked.length === 0) return new Map();
  const ours = await send('reading', (context) => {
    const looked = asked.map(({ id }) => {
      const sheet = context.workbook.worksheets.getItem(id);
      return { used: sheet.getUsedRangeOrNullObject(true).load('address'), line: sheet.getRange('A2').load('values') };
    });
    return () => looked.map(({ used, line }) => used.isNullObject || String(line.values[0]?.[0]) === BANNER);
  });
  return new Map(asked.flatMap(({ sheet, id }, at) => (ours[at] ? [[sheet, id]] : [])));
}

/** Reads what a write must know, and stops with a sentence where protection is in its way. Changes nothing. */
export async function excelLook(send: Send, plan: OutSheet[]): Promise<Look> {
  const all = await everything(send);
  const ids = new Set(all.sheets.map(({ id }) => id));
  const renumbered = all.kept.sheets.length > 0 && !all.kept.sheets.some(({ id }) => ids.has(id));
  const adopted = await unfinished(send, all.kept.sheets, all);
  const found = new Map(
    all.kept.sheets.map((sheet) => [sheet, adopted.get(sheet) ?? findSheet(sheet, all, renumbered)] as const),
  );
  const taken = new Set(all.sheets.map(({ name }) => name.toLowerCase()));

  const here = (kept: KeptSheet, id: string): SheetNow => ({
    kept: { ...kept, id },
    id,
    name: all.sheets.find((sheet) => sheet.id === id)?.name ?? kept.name,
    tables: [],
  });
  const sheets = plan.map(({ key, name }): SheetNow => {
    const kept = all.kept.sheets.find((sheet) => sheet.key === key && found.get(sheet));
    const id = kept && found.get(kept);
    if (kept && id) return here(kept, id);
    const free = freeSheetName(name, taken);
    taken.add(free.toLowerCase());
    return {
      kept: { key, id: '', name: free, made: false, tables: {}, lines: [], pictures: [] },
      id: '',
      name: free,
      tables: [],
    };
  });
  const planned = new Set(plan.map(({ key }) => key));
  const others = all.kept.sheets.flatMap((kept) => {
    const id = found.get(kept);
    return id && !planned.has(kept.key) ? [here(kept, id)] : [];
  });

  if (all.locked && sheets.some(({ id }) => id === '')) {
    throw new UserError(
      'The structure of this workbook is protected, so no sheet can be added: choose Protect Workbook on the Review tab to unlock it, then try again.',
    );
  }
  await lookAtSheets(send, [...sheets, ...others], all);
  const names = new Set([...all.tables.map(({ name }) => name), ...all.names].map((name) => name.toLowerCase()));
  return { kept: all.kept, journal: all.journal, sheets, others, names };
}

/** Fills in the tables of our sheets that are there, and refuses protected ones by name. */
async function lookAtSheets(send: Send, sheets: SheetNow[], all: Everything): Promise<void> {
  const here = sheets.filter(({ id }) => id !== '');
  if (here.length === 0) return;
  const locked = await send('reading', (context) => {
    const looked = here.map((sheet) => {
      const worksheet = context.workbook.worksheets.getItem(sheet.id);
      const tables = all.tables
        .filter((table) => table.sheet === sheet.id)
        .map(({ id, name }) => {
          const table = worksheet.tables.getItem(name).load('showTotals');
          return { id, name, table, box: loadBox(table.getRange()), header: table.getHeaderRowRange().load('values') };
        });
      return { sheet, protection: worksheet.protection.load('protected'), tables };
    });
    return () =>
      looked.flatMap(({ sheet, protection, tables }) => {
        sheet.tables = tables.map(({ id, name, table, box, header }) => {
          const whole = boxOf(box);
          const totals = table.showTotals;
          return {
            id,
            name,
            totals,
            box: { ...whole, rows: whole.rows - (totals ? 1 : 0) },
            headings: (header.values[0] ?? []).map(String),
          };
        });
        return protection.protected ? [sheet.name] : [];
      });
  });
  const first = locked[0];
  if (first === undefined) return;
  throw new UserError(
    `The sheet "${first}" is protected: choose Unprotect Sheet on the Review tab, then press Refresh needs map.`,
  );
}

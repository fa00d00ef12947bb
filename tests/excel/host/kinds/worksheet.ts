import { MAX_COLUMNS, MAX_ROWS, parseAddress } from '../address';
import type { Book, Sheet, Visibility } from '../book';
import { accessDenied, invalidArgument, invalidOperation, notFound, notImplemented } from '../errors';
import { renameSheetIn, rewriteFormulas } from '../formulas';
import { areaOn } from '../ranges';
import type { Call, Kind, Remote } from '../remote';
import { remote, text } from '../remote';
import { chartsKind, shapesKind } from './floating';
import { namesKind } from './names';
import { pageBreaksKind, pageLayoutKind } from './page';
import { areaOf, rangeKind } from './range';
import { activate } from './selection';
import { tablesKind } from './table';

const alive = (sheet: Sheet, call: Call) => {
  if (!call.book.sheets.includes(sheet)) throw notFound();
  return sheet;
};

interface Property {
  sheet: Sheet;
  key: string;
}
const propertyKind: Kind<Property> = {
  name: 'WorksheetCustomProperty',
  id: ({ key }) => ({ _Id: key }),
  get: { key: ({ key }) => key, value: ({ sheet, key }) => sheet.customProperties.get(key) },
  set: {
    value: ({ sheet, key }, value) =>
      void sheet.customProperties.set(key, text(value, 'WorksheetCustomProperty.value')),
  },
  call: { delete: ({ sheet, key }) => void sheet.customProperties.delete(key) },
};
const findProperty = (sheet: Sheet, key: unknown) =>
  typeof key === 'string' && sheet.customProperties.has(key) ? remote(propertyKind, { sheet, key }) : null;
const propertiesKind: Kind<Sheet> = {
  name: 'WorksheetCustomPropertyCollection',
  items: (sheet) => [...sheet.customProperties.keys()].map((key) => remote(propertyKind, { sheet, key })),
  call: {
    getCount: (sheet) => sheet.customProperties.size,
    getItemOrNullObject: (sheet, [key]) => findProperty(sheet, key),
    getItem(sheet, [key]) {
      const found = findProperty(sheet, key);
      if (!found) throw notFound();
      return found;
    },
    add(sheet, [key, value]) {
      sheet.customProperties.set(text(key, 'a key'), text(value, 'a value'));
      return remote(propertyKind, { sheet, key: text(key, 'a key') });
    },
  },
};

const freezeKind: Kind<Sheet> = {
  name: 'WorksheetFreezePanes',
  call: {
    freezeRows: (sheet, [count = 1]) => void (sheet.frozen = { rows: Number(count), cols: 0 }),
    freezeColumns: (sheet, [count = 1]) => void (sheet.frozen = { rows: 0, cols: Number(count) }),
    freezeAt(sheet, [given], call) {
      const area = areaOf(given, sheet, call);
      sheet.frozen = { rows: area.row + area.rows, cols: area.col + area.cols };
    },
    unfreeze: (sheet) => void (sheet.frozen = { rows: 0, cols: 0 }),
    getLocationOrNullObject(sheet) {
      const { rows, cols } = sheet.frozen;
      return rows || cols ? remote(rangeKind, areaOn(sheet, 0, 0, rows || MAX_ROWS, cols || MAX_COLUMNS)) : null;
    },
  },
};

const protectionKind: Kind<Sheet> = {
  name: 'WorksheetProtection',
  get: { protected: (sheet) => sheet.isProtected },
  call: {
    protect(sheet) {
      if (sheet.isProtected) throw accessDenied();
      sheet.isProtected = true;
    },
    unprotect: (sheet) => void (sheet.isProtected = false),
  },
};

/** Gives a sheet its name, formulas follow. Throws InvalidArgument for a name that Excel doesn't take. */
export function renameSheet(sheet: Sheet, name: unknown, call: Call): void {
  const book: Book = call.book;
  book.checkStructure();
  book.checkSheetName(name, sheet);
  const before = sheet.name;
  sheet.name = name;
  rewriteFormulas(book, (formula) => renameSheetIn(formula, before, name));
}

/** Moves a sheet among the tabs. */
export function moveSheet(sheet: Sheet, position: unknown, call: Call): void {
  call.book.checkStructure();
  const { sheets } = call.book;
  if (typeof position !== 'number' || position < 0 || position >= sheets.length)
    throw invalidArgument('not a position');
  sheets.splice(sheets.indexOf(sheet), 1);
  sheets.splice(position, 0, sheet);
}

/** Shows or hides a sheet; the last visible one stays. */
export function setVisibility(sheet: Sheet, value: unknown, call: Call): void {
  call.book.checkStructure();
  if (value !== 'Visible' && value !== 'Hidden' && value !== 'VeryHidden') throw invalidArgument('not a visibility');
  const others = call.book.sheets.filter((other) => other !== sheet && other.visibility === 'Visible');
  const next = others[0];
  if (value !== 'Visible' && !next) throw invalidOperation('the last visible sheet');
  if (value !== 'Visible' && next && call.book.active === sheet) activate(next, call);
  sheet.visibility = value satisfies Visibility;
}

const nothing = () => undefined;
const EVENTS = ['DataChanged', 'SelectionChanged', 'Activated', 'Deactivated'];
/** `_RegisterXEvent` and `_UnregisterXEvent`; the host itself keeps who registered. */
export const registrations = (events: string[]) =>
  Object.fromEntries(
    events.flatMap((event) => [
      [`_Register${event}Event`, nothing],
      [`_Unregister${event}Event`, nothing],
    ]),
  );

function wholeOr(sheet: Sheet, given: unknown, call: Call): Remote {
  if (given === undefined || given === null) return remote(rangeKind, { sheet, ...sheet.whole });
  if (typeof given !== 'string') throw invalidArgument('not an address');
  const { sheet: name } = parseAddress(given);
  if (name !== undefined && call.book.findSheet(name) !== sheet) throw invalidArgument('an address on another sheet');
  return remote(rangeKind, areaOf(given, sheet, call));
}

/** Excel.Worksheet. */
export const worksheetKind: Kind<Sheet> = {
  name: 'Worksheet',
  id: (sheet) => ({ Id: sheet.id }),
  get: {
    id: (sheet) => sheet.id,
    name: (sheet) => sheet.name,
    position: (sheet, call) => call.book.sheets.indexOf(sheet),
    visibility: (sheet) => sheet.visibility,
    tabColor: (sheet) => sheet.tabColor,
    showGridlines: (sheet) => sheet.showGridlines,
    standardHeight: () => 15,
    standardWidth: () => 8.43,
  },
  set: {
    name: (sheet, value, call) => renameSheet(alive(sheet, call), value, call),
    position: (sheet, value, call) => moveSheet(alive(sheet, call), value, call),
    visibility: (sheet, value, call) => setVisibility(alive(sheet, call), value, call),
    tabColor: (sheet, value) => void (sheet.tabColor = text(value, 'Worksheet.tabColor')),
    showGridlines: (sheet, value) => void (sheet.showGridlines = value === true),
  },
  go: {
    tables: (sheet) => remote(tablesKind, { sheet, tables: () => sheet.tables }),
    shapes: (sheet) => remote(shapesKind, sheet),
    charts: (sheet) => remote(chartsKind, sheet),
    names: (sheet, call) => remote(namesKind, { book: call.book, scope: sheet }),
    freezePanes: (sheet) => remote(freezeKind, sheet),
    pageLayout: (sheet) => remote(pageLayoutKind, sheet),
    horizontalPageBreaks: (sheet) => remote(pageBreaksKind, sheet),
    protection: (sheet) => remote(protectionKind, sheet),
    customProperties: (sheet) => remote(propertiesKind, sheet),
  },
  call: {
    ...registrations(EVENTS),
    activate: (sheet, _args, call) => activate(alive(sheet, call), call),
    getRange: (sheet, [given], call) => wholeOr(alive(sheet, call), given, call),
    getCell: (sheet, [row, col]) => remote(rangeKind, areaOn(sheet, Number(row), Number(col), 1, 1)),
    getRangeByIndexes: (sheet, [row, col, rows, cols]) =>
      remote(rangeKind, areaOn(sheet, Number(row), Number(col), Number(rows), Number(cols))),
    getUsedRange(sheet, [valuesOnly], call) {
      const used = alive(sheet, call).grid.used(sheet.whole, valuesOnly === true);
      return remote(rangeKind, { sheet, ...(used ?? { row: 0, col: 0, rows: 1, cols: 1 }) });
    },
    getUsedRangeOrNullObject(sheet, [valuesOnly], call) {
      const used = alive(sheet, call).grid.used(sheet.whole, valuesOnly === true);
      return used && remote(rangeKind, { sheet, ...used });
    },
    getNextOrNullObject(sheet, _args, call) {
      const next = call.book.sheets[call.book.sheets.indexOf(sheet) + 1];
      return next ? remote(worksheetKind, next) : null;
    },
    getPreviousOrNullObject(sheet, _args, call) {
      const before = call.book.sheets[call.book.sheets.indexOf(sheet) - 1];
      return before ? remote(worksheetKind, before) : null;
    },
    delete(sheet, _args, call) {
      if (!call.mayDeleteSheets()) throw notImplemented('Worksheet.delete, unless a test allows it');
      call.book.removeSheet(alive(sheet, call));
      call.raise({ type: 15, targets: ['Workbook'], message: { worksheetId: sheet.id, source: 'Local' } });
    },
  },
};

/** Workbook.worksheets; its target only stands for the book. */
export const worksheetsKind: Kind<object> = {
  name: 'WorksheetCollection',
  items: (_target, call) => call.book.sheets.map((sheet) => remote(worksheetKind, sheet)),
  call: {
    ...registrations([...EVENTS, 'Added', 'Deleted']),
    getItem: (_target, [key], call) => remote(worksheetKind, call.book.sheet(text(key, 'WorksheetCollection.getItem'))),
    getItemOrNullObject(_target, [key], call) {
      const sheet = call.book.findSheet(text(key, 'WorksheetCollection.getItemOrNullObject'));
      return sheet ? remote(worksheetKind, sheet) : null;
    },
    getActiveWorksheet(_target, _args, call) {
      if (!call.book.active) throw notImplemented('a workbook without sheets');
      return remote(worksheetKind, call.book.active);
    },
    getCount: (_target, [visibleOnly], call) =>
      call.book.sheets.filter((sheet) => visibleOnly !== true || sheet.visibility === 'Visible').length,
    getFirst: (_target, [visibleOnly], call) => edgeSheet(call.book.sheets, visibleOnly),
    getLast: (_target, [visibleOnly], call) => edgeSheet([...call.book.sheets].reverse(), visibleOnly),
    add(_target, [name], call) {
      call.book.checkStructure();
      const sheet = call.book.addSheet(
        name === undefined || name === null ? undefined : text(name, 'WorksheetCollection.add'),
      );
      call.raise({ type: 13, targets: ['Workbook'], message: { worksheetId: sheet.id, source: 'Local' } });
      return remote(worksheetKind, sheet);
    },
  },
};

function edgeSheet(sheets: Sheet[], visibleOnly: unknown): Remote {
  const sheet = sheets.find(({ visibility }) => visibleOnly !== true || visibility === 'Visible');
  if (!sheet) throw notFound();
  return remote(worksheetKind, sheet);
}

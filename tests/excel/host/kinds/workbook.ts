import type { Book, Sheet } from '../book';
import { accessDenied, invalidArgument, notFound, notImplemented } from '../errors';
import type { Call, Kind } from '../remote';
import { isRemote, keptMembers, remote, targetOf, text } from '../remote';
import { namesKind } from './names';
import { rangeKind } from './range';
import { tablesKind } from './table';
import { registrations, worksheetKind, worksheetsKind } from './worksheet';

interface Entry {
  map: Map<string, unknown>;
  key: string;
}
/** Settings and custom document properties: named values. */
function entries(
  collection: string,
  item: string,
  map: (book: Book) => Map<string, unknown>,
  extra: Kind<Book>['call'] = {},
): Kind<Book> {
  const itemKind: Kind<Entry> = {
    name: item,
    id: ({ key }) => ({ _Id: key }),
    get: { key: ({ key }) => key, value: ({ map: values, key }) => values.get(key) },
    set: { value: ({ map: values, key }, value) => void values.set(key, value) },
    call: { delete: ({ map: values, key }) => void values.delete(key) },
  };
  const find = (book: Book, key: unknown) =>
    typeof key === 'string' && map(book).has(key) ? remote(itemKind, { map: map(book), key }) : null;
  return {
    name: collection,
    items: (book) => [...map(book).keys()].map((key) => remote(itemKind, { map: map(book), key })),
    call: {
      getCount: (book) => map(book).size,
      getItemOrNullObject: (book, [key]) => find(book, key),
      getItem(book, [key]) {
        const found = find(book, key);
        if (!found) throw notFound();
        return found;
      },
      add(book, [given, value]) {
        const key = text(given, `${collection}.add`);
        map(book).set(key, value);
        return remote(itemKind, { map: map(book), key });
      },
      ...extra,
    },
  };
}
const settingsKind = entries(
  'SettingCollection',
  'Setting',
  (book) => book.settings,
  registrations(['SettingsChanged']),
);
const customKind = entries('DocumentPropertiesCustomCollection', 'CustomProperty', (book) => book.customProperties, {
  deleteAll: (book) => book.customProperties.clear(),
  add(book, [given, value]) {
    if (typeof value === 'string' && value.length > 255)
      throw invalidArgument('a property of over 255 characters, which crashed Excel');
    book.customProperties.set(text(given, 'a key'), value);
    return customKind.call?.getItem?.(book, [given], undefined as never);
  },
});
const propertiesKind: Kind<Book> = {
  name: 'DocumentProperties',
  ...keptMembers((book: Book) => book.properties, {
    author: '',
    category: '',
    comments: '',
    company: '',
    keywords: '',
    manager: '',
    subject: '',
    title: '',
    lastAuthor: '',
    revisionNumber: 0,
    creationDate: null,
  }),
  go: { custom: (book) => remote(customKind, book) },
};
const protectionKind: Kind<Book> = {
  name: 'WorkbookProtection',
  get: { protected: (book) => book.structureProtected },
  call: {
    protect: (book) => void (book.structureProtected = true),
    unprotect: (book) => void (book.structureProtected = false),
  },
};
const createdKind: Kind<{ id: string; base64: string | null }> = {
  name: 'WorkbookCreated',
  id: ({ id }) => ({ Id: id }),
  call: { open: ({ base64 }, _args, call) => call.openOther(base64) },
};
const applicationKind: Kind<Book> = {
  name: 'Application',
  get: { calculationMode: (book) => book.calculationMode, calculationState: () => 'Done' },
  set: {
    calculationMode(book, value) {
      if (value !== 'Automatic' && value !== 'Manual' && value !== 'AutomaticExceptTables')
        throw invalidArgument('not a calculation mode');
      book.calculationMode = value;
    },
  },
  call: {
    calculate: () => undefined,
    suspendApiCalculationUntilNextSync: () => undefined,
    suspendScreenUpdatingUntilNextSync: () => undefined,
    createWorkbook: (book, [base64]) =>
      remote(createdKind, { id: book.guid(7), base64: typeof base64 === 'string' ? base64 : null }),
  },
};

/** Copies the sheets of another file in; the ids of the new sheets come back. */
async function insertSheets(book: Book, [base64, given]: unknown[], call: Call): Promise<string[]> {
  book.checkStructure();
  const options = (given ?? {}) as { sheetNamesToInsert?: string[]; positionType?: string; relativeTo?: unknown };
  const all = await call.parse(text(base64, 'Workbook.insertWorksheetsFromBase64'));
  const wanted = options.sheetNamesToInsert;
  const missing = wanted?.find((name) => !all.some((sheet) => sheet.name === name));
  if (missing !== undefined) throw invalidArgument('a sheet that the file lacks');
  const sheets = wanted ? all.filter((sheet) => wanted.includes(sheet.name)) : all;
  let at = book.sheets.length;
  if (options.positionType === 'Beginning') at = 0;
  else if (options.positionType === 'Before' || options.positionType === 'After') {
    const beside = isRemote(options.relativeTo)
      ? targetOf(worksheetKind, options.relativeTo)
      : book.findSheet(String(options.relativeTo));
    if (!beside) throw invalidArgument('no sheet to insert beside');
    at = book.sheets.indexOf(beside) + (options.positionType === 'After' ? 1 : 0);
  }
  return sheets.map((sheet, i) => adopt(book, sheet, at + i, call).id);
}

/** Takes a sheet of another workbook in, with a free name for it and its tables. */
export function adopt(book: Book, sheet: Sheet, at: number, call: Call): Sheet {
  let name = sheet.name;
  for (let n = 2; book.findSheet(name); n++) name = `${sheet.name.slice(0, 31 - ` (${n})`.length)} (${n})`;
  const taken = book.addSheet(name, at);
  Object.assign(taken, { ...sheet, id: taken.id, name: taken.name });
  taken.tables = [];
  for (const table of sheet.tables) {
    let called = table.name;
    for (let n = 1; book.findTable(called); n++) called = `${table.name}${n}`;
    taken.tables.push({ ...table, sheet: taken, id: book.guid(2), name: called });
  }
  for (const item of [...taken.pictures, ...taken.charts]) item.id = book.guid(5);
  call.raise({ type: 13, targets: ['Workbook'], message: { worksheetId: taken.id, source: 'Local' } });
  return taken;
}

/** Excel.Workbook, where every path begins. */
export const workbookKind: Kind<Book> = {
  name: 'Workbook',
  get: { name: () => 'Book1.xlsx', readOnly: () => false, isDirty: () => true },
  go: {
    worksheets: () => remote(worksheetsKind, {}),
    tables: (book) => remote(tablesKind, { sheet: null, tables: () => book.tables }),
    names: (book) => remote(namesKind, { book, scope: null }),
    settings: (book) => remote(settingsKind, book),
    properties: (book) => remote(propertiesKind, book),
    protection: (book) => remote(protectionKind, book),
    application: (book) => remote(applicationKind, book),
  },
  call: {
    _RemoveReference(book, [reference]) {
      const area = book.areas.get(String(reference));
      if (area) delete area.reference;
      book.areas.delete(String(reference));
    },
    getSelectedRange(book) {
      if (!book.active) throw notImplemented('a workbook without sheets');
      return remote(rangeKind, book.selection ?? { sheet: book.active, row: 0, col: 0, rows: 1, cols: 1 });
    },
    insertWorksheetsFromBase64: insertSheets,
    save: () => {
      throw accessDenied();
    },
  },
};

import type { Book, NamedItem, Sheet } from '../book';
import { invalidArgument, notFound } from '../errors';
import { areaAddress } from '../ranges';
import type { Call, Kind } from '../remote';
import { isRemote, remote, text } from '../remote';
import { areaOf, rangeKind } from './range';

interface Names {
  book: Book;
  scope: Sheet | null;
}
const within = ({ book, scope }: Names) => book.names.filter((item) => item.scope === scope);

function areaOfName(item: NamedItem, call: Call) {
  try {
    return areaOf(item.formula.replace(/^=/, ''), item.scope, call);
  } catch {
    return null;
  }
}

const nameKind: Kind<NamedItem> = {
  name: 'NamedItem',
  id: (item) => ({ _Id: item.name }),
  get: {
    name: (item) => item.name,
    formula: (item) => item.formula,
    visible: (item) => item.visible,
    scope: (item) => (item.scope ? 'Worksheet' : 'Workbook'),
    type: (item, call) => (areaOfName(item, call) ? 'Range' : 'String'),
    value: (item) => item.formula.replace(/^=/, ''),
  },
  set: {
    visible: (item, value) => void (item.visible = value === true),
    formula: (item, value) => void (item.formula = text(value, 'NamedItem.formula')),
  },
  call: {
    getRange(item, _args, call) {
      const area = areaOfName(item, call);
      if (!area) throw notFound();
      return remote(rangeKind, area);
    },
    getRangeOrNullObject(item, _args, call) {
      const area = areaOfName(item, call);
      return area && remote(rangeKind, area);
    },
    delete(item, _args, call) {
      call.book.names = call.book.names.filter((other) => other !== item);
    },
  },
};
const find = (names: Names, key: unknown) => {
  const item = within(names).find(({ name }) => name.toLowerCase() === String(key).toLowerCase());
  return item ? remote(nameKind, item) : null;
};

/** Workbook.names and Worksheet.names. */
export const namesKind: Kind<Names> = {
  name: 'NamedItemCollection',
  items: (names) => within(names).map((item) => remote(nameKind, item)),
  call: {
    getCount: (names) => within(names).length,
    getItemOrNullObject: (names, [key]) => find(names, key),
    getItem(names, [key]) {
      const found = find(names, key);
      if (!found) throw notFound();
      return found;
    },
    add(names, [name, reference], call) {
      const called = text(name, 'NamedItemCollection.add');
      if (find(names, called) || call.book.findTable(called)) throw invalidArgument('the name exists');
      const formula = isRemote(reference)
        ? `=${areaAddress(areaOf(reference, names.scope, call))}`
        : text(reference, 'NamedItemCollection.add');
      const item: NamedItem = { name: called, formula, scope: names.scope, visible: true };
      call.book.names.push(item);
      return remote(nameKind, item);
    },
  },
};

import type { Book } from './host/book';

/** A workbook as it stands, with its own cells, tables and settings: what is done to one leaves the other alone. */
export function cloneBook(book: Book): Book {
  const seen = new Map<object, object>();
  const clone = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = seen.get(value);
    if (known) return known;
    if (value instanceof Uint8Array) return value;
    if (value instanceof Map) {
      const copy = new Map();
      seen.set(value, copy);
      for (const [key, item] of value) copy.set(clone(key), clone(item));
      return copy;
    }
    if (value instanceof Set) return new Set([...value].map(clone));
    const copy = (Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value) as object)) as Record<
      string,
      unknown
    >;
    seen.set(value, copy);
    for (const key of Object.keys(value)) copy[key] = clone((value as Record<string, unknown>)[key]);
    return copy;
  };
  return clone(book) as Book;
}

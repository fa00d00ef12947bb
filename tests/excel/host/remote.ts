import type { Book, Sheet } from './book';
import { notImplemented } from './errors';

/** What the members of a kind may use. */
export interface Call {
  book: Book;
  /** Says that something happened, to whoever registered for it. */
  raise(event: HostEvent): void;
  /** Counts cells for the log. */
  count(kind: 'read' | 'written', cells: number): void;
  /** Opens an .xlsx beside the workbook (`Excel.createWorkbook`), or null for a blank one; refuses what is no .xlsx. */
  openOther(base64: string | null): Promise<void>;
  /** Whether the add-in may delete sheets: no, unless a test says so. */
  mayDeleteSheets(): boolean;
  /** Reads the sheets of an .xlsx. */
  parse(base64: string): Promise<Sheet[]>;
}

/** An event of the client's own numbers, for one target (an id, or `Workbook` for collections). */
export interface HostEvent {
  type: number;
  targets: string[];
  message: Record<string, unknown>;
}

/** How an Excel class answers: members by their names in Office.js. What isn't listed is refused by name. */
export interface Kind<T> {
  /** The class in Office.js. */
  name: string;
  /** Members that identify an object: `{Id}` or `{_Id}`. */
  id?(target: T): Record<string, unknown>;
  /** Properties with plain values. */
  get?: Record<string, (target: T, call: Call) => unknown>;
  set?: Record<string, (target: T, value: unknown, call: Call) => void>;
  /** Properties that are objects. */
  go?: Record<string, (target: T, call: Call) => Remote | null>;
  /** Methods; a Remote (or null, for an object that isn't there) where the method returns an object. */
  call?: Record<string, (target: T, args: unknown[], call: Call) => unknown>;
  /** The members of a collection. */
  items?(target: T, call: Call): Remote[];
}

/** An object of the workbook as the client sees it. */
export interface Remote {
  readonly kind: Kind<object>;
  readonly target: object;
}

/** Puts a kind and its target together. */
export function remote<T extends object>(kind: Kind<T>, target: T): Remote {
  return { kind: kind as unknown as Kind<object>, target };
}

/** The target of an argument that should be an object of that kind, or null for anything else. */
export function targetOf<T extends object>(kind: Kind<T>, argument: unknown): T | null {
  const given = argument as Partial<Remote> | null | undefined;
  return typeof given === 'object' && given !== null && given.kind?.name === kind.name ? (given.target as T) : null;
}

/** Whether an argument or a result is an object of the workbook. */
export function isRemote(value: unknown): value is Remote {
  return typeof value === 'object' && value !== null && 'kind' in value && 'target' in value;
}

/** A member that host and client only keep: read and written as they are. `defaults` lists the names. */
export function keptMembers<T extends object>(
  bag: (target: T) => Record<string, unknown>,
  defaults: Record<string, unknown>,
): Pick<Required<Kind<T>>, 'get' | 'set'> {
  const names = Object.keys(defaults);
  return {
    get: Object.fromEntries(names.map((name) => [name, (target: T) => bag(target)[name] ?? defaults[name]])),
    set: Object.fromEntries(
      names.map((name) => [name, (target: T, value: unknown) => void (bag(target)[name] = value)]),
    ),
  };
}

/** A child object that is a bag inside its parent's bag. */
export function subBag(bag: Record<string, unknown>, name: string): Record<string, unknown> {
  const found = bag[name];
  if (typeof found === 'object' && found !== null) return found as Record<string, unknown>;
  const made: Record<string, unknown> = {};
  bag[name] = made;
  return made;
}

/** A text argument, or a refusal. */
export function text(value: unknown, what: string): string {
  if (typeof value !== 'string') throw notImplemented(`${what} with an argument that is no text`);
  return value;
}

import type { Sheet } from './book';
import { Book } from './book';
import { HostError } from './errors';
import { Listeners } from './events';
import type { BatchLog, Fault } from './faults';
import { strikes } from './faults';
import type { Call, HostEvent } from './remote';
import { sheetSnapshot } from './snapshot';
import { User } from './user';
import type { Action, Reply, RequestBody } from './wire';
import { Processor } from './wire';
import { loadBook, saveBook } from './xlsx';

/** 5 MB a request and a response, as Excel on the web. */
const LIMIT = 5 * 1024 * 1024;
/** Request flag of `Excel.run({delayForCellEdit: true}, ...)`. */
const DELAY_FOR_CELL_EDIT = 64;

/** The action at which a request dies half done: as many changes before it as after it, house-keeping not counted. */
function middleOf({ Actions, ObjectPaths }: RequestBody): number {
  const changes = Actions.flatMap((action, index) => {
    const path = ObjectPaths[String(action.ObjectPathId)];
    const adds = action.ActionType === 1 && path?.ObjectPathType === 3 && /^(Add|Insert)/.test(path.Name);
    const acts = (action.ActionType === 3 && !action.Name.startsWith('_')) || action.ActionType === 4;
    return adds || acts ? [index] : [];
  });
  return changes[Math.floor(changes.length / 2)] ?? Math.ceil(Actions.length / 2);
}

/** What goes back to office.js: a response's text, or the number of a transport error. */
export type WireAnswer = { body: string } | { error: number };

/** Sends an event of the document (2, 33, 39) to the page. */
export type Deliver = (dispId: number, payload: unknown[]) => Promise<void>;

/** Excel in memory: answers the requests of the real office.js. See OFFICE-HOST.md for what is imitated. */
export class ExcelHost {
  book = new Book();
  readonly log: BatchLog[] = [];
  faults: Fault[] = [];
  /** Lets the add-in delete sheets; otherwise that is refused loudly. */
  mayDeleteSheets = false;
  /** Milliseconds before each answer. */
  latency = 0;
  /** Called before each counted request, with its number (from 1). Tests press Cancel here. */
  beforeRequest: ((request: number, members: string[]) => void | Promise<void>) | undefined;
  /** Members that the page asked for and the host doesn't have, or that the manifest doesn't allow. */
  readonly refused: string[] = [];
  /** Base64 of the workbooks that `Excel.createWorkbook` opened. */
  readonly opened: (string | null)[] = [];
  readonly listeners = new Listeners();
  deliver: Deliver = () => Promise.resolve();
  readonly user: User;
  private requestCount = 0;
  private editing: Promise<void> | null = null;
  private endEditing = () => {};
  private queue: Promise<unknown> = Promise.resolve();
  private pending: HostEvent[] = [];
  private current: BatchLog | null = null;

  constructor(readonly excelApi = '1.14') {
    this.user = new User(this);
  }

  /** Counted requests so far. */
  get requests(): number {
    return this.requestCount;
  }

  /** Starts counting again, and empties the log: before the run that a test is about. */
  resetRequests(): void {
    this.requestCount = 0;
    this.log.length = 0;
  }

  /** A user double-clicks a cell: requests fail with 5004 until the end, those with delayForCellEdit wait. */
  startCellEdit(): void {
    this.editing = new Promise((resolve) => (this.endEditing = resolve));
  }

  endCellEdit(): void {
    this.editing = null;
    this.endEditing();
  }

  /** What members may use, for `User` too. */
  readonly call: Call = ((host: ExcelHost): Call => ({
    get book() {
      return host.book;
    },
    raise: (event) => void host.pending.push(event),
    count(kind, cells) {
      if (host.current) host.current[kind === 'read' ? 'cellsRead' : 'cellsWritten'] += cells;
    },
    async openOther(base64) {
      if (base64 !== null) await loadBook(Buffer.from(base64, 'base64'));
      host.opened.push(base64);
    },
    mayDeleteSheets: () => host.mayDeleteSheets,
    parse: async (base64) => (await loadBook(Buffer.from(base64, 'base64'))).sheets,
  }))(this);

  /** Executes one request of office.js (dispId 93): body text and flags. Requests are served one after the other. */
  execute(text: string, flags: number): Promise<WireAnswer> {
    const served = this.queue.then(() => this.serve(text, flags));
    const answered = served.then(() => new Promise((resolve) => setImmediate(resolve)));
    this.queue = answered.then(() => this.flush()).catch(() => undefined);
    return served;
  }

  private async serve(text: string, flags: number): Promise<WireAnswer> {
    const body = JSON.parse(text) as RequestBody;
    const members = body.Actions.filter((action) => action.ActionType > 1 && action.Name !== '').map(
      (action) => action.Name,
    );
    const queries = body.Actions.some((action) => action.ActionType === 2);
    const keeping =
      !queries &&
      members.length > 0 &&
      members.every((name) => name === '_RemoveReference' || name === 'NotifyActionHandlerReady');
    const number = keeping ? 0 : ++this.requestCount;
    const started = performance.now();
    const entry: BatchLog = {
      number,
      actions: body.Actions.length,
      members,
      cellsRead: 0,
      cellsWritten: 0,
      bytesIn: Buffer.byteLength(text),
      bytesOut: 0,
      milliseconds: 0,
    };
    this.log.push(entry);
    if (number > 0) await this.beforeRequest?.(number, members);
    if (this.latency > 0) await new Promise((resolve) => setTimeout(resolve, this.latency));
    if (this.editing && flags & DELAY_FOR_CELL_EDIT) await this.editing;
    const answer = await this.answer(body, entry, flags);
    entry.milliseconds = Math.round(performance.now() - started);
    if ('error' in answer) entry.error = answer.error;
    return answer;
  }

  private async answer(body: RequestBody, entry: BatchLog, flags: number): Promise<WireAnswer> {
    if (this.editing && entry.number > 0) return { error: 5004 };
    if (entry.bytesIn > LIMIT) return { error: 5103 };
    const fault = strikes(this.faults, entry.number, (flags & DELAY_FOR_CELL_EDIT) !== 0);
    const code = fault && typeof fault.kind === 'number' ? fault.kind : null;
    if (code !== null && (fault?.when ?? 'before') === 'before') return { error: code };
    const stop = { before: 0, middle: middleOf(body), after: Infinity }[fault?.when ?? 'before'];
    const general =
      fault && code === null
        ? new HostError('GeneralException', 'There was an internal error while processing the request.')
        : undefined;
    this.current = entry;
    const processor = new Processor(body, this.call, this.excelApi);
    const reply = await processor.run(fault ? stop : Infinity, general).catch((error: unknown) => this.broken(error));
    this.current = null;
    this.note(body, reply, processor);
    if (code !== null) return { error: code };
    if (fault?.when === 'after')
      return {
        body: JSON.stringify({
          ...reply,
          Results: [],
          Error: {
            Code: 'GeneralException',
            Message: general?.message,
            Location: '',
            ActionIndex: 0,
            HttpStatusCode: 500,
          },
        }),
      };
    const text = JSON.stringify(reply);
    entry.bytesOut = Buffer.byteLength(text);
    return entry.bytesOut > LIMIT ? { error: 5104 } : { body: text };
  }

  /** A bug of the host's own must not look like Excel: the pane gets an error, the test fails when it closes the pane. */
  private broken(error: unknown): Reply {
    const message = `The tests' Excel broke: ${error instanceof Error ? error.stack : String(error)}`;
    this.refused.push(message);
    return {
      Results: [],
      TraceIds: [],
      Error: { Code: 'GeneralException', Message: message, Location: '', ActionIndex: 0, HttpStatusCode: 500 },
    };
  }

  private note(body: RequestBody, reply: Reply, processor: Processor): void {
    if (reply.Error && ['HostNotImplemented', 'ApiNotFound'].includes(reply.Error.Code))
      this.refused.push(`${reply.Error.Location}: ${reply.Error.Message}`);
    const last = this.log.at(-1);
    if (reply.Error && last) last.error = reply.Error.Code;
    const done = new Set(reply.Results.map((result) => result.ActionId));
    this.listeners.note(body, done, (action: Action) => processor.targetOf(action.ObjectPathId));
  }

  /** Sends what happened to those who listen; called after every request and every act of the user. */
  async flush(): Promise<void> {
    const events = this.pending;
    this.pending = [];
    for (const event of events) {
      for (const target of this.listeners.wanted(event)) {
        if (event.type === 2) await this.deliver(2, []);
        else
          await this.deliver(33, [65536, event.type, target, JSON.stringify(event.message), this.book.number(), false]);
      }
    }
  }

  /** Opens an .xlsx in place of the workbook; listeners stay. */
  async load(bytes: Uint8Array): Promise<void> {
    this.book = await loadBook(bytes);
  }

  /** The workbook as .xlsx bytes, to be read with another library. */
  save(): Promise<Uint8Array> {
    return saveBook(this.book);
  }

  /** A sheet by name; throws where there is none. */
  sheet(name: string): Sheet {
    const found = this.book.findSheet(name);
    if (!found)
      throw new Error(
        `The tests' workbook has no sheet ${name}; it has ${this.book.sheets.map((sheet) => sheet.name).join(', ')}.`,
      );
    return found;
  }

  /** Everything about a sheet that a user could miss, for toEqual: cells, formats, links, sizes, tables, hidden lines. */
  snapshot(name: string): ReturnType<typeof sheetSnapshot> {
    return sheetSnapshot(this.sheet(name));
  }
}

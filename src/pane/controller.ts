import { Cancelled } from '../core/cancelled';
import { UserError } from '../core/userError';
import type { Control, Remembered, WorkbookPort } from '../workbook/workbook';
import type { Client, OnProgress } from '../worker/client';
import type { GeographyFiles, JobChoices, Look } from '../worker/messages';
import { jobOf } from './choices';
import type { Choices } from './choices';
import { missing } from './state';
import type { Busy, Message } from './state';
import type { Store } from './store';
import { summarise } from './summary';
import { words } from './words';

/** What differs between the pane in Excel and the browser page. */
export interface Shell {
  /** Opens an .xlsx as the workbook; only where the workbook isn't there anyway. */
  openFile?(bytes: Uint8Array, name: string): Promise<WorkbookPort>;
  /** Offers the results as a new file. */
  save?(): Promise<void>;
  /** ISO date of today. */
  today(): string;
  /** ISO time of now. */
  now(): string;
}

/** Parts of the whole job's bar: reading, calculating, writing. */
const READ = 0.2;
const WRITE = 0.75;
/** Milliseconds of quiet after which a changed workbook is compared with what was read. */
const SETTLE = 1500;

/**
 * Everything that the pane does: reads and writes the workbook through the port, asks the worker, and tells the store.
 * No method throws: what went wrong becomes a message.
 */
export function createController(store: Store, client: Client, shell: Shell) {
  let port: WorkbookPort | null = null;
  let abort: AbortController | null = null;
  let files: Partial<GeographyFiles> = {};
  let remembered: Remembered | null = null;
  let unlisten: (() => void)[] = [];
  let settling: ReturnType<typeof setTimeout> | undefined;
  let previewAgain = false;
  let writing = false;
  /** Readings wait for one another: the worker keeps one workbook. Those in the background give way. */
  let reading: Promise<unknown> = Promise.resolve();
  let background = new AbortController();

  const send = store.send;
  const choices = () => store.get().choices;
  const job = (): JobChoices => jobOf(choices(), shell.today());
  const progress: OnProgress = (step, share) => send({ type: 'progressed', step, share });
  const part =
    (from: number, to: number): OnProgress =>
    (step, share) =>
      progress(step, from + (to - from) * share);

  /** One thing at a time, with a bar, Cancel, and a message at its end. Returns whether it was done. */
  async function busily(
    what: Busy['what'],
    step: string,
    act: (control: Control) => Promise<Message | null>,
  ): Promise<boolean> {
    if (store.get().busy) return false;
    background.abort();
    background = new AbortController();
    abort = new AbortController();
    writing = false;
    send({ type: 'started', what, step });
    try {
      const message = await act({ signal: abort.signal });
      send({ type: 'ended', message });
      return true;
    } catch (error) {
      const cancelled = error instanceof Cancelled || abort.signal.aborted;
      const sentence = cancelled ? (writing ? words.cancelledWriting : words.cancelled) : sentenceOf(error);
      send({ type: 'ended', message: { kind: cancelled ? 'note' : 'alert', sentence } });
      return false;
    } finally {
      abort = null;
    }
  }

  function lookAround(control: Control, onProgress?: OnProgress): Promise<void> {
    const turn = reading.then(async () => {
      if (!port) return;
      const workbook = await port.read({ ...control, progress: onProgress });
      await client.send(workbook, control.signal);
      send({ type: 'looked', look: await client.look(job()) });
    });
    reading = turn.catch(() => undefined);
    return turn;
  }

  /** Looks with other choices at the workbook that the worker has, or reads it again. */
  async function lookAgain(): Promise<void> {
    if (!port) return;
    if (client.needsWorkbook()) await lookAround({ signal: background.signal });
    else send({ type: 'looked', look: await client.look(job()) });
  }

  async function suggest(): Promise<void> {
    const { about, look, choices: chosen } = store.get();
    if (!about || !look?.template || chosen.authorities.length > 0) return;
    if (client.needsWorkbook()) return;
    send({ type: 'suggested', authority: await client.suggestAuthority(job()) });
  }

  /** What may fail without a word: a suggestion, a preview, a check. */
  const quietly = (act: () => Promise<void>) => void act().catch(() => undefined);

  async function open(next: WorkbookPort): Promise<void> {
    for (const stop of unlisten) stop();
    unlisten = [];
    port = next;
    await busily('opening', words.reading, async (control) => {
      remembered = await next.remembered();
      const sheetKeys = remembered?.sheets.map(({ key }) => key) ?? [];
      send({ type: 'opened', remembered: remembered && { choices: remembered.choices, sheetKeys } });
      await lookAround(control, part(0, 0.6));
      // Files chosen now win; otherwise the workbook may bring geography of its own.
      if (store.get().about?.way !== 'files') await openGeography(part(0.6, 1));
      const { look } = store.get();
      send({ type: 'stale', stale: remembered !== null && look !== null && remembered.checksum !== look.checksum });
      return null;
    });
    quietly(suggest);
    unlisten = [await next.onChanged(changed), await next.onRowSelected((code) => send({ type: 'marked', code }))];
  }

  async function openGeography(onProgress: OnProgress): Promise<void> {
    if (choices().sampleDay !== null) {
      const { about, authorities } = await client.useSample(onProgress);
      send({ type: 'geography', about, authorities });
    } else {
      const { about, authorities } = await client.openGeography(onProgress);
      send({ type: 'geography', about, authorities });
    }
  }

  /** The user changed a sheet: the results may be older than the data. The checksum decides. */
  function changed(): void {
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (store.get().busy) return changed();
      quietly(async () => {
        await lookAround({ signal: background.signal });
        const { look, hasResults } = store.get();
        send({ type: 'stale', stale: hasResults && look !== null && look.checksum !== remembered?.checksum });
        await suggest();
      });
    }, SETTLE);
  }

  async function run(): Promise<boolean> {
    const lacking = missing(store.get());
    if (lacking !== null || !port) {
      send({ type: 'said', message: { kind: 'alert', sentence: lacking ?? words.missing.workbook } });
      return false;
    }
    const workbook = port;
    return busily('run', words.reading, async (control) => {
      await lookAround(control, part(0, READ));
      const problem = store.get().look?.problem;
      if (problem) throw new UserError(problem);
      await client.restore(part(READ, READ + 0.1));
      const before = store.get().sheetKeys;
      const keepNeeds = before.flatMap((key) => (key.startsWith('need:') ? [key.slice(5)] : []));
      const inPlace = store.get().shell === 'excel';
      const { result, checksum } = await client.run(
        { ...job(), keepNeeds, before: remembered?.totals },
        inPlace,
        part(READ + 0.1, WRITE),
      );
      if (control.signal?.aborted) throw new Cancelled();
      writing = true;
      remembered = {
        version: 1,
        choices: { ...choices() },
        sheets: remembered?.sheets ?? [],
        checksum,
        ranAt: shell.now(),
        totals: result.runTotals,
      };
      await workbook.write(result.sheets, remembered, { ...control, progress: part(WRITE, 1) });
      remembered = (await workbook.remembered()) ?? remembered;
      const sheetKeys = [...new Set([...result.sheets.map(({ key }) => key), ...before])];
      send({ type: 'ran', summary: summarise(result), drawings: result.drawings, sheetKeys });
      return { kind: 'done', sentence: words.ready(result.counted, result.assessments) };
    });
  }

  async function preview(): Promise<void> {
    const { busy, previewing } = store.get();
    if (previewing) {
      previewAgain = true;
      return;
    }
    if (busy || missing(store.get()) !== null) return;
    send({ type: 'previewing' });
    try {
      if (client.needsWorkbook()) await lookAround({ signal: background.signal });
      await client.restore();
      send({ type: 'previewed', drawings: await client.preview(job()) });
    } catch {
      send({ type: 'previewed', drawings: null });
    }
    if (previewAgain) {
      previewAgain = false;
      await preview();
    }
  }

  return {
    open,
    run,
    /** The browser page, before any file is opened: the geography of earlier days. */
    async start(): Promise<void> {
      await busily('opening', words.geography, async () => {
        await openGeography(progress);
        return null;
      });
    },
    /** The browser page: a file takes the workbook's place. */
    async openFile(file: File): Promise<void> {
      let next: WorkbookPort | null = null;
      await busily('opening', words.reading, async () => {
        next = (await shell.openFile?.(new Uint8Array(await file.arrayBuffer()), file.name)) ?? null;
        return null;
      });
      if (next) await open(next);
    },
    async pickFile(kind: keyof GeographyFiles, file: File): Promise<void> {
      files = { ...files, [kind]: file };
      send({ type: 'picked', kind, name: file.name });
      const { postcodes, lsoas, authorities } = files;
      if (!postcodes || !lsoas || !authorities) return;
      const done = await busily('geography', words.geography, async () => {
        const answer = await client.importGeography({ postcodes, lsoas, authorities }, shell.today(), progress);
        send({ type: 'chose', choices: { sampleDay: null } });
        send({ type: 'geography', about: answer.about, authorities: answer.authorities });
        return null;
      });
      if (done) {
        files = {};
        quietly(suggest);
      }
    },
    forget: () =>
      busily('geography', words.forget, async () => {
        await client.forgetGeography();
        files = {};
        send({ type: 'geography', about: null, authorities: [] });
        return { kind: 'note', sentence: words.forgotten };
      }),
    insertTemplate: () =>
      busily('sheets', words.insertTemplate, async (control) => {
        if (!port) throw new UserError(words.missing.workbook);
        const name = await port.insertTemplate([]);
        await lookAround(control);
        return { kind: 'note', sentence: words.templateInserted(name) };
      }),
    addSheets: (file: File) =>
      busily('sheets', words.addSheets, async (control) => {
        if (!port) throw new UserError(words.missing.workbook);
        const names = await port.addSheetsFrom(new Uint8Array(await file.arrayBuffer()));
        await lookAround(control);
        return { kind: 'note', sentence: words.sheetsAdded(names) };
      }),
    async trySample(): Promise<void> {
      await busily('sample', words.trySample, async (control) => {
        const sample = await client.useSample(progress);
        let added: string[] = [];
        if (port && store.get().shell === 'excel') added = await port.addSheetsFrom(sample.workbook);
        else if (shell.openFile) port = await shell.openFile(sample.workbook, 'needs-map-sample.xlsx');
        if (!store.get().open || store.get().shell === 'page') send({ type: 'opened', remembered: null });
        send({ type: 'geography', about: sample.about, authorities: sample.authorities });
        const kept = { columns: {}, yearEnd: '', template: null, logs: null };
        send({ type: 'chose', choices: { ...kept, sampleDay: sample.today, authorities: [sample.authority] } });
        await lookAround(control);
        if (added.length > 0) {
          send({ type: 'chose', choices: sheetsOf(store.get().look, added) });
          await lookAgain();
        }
        return added.length > 0 ? { kind: 'note', sentence: words.sheetsAdded(added) } : null;
      });
    },
    cancel(): void {
      abort?.abort();
      if (!writing) client.cancel();
    },
    /** Takes over a choice; looks at the sheets again where it is about them, draws again where it is about maps. */
    choose(changes: Partial<Choices>): void {
      send({ type: 'chose', choices: changes });
      if ('template' in changes || 'logs' in changes || 'columns' in changes || 'date1904' in changes)
        quietly(lookAgain);
      if ('map' in changes) void preview();
    },
    preview,
    /** Marks an LSOA on the map and selects its row in the workbook. */
    select(sheetKey: string, code: string): void {
      send({ type: 'marked', code });
      if (port) quietly(() => port!.show(sheetKey, code));
    },
    show(sheetKey: string): void {
      void port
        ?.show(sheetKey)
        .catch((error: unknown) => send({ type: 'said', message: { kind: 'alert', sentence: sentenceOf(error) } }));
    },
    save: () => shell.save?.(),
    send,
  };
}

export type Controller = ReturnType<typeof createController>;

/** The sheets that came with the sample are read, whatever else stands in the workbook. */
function sheetsOf(look: Look | null, added: string[]): Partial<Choices> {
  const of = (kind: 'template' | 'log') =>
    (look?.sheets ?? []).filter((sheet) => sheet.kind === kind && added.includes(sheet.name)).map(({ name }) => name);
  return { template: of('template')[0] ?? null, logs: of('log') };
}

/** Analysts read UserErrors; anything else is our fault and told by its kind alone. */
function sentenceOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return words.failedUnexpectedly(error instanceof Error ? error.name : 'unknown');
}

import { Cancelled } from '../core/cancelled';
import type { OutCell } from '../core/types';
import { UserError } from '../core/userError';
import type { Control, Remembered, WorkbookPort } from '../workbook/workbook';
import type { Client } from '../worker/client';
import type { ImportedLog, JobChoices, OnProgress } from '../worker/messages';
import { jobOf } from './choices';
import type { Busy, Message } from './state';
import type { Store } from './store';
import { words } from './words';

/** What differs between the pane in Excel and the browser page. */
export interface Shell {
  /** Opens an .xlsx as the workbook; only where the workbook isn't there anyway. */
  openFile?(bytes: Uint8Array, name: string): Promise<WorkbookPort>;
  /** Makes a new workbook of a log and a template, offers its file, and opens it; only in the browser page. */
  startFile?(
    log: Pick<ImportedLog, 'rows' | 'dateColumns'>,
    template: OutCell[][],
    control: Control,
  ): Promise<WorkbookPort>;
  /** Offers a list as a file; where left out, it comes into the workbook. */
  offer?(bytes: Uint8Array, name: string): void;
  /** Offers the results as a new file. */
  save?(): Promise<void>;
  /** ISO date of today. */
  today(): string;
  /** ISO time of now. */
  now(): string;
}

/**
 * What the pane's acts have in common: the workbook in hand, one thing at a time with its bar and Cancel, and the looks
 * at the workbook. Holds no choices: those are the store's.
 */
export function createSession(store: Store, client: Client, shell: Shell) {
  const session = { port: null as WorkbookPort | null, remembered: null as Remembered | null, writing: false };
  let abort: AbortController | null = null;
  /** Readings wait for one another: the worker keeps one workbook. Those in the background give way. */
  let reading: Promise<unknown> = Promise.resolve();
  let background = new AbortController();

  const send = store.send;
  const job = (): JobChoices => jobOf(store.get().choices, shell.today());
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
    session.writing = false;
    send({ type: 'started', what, step });
    try {
      const message = await act({ signal: abort.signal });
      send({ type: 'ended', message });
      return true;
    } catch (error) {
      const cancelled = error instanceof Cancelled || abort.signal.aborted;
      const sentence = cancelled ? (session.writing ? words.cancelledWriting : words.cancelled) : sentenceOf(error);
      send({ type: 'ended', message: { kind: cancelled ? 'note' : 'alert', sentence } });
      return false;
    } finally {
      abort = null;
    }
  }

  function lookAround(control: Control, onProgress?: OnProgress): Promise<void> {
    const turn = reading.then(async () => {
      const { port } = session;
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
    if (!session.port) return;
    if (client.needsWorkbook()) await lookAround({ signal: background.signal });
    else send({ type: 'looked', look: await client.look(job()) });
  }

  /** Whether the results are older than the data: by the checksum of the sheets that a run reads. */
  function compare(): void {
    const { hasResults, look } = store.get();
    send({ type: 'stale', stale: hasResults && look !== null && look.checksum !== session.remembered?.checksum });
  }

  async function suggest(): Promise<void> {
    const { about, look, choices: chosen } = store.get();
    if (!about || !look?.template || chosen.authorities.length > 0) return;
    if (client.needsWorkbook()) return;
    send({ type: 'suggested', authority: await client.suggestAuthority(job()) });
  }

  /** What may fail without a word: a suggestion, a preview, a check. */
  const quietly = (act: () => Promise<void>) => void act().catch(() => undefined);

  async function openGeography(onProgress: OnProgress): Promise<void> {
    const invented = store.get().choices.sampleDay !== null;
    const { about, authorities } = await (invented ? client.useSample(onProgress) : client.openGeography(onProgress));
    send({ type: 'geography', about, authorities });
  }

  return Object.assign(session, {
    store,
    client,
    shell,
    job,
    progress,
    part,
    busily,
    lookAround,
    lookAgain,
    lookInBackground: () => lookAround({ signal: background.signal }),
    compare,
    suggest,
    quietly,
    openGeography,
    cancel(): void {
      abort?.abort();
      if (!session.writing) client.cancel();
    },
  });
}

export type Session = ReturnType<typeof createSession>;

/** Analysts read UserErrors; anything else is our fault and told by its kind alone. */
export function sentenceOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return words.failedUnexpectedly(error instanceof Error ? error.name : 'unknown');
}

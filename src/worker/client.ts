import { Cancelled } from '../core/cancelled';
import type { Added, OutCell, Result, WorkbookData } from '../core/types';
import { UserError } from '../core/userError';
import { joinParts } from './joinParts';
import type {
  AnnexASummary,
  Answer,
  GeographyFiles,
  ImportedLog,
  JobChoices,
  ListOf,
  LogFiles,
  Look,
  OnProgress,
  Part,
  Post,
  Progress,
  Request,
  ShareAsk,
  ShareNumbers,
} from './messages';

/** As much of a Worker as the client needs. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

/** The kind of answer that each request has. */
type Answered<K extends Answer['kind']> = Extract<Answer, { kind: K }>;

/** What a new worker must load again before it can go on where the old one stopped. */
type Source =
  | { way: 'none' | 'sample' }
  | { way: 'stored'; withoutWorkbook: boolean }
  | { way: 'files'; files: GeographyFiles; today: string };

/** What was done to the geography since, in its order. */
type Change = Extract<Request, { kind: 'addFile' | 'takeOut' }>;

/** What the analyst reads when the worker died: out of memory, or ended by the system. */
export const WORKER_DIED =
  'The calculation stopped unexpectedly, perhaps for want of memory. Close other programs or tabs, then press the button again.';

/** Cells in one message to the worker: some milliseconds of copying. */
const CELLS_A_MESSAGE = 20_000;

/**
 * The pane's end of the worker. Every request is a promise: of the answer, a UserError with the worker's sentence, or
 * `Cancelled`. One request at a time. A worker that dies or is cancelled is replaced at the next request, and opens the
 * geography again that was in use.
 */
export function createClient(start: () => WorkerLike) {
  let worker: WorkerLike | null = null;
  let source: Source = { way: 'none' };
  /** Files by LSOA that were added or taken out since it was opened. */
  let changes: Change[] = [];
  /** Whether the running worker lacks what `source` says, and the workbook. */
  let fresh = true;
  let holdsWorkbook = false;
  let giveUp: ((error: Error) => void) | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  /** Rises with every end of a worker: what was queued for an ended one is not asked any more. */
  let life = 0;
  let ending: Error = new Cancelled();

  function end(error: Error): void {
    ending = error;
    worker?.terminate();
    worker = null;
    life++;
    giveUp?.(error);
    giveUp = null;
  }

  function running(): WorkerLike {
    if (worker) return worker;
    const started = start();
    worker = started;
    // What is heard of a worker that was ended before is no news of the one that runs now.
    const died = () => {
      if (worker === started) end(new UserError(WORKER_DIED));
    };
    started.onerror = (event) => {
      event.preventDefault?.();
      died();
    };
    started.onmessageerror = died;
    fresh = true;
    holdsWorkbook = false;
    return started;
  }

  function ask<K extends Answer['kind']>(request: Request, kind: K, onProgress?: OnProgress): Promise<Answered<K>> {
    running();
    const born = life;
    const answer = queue.then(() => {
      if (born !== life) throw ending;
      return askNow(request, kind, onProgress);
    });
    queue = answer.catch(() => undefined);
    return answer;
  }

  function askNow<K extends Answer['kind']>(request: Request, kind: K, onProgress?: OnProgress): Promise<Answered<K>> {
    const asked = running();
    return new Promise<Answered<K>>((resolve, reject) => {
      const parts: Part[] = [];
      giveUp = reject;
      asked.onmessage = ({ data }: MessageEvent<Answer | Progress | Part>) => {
        if (data.kind === 'progress') onProgress?.(data.step, data.share);
        else if (data.kind === 'part' || data.kind === 'logPart') parts.push(data);
        else {
          giveUp = null;
          if (data.kind === 'error') reject(new UserError(data.sentence));
          else if (data.kind !== kind) reject(new Error(`The worker answered ${data.kind} to ${request.kind}`));
          else {
            joinParts(data, parts);
            resolve(data as Answered<K>);
          }
        }
      };
      asked.postMessage(request);
    });
  }

  /** Opens in a new worker what the last one had open. */
  async function restore(onProgress?: OnProgress): Promise<void> {
    running();
    if (!fresh) return;
    if (source.way === 'sample') await ask({ kind: 'useSample' }, 'sample', onProgress);
    if (source.way === 'stored') {
      const { withoutWorkbook } = source;
      await ask({ kind: 'openGeography', withoutWorkbook }, 'geography', onProgress);
    }
    if (source.way === 'files') {
      const { files, today } = source;
      const stored = await ask({ kind: 'openGeography', withoutWorkbook: true }, 'geography', onProgress);
      const names = stored.about?.files.map(({ name }) => name) ?? [];
      const same =
        stored.about?.way === 'cache' && Object.values(files).every((file: File) => names.includes(file.name));
      if (!same) await ask({ kind: 'importGeography', files, today }, 'geography', onProgress);
    }
    for (const change of changes) await ask(change, 'added', onProgress);
    fresh = false;
  }

  async function change(request: Change, onProgress?: OnProgress) {
    await restore(onProgress);
    const answer = await ask(request, 'added', onProgress);
    changes = [...changes, request];
    return answer;
  }

  return {
    async importGeography(files: GeographyFiles, today: string, onProgress?: OnProgress) {
      const answer = await ask({ kind: 'importGeography', files, today }, 'geography', onProgress);
      fresh = false;
      source = { way: 'files', files, today };
      changes = [];
      return answer;
    },
    async openGeography(onProgress?: OnProgress) {
      const answer = await ask({ kind: 'openGeography' }, 'geography', onProgress);
      fresh = false;
      const { about } = answer;
      // Geography that is put into the workbook later doesn't take the place of what is in use.
      source = about ? { way: 'stored', withoutWorkbook: about.way !== 'workbook' } : { way: 'none' };
      changes = [];
      return answer;
    },
    async forgetGeography(): Promise<void> {
      source = { way: 'none' };
      changes = [];
      await ask({ kind: 'forgetGeography' }, 'forgotten');
    },
    /** Adds a population, deprivation or ward file to the geography in use. */
    addFile: (file: File, onProgress?: OnProgress) => change({ kind: 'addFile', file }, onProgress),
    takeOut: (what: keyof Added) => change({ kind: 'takeOut', what }),
    async useSample(onProgress?: OnProgress) {
      const answer = await ask({ kind: 'useSample' }, 'sample', onProgress);
      fresh = false;
      source = { way: 'sample' };
      changes = [];
      return answer;
    },
    /** Hands the workbook over in blocks; the worker keeps it until the next one. */
    async send(workbook: WorkbookData, signal?: AbortSignal): Promise<void> {
      const target = running();
      const post = (message: Post) => target.postMessage(message);
      post({
        kind: 'workbook',
        workbook: { ...workbook, sheets: workbook.sheets.map((one) => ({ ...one, rows: [] })) },
      });
      for (const [sheet, { rows }] of workbook.sheets.entries()) {
        const size = Math.max(1, Math.floor(CELLS_A_MESSAGE / Math.max(1, rows[0]?.length ?? 1)));
        for (let at = 0; at < rows.length; at += size) {
          if (signal?.aborted) throw new Cancelled();
          post({ kind: 'rows', sheet, rows: rows.slice(at, at + size) });
          await breath();
        }
      }
      if (worker !== target) throw ending;
      holdsWorkbook = true;
    },
    async look(job: JobChoices): Promise<Look> {
      return (await ask({ kind: 'look', job }, 'sheets')).look;
    },
    async suggestAuthority(job: JobChoices): Promise<string | null> {
      await restore();
      return (await ask({ kind: 'suggestAuthority', job }, 'suggestion')).authority;
    },
    /** Runs the job on the workbook that was sent; send it again after a cancel. */
    async run(
      job: JobChoices,
      inPlace: boolean,
      onProgress?: OnProgress,
    ): Promise<{ result: Result; checksum: string }> {
      return ask({ kind: 'run', job, inPlace }, 'result', onProgress);
    },
    /** The geography in use, cut to these authorities, as cells for `WorkbookPort.keepGeography`. */
    async packGeography(authorities: string[], onProgress?: OnProgress): Promise<string[]> {
      return (await ask({ kind: 'packGeography', authorities }, 'packed', onProgress)).cells;
    },
    /** Reads files to a log for `WorkbookPort.writeLog`; `date1904` as for a job. */
    async importLog(chosen: LogFiles, date1904?: boolean, onProgress?: OnProgress): Promise<ImportedLog> {
      return (await ask({ kind: 'importLog', chosen, date1904 }, 'log', onProgress)).log;
    },
    /** Which closed assessments of an Annex A workbook the logs lack, in the workbook that was sent. */
    async annexA(file: File, job: JobChoices, onProgress?: OnProgress): Promise<AnnexASummary> {
      return (await ask({ kind: 'annexA', file, job }, 'annexA', onProgress)).summary;
    },
    /** The last import's findings, or what the log lacks of Annex A, child by child, as an .xlsx. */
    async list(of: ListOf): Promise<Uint8Array> {
      return (await ask({ kind: 'list', of }, 'list')).workbook;
    },
    /** The log's assessments that have no postcode yet, in the workbook that was sent: rows of a new template. */
    async missingRows(job: JobChoices): Promise<OutCell[][]> {
      return (await ask({ kind: 'missingRows', job }, 'missing')).rows;
    },
    async preview(job: JobChoices) {
      return (await ask({ kind: 'preview', job }, 'preview')).drawings;
    },
    /** How many counts a copy to share would hide, by each kind of area. */
    async howManyHidden(job: JobChoices, limit: number, onProgress?: OnProgress): Promise<ShareNumbers[]> {
      return (await ask({ kind: 'howManyHidden', job, limit }, 'hidden', onProgress)).numbers;
    },
    /** The copy to share of the workbook that was sent, for `WorkbookPort.openNew`. */
    async prepareCopy(job: JobChoices, share: ShareAsk, onProgress?: OnProgress): Promise<Uint8Array> {
      return (await ask({ kind: 'prepareCopy', job, share }, 'copy', onProgress)).workbook;
    },
    restore,
    /** Whether the worker that is running has lost the workbook (it is new, or was never sent one). */
    needsWorkbook: () => worker === null || !holdsWorkbook,
    /** Ends what is running: its promise rejects with `Cancelled`. */
    cancel: () => end(new Cancelled()),
  };
}

export type Client = ReturnType<typeof createClient>;

/** Lets the pane paint and answer clicks. */
const breath = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

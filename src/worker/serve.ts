import { readSheets } from '../core/readSheets';
import { findSheets } from '../core/findSheets';
import { runJob } from '../core/runJob';
import type { Added, Drawing, Geography, Job, OutCell, Result, SourceFile, WorkbookData } from '../core/types';
import { Cancelled } from '../core/cancelled';
import { UserError } from '../core/userError';
import { findEvidence } from '../evidence/findEvidence';
import { authorityChoices, districtsOf } from '../core/authorityChoices';
import { cutGeography } from '../geography/cutGeography';
import { packGeography } from '../geography/packGeography';
import { packToCells } from '../geography/packText';
import type { LogTable } from '../census/types';
import { withAnnexA } from './withAnnexA';
import { importLog } from './importLog';
import { listXlsx } from './listXlsx';
import { look, sourceChecksum } from './look';
import type {
  Answer,
  GeographyFiles,
  ImportedLog,
  JobChoices,
  ListOf,
  OnProgress,
  Part,
  Post,
  Progress,
  Request,
} from './messages';
import { missingRows } from './missingRows';
import { shareCopy } from './shareCopy';
import { suggestAuthority } from './suggestAuthority';

/** What the worker does by the browser's means; the tests use others. */
export interface Tools {
  importGeography(files: GeographyFiles, today: string, progress: OnProgress): Promise<Geography>;
  /** The workbook's pack, the cache, the origin, in that order; null where there is none. */
  openGeography(workbook: WorkbookData | null, progress: OnProgress): Promise<Geography | null>;
  forgetGeography(): Promise<void>;
  /** The geography with the file, which is kept for next time. */
  addFile(geography: Geography, file: File): Promise<{ geography: Geography; file: SourceFile }>;
  /** The geography without such a file, which is forgotten. */
  takeOut(geography: Geography, what: keyof Added): Promise<Geography>;
  useSample(): Promise<{ geography: Geography; workbook: Uint8Array; authority: string; today: string }>;
  png(drawing: Drawing): Promise<Uint8Array>;
}

type Reply = (message: Answer | Progress | Part, transfer?: Transferable[]) => void;

/** Rows of a result's table in one message. */
const ROWS_A_PART = 2_000;
/** Milliseconds between two progress messages of the same step. */
const PROGRESS_PAUSE = 100;

/** Our own faults are told without anything of the data: only their kind. */
const OUR_FAULT =
  'Something went wrong inside Needs map. Press the button again; if it happens again, tell whoever installed the add-in';

/** The worker's end of `messages.ts`: give it every message; it replies. Requests are answered in the order they come. */
export function createServer(tools: Tools, reply: Reply): (message: Request | Post) => Promise<void> {
  let geography: Geography | null = null;
  let workbook: WorkbookData | null = null;
  const lists: Record<ListOf, LogTable | null> = { findings: null, annexA: null };
  const evidence = findEvidence();
  const sharing = shareCopy();
  let queue: Promise<void> = Promise.resolve();

  const progress = limited((step, share) => reply({ kind: 'progress', step, share }));

  function jobOf({ date1904, ...choices }: JobChoices): Job {
    if (!workbook) throw new Error('no workbook was sent');
    return { ...choices, workbook: date1904 ? { ...workbook, date1904 } : workbook };
  }

  function inUse(): Geography {
    if (!geography)
      throw new UserError(
        'Choose the three geography files first: postcodes, LSOA boundaries and authority boundaries.',
      );
    return geography;
  }

  function replyAdded(changed: Geography, file: SourceFile | null): void {
    geography = { ...changed, about: { ...changed.about, changed: true } };
    reply({ kind: 'added', about: geography.about, file });
  }

  async function answer(request: Request): Promise<void> {
    switch (request.kind) {
      case 'importGeography':
        geography = await tools.importGeography(request.files, request.today, progress);
        return reply(geographyAnswer(geography));
      case 'openGeography':
        geography = await tools.openGeography(request.withoutWorkbook ? null : workbook, progress);
        return reply(geographyAnswer(geography));
      case 'forgetGeography':
        geography = null;
        await tools.forgetGeography();
        return reply({ kind: 'forgotten' });
      case 'addFile': {
        progress('Reading the file', 0.1);
        const { geography: all, file } = await tools.addFile(inUse(), request.file);
        return replyAdded(all, file);
      }
      case 'takeOut':
        return replyAdded(await tools.takeOut(inUse(), request.what), null);
      case 'useSample': {
        const sample = await tools.useSample();
        geography = sample.geography;
        const { about, authorities } = geographyAnswer(geography);
        const { workbook: file, authority, today } = sample;
        return reply({ kind: 'sample', workbook: file, about: about!, authorities, authority, today }, [file.buffer]);
      }
      case 'packGeography': {
        progress('Packing the geography', 0.1);
        const whole = inUse();
        const cut = cutGeography(whole, districtsOf(request.authorities, whole.authorities));
        progress('Packing the geography', 0.5);
        return reply({ kind: 'packed', cells: packToCells(packGeography(cut)) });
      }
      case 'importLog': {
        const date1904 = request.date1904 ?? workbook?.date1904 ?? false;
        const imported = await importLog(request.chosen, date1904, progress);
        lists.findings = imported.findings;
        return sendLog(imported.log, reply);
      }
      case 'annexA': {
        const { summary, missing } = await withAnnexA(jobOf(request.job), request.file, progress);
        lists.annexA = missing;
        return reply({ kind: 'annexA', summary });
      }
      case 'list': {
        const file = await listXlsx(request.of, lists[request.of]);
        return reply({ kind: 'list', workbook: file }, [file.buffer as ArrayBuffer]);
      }
      case 'missingRows':
        return reply({ kind: 'missing', rows: missingRows(jobOf(request.job)) });
      case 'look':
        return reply({ kind: 'sheets', look: look(jobOf(request.job)) });
      case 'suggestAuthority': {
        const { templateRows } = readSheets(jobOf(request.job));
        return reply({ kind: 'suggestion', authority: suggestAuthority(templateRows, inUse()) });
      }
      case 'preview': {
        const { drawings } = await run(
          jobOf(request.job),
          false,
          async () => new Uint8Array(),
          () => undefined,
        );
        return reply({ kind: 'preview', drawings });
      }
      case 'run': {
        const job = jobOf(request.job);
        const result = await run(job, request.inPlace, tools.png, progress);
        const { template, logs } = findSheets(job);
        return send(result, sourceChecksum([template, ...logs]), reply);
      }
      case 'howManyHidden': {
        const numbers = await sharing.numbers(jobOf(request.job), inUse(), request.limit, progress);
        return reply({ kind: 'hidden', numbers });
      }
      case 'prepareCopy': {
        const file = await sharing.copy(jobOf(request.job), inUse(), request.share, tools.png, progress);
        return reply({ kind: 'copy', workbook: file }, [file.buffer]);
      }
    }
  }

  function run(job: Job, inPlace: boolean, png: Tools['png'], onProgress: OnProgress): Promise<Result> {
    return runJob(job, {
      geography: async () => inUse(),
      evidence,
      png,
      progress: onProgress,
      inPlace,
    });
  }

  return (message) => {
    if (message.kind === 'workbook') workbook = message.workbook;
    else if (message.kind === 'rows') {
      const rows = workbook?.sheets[message.sheet]?.rows;
      for (const row of message.rows) rows?.push(row);
    } else {
      queue = queue.then(() => answer(message)).catch((error: unknown) => reply(errorAnswer(error)));
      return queue;
    }
    return Promise.resolve();
  };
}

function geographyAnswer(geography: Geography | null): Extract<Answer, { kind: 'geography' }> {
  if (!geography) return { kind: 'geography', about: null, authorities: [] };
  return { kind: 'geography', about: geography.about, authorities: authorityChoices(geography.authorities) };
}

function errorAnswer(error: unknown): Answer {
  if (error instanceof UserError) return { kind: 'error', ours: false, sentence: error.message };
  const what = error instanceof Cancelled ? 'Cancelled' : error instanceof Error ? error.name : 'unknown';
  return { kind: 'error', ours: true, sentence: `${OUR_FAULT} (${what}).` };
}

/** Long tables go ahead in parts, so that no single message is long to copy; pictures are transferred, not copied. */
function send(result: Result, checksum: string, reply: Reply): void {
  const sheets = result.sheets.map((sheet, s) => ({
    ...sheet,
    tables: sheet.tables.map((table, t) => {
      if (table.rows.length <= ROWS_A_PART) return table;
      for (let at = 0; at < table.rows.length; at += ROWS_A_PART) {
        const rows: OutCell[][] = table.rows.slice(at, at + ROWS_A_PART);
        reply({ kind: 'part', sheet: s, table: t, rows });
      }
      return { ...table, rows: [] };
    }),
  }));
  const pngs = new Set(sheets.flatMap(({ images }) => images.map(({ png }) => png.buffer)));
  reply({ kind: 'result', result: { ...result, sheets }, checksum }, [...pngs]);
}

/** The same for a log. */
function sendLog(log: ImportedLog, reply: Reply): void {
  for (let at = 0; at < log.rows.length; at += ROWS_A_PART)
    reply({ kind: 'logPart', rows: log.rows.slice(at, at + ROWS_A_PART) });
  reply({ kind: 'log', log: { ...log, rows: [] } });
}

/** Passes on a new step at once and the same step at most every tenth of a second. */
function limited(pass: OnProgress): OnProgress {
  let last = 0;
  let lastStep = '';
  return (step, share) => {
    const now = Date.now();
    if (step === lastStep && share < 1 && now - last < PROGRESS_PAUSE) return;
    last = now;
    lastStep = step;
    pass(step, share);
  };
}

import type { Added } from '../core/types';
import type { WorkbookPort } from '../workbook/workbook';
import type { Client } from '../worker/client';
import type { GeographyFiles, Look } from '../worker/messages';
import type { Choices } from './choices';
import { runNeedsMap } from './runNeedsMap';
import { shareActs } from './shareActs';
import { createSession, sentenceOf } from './session';
import type { Shell } from './session';
import { missing } from './state';
import type { Store } from './store';
import { words } from './words';
import { workbookActs } from './workbookActs';

/** Milliseconds of quiet after which a changed workbook is compared with what was read. */
const SETTLE = 1500;

/**
 * Everything that can be done in the pane: reads and writes the workbook through the port, asks the worker, and tells
 * the store. No method throws: what went wrong becomes a message.
 */
export function createController(store: Store, client: Client, shell: Shell) {
  const session = createSession(store, client, shell);
  const { busily, job, lookAgain, lookAround, openGeography, progress, quietly, suggest } = session;
  const { send } = store;
  let files: Partial<GeographyFiles> = {};
  let unlisten: (() => void)[] = [];
  let settling: ReturnType<typeof setTimeout> | undefined;
  let previewAgain = false;

  async function open(next: WorkbookPort): Promise<void> {
    for (const stop of unlisten) stop();
    unlisten = [];
    session.port = next;
    await session.busily('opening', words.reading, async (control) => {
      const remembered = await next.remembered();
      session.remembered = remembered;
      const sheetKeys = remembered?.sheets.map(({ key }) => key) ?? [];
      send({ type: 'opened', remembered: remembered && { choices: remembered.choices, sheetKeys } });
      await session.lookAround(control, session.part(0, 0.6));
      // Files chosen now win; otherwise the workbook may bring geography of its own.
      if (store.get().about?.way !== 'files') await session.openGeography(session.part(0.6, 1));
      session.compare();
      return null;
    });
    quietly(suggest);
    quietly(async () => {
      unlisten = [await next.onChanged(changed), await next.onRowSelected((code) => send({ type: 'marked', code }))];
    });
  }

  /** The user changed a sheet: the results may be older than the data. The checksum decides. */
  function changed(): void {
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (store.get().busy) return changed();
      quietly(async () => {
        await session.lookInBackground();
        session.compare();
        await suggest();
      });
    }, SETTLE);
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
      if (client.needsWorkbook()) await session.lookInBackground();
      await client.restore();
      send({ type: 'previewed', drawings: await client.preview({ ...job(), before: session.remembered?.totals }) });
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
    run: () => runNeedsMap(session),
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
    addFile: (file: File) =>
      busily('geography', words.addingFile, async () => {
        const answer = await client.addFile(file, progress);
        send({ type: 'added', about: answer.about });
        return answer.file && { kind: 'note', sentence: words.fileAdded(answer.file) };
      }),
    takeOut: (what: keyof Added, name: string) =>
      busily('geography', words.takingOut(name), async () => {
        send({ type: 'added', about: (await client.takeOut(what)).about });
        return { kind: 'note', sentence: words.takenOut(name) };
      }),
    forget: () =>
      busily('geography', words.forget, async () => {
        await client.forgetGeography();
        files = {};
        send({ type: 'geography', about: null, authorities: [] });
        return { kind: 'note', sentence: words.forgotten };
      }),
    ...workbookActs(session),
    ...shareActs(session),
    async trySample(): Promise<void> {
      await busily('sample', words.trySample, async (control) => {
        const sample = await client.useSample(progress);
        let added: string[] = [];
        if (session.port && store.get().shell === 'excel') added = await session.port.addSheetsFrom(sample.workbook);
        else if (shell.openFile) session.port = await shell.openFile(sample.workbook, 'needs-map-sample.xlsx');
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
    cancel: session.cancel,
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
      const { port } = session;
      if (port) quietly(() => port.show(sheetKey, code));
    },
    show(sheetKey: string): void {
      void session.port
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

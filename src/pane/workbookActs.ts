import { UserError } from '../core/userError';
import type { Control, WorkbookPort } from '../workbook/workbook';
import type { ListOf, LogFiles } from '../worker/messages';
import type { Session, Shell } from './session';
import type { Message } from './state';
import { words } from './words';

/** What the pane puts into the workbook besides results: the template, other sheets, an imported log, geography. */
export function workbookActs(session: Session) {
  const { busily, client, compare, job, lookAround, part, shell, store } = session;
  const { send } = store;
  /** The workbook that an import began; another import begins it again, as long as nothing else was put into it. */
  let started: WorkbookPort | null = null;

  function portInHand(): WorkbookPort {
    if (!session.port) throw new UserError(words.missing.workbook);
    return session.port;
  }

  /** In the browser page, whose file is never changed. */
  const asFile = (sheet: string) => (store.get().shell === 'page' ? words.asFile(sheet) : '');

  /** The browser page without a workbook: a new one of the log and a template that lists its assessments. */
  async function begin(
    startFile: NonNullable<Shell['startFile']>,
    chosen: LogFiles,
    control: Control,
  ): Promise<Message> {
    const { summary, ...log } = await client.importLog(chosen, false, part(0, 0.4));
    const sheet = { name: 'log', firstRow: 1, firstColumn: 1, rows: log.rows, tables: [] };
    await client.send({ name: words.startedFile, sheets: [sheet], date1904: false }, control.signal);
    const rows = await client.missingRows({ authorities: [], today: shell.today() });
    const port = await startFile(log, rows, { ...control, progress: part(0.4, 0.7) });
    const { authorities } = store.get().choices;
    session.port = started = port;
    session.remembered = null;
    send({ type: 'opened', remembered: null });
    send({ type: 'chose', choices: { authorities } });
    send({ type: 'imported', summary });
    await lookAround(control, part(0.7, 1));
    return { kind: 'note', sentence: words.started(rows.length) };
  }

  return {
    /** `listed`: with the log's assessments that have no postcode yet. */
    insertTemplate: (listed: boolean) =>
      busily('sheets', words.insertTemplate, async (control) => {
        const port = portInHand();
        if (!listed) {
          const name = await port.insertTemplate([]);
          await lookAround(control);
          return { kind: 'note', sentence: words.templateInserted(name) + asFile(name) };
        }
        await lookAround(control, part(0, 0.6));
        const rows = await client.missingRows(job());
        const template = store.get().look?.template ?? null;
        if (rows.length === 0 && template !== null) return { kind: 'note', sentence: words.templateComplete(template) };
        const name = await port.insertTemplate(rows);
        // The new sheet may have the name that is looked for first: the one in use stays in use.
        if (template !== null) send({ type: 'chose', choices: { template } });
        await lookAround(control, part(0.6, 1));
        return { kind: 'note', sentence: words.templateListed(name, rows.length, template) + asFile(name) };
      }),
    addSheets: (file: File) =>
      busily('sheets', words.addSheets, async (control) => {
        started = null;
        const names = await portInHand().addSheetsFrom(new Uint8Array(await file.arrayBuffer()));
        await lookAround(control);
        compare();
        return { kind: 'note', sentence: words.sheetsAdded(names) };
      }),
    importLog: (chosen: LogFiles) =>
      busily('sheets', words.importing, async (control) => {
        const { startFile } = shell;
        if (startFile && session.port === started) return begin(startFile, chosen, control);
        const port = portInHand();
        // Which date system the workbook has is known to a worker that has seen it.
        if (client.needsWorkbook()) await lookAround(control, part(0, 0.1));
        const { rows, dateColumns, summary } = await client.importLog(chosen, job().date1904, part(0.1, 0.6));
        const name = await port.writeLog(rows, dateColumns, { ...control, progress: part(0.6, 0.9) });
        send({ type: 'imported', summary });
        const { logs } = store.get().choices;
        if (logs && !logs.includes(name)) send({ type: 'chose', choices: { logs: [...logs, name] } });
        await lookAround(control, part(0.9, 1));
        compare();
        return { kind: 'note', sentence: words.logWritten(name, summary.assessments) + asFile(name) };
      }),
    /** Which closed assessments of an Annex A workbook the log hasn't yet, in numbers. */
    compareAnnexA: (file: File) =>
      busily('sheets', words.compareAnnexA, async (control) => {
        portInHand();
        await lookAround(control, part(0, 0.4));
        const summary = await client.annexA(file, job(), part(0.4, 1));
        send({ type: 'comparedAnnexA', summary });
        return { kind: 'note', sentence: words.annexACompared(summary) };
      }),
    /** What was odd in the import, or what the log lacks of Annex A, child by child: a sheet; in the browser page a file. */
    list: (of: ListOf) =>
      busily('sheets', words.listing, async (control) => {
        const port = portInHand();
        const file = await client.list(of);
        if (shell.offer) {
          shell.offer(file, words.listFiles[of]);
          return { kind: 'note', sentence: words.listOffered(words.listFiles[of]) };
        }
        const names = await port.addSheetsFrom(file);
        await lookAround(control);
        return { kind: 'note', sentence: words.listAdded(names) };
      }),
    keepGeography: () =>
      busily('geography', words.keepGeography, async (control) => {
        const port = portInHand();
        const { authorities } = store.get().choices;
        if (authorities.length === 0) throw new UserError(words.missing.authority);
        await client.restore(part(0, 0.3));
        const cells = await client.packGeography(authorities, part(0.3, 0.6));
        await port.keepGeography(cells, { ...control, progress: part(0.6, 1) });
        return { kind: 'note', sentence: words.geographyKept(authorities) };
      }),
  };
}

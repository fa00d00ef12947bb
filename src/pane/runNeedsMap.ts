import { Cancelled } from '../core/cancelled';
import { UserError } from '../core/userError';
import type { Session } from './session';
import { missing } from './state';
import { summarise } from './summary';
import { words } from './words';

/** Parts of the whole job's bar: reading ends, the geography is open, writing begins. */
const READ = 0.2;
const OPENED = 0.3;
const WRITE = 0.75;

/**
 * The whole job: read the workbook as it is now, run it in the worker, write the results. Everything is computed before
 * the first write. Returns whether the results stand; otherwise the store has the sentence.
 */
export async function runNeedsMap(session: Session): Promise<boolean> {
  const { store, client, shell, job, part } = session;
  const { send } = store;
  const { port } = session;
  // What the sheets lacked may have been mended a moment ago: the run reads them anew and says what it finds.
  const lacking = store.get().look?.problem ? null : missing(store.get());
  if (lacking !== null || !port) {
    send({ type: 'said', message: { kind: 'alert', sentence: lacking ?? words.missing.workbook } });
    return false;
  }
  return session.busily('run', words.reading, async (control) => {
    await session.lookAround(control, part(0, READ));
    const problem = missing(store.get());
    if (problem !== null) throw new UserError(problem);
    await client.restore(part(READ, OPENED));
    const before = store.get().sheetKeys;
    const keepNeeds = before.flatMap((key) => (key.startsWith('need:') ? [key.slice(5)] : []));
    const inPlace = store.get().shell === 'excel';
    const { result, checksum } = await client.run(
      { ...job(), keepNeeds, before: session.remembered?.totals },
      inPlace,
      part(OPENED, WRITE),
    );
    if (control.signal?.aborted) throw new Cancelled();
    session.writing = true;
    const remembered = {
      version: 1 as const,
      choices: { ...store.get().choices },
      sheets: session.remembered?.sheets ?? [],
      checksum,
      ranAt: shell.now(),
      totals: result.runTotals,
    };
    await port.write(result.sheets, remembered, { ...control, progress: part(WRITE, 1) });
    session.remembered = (await port.remembered()) ?? remembered;
    const sheetKeys = [...new Set([...result.sheets.map(({ key }) => key), ...before])];
    send({ type: 'ran', summary: summarise(result), drawings: result.drawings, sheetKeys });
    return { kind: 'done', sentence: words.ready(result.counted, result.assessments) };
  });
}

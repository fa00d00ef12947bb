import { Cancelled } from '../core/cancelled';
import { SHARE_LIMIT } from '../core/shareLimit';
import { UserError } from '../core/userError';
import type { Control } from '../workbook/workbook';
import type { JobChoices, ShareNumbers } from '../worker/messages';
import { jobOf, readChoices } from './choices';
import type { Session } from './session';
import { words } from './words';

/** Parts of the bar: the workbook is read, the geography is open, the copy is made. */
const READ = 0.25;
const OPENED = 0.35;
const MADE = 0.97;

/** "Prepare a copy to share": what each choice would hide, and the copy. Of the last run's choices and the present data. */
export function shareActs(session: Session) {
  const { busily, client, part, quietly, shell, store } = session;
  const { send } = store;

  /** What was chosen for the results that stand, whatever was chosen since. */
  function lastJob(): JobChoices {
    if (!session.remembered) throw new Error('a copy to share is offered beside results only');
    return jobOf(readChoices(session.remembered.choices), shell.today());
  }

  /** The worker has the workbook as it is now, and the geography. Tells whether the data changed since the last run. */
  async function readAnew(job: JobChoices, control: Control): Promise<{ changed: boolean }> {
    await session.lookAround(control, part(0, READ));
    const { problem, checksum } = await client.look(job);
    if (problem !== null) throw new UserError(problem);
    await client.restore(part(READ, OPENED));
    session.compare();
    return { changed: checksum !== session.remembered?.checksum };
  }

  return {
    openShare: () =>
      busily('share', words.prepareCopy, async (control) => {
        const job = lastJob();
        await readAnew(job, control);
        const numbers = await client.howManyHidden(job, SHARE_LIMIT.usual, part(OPENED, 1));
        send({ type: 'sharing', sharing: { by: firstPossible(numbers), limit: SHARE_LIMIT.usual, numbers } });
        return null;
      }),
    /** Another limit: the numbers follow at once, of the workbook as it was read last. */
    shareLimit(limit: number): void {
      const { sharing } = store.get();
      if (!sharing) return;
      send({ type: 'sharing', sharing: { ...sharing, limit } });
      quietly(async () => {
        if (client.needsWorkbook()) await session.lookInBackground();
        await client.restore();
        const numbers = await client.howManyHidden(lastJob(), limit);
        const now = store.get().sharing;
        if (now?.limit === limit) send({ type: 'sharing', sharing: { ...now, numbers } });
      });
    },
    makeCopy: () =>
      busily('share', words.makeCopy, async (control) => {
        const { port } = session;
        const { sharing, shell: where } = store.get();
        if (!port || !sharing) return null;
        const job = lastJob();
        const { changed } = await readAnew(job, control);
        const { by, limit } = sharing;
        const file = await client.prepareCopy(job, { by, limit }, part(OPENED, MADE));
        if (control.signal?.aborted) throw new Cancelled();
        await port.openNew(file, words.copyFile);
        return { kind: 'done', sentence: words.copyMade(where === 'page', changed) };
      }),
  };
}

const firstPossible = (numbers: ShareNumbers[]) => numbers.find((one) => !('problem' in one))?.by ?? 'lsoa';

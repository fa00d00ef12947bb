import { runJob } from '../core/runJob';
import type { Drawing, Geography, Job } from '../core/types';
import { howManyHidden } from '../evidence/howManyHidden';
import type { ShareSource } from '../evidence/shareMaps';
import { shareProperties, shareSheets, type ShareChoice } from '../evidence/shareSheets';
import { writeXlsx } from '../workbook/writeXlsx';
import type { OnProgress, ShareAsk, ShareNumbers } from './messages';

/** Where counting ends and the last map is painted, of the whole. */
const COUNTED = 0.3;
const PAINTED = 0.9;

/**
 * The copy that is safe to share, in the worker: how much each choice hides, and the copy itself, both of the counts of a
 * job. The last counts are kept: another limit is told at once.
 */
export function shareCopy() {
  let last: { asked: string; workbook: Job['workbook']; geography: Geography; source: ShareSource } | null = null;

  async function sourceOf(job: Job, geography: Geography, progress: OnProgress): Promise<ShareSource> {
    const { workbook, ...choices } = job;
    const asked = JSON.stringify(choices);
    if (last?.asked === asked && last.workbook === workbook && last.geography === geography) return last.source;
    // Neither maps nor the list of what was set aside are wanted.
    const result = await runJob(
      { ...job, list: false },
      {
        geography: async () => geography,
        png: async () => new Uint8Array(),
        progress: (step, share) => progress(step, share * COUNTED),
        inPlace: false,
      },
    );
    const source = { result, geography, job };
    last = { asked, workbook, geography, source };
    return source;
  }

  return {
    /** How many counts a copy by each kind of area hides; a sentence where it can't be made. By ward where wards are known. */
    async numbers(job: Job, geography: Geography, limit: number, progress: OnProgress): Promise<ShareNumbers[]> {
      const source = await sourceOf(job, geography, progress);
      const kinds = ['lsoa', 'msoa', ...(geography.added?.wards ? (['ward'] as const) : [])] as const;
      const choices = kinds.map((by) => choiceOf({ by, limit }, geography));
      return howManyHidden(source, choices).map((found) => {
        const { by } = found.choice;
        if ('problem' in found) return { by, problem: found.problem };
        const { counts, first, second } = found.numbers;
        return { by, places: found.places, counts, hidden: first + second };
      });
    },
    /** The .xlsx of a copy: results only, its properties without a name but the title. UserError where it can't be made. */
    async copy(
      job: Job,
      geography: Geography,
      ask: ShareAsk,
      png: (drawing: Drawing) => Promise<Uint8Array>,
      progress: OnProgress,
    ): Promise<Uint8Array> {
      const source = await sourceOf(job, geography, progress);
      let painted = 0;
      const maps = 2 * (1 + source.result.top.length);
      const sheets = await shareSheets(source, choiceOf(ask, geography), async (drawing) => {
        const picture = await png(drawing);
        progress('Painting the maps', COUNTED + ((PAINTED - COUNTED) * ++painted) / maps);
        return picture;
      });
      return writeXlsx(sheets, shareProperties(source));
    },
  };
}

function choiceOf({ by, limit }: ShareAsk, { added }: Geography): ShareChoice {
  return { by, limit, ...(added?.wards && { wards: added.wards }) };
}

import { UserError } from '../core/userError';
import type { HiddenNumbers } from './hideSmallCounts';
import type { ShareSource } from './shareMaps';
import { shareTables, type ShareChoice } from './shareSheets';

/** What a copy would hide, before it is made. */
export interface HowManyHidden {
  choice: ShareChoice;
  /** How many areas it would have, and what they are called: `LSOA`, `MSOA`, `ward`. */
  places: number;
  word: string;
  numbers: HiddenNumbers;
}

/** For each choice how many cells a copy hides; where it can't be made, the sentence that says why. */
export function howManyHidden(
  source: Pick<ShareSource, 'result' | 'job'>,
  choices: readonly ShareChoice[],
): (HowManyHidden | { choice: ShareChoice; problem: string })[] {
  return choices.map((choice) => {
    try {
      const { places, shown } = shareTables(source.result, source, choice);
      return { choice, places: places.places.length, word: places.word, numbers: shown.numbers };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { choice, problem: error.message };
    }
  });
}

import { UserError } from '../core/userError';
import { canRepeat, excelError, type Doing } from './excelErrors';

/** Queues the actions of one request and returns how to take its answer apart after the answer came. */
export type Build<T> = (context: Excel.RequestContext) => () => T;

/** Sends one request to Excel, again where that is safe; rejects with what Office.js threw. */
export type Send = <T>(doing: Doing, build: Build<T>) => Promise<T>;

/** Milliseconds to wait before each further attempt at a request that Excel refused for the moment. */
export const PAUSES: readonly number[] = [400, 1500, 4000];

/**
 * One `Excel.run` with one `sync` a request, so that a repeated request is built anew and nothing is half queued.
 * `delayForCellEdit` makes desktop Excel wait until a cell is no longer edited.
 * @param pauses milliseconds before the second, third ... attempt
 */
export function excelSend(pauses: readonly number[] = PAUSES): Send {
  return <T>(doing: Doing, build: Build<T>): Promise<T> =>
    repeated(pauses, doing, () =>
      Excel.run({ delayForCellEdit: true }, async (context) => {
        const answer = build(context);
        await context.sync();
        return answer();
      }),
    );
}

/** Tries again what Excel refused for the moment, where that is safe. `pauses` as for `excelSend`. */
export async function repeated<T>(pauses: readonly number[], doing: Doing, attempt: () => Promise<T>): Promise<T> {
  for (let number = 0; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      const pause = pauses[number];
      if (pause === undefined || !canRepeat(error, doing)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** Runs a whole call of the port; what Excel answered becomes one sentence. `doing()` is asked when it fails. */
export async function inOneSentence<T>(doing: () => Doing, work: () => Promise<T>): Promise<T> {
  if (typeof Excel === 'undefined') throw new UserError('Open this page from the ribbon of Excel, then try again.');
  try {
    return await work();
  } catch (error) {
    throw excelError(error, doing());
  }
}

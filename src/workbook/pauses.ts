import { Cancelled, type Control } from './workbook';

/** Milliseconds of work after which the page gets its turn. */
const SLICE = 25;

/**
 * For long loops: `await pause()` between blocks lets the page draw, and rejects with `Cancelled` once the signal of
 * `control` is aborted. Costs nothing while the time slice (25 ms) isn't used up.
 */
export function pauses(control?: Control): () => Promise<void> {
  let since = Date.now();
  return async () => {
    if (control?.signal?.aborted) throw new Cancelled('cancelled');
    if (Date.now() - since < SLICE) return;
    await new Promise((resume) => setTimeout(resume));
    if (control?.signal?.aborted) throw new Cancelled('cancelled');
    since = Date.now();
  };
}

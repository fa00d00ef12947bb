import type { Pane } from './openPane';

/** What a function in the page gave back, or the error that Office.js threw. */
export interface Outcome<T> {
  value?: T;
  error?: { code: string; message: string; location: string; statement: string };
}

/**
 * Runs a function in the page inside `Excel.run`. It travels as text, so it can use nothing from outside itself but
 * `arg`. Doesn't reject: the error comes back as plain data.
 * @param options.run options of Excel.run, such as `{delayForCellEdit: true}`
 */
export function inExcel<T, A = null>(
  pane: Pane,
  body: (context: Excel.RequestContext, arg: A) => Promise<T>,
  options: { arg?: A; run?: Excel.RunOptions } = {},
): Promise<Outcome<T>> {
  const [run, arg] = [JSON.stringify(options.run ?? {}), JSON.stringify(options.arg ?? null)];
  return pane.page.evaluate(`Excel.run(${run}, (context) => (${body.toString()})(context, ${arg})).then(
    (value) => ({ value }),
    (error) => ({ error: {
      code: error.code ?? error.name,
      message: error.message,
      location: error.debugInfo?.errorLocation ?? '',
      statement: error.debugInfo?.statement ?? '',
    } }))`);
}

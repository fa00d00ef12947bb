import { count, number } from '../core/words';
import { UserError } from '../core/userError';

/** Of the authority's LSOAs, the share that a file must have. */
const LEAST = 0.5;

/**
 * Whether a file by LSOA goes with the boundaries. Returns '' or a sentence about the LSOAs it lacks; UserError where
 * it lacks more than half of them. A file of another census serves for the LSOAs that didn't change in between.
 * `what`: `population file`; `own`: codes of the authority's LSOAs; vintages as in `Areas`, '' for not known.
 */
export function checkCodes(
  what: string,
  has: ReadonlyMap<string, unknown>,
  own: readonly string[],
  vintages: { file: string; boundaries: string },
): string {
  const { file, boundaries } = vintages;
  const lacking = own.filter((code) => !has.has(code)).length;
  if (lacking === 0) return '';
  const sentence = `The ${what} lacks ${number(lacking)} of the authority's ${count(own.length, 'LSOA')}`;
  if (lacking > LEAST * own.length) {
    throw new UserError(
      `${sentence}: choose one that covers the authority, with LSOAs of the same census as the boundaries.`,
    );
  }
  const other = file !== '' && boundaries !== '' && file !== boundaries;
  return other
    ? `${sentence}: it is about the LSOAs of 20${file}, the boundaries are those of 20${boundaries}.`
    : `${sentence}.`;
}

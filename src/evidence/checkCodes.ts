import { count, number } from '../core/words';
import { UserError } from '../core/userError';

/** Of the authority's LSOAs, the share that a file must have. */
const LEAST = 0.5;

/**
 * Whether a file by LSOA goes with the boundaries. Returns '' or a sentence about the LSOAs it lacks; UserError where
 * it lacks more than half of them, or says that its LSOAs are of another census.
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
  if (file !== '' && boundaries !== '' && file !== boundaries && lacking > 0) {
    throw new UserError(
      `The ${what} is about the LSOAs of 20${file}, the boundaries are those of 20${boundaries}: ` +
        `choose a ${what} with LSOAs of 20${boundaries}.`,
    );
  }
  if (lacking > LEAST * own.length) {
    throw new UserError(
      `The ${what} lacks ${number(lacking)} of the authority's ${count(own.length, 'LSOA')}: ` +
        'choose one that covers the authority, with LSOAs of the same census as the boundaries.',
    );
  }
  return lacking === 0 ? '' : `The ${what} lacks ${number(lacking)} of the authority's ${count(own.length, 'LSOA')}.`;
}

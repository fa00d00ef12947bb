import { UserError } from '../core/userError';
import type { CsvFile } from './csvRows';

/** E01000001 or W01000001. */
export const LSOA_CODE = /^[EW]01\d{6}$/;

/** A heading without case, spaces and punctuation. */
export const plain = (heading: string): string => heading.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Where the headings of a file stand, and its LSOA codes. */
export interface LsoaColumn {
  /** Index into `top` of the headings, and of the first line with an LSOA code. */
  heading: number;
  first: number;
  /** From 0. */
  column: number;
  /** `11` or `21` where the heading says so, otherwise ''. */
  vintage: string;
}

/**
 * Finds the LSOA codes by what stands in the cells, whatever their column is called, and the headings above them. Where
 * several columns hold codes (a lookup from 2011 to 2021), the one of `vintage` is taken, else the first. UserError
 * where there is none.
 */
export function lsoaColumn({ name, top }: CsvFile, vintage: string): LsoaColumn {
  const first = top.findIndex((cells) => cells.some((cell) => LSOA_CODE.test(cell)));
  if (first < 1) {
    throw new UserError(
      `${name} has no column of LSOA codes such as E01000001 under a heading: choose the file by LSOA, saved as CSV.`,
    );
  }
  let heading = first - 1;
  while (heading > 0 && top[heading]!.filter(Boolean).length < 2) heading--;
  const columns = top[first]!.flatMap((cell, column) => (LSOA_CODE.test(cell) ? [column] : []));
  const vintageAt = (column: number) => vintageOf(top[heading]![column] ?? '');
  const column = columns.find((at) => vintage !== '' && vintageAt(at) === vintage) ?? columns[0]!;
  return { heading, first, column, vintage: vintageAt(column) };
}

/** `11` of `LSOA code (2011)`, `lsoa11cd` and `lsoa11_code`. */
function vintageOf(heading: string): string {
  return /(?:20|lsoa)(11|21)(?!\d)/.exec(plain(heading))?.[1] ?? '';
}

/** The last code of England's LSOAs of 2011, and what codes of 2021 stay below. */
const LAST_OF_2011 = 1033768;
const BEYOND_2021 = 1040000;
/** England has 32,844 LSOAs of 2011. */
const MOST_OF_2011 = 30000;

/** The census of a file's LSOAs by the codes alone: new ones are of 2021, a whole country without any of 2011; else ''. */
export function vintageOfCodes(codes: Iterable<string>): '' | '11' | '21' {
  let old = 0;
  for (const code of codes) {
    const number = code.startsWith('E') ? Number(code.slice(1)) : 0;
    if (number > LAST_OF_2011 && number < BEYOND_2021) return '21';
    if (number > 0 && number <= LAST_OF_2011) old++;
  }
  return old > MOST_OF_2011 ? '11' : '';
}

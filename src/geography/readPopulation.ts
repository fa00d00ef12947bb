import type { Added } from '../core/types';
import { UserError } from '../core/userError';
import { ageBands } from './ageBands';
import type { CsvFile } from './csvRows';
import { LSOA_CODE, lsoaColumn } from './lsoaColumn';

/**
 * Reads the ONS mid-year estimates by LSOA from a CSV: single years (of persons, or of females and males), bands that
 * end at 17, or one column of 0 to 17; estimates with decimals are rounded once added up. `vintage` of the boundaries
 * chooses among several code columns. UserError where it is another file.
 */
export function readPopulation(file: CsvFile, vintage = ''): NonNullable<Added['population']> {
  const { name } = file;
  const where = lsoaColumn(file, vintage);
  const columns = ageBands(file.top[where.heading]!);
  if (!columns) {
    throw new UserError(
      `${name} has no columns that add up to children aged 0 to 17: choose the mid-year estimates by single year of ` +
        'age, or a file with one column "Aged 0 to 17".',
    );
  }
  const children = new Map<string, number>();
  let odd = 0;
  file.below(where.heading, (cells) => {
    const code = cells[where.column] ?? '';
    if (!LSOA_CODE.test(code)) return;
    const total = columns.reduce((sum, column) => sum + people(cells[column]), 0);
    if (children.has(code)) {
      throw new UserError(
        `${name} has LSOA ${code} in more than one row: choose a file with one row an LSOA, for one year.`,
      );
    }
    if (total >= 0) children.set(code, Math.round(total));
    else odd++;
  });
  if (odd > children.size) {
    throw new UserError(`${name} has cells that are not numbers of children in most rows: download it again.`);
  }
  return { vintage: where.vintage, of: children };
}

/** `1,234` -> 1234; NaN where it isn't a number of people. */
function people(cell = ''): number {
  return /^\d[\d,]*(\.\d+)?$/.test(cell) ? Number(cell.replaceAll(',', '')) : NaN;
}

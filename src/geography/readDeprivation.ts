import type { Added } from '../core/types';
import { UserError } from '../core/userError';
import type { CsvFile } from './csvRows';
import { LSOA_CODE, lsoaColumn, plain } from './lsoaColumn';

/** The headings of the two indices, as plain letters; the one about children is preferred. */
const INDICES = [
  { name: 'IDACI', heading: /idaci|incomedeprivationaffectingchildren|idc/ },
  { name: 'IMD', heading: /imd|indexofmultipledeprivation/ },
];

/**
 * Reads deciles by LSOA (Indices of Deprivation 2019 or 2025) from a CSV: of the index about children where it is there,
 * otherwise of multiple deprivation. UserError where it has none, or most of them aren't from 1 to 10.
 */
export function readDeprivation(file: CsvFile, vintage = ''): NonNullable<Added['deprivation']> {
  const { name } = file;
  const where = lsoaColumn(file, vintage);
  const headings = file.top[where.heading]!.map(plain);
  const isDecile = (heading: string) => /decile|dec(il)?$/.test(heading);
  const chosen = INDICES.map((index) => ({
    ...index,
    column: headings.findIndex((text) => isDecile(text) && index.heading.test(text)),
  })).find(({ column }) => column >= 0);
  if (!chosen) {
    throw new UserError(
      headings.some((heading) => /rank|score/.test(heading))
        ? `${name} has ranks or scores but no deciles of IDACI or IMD: choose File 3 or File 7 of the Indices of Deprivation.`
        : `${name} has no column of IDACI or IMD deciles: choose File 3 or File 7 of the Indices of Deprivation, saved as CSV.`,
    );
  }
  const of = new Map<string, number>();
  let odd = 0;
  file.below(where.heading, (cells) => {
    const code = cells[where.column] ?? '';
    const cell = cells[chosen.column] ?? '';
    if (!LSOA_CODE.test(code) || cell === '') return;
    const decile = Number(cell);
    if (Number.isInteger(decile) && decile >= 1 && decile <= 10) of.set(code, decile);
    else odd++;
  });
  if (of.size === 0 || odd > of.size) {
    throw new UserError(`${name} has no deciles from 1 to 10 in most rows of its decile column: download it again.`);
  }
  const year = where.vintage === '11' ? ' 2019' : where.vintage === '21' ? ' 2025' : '';
  return { vintage: where.vintage, index: chosen.name + year, of };
}

import { UserError } from '../core/userError';
import { csvRows } from './csvRows';
import { LSOA_CODE, lsoaColumn, plain } from './lsoaColumn';
import type { Deciles } from './types';

/** A file of deprivation deciles, as read. */
export interface Deprivation {
  /** `11` (the indices of 2019), `21` (2025), or '' where the file doesn't say. */
  vintage: string;
  /** The index about children where the file has it, otherwise that of multiple deprivation. */
  deciles: Deciles;
}

/** The headings of the two indices, as plain letters; the one about children is preferred. */
const INDICES = [
  { name: 'IDACI', heading: /idaci|incomedeprivationaffectingchildren|idc/ },
  { name: 'IMD', heading: /imd|indexofmultipledeprivation/ },
];

/**
 * Reads deciles of IDACI or IMD by LSOA (Indices of Deprivation 2019 or 2025) from the bytes of a CSV. UserError where
 * it has none.
 */
export function readDeprivation(name: string, bytes: Uint8Array, vintage = ''): Deprivation {
  const file = csvRows(name, bytes);
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
  file.below(where.heading, (cells) => {
    const decile = Number(cells[chosen.column] || NaN);
    const code = cells[where.column] ?? '';
    if (LSOA_CODE.test(code) && Number.isInteger(decile) && decile >= 1 && decile <= 10) of.set(code, decile);
  });
  if (of.size === 0) {
    throw new UserError(`${name} has no deciles from 1 to 10 in its decile column: download it again.`);
  }
  const year = where.vintage === '11' ? ' 2019' : where.vintage === '21' ? ' 2025' : '';
  return { vintage: where.vintage, deciles: { index: chosen.name + year, of } };
}

import type { Ward, Wards } from '../core/types';
import { UserError } from '../core/userError';
import type { CsvFile } from './csvRows';
import { LSOA_CODE, lsoaColumn, plain } from './lsoaColumn';

/** E05000001 or W05000001. */
export const WARD_CODE = /^[EW]05\d{6}$/;

/**
 * Reads a lookup from LSOA to ward from a CSV. An LSOA that it has in several wards (`split` is how many) is in the one
 * with most rows, then the lowest code. UserError where it is no such lookup.
 */
export function readWards(file: CsvFile, vintage = ''): Wards & { split: number } {
  const { name } = file;
  const where = lsoaColumn(file, vintage);
  const headings = file.top[where.heading]!.map(plain);
  const code = file.top[where.first]!.findIndex((cell) => WARD_CODE.test(cell));
  if (code < 0) {
    throw new UserError(
      `${name} has no column of ward codes such as E05000001: choose a lookup from LSOA to ward, saved as CSV.`,
    );
  }
  const named = headings.findIndex((heading) => /^(wd|ward).*(nm|name)$/.test(heading));
  const rows = new Map<string, Map<string, { ward: Ward; times: number }>>();
  file.below(where.heading, (cells) => {
    const lsoa = cells[where.column] ?? '';
    const ward = { code: cells[code] ?? '', name: cells[named] || cells[code] || '' };
    if (!LSOA_CODE.test(lsoa) || !WARD_CODE.test(ward.code)) return;
    let wards = rows.get(lsoa);
    if (!wards) rows.set(lsoa, (wards = new Map()));
    const times = (wards.get(ward.code)?.times ?? 0) + 1;
    wards.set(ward.code, { ward, times });
  });
  const of = new Map<string, Ward>();
  let split = 0;
  for (const [lsoa, wards] of rows) {
    const best = [...wards.values()].sort((a, b) => b.times - a.times || (a.ward.code < b.ward.code ? -1 : 1))[0]!;
    of.set(lsoa, best.ward);
    if (wards.size > 1) split++;
  }
  return { vintage: where.vintage, of, split };
}

import { UserError } from '../core/userError';
import { csvRows } from './csvRows';
import { LSOA_CODE, lsoaColumn, plain } from './lsoaColumn';
import type { Ward } from './types';

/** A lookup from LSOA to ward, as read. */
export interface Wards {
  /** Of its LSOA codes. */
  vintage: string;
  of: Map<string, Ward>;
  /** LSOAs that the file has in several wards; each is counted in the one with most rows, then the lowest code. */
  split: number;
}

/** E05000001 or W05000001. */
const WARD_CODE = /^[EW]05\d{6}$/;

/** Reads a lookup from LSOA to ward from the bytes of a CSV. UserError where it is none. */
export function readWards(name: string, bytes: Uint8Array, vintage = ''): Wards {
  const file = csvRows(name, bytes);
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

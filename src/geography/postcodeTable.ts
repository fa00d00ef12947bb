import type { Postcodes } from '../core/types';
import { postcodeKey } from './postcodeKey';
import type { PostcodeRows } from './postcodeRows';

/** Postcodes as sorted columns; `keys` by `postcodeKey`, each once, ascending. */
export interface PostcodeTable extends Postcodes {
  readonly keys: Uint32Array;
  /** Outward codes (by `key / INWARD_CODES`) that are whole in this table, ascending; null where it isn't cut. */
  readonly outwards: Uint32Array | null;
}

/** A table over columns that are sorted already. `outwards` of a pack of one authority: what `elsewhere` goes by. */
export function postcodeTable(columns: {
  keys: Uint32Array;
  longitudes: Int32Array;
  latitudes: Int32Array;
  lsoas: Int32Array | null;
  outwards: Uint32Array | null;
  elsewhere: (key: number) => boolean;
}): PostcodeTable {
  const { keys, elsewhere } = columns;
  return {
    ...columns,
    count: keys.length,
    find: (postcode) => findKey(keys, postcodeKey(postcode)),
    elsewhere: (postcode) => elsewhere(postcodeKey(postcode)),
  };
}

/** The row of `key` in ascending `keys`, or -1. */
export function findKey(keys: Uint32Array, key: number): number {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = keys[middle]!;
    if (found === key) return middle;
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * Sorts rows by key. Of rows with one postcode stays the one without an end date, then with the lowest latitude, then
 * with the lowest longitude (RULES.md 4), then the first.
 */
export function sortPostcodes(rows: PostcodeRows): { order: Uint32Array; repeated: number } {
  const { keys, count, ended, latitudes, longitudes } = rows;
  const order = sortedOrder(keys, count);
  const better = (a: number, b: number) =>
    ended[a]! - ended[b]! || latitudes[a]! - latitudes[b]! || longitudes[a]! - longitudes[b]!;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const row = order[i]!;
    if (kept && keys[order[kept - 1]!] === keys[row]) {
      if (better(row, order[kept - 1]!) < 0) order[kept - 1] = row;
    } else order[kept++] = row;
  }
  return { order: order.subarray(0, kept), repeated: count - kept };
}

/** The rows in order of key, equal keys in the order they came: two passes of a radix sort by 16 bits. */
function sortedOrder(keys: Uint32Array, count: number): Uint32Array {
  let from = new Uint32Array(count);
  let to = new Uint32Array(count);
  for (let i = 0; i < count; i++) from[i] = i;
  for (const shift of [0, 16]) {
    const starts = new Uint32Array(65537);
    for (let i = 0; i < count; i++) starts[((keys[i]! >>> shift) & 65535) + 1]!++;
    for (let i = 0; i < 65536; i++) starts[i + 1]! += starts[i]!;
    for (let i = 0; i < count; i++) {
      const row = from[i]!;
      to[starts[(keys[row]! >>> shift) & 65535]!++] = row;
    }
    [from, to] = [to, from];
  }
  return from;
}

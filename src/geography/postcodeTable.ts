import type { Postcodes } from '../core/types';
import { INWARD_CODES, postcodeKey } from './postcodeKey';
import type { PostcodeRows } from './postcodeRows';

const { floor } = Math;

/** Postcodes as sorted columns. */
export interface PostcodeColumnsSorted {
  /** By `postcodeKey`, each once, ascending. */
  keys: Uint32Array;
  longitudes: Int32Array;
  latitudes: Int32Array;
  lsoas: Int32Array | null;
  /**
   * In a pack of one authority: the outward codes (`key / INWARD_CODES`, ascending) that exist and have no postcode
   * here. Null where the table is all there is.
   */
  beyond: Uint32Array | null;
}

/** What every reader here makes of postcodes, and the pack needs. */
export type PostcodeTable = Postcodes & Readonly<PostcodeColumnsSorted>;

/** Answers questions over columns that are sorted already. */
export function postcodeTable(columns: PostcodeColumnsSorted): PostcodeTable {
  const { keys, beyond } = columns;
  return {
    ...columns,
    count: keys.length,
    find: (postcode) => findKey(keys, postcodeKey(postcode)),
    elsewhere(postcode) {
      const key = postcodeKey(postcode);
      return beyond !== null && key >= 0 && findKey(beyond, floor(key / INWARD_CODES)) >= 0;
    },
  };
}

/** The outward codes of ascending keys, ascending, each once. */
export function outwardsOf(keys: Uint32Array): Uint32Array {
  const outwards: number[] = [];
  for (const key of keys) {
    const outward = floor(key / INWARD_CODES);
    if (outward !== outwards[outwards.length - 1]) outwards.push(outward);
  }
  return Uint32Array.from(outwards);
}

/** The row of `key` in ascending `keys`, or -1. */
function findKey(keys: Uint32Array, key: number): number {
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

/**
 * The rows in order of key, equal keys in the order they came: a radix sort by 16 bits. Files in alphabetical order,
 * which most are, need the upper bits only.
 */
function sortedOrder(keys: Uint32Array, count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let i = 0; i < count; i++) rows[i] = i;
  const sorted = byBits(keys, rows, 16);
  for (let i = 1; i < count; i++)
    if (keys[sorted[i]!]! < keys[sorted[i - 1]!]!) return byBits(keys, byBits(keys, rows, 0), 16);
  return sorted;
}

/** The rows in order of 16 bits of their keys, equal ones as they stood. */
function byBits(keys: Uint32Array, rows: Uint32Array, shift: number): Uint32Array {
  const starts = new Uint32Array(65537);
  for (const row of rows) starts[((keys[row]! >>> shift) & 65535) + 1]!++;
  for (let i = 0; i < 65536; i++) starts[i + 1]! += starts[i]!;
  const sorted = new Uint32Array(rows.length);
  for (const row of rows) sorted[starts[(keys[row]! >>> shift) & 65535]!++] = row;
  return sorted;
}

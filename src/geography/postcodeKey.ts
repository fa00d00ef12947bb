/**
 * A postcode as one whole number below 2^32, so that a sorted Uint32Array is the whole index. Only the shapes of
 * RULES.md 1 have one: an outward code of A9, A99, AA9, A9A, AA99 or AA9A and an inward code of 9AA.
 */
const A9 = 0;
const A99 = A9 + 26 * 10;
const AA9 = A99 + 26 * 100;
const A9A = AA9 + 26 * 26 * 10;
const AA99 = A9A + 26 * 10 * 26;
const AA9A = AA99 + 26 * 26 * 100;
/** How many inward codes an outward code has; `key = outward * INWARD_CODES + inward`. */
export const INWARD_CODES = 10 * 26 * 26;

/** 0 to 9 for digits, 10 to 35 for letters of either case, 255 for every other byte. */
const VALUE = new Uint8Array(256).fill(255);
for (let i = 0; i < 10; i++) VALUE[48 + i] = i;
for (let i = 0; i < 26; i++) VALUE[65 + i] = VALUE[97 + i] = 10 + i;

const scratch = new Uint8Array(8);

/** The key of the postcode in bytes `start` to `end` (without), or -1 where it has not the shape of one. */
export function postcodeKeyOfBytes(bytes: Uint8Array, start: number, end: number): number {
  let length = 0;
  for (let i = start; i < end; i++) {
    const value = VALUE[bytes[i]!]!;
    if (value === 255) continue;
    if (length === 7) return -1;
    scratch[length++] = value;
  }
  return keyOfScratch(length);
}

/** The key of a postcode written with letters, digits and anything between them, or -1. */
export function postcodeKey(postcode: string): number {
  let length = 0;
  for (let i = 0; i < postcode.length; i++) {
    const unit = postcode.charCodeAt(i);
    const value = unit < 256 ? VALUE[unit]! : 255;
    if (value === 255) continue;
    if (length === 7) return -1;
    scratch[length++] = value;
  }
  return keyOfScratch(length);
}

function keyOfScratch(length: number): number {
  if (length < 5) return -1;
  const digit = scratch[length - 3]!;
  const first = scratch[length - 2]! - 10;
  const second = scratch[length - 1]! - 10;
  if (digit > 9 || first < 0 || second < 0) return -1;
  const outward = outwardOfScratch(length - 3);
  return outward < 0 ? -1 : outward * INWARD_CODES + (digit * 26 + first) * 26 + second;
}

function outwardOfScratch(length: number): number {
  const a = scratch[0]!;
  const b = scratch[1]!;
  if (a < 10) return -1;
  if (length === 2) return b < 10 ? A9 + (a - 10) * 10 + b : -1;
  const c = scratch[2]!;
  if (length === 3) {
    if (b < 10) return c < 10 ? A99 + ((a - 10) * 10 + b) * 10 + c : A9A + ((a - 10) * 10 + b) * 26 + c - 10;
    return c < 10 ? AA9 + ((a - 10) * 26 + b - 10) * 10 + c : -1;
  }
  const d = scratch[3]!;
  if (b < 10 || c > 9) return -1;
  const area = ((a - 10) * 26 + b - 10) * 10 + c;
  return d < 10 ? AA99 + area * 10 + d : AA9A + area * 26 + d - 10;
}

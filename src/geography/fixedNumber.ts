const { max, round } = Math;
/** Powers of ten that turn a number with so many decimals into units of 1e-7. */
const TO_UNITS = [1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1, 1e-1];

/**
 * The decimal number in bytes `start` to `end` (without), times 1e7 and rounded, without making a string; white space
 * around it is allowed. NaN where it is not a number. Digits after the eighth decimal don't count.
 */
export function fixedNumber(bytes: Uint8Array, start: number, end: number): number {
  while (start < end && bytes[start]! <= 32) start++;
  while (end > start && bytes[end - 1]! <= 32) end--;
  if (start === end) return NaN;
  const negative = bytes[start] === 45;
  if (negative || bytes[start] === 43) start++;
  let digits = 0;
  let decimals = -1;
  let seen = false;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte >= 48 && byte <= 57) {
      seen = true;
      if (decimals < 0) digits = digits * 10 + byte - 48;
      else if (decimals < 8) {
        digits = digits * 10 + byte - 48;
        decimals++;
      }
    } else if (byte === 46 && decimals < 0) decimals = 0;
    else if ((byte === 69 || byte === 101) && seen) return exponential(bytes, start, end, negative);
    else return NaN;
  }
  if (!seen) return NaN;
  const units = round(digits * TO_UNITS[max(decimals, 0)]!);
  return negative ? -units : units;
}

/** `9.7e-05`, as some programs write longitudes near Greenwich. */
function exponential(bytes: Uint8Array, start: number, end: number, negative: boolean): number {
  const value = round(Number(String.fromCharCode(...bytes.subarray(start, end))) * 1e7);
  return negative ? -value : value;
}

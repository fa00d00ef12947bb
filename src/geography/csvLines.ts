const LINE_LIMIT = 1 << 20;

/**
 * Hands a stream on as blocks of whole lines (each block ends at a line's end), without copying but for the lines that
 * straddle two blocks. `take` gets the bytes from `start` to `end`. Returns false where a line is longer than a
 * megabyte, which no CSV has.
 */
export async function wholeLines(
  chunks: AsyncIterable<Uint8Array>,
  take: (bytes: Uint8Array, start: number, end: number) => void,
): Promise<boolean> {
  let carry: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const last = chunk.lastIndexOf(10);
    if (last < 0) {
      carry = join(carry, chunk);
      if (carry.length > LINE_LIMIT) return false;
      continue;
    }
    let start = 0;
    if (carry.length) {
      start = chunk.indexOf(10) + 1;
      const line = join(carry, chunk.subarray(0, start));
      take(line, 0, line.length);
    }
    if (last + 1 > start) take(chunk, start, last + 1);
    carry = chunk.slice(last + 1);
    if (carry.length > LINE_LIMIT) return false;
  }
  if (carry.length) take(join(carry, Uint8Array.of(10)), 0, carry.length + 1);
  return true;
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

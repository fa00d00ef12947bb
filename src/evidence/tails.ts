/** One area's tail: how often chance gave a local sum as large, and as small, as the one seen. */
export interface Tail {
  atLeast: number;
  atMost: number;
}

/** So many sums share a bucket on average: few enough to be looked at one by one, many enough that buckets are few. */
const A_BUCKET = 16;
/** Below so many questions it is quicker to look at all sums. */
const FEW = 6;

/**
 * Counts, for many questions about the same `count` sums, those that are at least `low` and those at most `high`. The
 * sums are put into buckets in order of size, so that each question looks at the sums of two buckets only. Give it the
 * sums and how many questions there will be; it uses its memory again for the next ones.
 */
export function tailCounter(count: number) {
  const buckets = Math.max(1, Math.ceil(count / A_BUCKET));
  const bucketOf = new Uint32Array(count);
  const starts = new Uint32Array(buckets + 1);
  const filled = new Uint32Array(buckets + 1);
  const ordered = new Float64Array(count);

  return (sums: Float64Array, questions: number): ((low: number, high: number) => Tail) => {
    if (questions < FEW)
      return (low, high) => ({ atLeast: from(sums, low, 0, count), atMost: to(sums, high, 0, count) });
    let [least, most] = [Infinity, -Infinity];
    for (let i = 0; i < count; i++) {
      const sum = sums[i]!;
      if (sum < least) least = sum;
      if (sum > most) most = sum;
    }
    // A bucket's number never falls as the value rises, so lower buckets hold lower sums only.
    const scale = most > least ? (buckets - 1) / (most - least) : 0;
    const place = (value: number) => Math.min(buckets - 1, Math.max(0, Math.floor((value - least) * scale)));
    starts.fill(0);
    for (let i = 0; i < count; i++) {
      const at = ((sums[i]! - least) * scale) | 0;
      bucketOf[i] = at;
      starts[at + 1]!++;
    }
    for (let i = 0; i < buckets; i++) starts[i + 1] = starts[i]! + starts[i + 1]!;
    filled.set(starts);
    for (let i = 0; i < count; i++) ordered[filled[bucketOf[i]!]!++] = sums[i]!;
    return (low, high) => {
      const [first, last] = [place(low), place(high)];
      return {
        atLeast: count - starts[first + 1]! + from(ordered, low, starts[first]!, starts[first + 1]!),
        atMost: starts[last]! + to(ordered, high, starts[last]!, starts[last + 1]!),
      };
    };
  };
}

/** How many of the values from `start` up to, but not, `end` are at least this. */
function from(values: Float64Array, low: number, start: number, end: number): number {
  let found = 0;
  for (let i = start; i < end; i++) if (values[i]! >= low) found++;
  return found;
}

/** The same, at most. */
function to(values: Float64Array, high: number, start: number, end: number): number {
  let found = 0;
  for (let i = start; i < end; i++) if (values[i]! <= high) found++;
  return found;
}

import type { Neighbours } from '../core/neighbours';
import { encodeColumn } from './columnCodec';

/** Contiguity as two columns, each pair once: how many neighbours of a higher position each area has, and how much higher. */
export function packNeighbours({ count, starts, list }: Neighbours): [counts: Uint8Array, steps: Uint8Array] {
  const counts = new Uint32Array(count);
  const steps = new Uint32Array(list.length / 2);
  let pair = 0;
  for (let i = 0; i < count; i++) {
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      if (list[at]! < i) continue;
      counts[i]!++;
      steps[pair++] = list[at]! - i;
    }
  }
  return [encodeColumn(counts), encodeColumn(steps)];
}

/** The reverse of `packNeighbours`, from the decoded columns. */
export function unpackNeighbours(counts: Uint32Array, steps: Uint32Array): Neighbours {
  const count = counts.length;
  const starts = new Uint32Array(count + 1);
  eachPair(counts, steps, (i, j) => {
    starts[i + 1]!++;
    starts[j + 1]!++;
  });
  for (let i = 0; i < count; i++) starts[i + 1] = starts[i]! + starts[i + 1]!;
  const filled = starts.slice();
  const list = new Uint32Array(steps.length * 2);
  // Lower neighbours come first, because pairs come in the order of their lower position.
  eachPair(counts, steps, (i, j) => {
    list[filled[i]!++] = j;
    list[filled[j]!++] = i;
  });
  return { count, starts, list };
}

function eachPair(counts: Uint32Array, steps: Uint32Array, take: (lower: number, higher: number) => void): void {
  for (let i = 0, pair = 0; i < counts.length; i++)
    for (const end = pair + counts[i]!; pair < end; pair++) take(i, i + steps[pair]!);
}

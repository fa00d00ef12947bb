import type { Neighbours } from '../core/neighbours';

/** The sum of each area's value and its neighbours' values. */
export function localSums({ count, starts, list }: Neighbours, values: Float64Array): Float64Array {
  const sums = Float64Array.from(values);
  for (let i = 0; i < count; i++) {
    for (let at = starts[i]!; at < starts[i + 1]!; at++) sums[i] = sums[i]! + values[list[at]!]!;
  }
  return sums;
}

/**
 * Getis-Ord Gi* as z values: binary weights, the area itself included (spdep's localG with include.self). Null for all
 * where every value is the same, and for an area that has all others as neighbours.
 */
export function getisOrd(neighbours: Neighbours, values: Float64Array): (number | null)[] {
  const { count, starts } = neighbours;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  return Array.from(localSums(neighbours, values), (sum, i) => {
    const members = starts[i + 1]! - starts[i]! + 1;
    const spread = (variance * members * (count - members)) / (count - 1);
    return spread > 0 ? (sum - members * mean) / Math.sqrt(spread) : null;
  });
}

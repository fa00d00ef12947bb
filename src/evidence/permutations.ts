import { localSums } from './localSums';
import type { Neighbours } from './neighbours';
import { randomNumbers } from './randomNumbers';

/** One area's tail: how often chance gave a local sum as large, and as small, as the one seen. */
export interface Tail {
  atLeast: number;
  atMost: number;
}

/**
 * Conditional permutation of local sums (spdep's localG_perm with the area itself included): a draw for an area with k
 * neighbours is the sum of k + 1 values of the other areas. The draws are made once and shared: draw r is one row of
 * areas, and each area takes as many from its beginning as it needs. Where it meets itself in the row, a spare draw from
 * the others stands in, so that every area's draws are exactly what they would be had they been made for it alone.
 */
export function permutations(neighbours: Neighbours, draws: number, seed: number) {
  const { count, starts } = neighbours;
  const members = Array.from({ length: count }, (_, i) => starts[i + 1]! - starts[i]! + 1);
  const longest = members.reduce((a, b) => Math.max(a, b), 0);
  const below = randomNumbers(seed);
  /** Place j of draw r is drawn[j * draws + r]. */
  const drawn = new Uint32Array(longest * draws);
  for (let at = 0; at < drawn.length; at++) drawn[at] = below(count);
  const meetings = selfMeetings(drawn, draws, members, below);
  return (values: Float64Array, which: readonly number[]): Tail[] => {
    const observed = localSums(neighbours, values);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const tails: Tail[] = which.map(() => ({ atLeast: 0, atMost: 0 }));
    const byMembers = new Map<number, number[]>();
    which.forEach((area, i) => byMembers.set(members[area]!, [...(byMembers.get(members[area]!) ?? []), i]));
    const most = Math.max(0, ...byMembers.keys());
    const sums = new Float64Array(draws);
    for (let place = 0; place < most; place++) {
      for (let r = 0, at = place * draws; r < draws; r++, at++) sums[r] = sums[r]! + values[drawn[at]!]!;
      for (const i of byMembers.get(place + 1) ?? []) {
        const area = which[i]!;
        // Sums of the same values in another order differ in their last digits: they count as equal.
        const slack = 1e-9 * (largest * (place + 1));
        tails[i] = tail(sums, observed[area]! - slack, observed[area]! + slack);
        meetings.correct(area, values, sums, observed[area]! - slack, observed[area]! + slack, tails[i]!);
      }
    }
    return tails;
  };
}

function tail(sums: Float64Array, low: number, high: number): Tail {
  let [atLeast, atMost] = [0, 0];
  for (let r = 0; r < sums.length; r++) {
    const sum = sums[r]!;
    if (sum >= low) atLeast++;
    if (sum <= high) atMost++;
  }
  return { atLeast, atMost };
}

/** Where an area stands in its own part of a row: by area, the draws and the spare areas, in the order of draws. */
function selfMeetings(drawn: Uint32Array, draws: number, members: number[], below: (n: number) => number) {
  const starts = new Uint32Array(members.length + 1);
  const each = (meet: (area: number, r: number) => void) => {
    for (let r = 0; r < draws; r++) {
      for (let place = 0, at = r; at < drawn.length; place++, at += draws) {
        if (place < members[drawn[at]!]!) meet(drawn[at]!, r);
      }
    }
  };
  each((area) => starts[area + 1]!++);
  for (let i = 0; i < members.length; i++) starts[i + 1] = starts[i]! + starts[i + 1]!;
  const filled = starts.slice();
  const draw = new Uint32Array(starts[members.length]!);
  const spare = new Uint32Array(draw.length);
  each((area, r) => {
    const at = filled[area]!++;
    const other = below(members.length - 1);
    draw[at] = r;
    spare[at] = other < area ? other : other + 1;
  });
  return {
    correct(area: number, values: Float64Array, sums: Float64Array, low: number, high: number, found: Tail): void {
      for (let at = starts[area]!; at < starts[area + 1]!;) {
        const r = draw[at]!;
        const before = sums[r]!;
        let after = before;
        for (; at < starts[area + 1]! && draw[at] === r; at++) after += values[spare[at]!]! - values[area]!;
        found.atLeast += Number(after >= low) - Number(before >= low);
        found.atMost += Number(after <= high) - Number(before <= high);
      }
    },
  };
}

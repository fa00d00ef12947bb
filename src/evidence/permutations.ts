import { localSums } from './localSums';
import type { Neighbours } from '../core/neighbours';
import { randomNumbers } from './randomNumbers';
import { tailCounter, type Tail } from './tails';

/** Draws made once for all areas and tables. */
interface Draws {
  /** Draws. */
  count: number;
  /** Place j of draw r is drawn[j * count + r]: an area. */
  drawn: Uint32Array;
  /** Area a meets itself in meetingStarts[a] to meetingStarts[a + 1] - 1, in the order of draws. */
  meetingStarts: Uint32Array;
  meetingDraw: Uint32Array;
  /** The area that stands in for it there. */
  meetingSpare: Uint32Array;
}

/**
 * Conditional permutation of local sums (spdep's localG_perm with the area itself included): a draw for an area with k
 * neighbours is the sum of k + 1 values of the other areas. The draws are made once and shared: draw r is one row of
 * areas, and each area takes as many from its beginning as it needs. Where it meets itself in the row, a spare draw from
 * the others stands in, so that every area's draws are exactly what they would be had they been made for it alone.
 * Returns a function that gives the tails of some areas (positions) in one table of values.
 */
export function permutations(neighbours: Neighbours, count: number, seed: number) {
  const members = Uint32Array.from(
    { length: neighbours.count },
    (_, i) => neighbours.starts[i + 1]! - neighbours.starts[i]! + 1,
  );
  const draws = makeDraws(members, count, seed);
  const counter = tailCounter(count);
  const sums = new Float64Array(count);
  return (values: Float64Array, which: readonly number[]): Tail[] => {
    const observed = localSums(neighbours, values);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const tails: Tail[] = which.map(() => ({ atLeast: 0, atMost: 0 }));
    const byMembers = new Map<number, number[]>();
    which.forEach((area, i) => {
      const same = byMembers.get(members[area]!);
      if (same) same.push(i);
      else byMembers.set(members[area]!, [i]);
    });
    sums.fill(0);
    for (let length = 1; length <= Math.max(0, ...byMembers.keys()); length++) {
      addPlace(sums, draws.drawn.subarray((length - 1) * count, length * count), values);
      const same = byMembers.get(length);
      if (!same) continue;
      const tailOf = counter(sums, same.length);
      for (const i of same) {
        const area = which[i]!;
        // Sums of the same values in another order differ in their last digits: they count as equal.
        const slack = 1e-9 * largest * length;
        const [low, high] = [observed[area]! - slack, observed[area]! + slack];
        tails[i] = tailOf(low, high);
        standIn(draws, area, values, sums, low, high, tails[i]!);
      }
    }
    return tails;
  };
}

function makeDraws(members: Uint32Array, count: number, seed: number): Draws {
  const areas = members.length;
  const longest = members.reduce((a, b) => Math.max(a, b), 0);
  const random = randomNumbers(seed);
  const rows = random(new Uint32Array(longest * count), areas);
  const drawn = new Uint32Array(longest * count);
  // Who met itself takes the place of numbers in `rows` that were read before: meetings never outnumber them.
  const metIn = new Uint32Array(longest * count);
  const meetingStarts = new Uint32Array(areas + 1);
  let met = 0;
  for (let r = 0; r < count; r++) {
    for (let place = 0; place < longest; place++) {
      const area = rows[r * longest + place]!;
      drawn[place * count + r] = area;
      if (place >= members[area]!) continue;
      rows[met] = area;
      metIn[met++] = r;
      meetingStarts[area + 1]!++;
    }
  }
  for (let i = 0; i < areas; i++) meetingStarts[i + 1] = meetingStarts[i]! + meetingStarts[i + 1]!;
  const filled = meetingStarts.slice();
  const meetingDraw = new Uint32Array(met);
  const meetingSpare = new Uint32Array(met);
  const others = random(new Uint32Array(met), areas - 1);
  for (let i = 0; i < met; i++) {
    const area = rows[i]!;
    const at = filled[area]!++;
    const other = others[i]!;
    meetingDraw[at] = metIn[i]!;
    meetingSpare[at] = other < area ? other : other + 1;
  }
  return { count, drawn, meetingStarts, meetingDraw, meetingSpare };
}

function addPlace(sums: Float64Array, drawn: Uint32Array, values: Float64Array): void {
  for (let r = 0; r < sums.length; r++) sums[r] = sums[r]! + values[drawn[r]!]!;
}

/** Mends the tail of one area for the draws in which it met itself. */
function standIn(
  { meetingStarts, meetingDraw, meetingSpare }: Draws,
  area: number,
  values: Float64Array,
  sums: Float64Array,
  low: number,
  high: number,
  tail: Tail,
): void {
  for (let at = meetingStarts[area]!; at < meetingStarts[area + 1]!;) {
    const r = meetingDraw[at]!;
    const before = sums[r]!;
    let after = before;
    for (; at < meetingStarts[area + 1]! && meetingDraw[at] === r; at++) {
      after += values[meetingSpare[at]!]! - values[area]!;
    }
    tail.atLeast += (after >= low ? 1 : 0) - (before >= low ? 1 : 0);
    tail.atMost += (after <= high ? 1 : 0) - (before <= high ? 1 : 0);
  }
}

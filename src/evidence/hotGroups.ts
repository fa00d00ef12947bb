import type { Spot } from './hotSpots';
import type { Neighbours } from '../core/neighbours';
import { rateOf } from './rates';

/** Hot LSOAs that touch, named together. */
export interface HotGroup {
  /** Positions; the first one names the group: it has the largest Gi*. */
  members: number[];
  /** Of the current year. */
  assessments: number;
  /** Per 10,000 children of all its LSOAs together; null where the children of one aren't known. */
  rate: number | null;
}

/** Groups of touching hot LSOAs, the one with the most assessments first; ties in the order of positions. */
export function hotGroups(
  { starts, list }: Neighbours,
  spots: readonly Spot[],
  current: readonly number[],
  children: readonly (number | null)[],
): HotGroup[] {
  const seen = spots.map(({ kind }) => kind !== 'hot');
  const groups: HotGroup[] = [];
  spots.forEach((_, start) => {
    if (seen[start]) return;
    seen[start] = true;
    const members = [start];
    for (const position of members) {
      for (const other of list.subarray(starts[position], starts[position + 1])) {
        if (!seen[other]) members.push(other);
        seen[other] = true;
      }
    }
    members.sort((a, b) => spots[b]!.z! - spots[a]!.z! || a - b);
    const assessments = members.reduce((sum, position) => sum + current[position]!, 0);
    const known = members.every((position) => children[position] !== null);
    const all = known ? members.reduce((sum, position) => sum + children[position]!, 0) : null;
    groups.push({ members, assessments, rate: rateOf(assessments, all)?.rate ?? null });
  });
  return groups.sort((a, b) => b.assessments - a.assessments || a.members[0]! - b.members[0]!);
}

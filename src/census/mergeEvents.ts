import { cleanChildId } from '../core/clean';
import type { CensusEvent } from './childEvents';
import { EVENT_TYPES } from './logColumns';

/**
 * Several returns, oldest first, to one row an event: a child's event of one type on one day. The newest return's other
 * fields win, whole (in one return: the first that stands there); factors are the union, so that a repeat without them
 * loses none. Events without a child id or a real date can't be told to be the same: all are kept. The answer is in
 * order of child id, date and type, whatever the order of the files' children.
 */
export function mergeEvents(returns: CensusEvent[][]): { events: CensusEvent[]; merged: number } {
  const byKey = new Map<string, { event: CensusEvent; from: number }>();
  const events: CensusEvent[] = [];
  let merged = 0;
  returns.forEach((list, from) => {
    for (const event of list) {
      const child = cleanChildId(event.child);
      if (child === '' || event.day === null) {
        events.push(event);
        continue;
      }
      const key = `${child}\n${event.day}\n${event.type}`;
      const known = byKey.get(key);
      if (!known) {
        byKey.set(key, { event, from });
        continue;
      }
      merged++;
      const factors = [...new Set([...known.event.factors, ...event.factors])];
      known.event = { ...(from > known.from ? event : known.event), factors };
      known.from = from;
    }
  });
  for (const { event } of byKey.values()) events.push(event);
  return { events: events.sort(inOrder), merged };
}

const typeOrder = new Map<string, number>(EVENT_TYPES.map((type, i) => [type, i]));
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function inOrder(a: CensusEvent, b: CensusEvent): number {
  return compare(a.child, b.child) || compare(a.date, b.date) || typeOrder.get(a.type)! - typeOrder.get(b.type)!;
}

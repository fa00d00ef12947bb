import type { HostEvent } from './remote';
import type { Action, RequestBody } from './wire';

/** Client numbers of the events by class and by the name in `_RegisterXEvent`. */
const NUMBERS: Record<string, number> = {
  DataChanged: 10,
  Activated: 11,
  Deactivated: 12,
  Added: 13,
  SelectionChanged: 14,
  Deleted: 15,
};
const TABLE_NUMBERS: Record<string, number> = { DataChanged: 101, SelectionChanged: 100, Added: 102, Deleted: 103 };

/** Events that office.js doesn't register action by action: the document's selection, the pane's visibility. */
const ALWAYS = [2, 65539];

/** Who listens to what: Excel sends an event only where a `_Register...Event` was executed. */
export class Listeners {
  private readonly counts = new Map<string, number>();

  /** Notes the registrations of a request that went through; `targetOf` gives the id of an object path. */
  note(body: RequestBody, done: Set<number>, targetOf: (action: Action) => { kind: string; id: string } | null): void {
    for (const action of body.Actions) {
      const match = /^_(Un)?[rR]egister(\w+)Event$/.exec(action.Name);
      const target = match && done.has(action.Id) ? targetOf(action) : null;
      if (!match || !target) continue;
      const numbers = target.kind.startsWith('Table') ? TABLE_NUMBERS : NUMBERS;
      const key = `${numbers[match[2] ?? '']}:${target.id}`;
      this.counts.set(key, Math.max(0, (this.counts.get(key) ?? 0) + (match[1] ? -1 : 1)));
    }
  }

  /** The targets of an event that somebody listens for. */
  wanted(event: HostEvent): string[] {
    if (ALWAYS.includes(event.type)) return event.targets;
    return event.targets.filter((target) => (this.counts.get(`${event.type}:${target}`) ?? 0) > 0);
  }

  /** How many registrations stand: a test sees whether a pane took its handlers away. */
  get count(): number {
    return [...this.counts.values()].reduce((sum, n) => sum + n, 0);
  }
}

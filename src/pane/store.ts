import { firstState, reduce } from './state';
import type { Event, State } from './state';

/** The state between events, for React (`useSyncExternalStore`) and for the ribbon's commands, which need no pane. */
export interface Store {
  get(): State;
  send(event: Event): void;
  subscribe(listener: () => void): () => void;
}

/** A store that holds `state.ts`'s reducer. */
export function createStore(shell: State['shell']): Store {
  let state = firstState(shell);
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    send(event) {
      const next = reduce(state, event);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

import { Storage } from '@microsoft/office-js-helpers';

/** Small preferences of this person on this computer: how the pane looks, nothing about children, places or files. */
export interface Preferences {
  optionsOpen: boolean;
}

const DEFAULTS: Preferences = { optionsOpen: false };

/**
 * Kept by office-js-helpers' Storage: `get` and `set` alone, the rest of it is broken or retired. Where the browser
 * keeps nothing (private windows, blocked storage), the defaults hold and nothing is said.
 */
export const preferences = {
  get<K extends keyof Preferences>(name: K): Preferences[K] {
    try {
      return (storage().get(name) as Preferences[K] | undefined) ?? DEFAULTS[name];
    } catch {
      return DEFAULTS[name];
    }
  },
  set<K extends keyof Preferences>(name: K, value: Preferences[K]): void {
    try {
      storage().set(name, value);
    } catch {
      // Nothing depends on it.
    }
  },
};

let opened: Storage<unknown> | null = null;
const storage = (): Storage<unknown> => (opened ??= new Storage<unknown>('needs-map'));

import { openDB } from 'idb';

/** Keeps one pack between visits. Nothing here throws: a cache that fails is no cache, and the next way is tried. */
export interface PackCache {
  /** The pack kept last, or null. */
  get(): Promise<Uint8Array | null>;
  /** Keeps a pack, wholly or not at all; whether it did. */
  put(pack: Uint8Array): Promise<boolean>;
  clear(): Promise<void>;
}

const DATABASE = 'needs-map-geography';
const STORE = 'packs';
const KEY = 'current';

/** The browser's IndexedDB as a cache of public geography; no child's record ever goes in. */
export function browserCache(): PackCache {
  async function using<T>(failed: T, task: (database: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
    try {
      const database = await open();
      try {
        return await task(database);
      } finally {
        database.close();
      }
    } catch {
      return failed;
    }
  }
  return {
    get: () =>
      using(null, async (database) => {
        const pack: unknown = await database.get(STORE, KEY);
        return pack instanceof Blob ? new Uint8Array(await pack.arrayBuffer()) : null;
      }),
    put: (pack) =>
      using(false, async (database) => {
        // As a Blob it is read once; bytes would stand in memory twice while they are read.
        await database.put(STORE, new Blob([pack as Uint8Array<ArrayBuffer>]), KEY);
        return true;
      }),
    clear: () => using(undefined, (database) => database.clear(STORE)),
  };
}

/** Closes itself when another tab wants to change or delete the database, so that no tab waits for another. */
function open() {
  return openDB(DATABASE, 1, {
    upgrade: (database) => void database.createObjectStore(STORE),
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}

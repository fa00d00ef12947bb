import { openDB } from 'idb';

/** `current`: postcodes and boundaries. `added`: files by LSOA, which go with any boundaries. */
export type CacheEntry = 'current' | 'added';

/** Keeps packs between visits. Nothing here throws: a cache that fails is no cache, and the next way is tried. */
export interface PackCache {
  /** The pack kept last, or null. */
  get(entry: CacheEntry): Promise<Uint8Array | null>;
  /** Keeps a pack, wholly or not at all; whether it did. */
  put(entry: CacheEntry, pack: Uint8Array): Promise<boolean>;
  /** Forgets one entry, or all. */
  clear(entry?: CacheEntry): Promise<void>;
}

const DATABASE = 'needs-map-geography';
const STORE = 'packs';

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
    get: (entry) =>
      using(null, async (database) => {
        const pack: unknown = await database.get(STORE, entry);
        return pack instanceof Blob ? new Uint8Array(await pack.arrayBuffer()) : null;
      }),
    put: (entry, pack) =>
      using(false, async (database) => {
        // As a Blob it is read once; bytes would stand in memory twice while they are read.
        await database.put(STORE, new Blob([pack as Uint8Array<ArrayBuffer>]), entry);
        return true;
      }),
    clear: (entry) => using(undefined, (database) => (entry ? database.delete(STORE, entry) : database.clear(STORE))),
  };
}

/** Closes itself when another tab wants to change or delete the database, so that no tab waits for another. */
function open() {
  return openDB(DATABASE, 1, {
    upgrade: (database) => void database.createObjectStore(STORE),
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}

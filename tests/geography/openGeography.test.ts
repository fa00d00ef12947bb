import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { browserCache, type PackCache } from '../../src/geography/cache';
import { choosePack, parseCatalogue, withEntry, type CatalogueEntry } from '../../src/geography/catalogue';
import { openGeography } from '../../src/geography/openGeography';
import { pageOrigin } from '../../src/geography/origin';
import { packGeography } from '../../src/geography/packGeography';
import { readGeography } from '../../src/geography/readGeography';
import { inventedFiles, memorySource, postcodesCsv, sentenceOf } from './helpers';

const files = (more = '') => ({ ...inventedFiles(), postcodes: memorySource('p.csv', postcodesCsv + more) });
/** Packs of one, two ... more postcodes than the file, to tell where geography came from. */
const pack = async (more: number) => {
  const rows = Array.from({ length: more }, (_, i) => `9,EX3 ${i}AA,50.905,-1.395\n`);
  return packGeography(await readGeography(files(rows.join(''))));
};
const flipped = (bytes: Uint8Array) => {
  const other = bytes.slice();
  other[other.length >> 1]! ^= 1;
  return other;
};

const PAGE = 'https://needsmap.example.gov.uk/v1/taskpane.html';
/** A host with these files; asks are noted. */
function host(contents: Record<string, Uint8Array | string>, asked: string[] = []): typeof fetch {
  return async (address) => {
    asked.push(String(address));
    const content = contents[String(address).replace('https://needsmap.example.gov.uk/v1/', '')];
    return content === undefined
      ? new Response('Not found', { status: 404 })
      : new Response(content as Uint8Array<ArrayBuffer> | string);
  };
}
const entry = (file: string, authority: string | null, made: string): CatalogueEntry => ({
  file,
  authority,
  size: 1000,
  made,
  found: [],
  licence: '',
});
const catalogue = (...packs: CatalogueEntry[]) => JSON.stringify({ packs });

beforeEach(() => deleteDB('needs-map-geography'));

describe('openGeography', () => {
  const all = async () => {
    const cache = browserCache();
    await cache.put('current', await pack(2));
    const contents = {
      'packs/catalogue.json': catalogue(entry('e.pack', null, '2025-01-01')),
      'packs/e.pack': await pack(3),
    };
    return { files: files(), workbook: await pack(1), cache, origin: pageOrigin(PAGE, host(contents)) };
  };

  test('takes the chosen files before the pack of the workbook, that before the cache, and that before the origin', async () => {
    const { files: chosen, workbook, cache, origin } = await all();
    const way = async (ways: Parameters<typeof openGeography>[0]) => {
      const geography = await openGeography(ways);
      return [geography?.about.way, geography?.postcodes.count];
    };
    expect(await way({ workbook: () => workbook, cache, origin })).toEqual(['workbook', 4]);
    expect(await way({ workbook: () => null, cache, origin })).toEqual(['cache', 5]);
    expect(await way({ origin })).toEqual(['origin', 6]);
    expect(await way({ files: chosen, workbook: () => workbook, cache, origin })).toEqual(['files', 3]);
    expect(await way({})).toEqual([undefined, undefined]);
  });

  test('keeps chosen files for next time, until they are forgotten', async () => {
    const cache = browserCache();
    const imported = await openGeography({ files: files(), cache });
    const reopened = await openGeography({ cache: browserCache() });
    expect(reopened?.about).toEqual({ ...imported?.about, way: 'cache' });
    expect({ ...reopened?.lsoas, neighbours: null }).toEqual({ ...imported?.lsoas, neighbours: null });
    await cache.clear();
    expect(await openGeography({ cache: browserCache() })).toBeNull();
  });

  test('keeps nothing of files that were refused, and leaves what was kept before', async () => {
    const cache = browserCache();
    await openGeography({ files: files(), cache });
    await expect(openGeography({ files: { ...files(), lsoas: memorySource('l', '') }, cache })).rejects.toThrow(
      'l is empty',
    );
    expect((await openGeography({ cache }))?.postcodes.count).toBe(3);
  });

  test('passes over a damaged pack, says so in the warnings, and empties a damaged cache', async () => {
    const { workbook, cache, origin } = await all();
    await cache.put('current', flipped(await pack(2)));
    const geography = await openGeography({ workbook: () => flipped(workbook), cache, origin });
    const damaged = 'The geography pack is damaged or cut short: make it again from the three files.';
    expect(geography?.about.way).toBe('origin');
    expect(geography?.about.warnings.slice(0, 2)).toEqual([damaged, damaged]);
    expect(await cache.get('current')).toBeNull();
  });

  test('says what is wrong with the only pack there is', async () => {
    const { workbook } = await all();
    const opening = openGeography({ workbook: () => flipped(workbook) });
    expect(await sentenceOf(opening)).toBe(
      'The geography pack is damaged or cut short: make it again from the three files.',
    );
  });

  test('goes on without a cache where the browser has none, or fails', async () => {
    const broken: PackCache = { get: async () => null, put: async () => false, clear: async () => undefined };
    expect((await openGeography({ files: files(), cache: broken }))?.postcodes.count).toBe(3);
    const indexedDB = globalThis.indexedDB;
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true, writable: true });
    try {
      const cache = browserCache();
      expect(await cache.put('current', Uint8Array.of(1))).toBe(false);
      expect(await cache.get('current')).toBeNull();
      await cache.clear();
    } finally {
      Object.defineProperty(globalThis, 'indexedDB', { value: indexedDB, configurable: true, writable: true });
    }
  });

  test('takes something strange in the cache for an empty one', async () => {
    const cache = browserCache();
    await cache.put('current', Uint8Array.of(1));
    const database = await openDB('needs-map-geography');
    await database.put('packs', 'strange', 'current');
    database.close();
    expect(await cache.get('current')).toBeNull();
  });
});

describe("the add-in's own origin", () => {
  test('has nothing where there is no catalogue, an empty one, or no network', async () => {
    const offline: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    for (const fetcher of [host({}), host({ 'packs/catalogue.json': '{ "packs": [] }' }), offline])
      expect(await pageOrigin(PAGE, fetcher).get()).toBeNull();
  });

  test('is asked for the catalogue and one pack beside the page, nothing else, and tells its progress', async () => {
    const asked: string[] = [];
    const told: number[][] = [];
    const contents = {
      'packs/catalogue.json': catalogue(entry('e 1.pack', null, '2025-01-01')),
      'packs/e%201.pack': new Uint8Array(1000),
    };
    const found = await pageOrigin(PAGE, host(contents, asked)).get({
      progress: (_step, done, all) => told.push([done, all]),
    });
    expect(found).toEqual(new Uint8Array(1000));
    expect(asked).toEqual([
      'https://needsmap.example.gov.uk/v1/packs/catalogue.json',
      'https://needsmap.example.gov.uk/v1/packs/e%201.pack',
    ]);
    expect(told[told.length - 1]).toEqual([1000, 1000]);
  });

  test('whose catalogue is damaged, or lists a pack that is missing, says so', async () => {
    const damaged = pageOrigin(PAGE, host({ 'packs/catalogue.json': '<html>' })).get();
    expect(await sentenceOf(damaged)).toBe(
      'The list of geography packs (packs/catalogue.json) is damaged: tell whoever installed the add-in.',
    );
    const missing = pageOrigin(PAGE, host({ 'packs/catalogue.json': catalogue(entry('e.pack', null, '2025')) })).get();
    expect(await sentenceOf(missing)).toBe(
      'The geography pack e.pack is listed in packs/catalogue.json but missing beside it: tell whoever installed the add-in.',
    );
  });

  test('stops when cancelled', async () => {
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(pageOrigin(PAGE, host({})).get({ signal })).rejects.toThrow('cancelled');
  });
});

describe('a catalogue', () => {
  const national = entry('england.pack', null, '2024-05-01');
  const newer = entry('england-2025.pack', null, '2025-05-01');
  const surrey = entry('surrey.pack', 'Surrey', '2026-01-01');

  test('gives the newest pack of the whole, or else the newest of an authority', () => {
    expect(choosePack({ packs: [surrey, national, newer] })).toBe(newer);
    expect(choosePack({ packs: [surrey, entry('kent.pack', 'Kent', '2025-01-01')] })).toBe(surrey);
    expect(choosePack({ packs: [] })).toBeNull();
  });

  test('gets each file once, in order of name', () => {
    const again = { ...national, size: 2000 };
    expect(withEntry({ packs: [surrey, national] }, again)).toEqual({ packs: [again, surrey] });
  });

  test.each(['', '[]', '{}', '{"packs":[{}]}', '{"packs":[null]}', '{"packs":[{"file":"../secret"}]}'])(
    'as %s is damaged',
    (text) => expect(() => parseCatalogue(text)).toThrow('is damaged'),
  );
});

import type { Geography, GeographyWay } from '../core/types';
import { UserError } from '../core/userError';
import type { ByteSource, FileKind, ReadControl } from './byteSource';
import type { PackCache } from './cache';
import { withKeptAdded } from './keptAdded';
import type { PackOrigin } from './origin';
import { packGeography } from './packGeography';
import { readGeography } from './readGeography';
import { unpackGeography } from './unpackGeography';

/** Where geography can come from; a way left out isn't tried. */
export interface GeographyWays {
  /** Chosen now: they win, and go into the cache. */
  files?: Record<FileKind, ByteSource>;
  /** The pack inside the workbook; a function, because decoding it may throw a UserError. */
  workbook?: () => Uint8Array | null;
  cache?: PackCache;
  origin?: PackOrigin;
}

/**
 * Geography by the first way that has it: files, workbook, cache, origin; null where none has. A pack that is damaged
 * or of another version is passed over with a warning, and its UserError thrown only where no other way helps.
 */
export async function openGeography(ways: GeographyWays, control: ReadControl = {}): Promise<Geography | null> {
  const withKept = (geography: Geography) => (ways.cache ? withKeptAdded(geography, ways.cache) : geography);
  if (ways.files) {
    const geography = await readGeography(ways.files, control);
    if (ways.cache) {
      control.progress?.('Keeping the geography for next time', 1, 1);
      await ways.cache.put('current', packGeography(geography, null));
    }
    return withKept(geography);
  }
  const packs: [GeographyWay, () => Promise<Uint8Array | null>][] = [
    ['workbook', async () => ways.workbook?.() ?? null],
    ['cache', async () => (await ways.cache?.get('current')) ?? null],
    ['origin', async () => (await ways.origin?.get(control)) ?? null],
  ];
  const faults: UserError[] = [];
  for (const [way, get] of packs) {
    try {
      const pack = await get();
      control.signal?.throwIfAborted();
      if (!pack) continue;
      const geography = await withKept(unpackGeography(pack, way));
      const warnings = faults.map((fault) => fault.message);
      return { ...geography, about: { ...geography.about, warnings: [...warnings, ...geography.about.warnings] } };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      faults.push(error);
      // What can't be opened today can't be opened tomorrow.
      if (way === 'cache') await ways.cache?.clear('current');
    }
  }
  if (faults[0]) throw faults[0];
  return null;
}

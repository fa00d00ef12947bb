import { addToGeography, takeFromGeography } from '../geography/addToGeography';
import { browserCache } from '../geography/cache';
import { fileSource } from '../geography/fileSource';
import { forgetAdded, keepAdded } from '../geography/keptAdded';
import { openGeography } from '../geography/openGeography';
import { pageOrigin } from '../geography/origin';
import { packOfWorkbook } from '../geography/packText';
import { readAdded } from '../geography/readAdded';
import { sampleAuthority } from '../sample/sampleAuthority';
import { sampleGeography } from '../sample/sampleGeography';
import { offscreenPng } from './offscreenPng';
import { plainXlsx } from './plainXlsx';
import type { OnProgress } from './messages';
import type { Tools } from './serve';

/**
 * The worker's tools in a browser: File objects, IndexedDB, packs beside the page, OffscreenCanvas.
 * @param page address of the folder with the pages
 * @param fonts when the maps' font is loaded
 */
export function browserTools(page: string, fonts: Promise<void>): Tools {
  const cache = browserCache();
  const origin = pageOrigin(page);
  const reported = (progress: OnProgress) => (step: string, done: number, total: number) =>
    progress(step, done / Math.max(1, total));
  return {
    async importGeography(chosen, today, progress) {
      const files = {
        postcodes: fileSource(chosen.postcodes),
        lsoas: fileSource(chosen.lsoas),
        authorities: fileSource(chosen.authorities),
      };
      const geography = await openGeography({ files, cache }, { today, progress: reported(progress) });
      return geography!;
    },
    openGeography: (workbook, progress) =>
      openGeography(
        { workbook: () => workbook && packOfWorkbook(workbook), cache, origin },
        { progress: reported(progress) },
      ),
    forgetGeography: () => cache.clear(),
    async addFile(geography, file) {
      const chosen = await readAdded(fileSource(file), geography.lsoas.vintage);
      const all = addToGeography(geography, chosen);
      // What goes with the invented authority is no use for any other.
      if (all.about.way !== 'sample') await keepAdded(cache, chosen);
      return { geography: all, file: all.about.files.find(({ kind }) => kind === chosen.file.kind)! };
    },
    async takeOut(geography, what) {
      if (geography.about.way !== 'sample') await forgetAdded(cache, what);
      return takeFromGeography(geography, what);
    },
    async useSample() {
      const sample = sampleAuthority();
      const { workbook, authority, today } = sample;
      return { geography: await sampleGeography(sample), workbook: plainXlsx(workbook.sheets), authority, today };
    },
    png: offscreenPng(fonts),
  };
}

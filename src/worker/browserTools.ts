import type { ByteSource } from '../geography/byteSource';
import { browserCache } from '../geography/cache';
import { fileSource } from '../geography/fileSource';
import { openGeography } from '../geography/openGeography';
import { pageOrigin } from '../geography/origin';
import { packOfWorkbook } from '../geography/packText';
import { readGeography } from '../geography/readGeography';
import { sampleAuthority } from '../sample/sampleAuthority';
import type { SampleFile } from '../sample/sampleAuthority';
import { offscreenPng } from './offscreenPng';
import { plainXlsx } from './plainXlsx';
import type { OnProgress, Tools } from './serve';

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
    async useSample() {
      const { files, workbook, authority, today, licence } = sampleAuthority();
      const { postcodes, lsoas, authorities } = files;
      const geography = await readGeography(
        { postcodes: textSource(postcodes), lsoas: textSource(lsoas), authorities: textSource(authorities) },
        { today },
      );
      const about = { ...geography.about, way: 'sample' as const, licence, warnings: [] };
      return { geography: { ...geography, about }, workbook: plainXlsx(workbook.sheets), authority, today };
    },
    png: offscreenPng(fonts),
  };
}

/** A text in memory as a file. */
function textSource({ name, text }: SampleFile): ByteSource {
  const bytes = new TextEncoder().encode(text);
  return {
    name,
    size: bytes.length,
    async *stream(start = 0, end = bytes.length) {
      yield bytes.subarray(start, end);
    },
  };
}

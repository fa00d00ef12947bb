import type { ByteSource } from '../geography/byteSource';
import { fileSource } from '../geography/fileSource';
import { readGeography } from '../geography/readGeography';
import { sampleAuthority } from '../sample/sampleAuthority';
import type { SampleFile } from '../sample/sampleAuthority';
import { offscreenPng } from './offscreenPng';
import { plainXlsx } from './plainXlsx';
import type { Tools } from './serve';

/** The worker's tools in a browser: File objects, IndexedDB, OffscreenCanvas. `fonts`: when the maps' font is loaded. */
export function browserTools(fonts: Promise<void>): Tools {
  return {
    async importGeography(files, today, progress) {
      const sources = {
        postcodes: fileSource(files.postcodes),
        lsoas: fileSource(files.lsoas),
        authorities: fileSource(files.authorities),
      };
      return readGeography(sources, {
        today,
        progress: (step, done, total) => progress(step, done / Math.max(1, total)),
      });
    },
    async openGeography() {
      return null;
    },
    async forgetGeography() {},
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

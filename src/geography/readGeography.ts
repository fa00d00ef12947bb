import type { Geography, SourceFile } from '../core/types';
import type { ByteSource, FileKind, ReadControl } from './byteSource';
import { describeAreas, describePostcodes, geographyWarnings, licenceLine } from './describeGeography';
import { checkTogether } from './checkTogether';
import { buildPostcodes, readPostcodes } from './readPostcodes';
import { readAreas } from './readAreas';

const STEP = 'Reading the geography files';

/**
 * Turns three chosen files into geography, streaming, all three at once (decompression runs beside the parsing).
 * UserError in one sentence where a file can't serve; the signal's reason where it was aborted.
 */
export async function readGeography(
  files: Record<FileKind, ByteSource>,
  control: ReadControl = {},
): Promise<Geography> {
  const total = Object.values(files).reduce((sum, { size }) => sum + size, 0);
  const done: Record<FileKind, number> = { postcodes: 0, lsoas: 0, authorities: 0 };
  const stopper = new AbortController();
  const watch = (kind: FileKind) =>
    watched(files[kind], stopper.signal, control.signal, (bytes) => {
      done[kind] = Math.min(files[kind].size, done[kind] + bytes);
      control.progress?.(STEP, done.postcodes + done.lsoas + done.authorities, total);
    });
  const hashes = hashesOf(files);
  hashes.catch(() => undefined);
  const reading = [
    readPostcodes(watch('postcodes')),
    readAreas(watch('lsoas'), 'lsoas'),
    readAreas(watch('authorities'), 'authorities'),
  ] as const;
  const [postcodeFile, lsoaFile, authorityFile] = await Promise.all(reading).catch(async (error: unknown) => {
    // Let the others stop at their next block, so that nothing goes on reading behind an error.
    stopper.abort(error);
    await Promise.allSettled(reading);
    throw error;
  });
  const lsoas = lsoaFile.areas;
  const authorities = authorityFile.areas;
  const postcodes = buildPostcodes(postcodeFile, lsoas.vintage, lsoas.codes);
  checkTogether(files, postcodes, lsoas, authorities);
  const sha256 = await hashes;
  const source = (kind: FileKind, found: string, date: string | undefined): SourceFile => ({
    kind,
    name: files[kind].name,
    found,
    ...(date && { date }),
    ...(sha256[kind] && { sha256: sha256[kind] }),
  });
  const found = describePostcodes(postcodeFile, postcodes.count);
  return {
    postcodes,
    lsoas,
    authorities,
    about: {
      way: 'files',
      files: [
        source('postcodes', found.words, postcodeFile.date),
        source('lsoas', describeAreas(lsoaFile), lsoaFile.date),
        source('authorities', describeAreas(authorityFile), authorityFile.date),
      ],
      warnings: geographyWarnings(postcodeFile, found.retired, lsoaFile, authorityFile),
      licence: licenceLine(files.postcodes.name, postcodeFile.date, control.today),
      retiredPostcodes: found.retired,
      fromGrid: postcodeFile.columns.latitude < 0,
    },
  };
}

/** One file after the other, because a browser hashes a file whole in memory. */
async function hashesOf(files: Record<FileKind, ByteSource>): Promise<Partial<Record<FileKind, string>>> {
  const hashes: Partial<Record<FileKind, string>> = {};
  for (const kind of ['postcodes', 'lsoas', 'authorities'] as const) hashes[kind] = await files[kind].sha256?.();
  return hashes;
}

/** The same source, that counts what is read and stops between blocks when told to. */
function watched(
  source: ByteSource,
  stop: AbortSignal,
  cancel: AbortSignal | undefined,
  count: (bytes: number) => void,
): ByteSource {
  return {
    ...source,
    async *stream(start, end) {
      for await (const chunk of source.stream(start, end)) {
        stop.throwIfAborted();
        cancel?.throwIfAborted();
        count(chunk.length);
        yield chunk;
      }
    },
  };
}

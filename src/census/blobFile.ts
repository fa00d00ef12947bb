import type { CensusFile } from './types';

/** A browser's `File` as a census file. Read by a reader: not every web view can iterate a stream. */
export function blobFile(name: string, blob: Blob): CensusFile {
  return {
    name,
    size: blob.size,
    async *stream() {
      const reader = blob.stream().getReader();
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          yield value;
        }
      } finally {
        await reader.cancel();
      }
    },
  };
}

import { localDay } from '../core/localDay';
import { UserError } from '../core/userError';
import type { ByteSource } from './byteSource';

/** Above this many bytes a file isn't hashed: crypto.subtle wants it whole in memory. */
const HASHED_AT_MOST = 128e6;

/** A browser's File (or a Blob with a name) as a ByteSource. */
export function fileSource(file: Blob & { name?: string; lastModified?: number }): ByteSource {
  return {
    name: file.name ?? 'file',
    size: file.size,
    date: file.lastModified ? localDay(new Date(file.lastModified)) : undefined,
    stream: (start = 0, end = file.size) => blocks(file.slice(start, end), file.name ?? 'The file'),
    async sha256() {
      if (file.size > HASHED_AT_MOST || !globalThis.crypto?.subtle) return undefined;
      const whole = await file.arrayBuffer().catch(() => {
        throw unreadable(file.name ?? 'The file');
      });
      const digest = await crypto.subtle.digest('SHA-256', whole);
      return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}

/** By reader, because not every browser's ReadableStream can be iterated. */
async function* blocks(blob: Blob, name: string): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw unreadable(name);
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const unreadable = (name: string) =>
  new UserError(
    `${name} can't be read any more: it was moved, changed or locked after it was chosen; choose it again.`,
  );

import { joinBytes } from '../core/joinBytes';
import { UserError } from '../core/userError';
import { choosePack, parseCatalogue } from './catalogue';
import type { ReadControl } from './byteSource';

/** The packs that IT put beside the pages. */
export interface PackOrigin {
  /** The pack to use, or null where there is none or the host can't be reached. UserError where one is listed but missing. */
  get(control?: ReadControl): Promise<Uint8Array | null>;
}

/** Packs in `packs/` beside the page at `page` (its address), by `packs/catalogue.json`. */
export function pageOrigin(page: string, fetcher: typeof fetch = fetch): PackOrigin {
  return {
    async get({ progress, signal } = {}) {
      const text = await fetcher(new URL('packs/catalogue.json', page), { signal }).then(
        (response) => (response.ok ? response.text() : null),
        () => null,
      );
      signal?.throwIfAborted();
      const entry = text === null ? null : choosePack(parseCatalogue(text));
      if (!entry) return null;
      const response = await fetcher(new URL(`packs/${encodeURIComponent(entry.file)}`, page), { signal });
      if (!response.ok || !response.body)
        throw new UserError(
          `The geography pack ${entry.file} is listed in packs/catalogue.json but missing beside it: tell whoever installed the add-in.`,
        );
      const blocks: Uint8Array[] = [];
      let done = 0;
      const reader = response.body.getReader();
      for (let block = await reader.read(); !block.done; block = await reader.read()) {
        blocks.push(block.value);
        done += block.value.length;
        progress?.('Loading the geography', Math.min(done, entry.size), entry.size);
      }
      return joinBytes(blocks);
    },
  };
}

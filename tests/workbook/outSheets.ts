import type { ColumnKind, OutSheet, OutTable } from '../../src/core/types';

/** An empty result sheet to be filled by a test. */
export const outSheet = (name: string, more: Partial<OutSheet> = {}): OutSheet => ({
  key: name,
  name,
  frozenRows: 0,
  lines: [],
  tables: [],
  images: [],
  ...more,
});

/** A table at A1 with columns of one kind each, named by `headings`. */
export const outTable = (
  name: string,
  headings: Record<string, ColumnKind>,
  more: Partial<OutTable> = {},
): OutTable => ({
  name,
  row: 1,
  column: 1,
  columns: Object.entries(headings).map(([heading, kind]) => ({ heading, kind, width: 20 })),
  rows: [],
  key: -1,
  ...more,
});

/** The smallest PNG: one pixel. */
export const PIXEL = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
);

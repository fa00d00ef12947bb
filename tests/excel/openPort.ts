import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { OutSheet } from '../../src/core/types';
import type { Remembered } from '../../src/workbook/workbook';
import { openPane, type ExcelHost, type Pane } from './host';
import type { Outcome, PortApi, Wired } from './portPage';

let script: string | undefined;

/** The port and what it needs as one script, built once a test file. */
function bundle(): string {
  return (script ??= execFileSync(
    resolve('node_modules/.bin/esbuild'),
    ['tests/excel/portPage.ts', '--bundle', '--format=iife', '--target=es2022', '--log-level=error'],
    { encoding: 'utf8', maxBuffer: 1e8 },
  ));
}

const CDN = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
const PAGE = `<!doctype html><html><head><script src="${CDN}"></script><script src="/port.js"></script></head><body></body></html>`;
const CSP = "default-src 'none'; script-src 'self' https://appsforoffice.microsoft.com; connect-src 'self'";

/** What a run leaves to remember; numbers invented. */
export const REMEMBER: Remembered = {
  version: 1,
  choices: { authority: 'Invented' },
  sheets: [],
  checksum: 'abc',
  ranAt: '2026-11-21T10:00:00.000Z',
  totals: { authority: 'Northby', currentEnd: '2025-05-31', numbers: { Counted: 1 } },
};

export interface Port {
  pane: Pane;
  /** Calls one function of the page's port; what it came to. */
  call<K extends keyof PortApi>(name: K, ...args: Parameters<PortApi[K]>): Promise<Outcome>;
  /** The same where it must go well; throws the sentence or bug otherwise. */
  get<T>(name: keyof PortApi, ...args: unknown[]): Promise<T>;
  write(sheets: OutSheet[]): Promise<Outcome>;
}

/** Opens the real office.js on the given workbook, with the port on the page. */
export async function openPort(workbook: ExcelHost): Promise<Port> {
  const pane = await openPane('/port.html', {
    workbook,
    files: { '/port.html': PAGE, '/port.js': bundle() },
    csp: CSP,
  });
  const call = (name: string, ...args: unknown[]) =>
    pane.page.evaluate(
      ([name, args]) =>
        (window as unknown as { port: Record<string, (...args: unknown[]) => unknown> }).port[name as string]?.(
          ...(args as unknown[]),
        ),
      [name, args] as const,
    ) as Promise<Outcome>;
  const wired = (sheets: OutSheet[]): Wired[] =>
    sheets.map((sheet) => ({ ...sheet, images: sheet.images.map((image) => ({ ...image, png: [...image.png] })) }));
  return {
    pane,
    call,
    async get<T>(name: keyof PortApi, ...args: unknown[]) {
      const outcome = await call(name, ...args);
      if (outcome !== null && typeof outcome === 'object' && 'kind' in outcome) throw new Error(outcome.text);
      return (outcome !== null && typeof outcome === 'object' && 'value' in outcome ? outcome.value : outcome) as T;
    },
    write: (sheets) => call('write', JSON.stringify(wired(sheets)), REMEMBER),
  };
}

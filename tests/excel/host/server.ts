import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The three files of office.js that a pane asks for, as they are in @microsoft/office-js. */
export const OFFICE_FILES = ['office.js', 'excel-win32-16.01.js', 'en-us/office_strings.js'];

/** One of those files, byte for byte; null for any other name. */
export async function officeFile(path: string): Promise<Buffer | null> {
  const wanted = OFFICE_FILES.find((file) => path.toLowerCase().endsWith(`/${file}`));
  if (!wanted) return null;
  const manifest = createRequire(join(process.cwd(), 'package.json')).resolve('@microsoft/office-js/package.json');
  return readFile(join(manifest, '..', 'dist', wanted));
}

export interface SiteOptions {
  /** Folder with the built pages. */
  root?: string;
  /** Pages of the test's own by path: `{'/test.html': '<!doctype html>...'}`; they come before files. */
  files?: Record<string, string | Uint8Array>;
  /** The content security policy header of every page. */
  csp?: string;
}

/** Serves pages on a port of this machine; returns the origin and a function that ends it. */
export async function startSite({
  root,
  files = {},
  csp,
}: SiteOptions): Promise<{ origin: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    void (async () => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
      const own = files[path];
      const inside = normalize(join(root ?? '/nowhere', path));
      const content =
        own ??
        (root && inside.startsWith(normalize(root)) ? await readFile(inside).catch(() => null) : null) ??
        (await officeFile(path));
      if (content === null || content === undefined) return void response.writeHead(404).end();
      const headers: Record<string, string> = {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'cache-control': 'no-store',
      };
      if (csp) headers['content-security-policy'] = csp;
      response.writeHead(200, headers).end(content);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

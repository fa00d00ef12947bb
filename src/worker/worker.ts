import { browserTools } from './browserTools';
import { loadMapFonts } from './mapFonts';
import type { Post, Request } from './messages';
import { createServer } from './serve';

/** What this file needs of a DedicatedWorkerGlobalScope; the pages' TypeScript project knows windows only. */
interface WorkerScope {
  fonts: FontFaceSet;
  /** Given by the page that started it, and the name of the lock that says it lives. */
  name: string;
  /** The worker's script stands beside the pages. */
  location: { href: string };
  onmessage: ((event: MessageEvent<Request | Post>) => void) | null;
  postMessage(message: unknown, transfer?: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
// Without its font a map is still a map: the system's letters stand in.
const fonts = loadMapFonts(scope.fonts).catch(() => undefined);
const serve = createServer(browserTools(scope.location.href, fonts), (message, transfer = []) =>
  scope.postMessage(message, transfer),
);
scope.onmessage = ({ data }) => void serve(data);
// Never given back: the page gets the lock when this worker is no more. Pages without https have no locks.
void navigator.locks?.request(scope.name, () => {
  scope.postMessage(scope.name);
  return new Promise(() => undefined);
});

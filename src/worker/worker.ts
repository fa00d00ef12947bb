import { browserTools } from './browserTools';
import { loadMapFonts } from './mapFonts';
import type { Post, Request } from './messages';
import { createServer } from './serve';

/** What this file needs of a DedicatedWorkerGlobalScope; the pages' TypeScript project knows windows only. */
interface WorkerScope {
  fonts: FontFaceSet;
  /** The worker's script stands beside the pages. */
  location: { href: string };
  onmessage: ((event: MessageEvent<Request | Post>) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
// Without its font a map is still a map: the system's letters stand in.
const fonts = loadMapFonts(scope.fonts).catch(() => undefined);
const serve = createServer(browserTools(scope.location.href, fonts), (message, transfer = []) =>
  scope.postMessage(message, transfer),
);
scope.onmessage = ({ data }) => void serve(data);

import type { WorkerLike } from './client';

/**
 * Starts the worker of this build, from the pages' own origin. A browser that ends a worker for want of memory tells
 * nobody: the worker holds a lock as long as it lives, and when the page gets it, the worker has an `error`.
 */
export function startWorker(): WorkerLike {
  // Pages of one origin share their locks' names.
  const name = `needs-map ${Date.now()} ${Math.random()}`;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
  worker.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.data !== name) return;
    event.stopImmediatePropagation();
    void navigator.locks.request(name, () => void worker.dispatchEvent(new ErrorEvent('error')));
  });
  return worker;
}

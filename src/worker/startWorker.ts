import type { WorkerLike } from './client';

/** Starts the worker of this build, from the pages' own origin. */
export function startWorker(): WorkerLike {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'needs-map' });
}

import { readdir, readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** What a page noted of itself. */
export interface Watched {
  /** Milliseconds of each time that the pane showed its bar, from first to last. */
  busy: number[];
  /** Milliseconds of the longest task of the page's main thread: below 50 it is the longest silence of a 5 ms ticker. */
  longestTaskMs: number;
}

interface Notes {
  busy: { start: number; end: number }[];
  longest: number;
  gap: number;
}
type NotingWindow = Window & { benchNotes: Notes };

/** Makes the page note its main thread's long tasks and how long its bar was in sight; before it is opened. */
export const watchPage = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const notes: Notes = { busy: [], longest: 0, gap: 0 };
    (window as unknown as NotingWindow).benchNotes = notes;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) notes.longest = Math.max(notes.longest, duration);
    }).observe({ type: 'longtask', buffered: true });
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      notes.gap = Math.max(notes.gap, now - last);
      last = now;
    }, 5);
    let shown = false;
    new MutationObserver(() => {
      const shows = document.querySelector('[role=progressbar]') !== null;
      if (shows === shown) return;
      shown = shows;
      if (shows) notes.busy.push({ start: performance.now(), end: NaN });
      else notes.busy.at(-1)!.end = performance.now();
    }).observe(document, { childList: true, subtree: true });
  });

/** Starts the search for the longest task again. */
export const forgetTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const notes = (window as unknown as NotingWindow).benchNotes;
    notes.longest = 0;
    notes.gap = 0;
  });

/** What the page noted until now. */
export async function watched(page: Page): Promise<Watched> {
  const { busy, longest, gap } = await page.evaluate(() => (window as unknown as NotingWindow).benchNotes);
  return {
    busy: busy.map(({ start, end }) => end - start),
    longestTaskMs: longest > 0 ? longest : Math.min(gap, 50),
  };
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds of the thread's processor time. */
  tdur?: number;
  args: { name?: string };
}

/** Milliseconds of processor time of the longest task of any page's main thread in a trace of Chromium's. */
export function longestTask(trace: string): number {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mains = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(thread),
  );
  const tasks = traceEvents.filter((event) => event.name.endsWith('RunTask') && mains.has(thread(event)));
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur), 0) / 1000;
}

/**
 * The most memory that any renderer of a browser ever had, MB: of the page and its worker together, the browser's own
 * code included. Linux only; null elsewhere. `profile`: the browser's user data folder, by which it is known.
 */
export async function peakOfRenderers(profile: string): Promise<number | null> {
  const pids = await readdir('/proc').catch(() => []);
  const peaks = await Promise.all(
    pids
      .filter((pid) => /^\d+$/.test(pid))
      .map(async (pid) => {
        const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
        if (!words.includes('--type=renderer') || !(await belongsTo(pid, profile))) return 0;
        const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
        return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
      }),
  );
  const peak = Math.max(0, ...peaks);
  return peak > 0 ? peak : null;
}

/** Whether one of a process's parents is the browser with this profile. */
async function belongsTo(pid: string, profile: string): Promise<boolean> {
  for (let at = pid; Number(at) > 1;) {
    if ((await readFile(`/proc/${at}/cmdline`, 'utf8').catch(() => '')).includes(profile)) return true;
    const status = await readFile(`/proc/${at}/status`, 'utf8').catch(() => '');
    at = /PPid:\s+(\d+)/.exec(status)?.[1] ?? '0';
  }
  return false;
}

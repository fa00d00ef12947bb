/** What the page notes for the tests; see `watchPage`. */
export interface Watched {
  /** Milliseconds of each main-thread task over 50 ms, and when it began. */
  tasks: { start: number; duration: number }[];
  workers: Worker[];
  /** Messages that came from workers. */
  messages: number;
  /** Ends the worker that sends this message. */
  killAt: number;
  /** The clock of the page goes forward: the laptop slept. */
  sleep(milliseconds: number): void;
}

/**
 * Runs in the page before its own scripts: notes long tasks, keeps the page's workers at hand so that a test can end
 * them as the system would (without a word to the page), and can set the clock forward.
 */
export function watchPage(): void {
  const watched: Watched = {
    tasks: [],
    workers: [],
    messages: 0,
    killAt: -1,
    sleep(milliseconds) {
      const [now, tick] = [Date.now.bind(Date), performance.now.bind(performance)];
      Date.now = () => now() + milliseconds;
      performance.now = () => tick() + milliseconds;
    },
  };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) watched.tasks.push({ start: startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  window.Worker = class extends Worker {
    constructor(...asked: ConstructorParameters<typeof Worker>) {
      super(...asked);
      watched.workers.push(this);
      this.addEventListener('message', (event) => {
        if (++watched.messages !== watched.killAt) return;
        event.stopImmediatePropagation();
        this.terminate();
      });
    }
  };
  Object.assign(window, { watched });
}

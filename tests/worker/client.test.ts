import { Cancelled } from '../../src/core/cancelled';
import type { GeographyAbout, Result, WorkbookData } from '../../src/core/types';
import { createClient, WORKER_DIED } from '../../src/worker/client';
import type { WorkerLike } from '../../src/worker/client';
import type { Answer, Part, Post, Progress, Request } from '../../src/worker/messages';

/** A worker of the test's own at the worker's boundary: keeps what it was sent, answers when told. */
class TestWorker implements WorkerLike {
  onmessage: Worker['onmessage'] = null;
  onerror: Worker['onerror'] = null;
  onmessageerror: Worker['onmessageerror'] = null;
  ended = false;
  sent: (Request | Post)[] = [];
  postMessage(message: Request | Post): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(message: Answer | Progress | Part): void {
    this.onmessage?.call(null as unknown as Worker, { data: message } as MessageEvent);
  }
  die(): void {
    this.onerror?.call(null as unknown as Worker, { preventDefault: () => undefined } as ErrorEvent);
  }
  kinds(): string[] {
    return this.sent.map(({ kind }) => kind);
  }
}

function setUp() {
  const workers: TestWorker[] = [];
  const client = createClient(() => {
    workers.push(new TestWorker());
    return workers.at(-1)!;
  });
  return { client, workers };
}

const soon = () => new Promise((go) => setTimeout(go, 0));
const about: GeographyAbout = {
  way: 'cache',
  files: [],
  warnings: [],
  licence: '',
  retiredPostcodes: null,
  fromGrid: false,
};
const job = { authorities: ['Exampleton'], today: '2025-06-30' };
const geography: Answer = { kind: 'geography', about, authorities: [] };

describe("the worker's client", () => {
  test('adds and takes out again in a new worker what was added and taken out, in its order', async () => {
    const { client, workers } = setUp();
    const answered = async (act: Promise<unknown>, worker: TestWorker, answers: Answer[]) => {
      for (const answer of answers) {
        await soon();
        worker.say(answer);
      }
      await act;
    };
    const added: Answer = { kind: 'added', about, file: null };
    await answered(client.openGeography(), workers[0]!, [geography]);
    const file = new File(['x'], 'people.csv');
    await answered(client.addFile(file), workers[0]!, [added]);
    await answered(client.takeOut('wards'), workers[0]!, [added]);
    client.cancel();
    const restored = client.restore();
    await soon();
    await answered(restored, workers[1]!, [geography, added, added]);
    expect(workers[1]!.sent.slice(-3)).toEqual([
      { kind: 'openGeography', withoutWorkbook: true },
      { kind: 'addFile', file },
      { kind: 'takeOut', what: 'wards' },
    ]);
    // Other geography is a fresh start.
    await answered(client.openGeography(), workers[1]!, [geography]);
    client.cancel();
    const again = client.restore();
    await soon();
    await answered(again, workers[2]!, [geography]);
    expect(workers[2]!.kinds()).toEqual(['openGeography']);
  });

  test('passes progress on and resolves with the answer', async () => {
    const { client, workers } = setUp();
    const steps: string[] = [];
    const answer = client.openGeography((step, share) => steps.push(`${step} ${share}`));
    await soon();
    workers[0]!.say({ kind: 'progress', step: 'Opening', share: 0.5 });
    workers[0]!.say(geography);
    expect((await answer).about).toBe(about);
    expect(steps).toEqual(['Opening 0.5']);
  });

  test('a UserError of the worker comes out as its sentence', async () => {
    const { client, workers } = setUp();
    const answer = client.run(job, true);
    await soon();
    workers[0]!.say({ kind: 'error', ours: false, sentence: 'No template was found.' });
    await expect(answer).rejects.toThrow('No template was found.');
  });

  test('joins the parts of long tables in their order', async () => {
    const { client, workers } = setUp();
    const answer = client.run(job, true);
    await soon();
    const result = { sheets: [{ tables: [{ rows: [] }, { rows: [] }] }] } as unknown as Result;
    workers[0]!.say({ kind: 'part', sheet: 0, table: 1, rows: [['a'], ['b']] });
    workers[0]!.say({ kind: 'part', sheet: 0, table: 1, rows: [['c']] });
    workers[0]!.say({ kind: 'result', result, checksum: 'x' });
    expect((await answer).result.sheets[0]!.tables.map(({ rows }) => rows)).toEqual([[], [['a'], ['b'], ['c']]]);
  });

  test('cancel ends the worker and rejects with Cancelled what runs and what waits', async () => {
    const { client, workers } = setUp();
    const running = client.run(job, true);
    const waiting = client.preview(job);
    await soon();
    client.cancel();
    await expect(running).rejects.toThrow(Cancelled);
    await expect(waiting).rejects.toThrow(Cancelled);
    expect(workers[0]!.ended).toBe(true);
    expect(workers[0]!.kinds()).toEqual(['run']);
  });

  test('after a cancel the next worker opens the geography again before it runs', async () => {
    const { client, workers } = setUp();
    const opened = client.openGeography();
    await soon();
    workers[0]!.say(geography);
    await opened;
    client.cancel();
    const restored = client.restore();
    await soon();
    expect(workers[1]!.kinds()).toEqual(['openGeography']);
    workers[1]!.say(geography);
    await restored;
    await client.restore();
    expect(workers[1]!.kinds()).toEqual(['openGeography']);
  });

  test('what came from elsewhere is opened from there again, though the workbook may have its own by now', async () => {
    for (const way of ['cache', 'workbook'] as const) {
      const { client, workers } = setUp();
      const opened = client.openGeography();
      await soon();
      workers[0]!.say({ kind: 'geography', about: { ...about, way }, authorities: [] });
      await opened;
      client.cancel();
      void client.restore();
      await soon();
      expect(workers[1]!.sent).toEqual([{ kind: 'openGeography', withoutWorkbook: way === 'cache' }]);
    }
  });

  test('chosen files are read again only where the cache does not have them', async () => {
    const { client, workers } = setUp();
    const file = (name: string) => new File(['x'], name);
    const files = { postcodes: file('p.csv'), lsoas: file('l.geojson'), authorities: file('a.geojson') };
    const imported = client.importGeography(files, '2025-06-30');
    await soon();
    workers[0]!.say(geography);
    await imported;
    client.cancel();
    const restored = client.restore();
    await soon();
    workers[1]!.say({ kind: 'geography', about: null, authorities: [] });
    await soon();
    expect(workers[1]!.kinds()).toEqual(['openGeography', 'importGeography']);
    workers[1]!.say(geography);
    await restored;
  });

  test('a worker that died is one sentence, and the next request gets a new worker', async () => {
    const { client, workers } = setUp();
    const running = client.run(job, true);
    await soon();
    workers[0]!.die();
    await expect(running).rejects.toThrow(WORKER_DIED);
    const next = client.run(job, true);
    await soon();
    workers[1]!.say({ kind: 'result', result: { sheets: [] } as unknown as Result, checksum: 'x' });
    expect((await next).checksum).toBe('x');
  });

  test('sends a workbook in blocks of at most 20,000 cells that make it up, and knows when it is lost', async () => {
    const { client, workers } = setUp();
    const rows = Array.from({ length: 9_000 }, (_, row) => [row, 'a', 'b', 'c', null]);
    const sheet = { name: 'Log', firstRow: 1, firstColumn: 1, rows, tables: [] };
    const workbook: WorkbookData = { name: 'w.xlsx', sheets: [sheet], date1904: false };
    expect(client.needsWorkbook()).toBe(true);
    await client.send(workbook);
    expect(client.needsWorkbook()).toBe(false);
    const [first, ...blocks] = workers[0]!.sent;
    expect(first).toMatchObject({ kind: 'workbook', workbook: { sheets: [{ rows: [] }] } });
    expect(blocks.flatMap((block) => (block.kind === 'rows' ? block.rows : []))).toEqual(rows);
    expect(blocks.map((block) => (block.kind === 'rows' ? block.rows.length : 0))).toEqual([4_000, 4_000, 1_000]);
    client.cancel();
    expect(client.needsWorkbook()).toBe(true);
  });
});

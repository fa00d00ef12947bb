import fc from 'fast-check';
import { DEFAULT_MAP_OPTIONS } from '../../src/core/mapOptions';
import { DEFAULT_CHOICES, jobOf, readChoices } from '../../src/pane/choices';
import { firstState, missing, reduce } from '../../src/pane/state';
import type { Event, State } from '../../src/pane/state';
import { words } from '../../src/pane/words';
import type { GeographyAbout } from '../../src/core/types';
import type { Look } from '../../src/worker/messages';

const about: GeographyAbout = {
  way: 'files',
  files: [],
  warnings: [],
  licence: '',
  retiredPostcodes: null,
  fromGrid: false,
};
const look = (problem: string | null = null): Look => ({
  sheets: [],
  template: 'T',
  logs: ['L'],
  problem,
  checksum: '1',
});
const after = (...events: Event[]): State => events.reduce(reduce, firstState('excel'));
const choice = (name: string) => ({ name, districts: [name] });

describe('the state of the pane', () => {
  test('choosing an authority again changes nothing; removing it leaves the others in their order', () => {
    const chosen = after({ type: 'authorityAdded', name: 'Kent' }, { type: 'authorityAdded', name: 'Essex' });
    expect(reduce(chosen, { type: 'authorityAdded', name: 'Kent' })).toBe(chosen);
    expect(reduce(chosen, { type: 'authorityRemoved', name: 'Kent' }).choices.authorities).toEqual(['Essex']);
  });

  test('what an import came to stays in sight until another workbook is opened', () => {
    const summary = { files: [], rows: 3, assessments: 2, mergedEvents: 0, counts: { 'no event': 1 }, notes: [] };
    const imported = after({ type: 'imported', summary }, { type: 'looked', look: look() });
    expect(imported.imported).toBe(summary);
    expect(reduce(imported, { type: 'opened', remembered: null }).imported).toBeNull();
  });

  test('new geography drops the authorities it does not have; forgetting geography keeps the choice', () => {
    const chosen = after({ type: 'authorityAdded', name: 'Kent' }, { type: 'authorityAdded', name: 'Exampleton' });
    const loaded = reduce(chosen, { type: 'geography', about, authorities: [choice('Kent')] });
    expect(loaded.choices.authorities).toEqual(['Kent']);
    expect(reduce(loaded, { type: 'geography', about: null, authorities: [] }).choices.authorities).toEqual(['Kent']);
  });

  test('the bar never falls while one thing goes on, stays within 0 and 1, and starts again at 0', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 2, noNaN: true })), (shares) => {
        let state = after({ type: 'started', what: 'run', step: '' });
        let before = 0;
        for (const share of shares) {
          state = reduce(state, { type: 'progressed', step: 's', share });
          expect(state.busy!.share).toBeGreaterThanOrEqual(before);
          expect(state.busy!.share).toBeLessThanOrEqual(1);
          before = state.busy!.share;
        }
        expect(reduce(state, { type: 'started', what: 'run', step: '' }).busy!.share).toBe(0);
      }),
      { verbose: true, seed: seed('the bar') },
    );
  });

  test('progress that comes after the end is not shown', () => {
    const state = after({ type: 'started', what: 'run', step: '' }, { type: 'ended', message: null });
    expect(reduce(state, { type: 'progressed', step: 'late', share: 0.5 })).toBe(state);
  });

  test('a start takes the last message away, and only a workbook with results can be stale', () => {
    const failed = after({ type: 'ended', message: { kind: 'alert', sentence: 'No.' } });
    expect(reduce(failed, { type: 'started', what: 'run', step: '' }).message).toBeNull();
    expect(after({ type: 'stale', stale: true }).stale).toBe(false);
    const remembered = { choices: {}, sheetKeys: ['needs-map'] };
    expect(after({ type: 'opened', remembered }, { type: 'stale', stale: true }).stale).toBe(true);
  });

  test('opening another workbook keeps the geography and forgets the last one’s results and choices', () => {
    const before = after(
      { type: 'geography', about, authorities: [choice('Kent')] },
      { type: 'authorityAdded', name: 'Kent' },
      { type: 'looked', look: look() },
    );
    const opened = reduce(before, { type: 'opened', remembered: null });
    expect(opened.about).toBe(about);
    expect(opened.authorities).toHaveLength(1);
    expect(opened.choices).toEqual(DEFAULT_CHOICES);
    expect(opened.look).toBeNull();
  });

  test('what is missing is said in the order in which it has to be done', () => {
    const open: Event = { type: 'opened', remembered: null };
    const sheets: Event = { type: 'looked', look: look() };
    const geography: Event = { type: 'geography', about, authorities: [choice('Kent')] };
    expect(missing(after())).toBe(words.missing.workbook);
    expect(missing(after(open, { type: 'looked', look: look('No template was found.') }))).toBe(
      'No template was found.',
    );
    expect(missing(after(open, sheets))).toBe(words.missing.geography);
    expect(missing(after(open, sheets, geography))).toBe(words.missing.authority);
    expect(missing(after(open, sheets, geography, { type: 'authorityAdded', name: 'Kent' }))).toBeNull();
  });

  test('the reducer changes no state that it was given', () => {
    const frozen = Object.freeze(after({ type: 'authorityAdded', name: 'Kent' }));
    Object.freeze(frozen.choices);
    Object.freeze(frozen.choices.authorities);
    const events: Event[] = [
      { type: 'authorityAdded', name: 'Essex' },
      { type: 'authorityRemoved', name: 'Kent' },
      { type: 'chose', choices: { top: 3 } },
      { type: 'started', what: 'run', step: '' },
      { type: 'geography', about, authorities: [] },
    ];
    for (const event of events) expect(() => reduce(frozen, event)).not.toThrow();
    expect(frozen.choices.authorities).toEqual(['Kent']);
  });
});

describe('choices', () => {
  test('of a first run make the maps that the command line makes', () =>
    expect(DEFAULT_CHOICES.map).toEqual({ ...DEFAULT_MAP_OPTIONS, show: 'count' }));
  test('what a workbook remembers is read back as it was', () => {
    const choices = {
      ...DEFAULT_CHOICES,
      authorities: ['Kent'],
      logs: ['A', 'B'],
      yearEnd: '2025-03-31',
      top: 3,
      by: 'chosen' as const,
      needs: ['4'],
      countChildren: true,
      map: { ...DEFAULT_CHOICES.map, show: 'rate' as const },
    };
    expect(readChoices(JSON.parse(JSON.stringify(choices)) as Record<string, unknown>)).toEqual(choices);
    expect(jobOf(choices, '2025-06-30')).toMatchObject({ countChildren: true, map: { show: 'rate' } });
  });

  test('settings that somebody damaged fall back to the defaults, whatever they are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(DEFAULT_CHOICES)), fc.jsonValue()), (stored) => {
        const choices = readChoices(stored as Record<string, unknown>);
        expect(Object.keys(choices).sort()).toEqual(Object.keys(DEFAULT_CHOICES).sort());
        expect(Array.isArray(choices.authorities)).toBe(true);
        expect(['natural', 'quantile', 'equal']).toContain(choices.map.method);
        expect(['count', 'rate']).toContain(choices.map.show);
        expect(['current', 'growth', 'chosen']).toContain(choices.by);
        expect(choices.top).toBeGreaterThanOrEqual(1);
        expect(() => jobOf(choices, '2025-06-30')).not.toThrow();
      }),
      { verbose: true, seed: seed('damaged settings') },
    );
  });

  test('a job says only what was chosen: no sheets, no end of the year, no needs unless they were', () => {
    const job = jobOf(DEFAULT_CHOICES, '2025-06-30');
    expect(job).toMatchObject({ today: '2025-06-30', by: 'current', top: 5 });
    for (const key of ['template', 'logs', 'columns', 'date1904', 'yearEnd', 'needs'])
      expect(job).not.toHaveProperty(key);
    expect(jobOf({ ...DEFAULT_CHOICES, by: 'chosen', needs: ['3', '4'] }, '2025-06-30')).toMatchObject({
      needs: ['3', '4'],
    });
    expect(jobOf({ ...DEFAULT_CHOICES, by: 'chosen', needs: [] }, '2025-06-30')).toMatchObject({ by: 'current' });
    expect(jobOf({ ...DEFAULT_CHOICES, sampleDay: '2026-07-14' }, '2025-06-30').today).toBe('2026-07-14');
  });
});

function seed(what: string): number {
  const value = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  console.log(`${what}: SEED=${value}`);
  return value;
}

import fc from 'fast-check';
import { journalOf, keptOf, rememberedOf, type LoadedSettings } from '../../src/workbook/excelKept';

const SEED = Number(process.env.SEED ?? Date.now() % 1e9);
const setting = (value: unknown) =>
  ({ isNullObject: value === undefined, value: JSON.stringify(value) }) as unknown as Excel.Setting;
const loaded = (remembered: unknown, kept?: unknown, journal?: unknown): LoadedSettings => ({
  remembered: setting(remembered),
  kept: setting(kept),
  journal: setting(journal),
});

const REMEMBERED = {
  version: 1,
  choices: { top: 3 },
  sheets: [{ key: 'summary', id: '{1}', tables: { NeedsMap_RiskFactors: 'NeedsMap_RiskFactors' } }],
  checksum: 'abc',
  ranAt: '2025-06-30T10:00:00.000Z',
  totals: { authority: 'Northby', currentEnd: '2025-05-31', numbers: { Counted: 12 } },
};
const KEPT = { version: 1, sheets: [{ key: 'summary', id: '{1}', name: 'Needs map', made: true, tables: {}, lines: [], pictures: [] }] }; // prettier-ignore

test('what a run left in the settings of the workbook is read back as it was', () => {
  expect(rememberedOf(loaded(REMEMBERED))).toEqual(REMEMBERED);
  expect(keptOf(loaded(undefined, KEPT))).toEqual(KEPT);
});

test.each(['choices', 'sheets', 'checksum', 'totals'])(
  'a workbook whose settings lack the %s is one without a run',
  (name) => {
    expect(rememberedOf(loaded({ ...REMEMBERED, [name]: undefined }))).toBeNull();
  },
);

test('a workbook whose settings lack the sheets is one without results', () => {
  expect(keptOf(loaded(undefined, { version: 1 }))).toEqual({ version: 1, sheets: [] });
  expect(keptOf(loaded(undefined, { version: 1, sheets: [{ key: 'summary' }] }))).toEqual({ version: 1, sheets: [] });
  const sheets = [{ ...KEPT.sheets[0], tables: { NeedsMap_All: { name: 'NeedsMap_All' } } }];
  expect(keptOf(loaded(undefined, { version: 1, sheets }))).toEqual({ version: 1, sheets: [] });
});

test('the columns of a refresh that broke off are read back as they were; what is no list of columns is left out', () => {
  const user = { headings: ['Notes'], rows: [['E01999001', [{ content: 'seen', formula: false, format: '@' }]]] };
  const journal = { NeedsMap_All: { user, totals: false }, NeedsMap_RiskFactors: { user: null, totals: true } };
  expect(journalOf(loaded(undefined, undefined, journal))).toEqual(journal);
  const odd = {
    a: 1,
    b: { user: {}, totals: true },
    c: { user: { headings: [], rows: [1] }, totals: true },
    d: { user: null },
  };
  expect(journalOf(loaded(undefined, undefined, { ...journal, ...odd }))).toEqual(journal);
});

test(`settings that somebody made by hand never stop the pane (seed ${SEED})`, () => {
  const part = fc.oneof(fc.jsonValue(), fc.constantFrom(...Object.values(REMEMBERED)));
  const whole = fc.record({ version: fc.constant(1), choices: part, sheets: part, checksum: part, totals: part });
  fc.assert(
    fc.property(whole, (value) => {
      const remembered = rememberedOf(loaded(value));
      if (!remembered) return;
      expect(Object.keys(remembered.choices)).toBeDefined();
      for (const { key, tables } of remembered.sheets)
        expect([typeof key, typeof tables]).toEqual(['string', 'object']);
      expect(typeof remembered.checksum).toBe('string');
      for (const number of Object.values(remembered.totals.numbers)) expect(typeof number).toBe('number');
      expect(remembered.totals.currentEnd).toMatch(/^\d{4}-\d\d-\d\d$/);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

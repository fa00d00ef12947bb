import type { AreaRow } from '../../src/core/types';
import { evidence } from '../../src/evidence/evidence';
import { evidenceSheets } from '../../src/evidence/evidenceSheets';
import { extraColumns } from '../../src/evidence/extraColumns';
import { methodsInWords } from '../../src/evidence/methodsInWords';
import { notesInWords } from '../../src/evidence/notesInWords';
import { changeInWords, spotsInWords } from '../../src/evidence/spotWords';
import type { EvidenceInput } from '../../src/evidence/types';
import { grid, upTo } from './grid';

/** 12 x 12 LSOAs of 500 children; 20 or so assessments each, a block of 3 x 3 in the south-west with 60 and 30 before. */
const lsoas = grid(12, 12);
const own = upTo(144);
const inBlock = (i: number) => i % 12 < 3 && i < 36;
const table = (id: string, name: string, of: (i: number) => [number, number]) => ({
  id,
  name,
  rows: own.map((area): AreaRow => {
    const [previous, current] = of(area);
    return { code: lsoas.codes[area]!, name: lsoas.names[area]!, previous, current, change: current - previous, area };
  }),
});
const all = table('all', 'All assessments', (i) => (inBlock(i) ? [20, 60] : [20 + (i % 3), 20 + (i % 2)]));
const health = table('4', 'Mental health', (i) => (inBlock(i) ? [2, 30] : [5, 5]));
const rare = table('9', 'Trafficking', (i) => (i === 70 ? [0, 3] : [0, 0]));
const population = new Map(lsoas.codes.map((code) => [code, 500]));
const deciles = { index: 'IDACI 2025', of: new Map(lsoas.codes.map((code, i) => [code, inBlock(i) ? 1 : 10])) };
const ward = (i: number) => (i < 36 ? { code: 'E05000001', name: 'Dale' } : { code: 'E05000002', name: 'Hill' });
const wards = new Map(lsoas.codes.slice(0, 143).map((code, i) => [code, ward(i)]));
const find = (more: Partial<EvidenceInput> = {}) =>
  evidence({ lsoas, own, tables: [all, health, rare], seed: 1, ...more });
const full = find({ population, deciles, wards });
const words = { authority: 'Gridham', period: '2025', licence: 'Invented.', maps: [] };
const sheet = (key: string, found = full) => evidenceSheets(found, words).find((one) => one.key === key)!;

describe('notes in words', () => {
  const notes = notesInWords(full);
  test('at most seven, each with a number', () => {
    expect(notes.length).toBeLessThanOrEqual(7);
    for (const note of notes) expect(note).toMatch(/\d/);
  });
  test('say by how much assessments moved, and whether chance would', () => {
    // Before: 144 x 20, and 0, 1 or 2 more in the 135 outside the block, 135 in all. Now: 9 x 60 + 135 x 20 + 69 odd ones.
    expect(notes[0]).toBe('Assessments rose from 3,015 to 3,309 (+10%), more than chance would explain.');
  });
  test('give the rate per 10,000 children: 3,309 among 72,000', () => {
    expect(notes[1]).toContain('The current year has 460 assessments per 10,000 children aged 0 to 17');
  });
  test('count the LSOAs that changed: the nine of the block, 60 after 20', () => {
    expect(notes[2]).toBe('9 of 144 LSOAs rose by more than chance would explain.');
  });
  test('name the hot spot with its numbers', () => {
    expect(notes[3]).toMatch(
      /^Assessments are concentrated around Gridham \d+ and \d+ neighbours: \d+ assessments, [\d,]+ per 10,000, the authority 460\.$/,
    );
  });
  test('name the need that rose most: 9 x 28 more', () => {
    expect(notes[4]).toBe(
      'Mental health rose from 693 to 945 assessments (+36%); 9 of 144 LSOAs rose by more than chance would explain.',
    );
  });
  test('compare the ends of deprivation: 60 of 500 is 1,200; the others 20.5 of 500 is about 410', () => {
    expect(notes[notes.length - 1]).toMatch(
      /^LSOAs in decile 1 of IDACI 2025 have 1,200 assessments per 10,000 children, 2\.9 times those in decile 10 \(4\d\d\)\.$/,
    );
  });
  test('never name a count of 1 to 5', () => {
    const few = find({ tables: [rare, rare] });
    expect(notesInWords(few).join(' ')).not.toMatch(/\b[1-5] assessments/);
    expect(notesInWords(few)[0]).not.toContain('Assessments rose');
  });
  test('name no hot spot without assessments: a hot LSOA may only have neighbours with some', () => {
    const empty = full.tables.map((one) => ({
      ...one,
      groups: one.groups.map((group) => ({ ...group, assessments: 0 })),
    }));
    expect(notes.join(' ')).toContain('concentrated around');
    expect(notesInWords({ ...full, tables: empty }).join(' ')).not.toContain('concentrated around');
  });
  test('without a population no rate is spoken of, and hot spots are said to follow counts', () => {
    const counts = notesInWords(find());
    expect(counts.join(' ')).not.toContain('per 10,000');
    expect(counts.join(' ')).toContain('follow where children live');
  });
  test('where nothing happened they say so, with the number of LSOAs', () => {
    const still = table('all', 'All assessments', () => [20, 20]);
    expect(notesInWords(find({ tables: [still] }))).toEqual([
      'There were 2,880 assessments in both years.',
      'None of 144 LSOAs changed by more than chance would explain.',
      'None of 144 LSOAs stands out as a hot spot of all assessments.',
    ]);
  });
});

describe('sheets', () => {
  test('hot spots: one row a hot or cold LSOA and need, the groups in words', () => {
    const spots = sheet('hot-spots').tables[0]!;
    expect(spots.name).toBe('NeedsMap_HotSpots');
    const declared = full.tables.flatMap(({ areas }) => areas.filter(({ spot }) => spot.kind !== null));
    expect(spots.rows).toHaveLength(declared.length);
    for (const row of spots.rows) expect(row).toHaveLength(spots.columns.length);
    const [need, code, , spot] = spots.rows[0]!;
    expect([need, spot]).toEqual(['All assessments', 'hot, 1%']);
    expect(inBlock(lsoas.codes.indexOf(code as string))).toBe(true);
  });
  test('hot spots: says for what nothing stands out', () => {
    expect(spotsInWords(full)).toContain('Nothing stands out for Trafficking.');
    expect(spotsInWords(find({ tables: [rare] }))).toContain('None of 144 LSOAs stands out');
  });
  test('deciles: sums and rates; nine LSOAs of 60 are 540, 1,200 per 10,000', () => {
    const { columns, rows } = sheet('deprivation').tables[0]!;
    expect(rows[0]!.slice(0, 7)).toEqual(['Decile 1 (most deprived)', 9, 180, 540, 360, 4500, 1200]);
    expect(columns.map(({ heading }) => heading).slice(-4)).toEqual([
      'Mental health',
      'Mental health, rate',
      'Trafficking',
      'Trafficking, rate',
    ]);
    expect(rows[0]!.slice(-4)).toEqual([270, 600, 0, 0]);
  });
  test('wards: by assessments, those that the file lacks last; nothing is lost', () => {
    const { rows } = sheet('wards').tables[0]!;
    expect(rows.map(([code, name, count]) => [code, name, count])).toEqual([
      ['E05000002', 'Hill', 107],
      ['E05000001', 'Dale', 36],
      ['', 'Not in the file', 1],
    ]);
    expect(rows.reduce((total, row) => total + (row[4] as number), 0)).toBe(3309);
  });
  test('without deciles and wards there are no such sheets', () => {
    expect(evidenceSheets(find(), words).map(({ key }) => key)).toEqual(['hot-spots']);
  });
  test('columns of a by-LSOA table: none about rates without a population', () => {
    const headings = (found: typeof full) =>
      extraColumns(found, found.tables[0]!).columns.map(({ heading }) => heading);
    expect(headings(full)).toEqual([
      'Children', 'Rate per 10,000', 'Rate, low', 'Rate, high', 'Against the authority',
      'Hot or cold spot', 'Spot p, many tests',
      'Beyond chance', 'Change p, many tests', 'Ratio', 'Ratio, low', 'Ratio, high',
      'IDACI 2025 decile', 'Ward',
    ]); // prettier-ignore
    expect(headings(find())[0]).toBe('Hot or cold spot');
    const cells = extraColumns(full, full.tables[0]!).cells.get(lsoas.codes[0]!)!;
    expect(cells.slice(0, 2)).toEqual([500, 1200]);
    expect(cells[4]).toBe('higher');
    expect(cells.slice(7, 10)).toEqual(['rise', expect.any(Number), 3]);
  });
  test('where the years cannot be compared, neither columns nor notes nor methods speak of change', () => {
    const found = find({ population, compared: false });
    expect(extraColumns(found, found.tables[0]!).columns.map(({ heading }) => heading)).toEqual([
      'Children', 'Rate per 10,000', 'Rate, low', 'Rate, high', 'Against the authority',
      'Hot or cold spot', 'Spot p, many tests',
    ]); // prettier-ignore
    expect(notesInWords(found).join(' ')).not.toMatch(/\b(rose|fell|changed)\b/);
    expect(methodsInWords(found).join(' ')).toContain('Change is not tested, because a year is not whole');
  });
  test('a heading never stands twice in a table', () => {
    for (const { tables } of evidenceSheets(full, words)) {
      const headings = tables[0]!.columns.map(({ heading }) => heading.toLowerCase());
      expect(new Set(headings).size).toBe(headings.length);
    }
  });
  test('the sentence about change counts rises and falls apart', () => {
    const both = table('all', 'All', (i) => (i < 2 ? [5, 60] : i < 5 ? [60, 5] : [9, 9]));
    expect(changeInWords(find({ tables: [both] }).tables[0]!)).toBe(
      '2 of 144 LSOAs rose and 3 fell by more than chance would explain.',
    );
  });
  test('methods speak of rates, counts and siblings as they apply', () => {
    expect(methodsInWords(full).join(' ')).toMatch(/per 10,000 children.*Brothers and sisters.*decile 1.*Wards/);
    expect(methodsInWords(find()).join(' ')).toContain('follow counts');
  });
});

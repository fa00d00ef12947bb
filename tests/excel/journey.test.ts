import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtPages } from '../pane/builtPages';
import { cli } from '../support/cli';
import { chooseAuthority, chooseFiles, openWorkbook, readBack, run } from './drivePane';
import { closeBrowser, type Pane } from './host';
import { NORTHBY, northbyWorkbook, PLACES } from './northby';

let root: string;
const temp = mkdtempSync(join(tmpdir(), 'needs-map-'));
beforeAll(async () => {
  root = await builtPages();
  for (const { name, buffer } of Object.values(NORTHBY)) writeFileSync(join(temp, name), buffer);
}, 300_000);
afterAll(async () => {
  rmSync(temp, { recursive: true });
  await closeBrowser();
});

/** The result sheets that the command line makes of a workbook of Northby's. */
async function byCommandLine(workbook: Uint8Array): Promise<Record<string, unknown[][]>> {
  const [from, to] = [join(temp, 'in.xlsx'), join(temp, 'out.xlsx')];
  writeFileSync(from, workbook);
  const files = Object.entries(NORTHBY).flatMap(([kind, { name }]) => [`--${kind}`, join(temp, name)]);
  const { code, err } = await cli('job', ['--workbook', from, ...files, '--authority', 'Northby', '--out', to]);
  expect([code, err]).toEqual([0, expect.any(String)]);
  return (await readBack(readFileSync(to))).sheets;
}

const codeOf = (place: number) => PLACES[place]![1];

describe('a workbook of Northby, whose user already has a sheet called Needs map', () => {
  const own = ['assessment_postcode_data', 'Log', 'Own', 'Needs map'];
  let pane: Pane;
  let before: unknown;
  const snapshots = (names: string[]) => names.map((name) => pane.workbook.snapshot(name));
  const names = () => pane.workbook.book.sheets.map(({ name }) => name);

  beforeAll(async () => {
    const workbook = await northbyWorkbook();
    await workbook.user.addSheet('Needs map');
    await workbook.user.paste('Needs map', 'A1', [['What the team needs'], ['a larger room']]);
    pane = await openWorkbook(root, workbook);
    before = snapshots(own);
    await chooseFiles(pane.page, NORTHBY);
    await chooseAuthority(pane.page, 'Northby');
  }, 60_000);
  afterAll(() => pane.close());

  test("the first run adds result sheets beside the user's, which stay equal cell for cell", async () => {
    expect(await run(pane.page)).toBe('16 of 18 assessments counted. Needs map ready');
    expect(names()).toEqual([
      ...own,
      'Needs map (2)',
      'Risk factors',
      'Assessments by LSOA',
      ...['Mental health', 'Domestic abuse', 'Drug misuse', 'Alcohol misuse', 'Neglect'].map(
        (need) => `${need} by LSOA`,
      ),
      'Matching report',
      'Matching notes',
    ]);
    expect(snapshots(own)).toEqual(before);
  }, 60_000);

  test("saved and read back by another library, it holds the command line's tables and twelve pictures", async () => {
    const bytes = await pane.workbook.save();
    const { sheets, pictures } = await readBack(bytes);
    const wanted = await byCommandLine(bytes);
    expect(pictures).toBe(12);
    for (const name of Object.keys(wanted).filter((name) => name !== 'Needs map'))
      expect({ [name]: sheets[name] }).toEqual({ [name]: wanted[name] });
  }, 60_000);

  test('by hand: three children of this year and one of the last live in each LSOA', async () => {
    const { sheets } = await readBack(await pane.workbook.save());
    expect(sheets['Assessments by LSOA']!.slice(4)).toEqual(
      [0, 1, 2, 3].map((place) => [codeOf(place), PLACES[place]![2], 1, 3, 2]),
    );
    expect(
      sheets['Risk factors']!.slice(4, 10).map(([code, , previous, current]) => [code, previous, current]),
    ).toEqual([
      ['4', 4, 6],
      ['3', 0, 5],
      ['2', 0, 4],
      ['1', 0, 3],
      ['16A', 0, 2],
      ['8', 0, 1],
    ]);
  });

  describe('refreshed after corrections, and after the user has been at work on the result sheets', () => {
    const results = ['Needs map (2)', 'Assessments by LSOA', 'Neglect by LSOA'];
    let copied: string;
    let copy: unknown;
    let corrected: unknown;

    beforeAll(async () => {
      const { user } = pane.workbook;
      await user.type('Own', 'B3', "=SUM('Assessments by LSOA'!D5:D8)");
      await user.type('Own', 'B4', "='Risk factors'!D5*2");
      const codes = tableCodes('NeedsMap_AssessmentsByLSOA');
      await user.addTableColumn(
        'NeedsMap_AssessmentsByLSOA',
        'Team',
        codes.map((code) => `team of ${code}`),
      );
      copied = await user.copySheet('Assessments by LSOA');
      copy = pane.workbook.snapshot(copied);
      user.renameSheet('Risk factors', 'Factors 2025');
      // Children 10 to 12 come to 17A, which makes it four: as many as need 2, more than 1; 16A has two and leaves.
      // Child 9 moves from place 1 to place 3, which then leads the table of LSOAs.
      for (const child of [10, 11, 12]) await user.type('Log', `D${2 * child + 1}`, '17A');
      await user.type('assessment_postcode_data', 'C10', PLACES[3]![0]);
      corrected = snapshots(own);
      expect(await run(pane.page)).toBe('16 of 18 assessments counted. Needs map ready');
    }, 60_000);

    const table = (name: string) => pane.workbook.book.findTable(name)!;
    const column = (name: string, at: number) => {
      const { sheet, rect } = table(name);
      return Array.from({ length: rect.rows - 1 }, (_, row) =>
        String(sheet.grid.get(rect.row + 1 + row, rect.col + at)?.value ?? ''),
      );
    };
    function tableCodes(name: string): string[] {
      return column(name, 0);
    }

    test('the numbers are the corrected ones, worked out by hand', () => {
      expect(tableCodes('NeedsMap_RiskFactors').slice(0, 6)).toEqual(['4', '3', '2', '17A', '1', '16A']);
      expect(column('NeedsMap_RiskFactors', 3).slice(0, 6)).toEqual(['6', '5', '4', '4', '3', '2']);
      expect(tableCodes('NeedsMap_AssessmentsByLSOA')).toEqual([3, 0, 2, 1].map(codeOf));
      expect(column('NeedsMap_AssessmentsByLSOA', 3)).toEqual(['4', '3', '3', '2']);
    });

    test('the sheet that the user renamed was found again, and keeps its new name', () => {
      expect(names()).toContain('Factors 2025');
      expect(names()).not.toContain('Risk factors');
      expect(table('NeedsMap_RiskFactors').sheet.name).toBe('Factors 2025');
    });

    test("the formulas on the user's sheet point at the result sheets still", () => {
      const { cells } = pane.workbook.snapshot('Own');
      expect(cells.B3!.formula).toBe("=SUM('Assessments by LSOA'!D5:D8)");
      expect(cells.B4!.formula).toBe("='Factors 2025'!D5*2");
      expect(snapshots(own)).toEqual(corrected);
    });

    test("the user's column moved with its rows", () => {
      const { sheet, rect } = table('NeedsMap_AssessmentsByLSOA');
      const last = rect.cols - 1;
      expect(sheet.grid.get(rect.row, rect.col + last)?.value).toBe('Team');
      expect(column('NeedsMap_AssessmentsByLSOA', last)).toEqual(
        [3, 0, 2, 1].map((place) => `team of ${codeOf(place)}`),
      );
    });

    test('the need that left the top five keeps its sheet, says so, and is up to date; the new one has a sheet', async () => {
      const note = /No longer among the needs to map; refreshed all the same/;
      const marked = names().filter((name) =>
        Object.values(pane.workbook.snapshot(name).cells).some(({ value }) => note.test(String(value))),
      );
      expect(marked).toEqual(['Neglect by LSOA']);
      expect(table('NeedsMap_Need_17A_ByLSOA').sheet.name).toBe('Emotional abuse by LSOA');
      expect(column('NeedsMap_Need_16A_ByLSOA', 3).reduce((sum, cell) => sum + Number(cell), 0)).toBe(2);
      // Six sheets of needs and one of all, with two maps each.
      expect((await readBack(await pane.workbook.save())).pictures).toBe(14 + 2);
    });

    test('the copy that the user made was left alone, with its maps, and was not read as input', () => {
      expect(pane.workbook.snapshot(copied)).toEqual(copy);
    });

    test('no sheet was added but that of the new need, and no "not finished" line stands', () => {
      expect(names().filter((name) => name.startsWith('Needs map'))).toEqual(['Needs map', 'Needs map (2)']);
      for (const name of results)
        expect(JSON.stringify(pane.workbook.snapshot(name))).not.toContain('Refresh not finished');
    });
  });
});

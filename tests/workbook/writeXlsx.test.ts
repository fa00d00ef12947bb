import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import readOther from 'read-excel-file/node';
import type { OutCell, OutSheet } from '../../src/core/types';
import { readXlsx } from '../../src/workbook/readXlsx';
import { writeXlsx } from '../../src/workbook/writeXlsx';
import { outSheet, outTable, PIXEL } from './outSheets';

const part = async (sheets: OutSheet[], name: string) => strFromU8(unzipSync(await writeXlsx(sheets))[name]!);
const back = async (cells: OutCell[]) => {
  const rows = cells.map((cell) => [cell]);
  const bytes = await writeXlsx([outSheet('S', { tables: [outTable('T_1', { Text: 'text' }, { rows })] })]);
  const { sheets } = await readXlsx(bytes, 'back.xlsx');
  return sheets[0]!.rows.slice(1).map(([cell]) => cell);
};

describe('values', () => {
  test('text that looks like a formula, a number or a date is written as the same text', async () => {
    const texts = [
      '=1+1',
      '+44',
      '-x',
      '@SUM(A1)',
      '0123',
      '45000',
      '=HYPERLINK("http://x","y")',
      "'quoted",
      '\tx',
      'TRUE',
    ];
    expect(await back(texts)).toEqual(texts);
    const rows = texts.map((text) => [text]);
    const lines = texts.map((cell, i) => ({ row: i + 1, column: 3, cell }));
    const sheet = await part(
      [outSheet('S', { lines, tables: [outTable('T_1', { Text: 'text' }, { rows })] })],
      'xl/worksheets/sheet1.xml',
    );
    expect(sheet).not.toContain('<f');
    expect(sheet.match(/<c [^>]*t="s"/g)).toHaveLength(21);
  });

  test('characters that XML forbids are replaced, markup and escapes are kept, line ends become line feeds', async () => {
    expect(await back(['a\u0000b\u001fc', '\ud800x', '<b>&"\'</b>', '_x0041_', 'one\r\ntwo\rthree', '\uffff'])).toEqual(
      ['a\ufffdb\ufffdc', '\ufffdx', '<b>&"\'</b>', '_x0041_', 'one\ntwo\nthree', '\ufffd'],
    );
  });

  test('a text of more than 32,767 characters is cut with an ellipsis, never inside a character', async () => {
    const [fits, cut, pair] = (await back(['x'.repeat(32767), 'x'.repeat(32768), '😀'.repeat(17000)])) as string[];
    expect(fits).toBe('x'.repeat(32767));
    expect(cut).toBe(`${'x'.repeat(32766)}…`);
    expect(pair).toBe(`${'😀'.repeat(16383)}…`);
  });

  test('numbers keep every digit; what is no number is blank', async () => {
    const rows = [
      [0.1 + 0.2, 1e21],
      [-0, NaN],
      [Infinity, null],
    ];
    const bytes = await writeXlsx([
      outSheet('S', { tables: [outTable('T_1', { A: 'decimal', B: 'whole' }, { rows })] }),
    ]);
    const { sheets } = await readXlsx(bytes, 'back.xlsx');
    expect(sheets[0]?.rows).toEqual([
      ['A', 'B'],
      [0.30000000000000004, 1e21],
      [0, null],
    ]);
  });

  test('whatever is written is read back (property)', async () => {
    const seed = Date.now() % 2 ** 31;
    console.log(`writeXlsx seed ${seed}`);
    const text = fc.string({ unit: 'binary', minLength: 1 }).map((value) => value.replace(/\r\n?/g, '\n'));
    // eslint-disable-next-line no-control-regex -- the characters that XML 1.0 forbids
    const valid = text.filter((value) => !/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(value));
    const cell = fc.oneof(valid, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1 }), async (cells) => {
        expect(await back(cells)).toEqual(cells.map((value) => (value === 0 ? 0 : value)));
      }),
      { seed, numRuns: 100 },
    );
  });
});

const example = (): OutSheet[] => [
  outSheet("Needs & 'map'", {
    lines: [
      { row: 1, column: 1, cell: 'Needs map', style: 'title' },
      { row: 2, column: 1, cell: { text: 'To the report', link: "'Matching report'!A5" } },
      { row: 3, column: 1, cell: 45000, style: 'date' },
    ],
  }),
  outSheet('By LSOA', {
    frozenRows: 5,
    tables: [
      outTable(
        'NeedsMap_AssessmentsByLSOA',
        {
          'LSOA code': 'text',
          'Current year': 'whole',
          Change: 'signed',
          'Change %': 'signedPercent',
          Share: 'percent',
        },
        {
          row: 5,
          rows: [
            ['E01000001', 1234, -12, -0.125, 0.5],
            ['E01000002', 3, 4, null, 0.25],
          ],
        },
      ),
    ],
    images: [
      {
        name: 'NeedsMap_Map_all_prevalence',
        alt: 'A map: "most" <in> E01000001 & around',
        png: PIXEL,
        row: 5,
        width: 480,
        height: 360.5,
        left: 0,
      },
      { name: 'NeedsMap_Map_all_change', alt: 'Change', png: PIXEL, row: 5, width: 480, height: 360.5, left: 500 },
    ],
  }),
  outSheet('Matching report', {
    tables: [
      outTable('NeedsMap_Matching', { Step: 'text', Number: 'whole' }, { row: 3, rows: [['Log rows', 10]] }),
      outTable(
        'NeedsMap_SetAside',
        { Reason: 'text', Date: 'date', Row: 'whole' },
        {
          row: 7,
          rows: [
            ['no date', 45658, { text: 12, link: "'log 1'!A12" }],
            ['no date', null, { text: 13, link: "#'log 1'!A13" }],
          ],
        },
      ),
      outTable('NeedsMap_Empty', { Notice: 'text' }, { row: 12 }),
    ],
  }),
];

describe('the file', () => {
  test('another library (read-excel-file) reads the same values from it', async () => {
    const sheets = await readOther(Buffer.from(await writeXlsx(example())));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(["Needs & 'map'", 'By LSOA', 'Matching report']);
    expect(sheets[1]?.data.slice(4)).toEqual([
      ['LSOA code', 'Current year', 'Change', 'Change %', 'Share'],
      ['E01000001', 1234, -12, -0.125, 0.5],
      ['E01000002', 3, 4, null, 0.25],
    ]);
    // 45658 is 1 January 2025, and the other library knows it for a date by its format.
    expect(sheets[2]?.data[7]).toEqual(['no date', new Date('2025-01-01T00:00:00Z'), 12]);
  });

  test('openpyxl finds tables, formats, links, frozen rows, print set-up and colour scales', async () => {
    const python = '/usr/bin/python3';
    if (spawnSync(python, ['-c', 'import openpyxl']).status !== 0) return console.warn('SKIPPED: no openpyxl here');
    const folder = mkdtempSync(join(tmpdir(), 'needs-map-'));
    const sheets = example();
    sheets[1]!.tables[0]!.columns[1]!.scale = 'sequential';
    sheets[1]!.tables[0]!.columns[2]!.scale = 'diverging';
    writeFileSync(join(folder, 'out.xlsx'), await writeXlsx(sheets));
    const script = `
import json, openpyxl
book = openpyxl.load_workbook(${JSON.stringify(join(folder, 'out.xlsx'))})
area, report = book['By LSOA'], book['Matching report']
print(json.dumps({
  'tables': [[t.name, t.ref, t.autoFilter.ref, [c.name for c in t.tableColumns]] for s in book for t in s.tables.values()],
  'formats': [area.cell(6, c).number_format for c in range(1, 6)] + [report['B8'].number_format],
  'bold': [area['A5'].font.b, bool(area['A6'].font.b)],
  'links': [[s.title, c.coordinate, c.hyperlink.location] for s in book for row in s.iter_rows() for c in row if c.hyperlink],
  'frozen': area.freeze_panes, 'titles': area.print_title_rows, 'reportTitles': report.print_title_rows,
  'page': [area.page_setup.orientation, area.page_setup.paperSize, area.page_setup.fitToHeight, area.sheet_properties.pageSetUpPr.fitToPage],
  'header': book["Needs & 'map'"].oddHeader.left.text,
  'scales': [[str(r.sqref), [v.val for v in rule.colorScale.cfvo]] for r in area.conditional_formatting for rule in r.rules],
}))`;
    const run = spawnSync(python, ['-c', script], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(run.stderr).toBe('');
    const headings = ['LSOA code', 'Current year', 'Change', 'Change %', 'Share'];
    expect(JSON.parse(run.stdout)).toEqual({
      tables: [
        ['NeedsMap_AssessmentsByLSOA', 'A5:E7', 'A5:E7', headings],
        ['NeedsMap_Matching', 'A3:B4', 'A3:B4', ['Step', 'Number']],
        ['NeedsMap_SetAside', 'A7:C9', 'A7:C9', ['Reason', 'Date', 'Row']],
        ['NeedsMap_Empty', 'A12:A13', 'A12:A13', ['Notice']],
      ],
      formats: ['@', '#,##0', '+#,##0;-#,##0;0', '+0.0%;-0.0%;0.0%', '0.0%', 'dd/mm/yyyy'],
      bold: [true, false],
      links: [
        ["Needs & 'map'", 'A2', "'Matching report'!A5"],
        ['Matching report', 'C8', "'log 1'!A12"],
        ['Matching report', 'C9', "'log 1'!A13"],
      ],
      frozen: 'A6',
      titles: '$5:$5',
      reportTitles: '$7:$7',
      page: ['landscape', 9, 0, true],
      header: "Needs && 'map'",
      scales: [
        ['B6:B7', [0, 1234]],
        ['C6:C7', [-12, 0, 12]],
      ],
    });
  });

  test('our own reader finds the tables where they are, an empty one with its blank row', async () => {
    const { sheets } = await readXlsx(await writeXlsx(example()), 'out.xlsx');
    expect(sheets[2]?.tables).toEqual([
      { name: 'NeedsMap_Matching', firstRow: 3, lastRow: 4, firstColumn: 1, lastColumn: 2 },
      { name: 'NeedsMap_SetAside', firstRow: 7, lastRow: 9, firstColumn: 1, lastColumn: 3 },
      { name: 'NeedsMap_Empty', firstRow: 12, lastRow: 13, firstColumn: 1, lastColumn: 1 },
    ]);
  });

  test('pictures have their names, alternative texts, places and sizes to the point', async () => {
    const drawing = await part(example(), 'xl/drawings/drawing1.xml');
    expect(drawing).toContain(
      'name="NeedsMap_Map_all_prevalence" descr="A map: &quot;most&quot; &lt;in&gt; E01000001 &amp; around"',
    );
    expect(drawing).toContain('name="NeedsMap_Map_all_change" descr="Change"');
    // The table ends in column E, F stays free, G is column 6 counted from 0; 12,700 EMU are a point.
    expect(drawing).toContain('<xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row>');
    expect(drawing).toContain('<xdr:ext cx="6096000" cy="4578350"/>');
    // 500 points are ten columns of 48 and 20 points more.
    expect(drawing).toContain('<xdr:col>16</xdr:col><xdr:colOff>254000</xdr:colOff>');
    expect(unzipSync(await writeXlsx(example()))['xl/media/image2.png']).toEqual(PIXEL);
  });

  test('pages break before the rows asked for; widths are the tables’, elsewhere the sheet’s own', async () => {
    const table = outTable('T_1', { A: 'text' }, { column: 2, rows: [['x']] });
    const sheet = outSheet('S', { tables: [table], pageBreaks: [39], widths: [30, 99, 12] });
    const xml = await part([sheet], 'xl/worksheets/sheet1.xml');
    // A break stands behind row 38, so that row 39 begins the page.
    expect(xml).toContain('<rowBreaks count="1" manualBreakCount="1"><brk id="38" max="16383" man="1"/></rowBreaks>');
    // 0.71 characters are Excel's margin within a cell.
    expect(
      [...xml.matchAll(/<col min="(\d)".*? width="([\d.]+)"/g)].map(([, column, width]) => [column, width]),
    ).toEqual([
      ['1', '30.7109375'],
      ['2', '20.7109375'],
      ['3', '12.7109375'],
    ]);
  });

  test('no more than 65,530 links on a sheet: the rest is text', async () => {
    const rows = Array.from({ length: 65540 }, (_, i): OutCell[] => [{ text: i, link: 'log!A1' }]);
    const xml = await part(
      [outSheet('S', { tables: [outTable('T_1', { Row: 'whole' }, { rows })] })],
      'xl/worksheets/sheet1.xml',
    );
    expect(xml.match(/<hyperlink /g)).toHaveLength(65530);
    expect(xml).toContain('<c r="A65541"');
  });

  test('the same sheets give the same bytes, also in another time zone; the time is the one given', async () => {
    const time = '2025-06-30T23:30:00Z';
    const first = await writeXlsx(example(), { time });
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Auckland';
    const second = await writeXlsx(example(), { time });
    process.env.TZ = zone;
    expect(Buffer.compare(first, second)).toBe(0);
    expect(strFromU8(unzipSync(first)['docProps/core.xml']!)).toContain(`>${time}</dcterms:created>`);
    expect(Buffer.compare(first, await writeXlsx(example(), { time: '2025-07-01T00:00:00Z' }))).not.toBe(0);
  });

  test('50,000 set-aside rows with links take less than 5 seconds of work', async () => {
    const rows = Array.from({ length: 50000 }, (_, i): OutCell[] => {
      return [
        'not in template',
        String(100000 + i),
        '2024-03-01',
        'XX1 1AA',
        'log',
        { text: i + 2, link: `log!A${i + 2}` },
        '',
      ];
    });
    const headings = {
      Reason: 'text',
      'Child id': 'text',
      Date: 'text',
      Postcode: 'text',
      Sheet: 'text',
      Row: 'whole',
      Hint: 'text',
    } as const;
    const before = process.cpuUsage();
    await writeXlsx([outSheet('Matching report', { tables: [outTable('NeedsMap_SetAside', headings, { rows })] })]);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(5);
  });

  test('LibreOffice opens it and prints three pages', async () => {
    if (spawnSync('soffice', ['--version']).error) return console.warn('SKIPPED: no LibreOffice here');
    const folder = mkdtempSync(join(tmpdir(), 'needs-map-'));
    writeFileSync(join(folder, 'out.xlsx'), await writeXlsx(example()));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    spawnSync('soffice', ['--headless', profile, '--convert-to', 'pdf', '--outdir', folder, join(folder, 'out.xlsx')]);
    const pdf = readFileSync(join(folder, 'out.pdf'), 'latin1');
    rmSync(folder, { recursive: true });
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(3);
  });
});

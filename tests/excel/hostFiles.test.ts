import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { ExcelHost } from './host';
import { apiSetOf } from './host/apiSets';
import { parseAddress, rectAddress } from './host/address';
import { addTable } from './host/tables';
import { cellText } from './host/text';
import { typed } from './host/typed';

/** One white pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

async function userWorkbook(): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Log', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addTable({
    name: 'CinLog',
    ref: 'B2',
    columns: [{ name: 'CUID' }, { name: 'Date' }, { name: 'Score' }],
    rows: [
      ['00123', new Date(Date.UTC(2020, 2, 31)), 1.5],
      ['x', new Date(Date.UTC(2020, 3, 1, 12)), 2],
    ],
  });
  sheet.getCell('C3').numFmt = 'dd/mm/yyyy';
  sheet.getCell('G1').value = { formula: 'SUM(D3:D4)', result: 3.5 };
  sheet.getCell('G2').value = { error: '#N/A' };
  sheet.getCell('G3').style = {
    font: { bold: true },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFF00' } },
  };
  sheet.getRow(4).hidden = true;
  sheet.getColumn(2).width = 20;
  workbook.addWorksheet('Secret', { state: 'veryHidden' }).getCell('A1').value = 'text';
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

describe('opening and saving .xlsx', () => {
  it('reads dates as serial numbers with their formats, formulas, errors, tables and hidden things', async () => {
    const host = new ExcelHost();
    await host.load(await userWorkbook());
    const { cells, tables, hiddenRows, frozen } = host.snapshot('Log');
    expect(cells.C3).toMatchObject({ value: 43921, format: 'dd/mm/yyyy' });
    expect(cells.C4?.value).toBe(43922.5);
    expect(cells.B3?.value).toBe('00123');
    expect(cells.G1).toMatchObject({ value: 3.5, formula: '=SUM(D3:D4)' });
    expect(cells.G2).toMatchObject({ value: '#N/A', error: true });
    expect(tables).toMatchObject([
      { name: 'CinLog', rect: { row: 1, col: 1, rows: 3, cols: 3 }, columns: ['CUID', 'Date', 'Score'] },
    ]);
    expect([hiddenRows, frozen]).toEqual([[3], { rows: 1, cols: 0 }]);
    expect(host.sheet('Secret').visibility).toBe('VeryHidden');
  });

  it('gives the same workbook after saving and opening again', async () => {
    const [host, again] = [new ExcelHost(), new ExcelHost()];
    await host.load(await userWorkbook());
    await again.load(await host.save());
    expect(again.snapshot('Log')).toEqual(host.snapshot('Log'));
    expect(again.snapshot('Secret')).toEqual(host.snapshot('Secret'));
  });

  it('saves pictures with their names and alt texts, and links that keep numbers numbers', async () => {
    const host = new ExcelHost();
    const sheet = host.book.addSheet('Maps & more');
    sheet.pictures.push({
      kind: 'picture',
      id: '1',
      name: 'Map "4"',
      left: 100,
      top: 40,
      width: 240,
      height: 120,
      placement: 'OneCell',
      png: PNG,
      extension: 'png',
      bag: { altTextDescription: 'Falls < rises' },
    });
    Object.assign(sheet.grid.ensure(4, 0), { value: 17, link: { documentReference: "'Maps & more'!A1" } });
    const bytes = await host.save();
    const zip = unzipSync(bytes);
    expect(strFromU8(zip['xl/drawings/drawing1.xml'] ?? new Uint8Array())).toContain(
      'name="Map &quot;4&quot;" descr="Falls &lt; rises"',
    );
    expect(strFromU8(zip['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain(
      `<hyperlink ref="A5" location="'Maps &amp; more'!A1"/>`,
    );
    const again = new ExcelHost();
    await again.load(bytes);
    const [picture] = again.sheet('Maps & more').pictures;
    expect(picture).toMatchObject({
      name: 'Map "4"',
      left: 100,
      top: 40,
      width: 240,
      height: 120,
      bag: { altTextDescription: 'Falls < rises' },
    });
    expect(again.sheet('Maps & more').grid.get(4, 0)?.value).toBe(17);
  });

  it('says that something is no workbook', async () => {
    await expect(new ExcelHost().load(new Uint8Array([1, 2, 3]))).rejects.toThrow(/not an \.xlsx/);
  });
});

describe("a user's acts", () => {
  it('copies a sheet with its tables under new names', async () => {
    const host = new ExcelHost();
    await host.load(await userWorkbook());
    expect(await host.user.copySheet('Log')).toBe('Log (2)');
    expect(host.book.sheets.map(({ name }) => name)).toEqual(['Log', 'Log (2)', 'Secret']);
    expect(host.book.tables.map(({ name }) => name)).toEqual(['CinLog', 'CinLog1']);
    await host.user.type('Log (2)', 'B3', 'changed');
    expect(host.sheet('Log').grid.get(2, 1)?.value).toBe('00123');
  });

  it('lets a table grow when something is typed just below or beside it', async () => {
    const host = new ExcelHost();
    await host.load(await userWorkbook());
    await host.user.type('Log', 'B5', 'new');
    await host.user.type('Log', 'E2', 'Note');
    expect(host.snapshot('Log').tables[0]).toMatchObject({
      rect: { row: 1, col: 1, rows: 4, cols: 4 },
      columns: ['CUID', 'Date', 'Score', 'Note'],
    });
  });

  it('sorts whole rows of a table and filters by hiding rows', async () => {
    const host = new ExcelHost();
    await host.load(await userWorkbook());
    await host.user.sortTable('CinLog', 'Score', true);
    expect([host.sheet('Log').grid.get(2, 1)?.value, host.sheet('Log').grid.get(3, 1)?.value]).toEqual(['x', '00123']);
    host.user.filterTable('CinLog', ([id]) => id === 'x');
    expect(host.snapshot('Log').hiddenRows).toEqual([3]);
  });

  it('deletes rows: tables shrink, formulas follow, what pointed at a deleted cell is #REF!', async () => {
    const host = new ExcelHost();
    await host.load(await userWorkbook());
    await host.user.type('Log', 'H9', '=D3+D$4+"D4"');
    await host.user.deleteRows('Log', 4);
    expect(host.snapshot('Log').tables[0]?.rect.rows).toBe(2);
    expect(host.sheet('Log').grid.get(7, 7)?.formula).toBe('=D3+#REF!+"D4"');
    expect(host.sheet('Log').grid.get(0, 6)?.formula).toBe('=SUM(D3:D3)');
  });

  it('refuses to tear a table apart', () => {
    const host = new ExcelHost();
    const sheet = host.book.addSheet('S');
    addTable(host.book, sheet, { row: 0, col: 0, rows: 3, cols: 2 }, true);
    expect(() => host.user.deleteRows('S', 1)).rejects.toThrow(/heading row/);
  });
});

describe('small parts', () => {
  it.each([
    ['A1', { row: 0, col: 0, rows: 1, cols: 1 }],
    ['$B$3:AA2', { row: 1, col: 1, rows: 2, cols: 26 }],
    ['A:C', { row: 0, col: 0, rows: 1048576, cols: 3 }],
    ['2:3', { row: 1, col: 0, rows: 2, cols: 16384 }],
  ])('reads the address %s', (address, rect) => expect(parseAddress(address).rect).toEqual(rect));

  it.each(['', 'A', '1', 'A1:B', 'A0', 'XFE1', 'Sheet1!', 'A1:B2:C3'])('refuses the address "%s"', (address) =>
    expect(() => parseAddress(address)).toThrow(/not an address|beyond/),
  );

  it('writes addresses as Excel does', () => {
    expect(rectAddress({ row: 1, col: 1, rows: 2, cols: 26 })).toBe('B2:AA3');
    expect(parseAddress("'It''s 1'!A1").sheet).toBe("It's 1");
  });

  it.each([
    ['1,234.5', 1234.5],
    ['12%', 0.12],
    ['£3', 3],
    ['(5)', -5],
    ['1e3', 1000],
    ['31/03/2020', 43921],
    ['2020-03-31', 43921],
    ['31 March 2020', 43921],
    ['31/03/2020 12:00', 43921.5],
    ['31/02/2020', '31/02/2020'],
    ['SO14 7LY', 'SO14 7LY'],
    ['3A 4B', '3A 4B'],
    ['TRUE', true],
    ['-', '-'],
  ])('takes %s for %s', (text, value) => expect(typed(text, 'General').value).toBe(value));

  it.each([
    [1234.5, '#,##0.00', '1,234.50'],
    [-0.125, '0.0%', '-12.5%'],
    [3, '+0;-0;0', '+3'],
    [0, '+0;-0;0', '0'],
    [43921, 'dd/mm/yyyy', '31/03/2020'],
    [43921.5, 'd mmm yyyy hh:mm', '31 Mar 2020 12:00'],
    [0.1 + 0.2, 'General', '0.3'],
  ])('shows %s with %s as %s', (value, format, text) => expect(cellText({ value, format })).toBe(text));

  it('reads requirement sets from the typings', () => {
    const version = (className: string, member: string) => apiSetOf(className, member)?.version;
    expect([version('Table', 'resize'), version('ShapeCollection', 'addImage'), version('Range', 'values')]).toEqual([
      '1.13',
      '1.9',
      '1.1',
    ]);
    expect([version('Range', 'getDependents'), version('Worksheet', 'onNameChanged')]).toEqual(['1.15', '1.17']);
    expect(apiSetOf('Table', 'reloadRows')).toBeUndefined();
  });
});

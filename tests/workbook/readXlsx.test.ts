import type { Cell } from '../../src/core/types';
import { Cancelled } from '../../src/core/cancelled';
import { readXlsx } from '../../src/workbook/readXlsx';
import { handMade, STRICT, worksheet } from './handMade';

const read = async (rows: string, shared?: string) => {
  const { sheets } = await readXlsx(handMade([{ name: 'S', xml: worksheet(rows) }], { shared }), 'test.xlsx');
  return sheets[0]!;
};
const cells = async (rows: string, shared?: string): Promise<Cell[][]> => (await read(rows, shared)).rows;

describe('values come as they are stored', () => {
  test('numbers are numbers, whatever way they are written', async () => {
    expect(
      await cells(
        '<row r="1"><c r="A1"><v>45000</v></c><c r="B1" s="3"><v>0.1</v></c><c r="C1"><v>-1.5E-3</v></c></row>',
      ),
    ).toEqual([[45000, 0.1, -0.0015]]);
  });

  test('a date with a date format stays a serial number, an ISO date (t="d") stays text', async () => {
    expect(
      await cells('<row r="1"><c r="A1" s="14"><v>43921</v></c><c r="B1" t="d"><v>2020-03-31T00:00:00Z</v></c></row>'),
    ).toEqual([[43921, '2020-03-31T00:00:00Z']]);
  });

  test('shared strings: plain, rich text joined, phonetic readings left out, spaces kept', async () => {
    const shared =
      '<si><t>plain</t></si><si><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space="preserve"> and not</t></r></si>' +
      '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si/>';
    const row = [0, 1, 2, 3].map((index) => `<c t="s"><v>${index}</v></c>`).join('');
    expect(await cells(`<row>${row}</row>`, shared)).toEqual([['plain', 'bold and not', '東京']]);
  });

  test('inline strings, also rich ones and ones with a reading', async () => {
    const row =
      '<c t="inlineStr"><is><t>SO14 7LY</t></is></c><c t="inlineStr"><is><r><t>SO</t></r><r><t>15</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>';
    expect(await cells(`<row>${row}</row>`)).toEqual([['SO14 7LY', 'SO15']]);
  });

  test('true and false, and errors', async () => {
    const row =
      '<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c>';
    expect(await cells(`<row>${row}</row>`)).toEqual([[true, false, { error: '#N/A' }, { error: '#DIV/0!' }]]);
  });

  test('a formula is its last result; one that was never calculated is blank, and so is an empty text', async () => {
    const row =
      '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="C1"><f>A1</f></c>' +
      '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><v>9</v></c>';
    expect(await cells(`<row r="1">${row}</row>`)).toEqual([[2, 'ab', null, null, 9]]);
  });

  test('entities, CDATA and escaped characters are what they stand for', async () => {
    const shared =
      '<si><t>O&apos;Neil &amp; &#x53;&#111;n &lt;b&gt;</t></si><si><t><![CDATA[a<b&c]]></t></si><si><t>one_x000D_\r\ntwo _x005F_x0041_</t></si>';
    const row = [0, 1, 2].map((index) => `<c t="s"><v>${index}</v></c>`).join('');
    expect(await cells(`<row>${row}</row>`, shared)).toEqual([["O'Neil & Son <b>", 'a<b&c', 'one\r\ntwo _x0041_']]);
  });

  test('names that mean something in JavaScript are just text', async () => {
    const row = ['__proto__', 'constructor', 'toString'].map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`);
    expect(await cells(`<row>${row.join('')}</row>`)).toEqual([['__proto__', 'constructor', 'toString']]);
  });
});

describe('places', () => {
  test('the used range is trimmed to cells with values; its place is told', async () => {
    const sheet = await read(
      '<row r="1"><c r="A1" s="1"/></row><row r="4"><c r="C4"><v>1</v></c><c r="E4"><v>2</v></c></row>' +
        '<row r="6" hidden="1"><c r="D6"><v>3</v></c><c r="XFD6" s="1"/></row><row r="900"><c r="A900" s="2"/></row>',
    );
    expect(sheet).toMatchObject({ firstRow: 4, firstColumn: 3 });
    expect(sheet.rows).toEqual([
      [1, null, 2],
      [null, null, null],
      [null, 3, null],
    ]);
  });

  test('rows and cells without references follow one another', async () => {
    expect(
      await cells(
        '<row><c><v>1</v></c><c><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>',
      ),
    ).toEqual([
      [1, 2, null],
      [null, null, null],
      [null, 3, 4],
      [5, null, null],
    ]);
  });

  test('rows in the wrong order, and cells whose rows have no number, stand where their references say', async () => {
    expect(await cells('<row><c r="B5"><v>5</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>')).toEqual([
      [2, null],
      [null, null],
      [null, null],
      [null, 5],
    ]);
  });

  test('a stray cell in the last corner costs next to nothing: short rows stay short', async () => {
    const sheet = await read(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
    );
    expect(sheet.rows.length).toBe(1048576);
    expect(sheet.rows[0]).toEqual([1]);
    expect(sheet.rows[5]).toEqual([]);
    expect(sheet.rows[1048575]).toHaveLength(16384);
    expect(sheet.rows[1048575]?.[16383]).toBe(2);
  });

  test('a sheet without values has no rows', async () => {
    expect(await read('<row r="3"><c r="B3" s="1"/></row>')).toMatchObject({ firstRow: 1, firstColumn: 1, rows: [] });
    expect((await read('')).rows).toEqual([]);
  });
});

describe('workbooks', () => {
  const one = worksheet('<row><c><v>1</v></c></row>');

  test('hidden and very hidden sheets are read like others, chart sheets and macros are not', async () => {
    const bytes = handMade(
      [
        { name: 'seen', xml: one },
        { name: 'hidden', xml: one, state: 'hidden' },
        { name: 'chart', xml: '<chartsheet/>', kind: 'chartsheet' },
        { name: 'very', xml: one, state: 'veryHidden' },
      ],
      { parts: { 'xl/vbaProject.bin': new Uint8Array([1, 2, 3]) } },
    );
    const { sheets } = await readXlsx(bytes, 'macros.xlsm');
    expect(sheets.map(({ name, id }) => [name, id])).toEqual([
      ['seen', '7'],
      ['hidden', '8'],
      ['very', '10'],
    ]);
  });

  test('tables come with their names and places', async () => {
    const table =
      '<table id="1" name="Table1" displayName="NeedsMap_RiskFactors" ref="B5:$H$28"><autoFilter ref="B5:H28"/></table>';
    const { sheets } = await readXlsx(handMade([{ name: 'S', xml: one, tables: [table] }]), 'test.xlsx');
    expect(sheets[0]?.tables).toEqual([
      { name: 'NeedsMap_RiskFactors', firstRow: 5, lastRow: 28, firstColumn: 2, lastColumn: 8 },
    ]);
  });

  test('the date system is told', async () => {
    expect((await readXlsx(handMade([{ name: 'S', xml: one }], { date1904: true }), 'a.xlsx')).date1904).toBe(true);
    expect((await readXlsx(handMade([{ name: 'S', xml: one }]), 'a.xlsx')).date1904).toBe(false);
  });

  test('the strict form, prefixed elements and single quotes are understood', async () => {
    const xml =
      `<?xml version='1.0'?><!-- <row> --><x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData>` +
      `<x:row r='2' spans="1:3" ><x:c\n r = 'B2' t='str' ><x:f>IF(1&gt;0,"a>b","")</x:f><x:v>a&gt;b</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const { sheets } = await readXlsx(handMade([{ name: 'A &amp; B', xml }], { relations: STRICT }), 'strict.xlsx');
    expect(sheets).toEqual([{ name: 'A & B', id: '7', firstRow: 2, firstColumn: 2, rows: [['a>b']], tables: [] }]);
  });

  test('a part in UTF-16 is read', async () => {
    const text = `\ufeff${worksheet('<row><c t="inlineStr"><is><t>Zoë</t></is></c></row>')}`;
    const xml = new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer);
    expect((await readXlsx(handMade([{ name: 'S', xml }]), 'a.xlsx')).sheets[0]?.rows).toEqual([['Zoë']]);
  });

  test('cells drawn by extensions behind the rows are not taken for values', async () => {
    const xml = `<worksheet><sheetData><row><c><v>1</v></c></row></sheetData><extLst><row r="9"><c r="Z9"><v>7</v></c></row></extLst></worksheet>`;
    expect((await readXlsx(handMade([{ name: 'S', xml }]), 'a.xlsx')).sheets[0]?.rows).toEqual([[1]]);
  });

  test('progress rises to 1, and an aborted signal stops the reading', async () => {
    const rows = Array.from(
      { length: 20000 },
      (_, i) => `<row><c><v>${i}</v></c><c t="inlineStr"><is><t>text ${i}</t></is></c></row>`,
    );
    const bytes = handMade([{ name: 'S', xml: worksheet(rows.join('')) }]);
    const shares: number[] = [];
    await readXlsx(bytes, 'a.xlsx', { progress: (_, share) => shares.push(share) });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    const abort = new AbortController();
    const reading = readXlsx(bytes, 'a.xlsx', { progress: () => abort.abort(), signal: abort.signal });
    await expect(reading).rejects.toBeInstanceOf(Cancelled);
  });
});

import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { UserError } from '../../src/core/userError';
import { readXlsx } from '../../src/workbook/readXlsx';
import { handMade, worksheet } from './handMade';

const good = () =>
  handMade(
    [{ name: 'S', xml: worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>12</v></c></row>'.repeat(3)) }],
    { shared: '<si><t>CUID</t></si>' },
  );

const sentence = async (bytes: Uint8Array, name: string): Promise<string> => {
  const error: unknown = await readXlsx(bytes, name).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
};

/** The header of a compound file, in which old Office files and encrypted ones come, with one stream name in it. */
const compound = (stream: string) => {
  const bytes = new Uint8Array(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  [...stream].forEach((letter, i) => (bytes[1024 + 2 * i] = letter.charCodeAt(0)));
  return bytes;
};

describe('what is not an .xlsx is named, and what to do is said', () => {
  test.each<[string, Uint8Array, string, RegExp]>([
    [
      'an old workbook',
      compound('Workbook'),
      'log.xls',
      /^log\.xls is an old Excel workbook \(\.xls\): open it in Excel, save it as an Excel workbook/,
    ],
    [
      'an encrypted workbook',
      compound('EncryptedPackage'),
      'log.xlsx',
      /^log\.xlsx is protected by a password: .* remove the password/,
    ],
    ['a text file', strToU8('CUID,Date,Type\n'), 'log.csv', /^log\.csv is a text file, not a workbook: .* save it/],
    ['a web page that calls itself a workbook', strToU8('<html><table>'), 'log.xls', /is not an Excel workbook: /],
    ['an empty file', new Uint8Array(0), 'log.xlsx', /^log\.xlsx is empty: choose/],
    [
      'a binary workbook',
      zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.bin': new Uint8Array(3) }),
      'log.xlsb',
      /binary Excel workbook \(\.xlsb\): .* save it/,
    ],
    [
      'an OpenDocument sheet',
      zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'), 'content.xml': strToU8('<x/>') }),
      'log.ods',
      /OpenDocument file \(\.ods\): .* save it/,
    ],
    [
      'a zip of other things',
      zipSync({ 'log.csv': strToU8('CUID') }),
      'log.zip',
      /is a zip file, but not an Excel workbook: unpack it/,
    ],
    [
      'a Word document',
      zipSync({
        '[Content_Types].xml': strToU8('<Types/>'),
        '_rels/.rels': strToU8(
          '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
        ),
        'word/document.xml': strToU8('<x/>'),
      }),
      'log.docx',
      /is a document, not a workbook: choose/,
    ],
    [
      'a workbook of charts only',
      handMade([{ name: 'C', xml: '<chartsheet/>', kind: 'chartsheet' }]),
      'log.xlsx',
      /has no worksheets: choose/,
    ],
  ])('%s', async (_, bytes, name, words) => {
    expect(await sentence(bytes, name)).toMatch(words);
  });
});

describe('damage', () => {
  const DAMAGED = /^log\.xlsx can't be read: the file is damaged or incomplete\. Open it in Excel, save it/;

  test('a file cut anywhere is incomplete', async () => {
    const whole = good();
    for (let length = 4; length < whole.length; length += 7)
      expect(await sentence(whole.slice(0, length), 'log.xlsx')).toMatch(DAMAGED);
  });

  test.each([
    ['a sheet that ends in a tag', worksheet('').slice(0, 40)],
    ['rows without an end', '<worksheet><sheetData><row><c><v>1</v></c></row>'],
    ['a cell beyond the last column', worksheet('<row r="1"><c r="XFE1"><v>1</v></c></row>')],
    ['a row beyond the last', worksheet('<row r="1048577"><c><v>1</v></c></row>')],
    ['a row that is no number', worksheet('<row r="one"><c><v>1</v></c></row>')],
    ['a string that is not there', worksheet('<row><c t="s"><v>5</v></c></row>')],
    ['a document type, which could hold entities', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${worksheet('')}`],
  ])('%s', async (_, xml) => {
    expect(await sentence(handMade([{ name: 'S', xml }], { shared: '<si><t>x</t></si>' }), 'log.xlsx')).toMatch(
      DAMAGED,
    );
  });

  test('a sheet that the workbook lists but does not hold', async () => {
    const bytes = handMade([{ name: 'S', xml: worksheet('') }]);
    const name = strToU8('xl/worksheets/sheet1.xml');
    for (let at = 0; at < bytes.length - name.length; at++)
      if (name.every((byte, i) => bytes[at + i] === byte)) bytes[at] = 'y'.charCodeAt(0);
    expect(await sentence(bytes, 'log.xlsx')).toMatch(DAMAGED);
  });

  test('any byte changed gives a workbook or one sentence, never another error', async () => {
    const whole = good();
    const seed = Date.now() % 2 ** 31;
    console.log(`brokenFiles seed ${seed}`);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const bytes = whole.slice();
        bytes[at] = byte;
        await readXlsx(bytes, 'log.xlsx').catch((error: unknown) => expect(error).toBeInstanceOf(UserError));
      }),
      { seed, numRuns: 1000 },
    );
  });
});

describe('too large', () => {
  /** Writes a size into the directory and the header of a part: what a bomb declares. */
  const declare = (bytes: Uint8Array, part: string, size: number) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const name = strToU8(part);
    for (let at = 46; at < bytes.length - name.length; at++) {
      if (!name.every((byte, i) => bytes[at + i] === byte)) continue;
      if (view.getUint32(at - 46, true) === 0x02014b50) view.setUint32(at - 46 + 24, size, true);
      else if (view.getUint32(at - 30, true) === 0x04034b50) view.setUint32(at - 30 + 22, size, true);
    }
    return bytes;
  };

  test('sheets that would unpack to more than 4 GB are not unpacked', async () => {
    const xml = worksheet('<row><c><v>1</v></c></row>');
    const bytes = handMade([
      { name: 'S', xml },
      { name: 'T', xml },
    ]);
    declare(bytes, 'xl/worksheets/sheet1.xml', 3e9);
    declare(bytes, 'xl/worksheets/sheet2.xml', 3e9);
    expect(await sentence(bytes, 'bomb.xlsx')).toMatch(
      /^bomb\.xlsx is too large to be read: delete sheets, columns and rows/,
    );
  });

  test('a part that unpacks to more than it declares is damaged', async () => {
    const bytes = handMade([{ name: 'S', xml: worksheet(`<row><c><v>${'0'.repeat(1e6)}1</v></c></row>`) }]);
    declare(bytes, 'xl/worksheets/sheet1.xml', 1000);
    expect(await sentence(bytes, 'bomb.xlsx')).toMatch(/damaged/);
  });

  test('values far to the right in thousands of rows are too large for memory', async () => {
    const rows = Array.from({ length: 3100 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`);
    const bytes = handMade([{ name: 'Wide', xml: worksheet(rows.join('')) }]);
    expect(await sentence(bytes, 'log.xlsx')).toMatch(/^Sheet Wide of log\.xlsx is too large to be read: delete/);
  });
});

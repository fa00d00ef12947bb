import fc from 'fast-check';
import { columnLength, decodeColumn, encodeColumn } from '../../src/geography/columnCodec';
import { neighbours } from '../../src/core/neighbours';
import { addToGeography } from '../../src/geography/addToGeography';
import { readAdded } from '../../src/geography/readAdded';
import { cellsToPack, packOfWorkbook, packToCells } from '../../src/geography/packText';
import { PACK_SHEET } from '../../src/core/packSheet';
import { packGeography, tableOf } from '../../src/geography/packGeography';
import { readPack, writePack } from '../../src/geography/packFormat';
import { readGeography } from '../../src/geography/readGeography';
import { unpackGeography } from '../../src/geography/unpackGeography';
import type { Geography, Sheet } from '../../src/core/types';
import { inventedFiles, law, memorySource } from './helpers';

/** Invented geography with LSOA codes in the postcode file, so that every section of a pack is there. */
const withCodes = () =>
  readGeography({
    ...inventedFiles(),
    postcodes: memorySource(
      'NSPL_2025.csv',
      'pcds,doterm,lsoa21,lat,long\nEX1 1AA,,E01900001,50.905,-1.395\nEX1 1AB,200101,,50.905,-1.385\nZZ9Z 9ZZ,,E01900004,50.901,-1.365\n',
    ),
  });

const near = ({ lsoas }: Geography) =>
  neighbours(
    lsoas,
    lsoas.codes.map((_, i) => i),
  );

/** The same with files by LSOA of every kind, one LSOA of Wales among them. */
async function withAdded(): Promise<Geography> {
  const files = [
    memorySource('people.csv', 'LSOA21CD,Aged 0 to 17\nE01900001,310\nE01900003,0\nW01000001,70000\n'),
    memorySource('iod.csv', 'LSOA code (2021),IMD Decile\nE01900001,10\nE01900002,1\n'),
    memorySource(
      'wards.csv',
      'LSOA21CD,WD24CD,WD24NM\nE01900002,E05000002,"Dale, Upper"\nE01900001,E05000002,"Dale, Upper"\nE01900004,E05000001,\n',
    ),
  ];
  const read = await Promise.all(files.map((file) => readAdded(file, '21')));
  return read.reduce(addToGeography, await withCodes());
}

function expectEqual(a: Geography, b: Geography): void {
  expect({ ...a.lsoas, neighbours: null }).toEqual({ ...b.lsoas, neighbours: null });
  expect(near(a)).toEqual(near(b));
  expect(a.added).toEqual(b.added);
  expect(a.authorities).toEqual(b.authorities);
  const [one, other] = [tableOf(a), tableOf(b)];
  for (const column of ['keys', 'longitudes', 'latitudes', 'lsoas', 'beyond'] as const)
    expect(one[column]).toEqual(other[column]);
  expect({ ...a.about, way: '' }).toEqual({ ...b.about, way: '' });
}

describe('a pack', () => {
  test.each([
    ['deflated', undefined],
    ['stored', null],
  ])('gives back the geography it was made of, to the unit (%s)', async (_how, deflate) => {
    for (const geography of [await withCodes(), await readGeography(inventedFiles()), await withAdded()]) {
      const unpacked = unpackGeography(packGeography(geography, deflate), 'cache');
      expectEqual(unpacked, geography);
      expect(unpacked.about.way).toBe('cache');
      expect(unpacked.postcodes.find('EX11AB')).toBe(1);
    }
  });

  test('is the same bytes each time, and packs again to the same', async () => {
    const pack = packGeography(await withAdded());
    expect(packGeography(await withAdded())).toEqual(pack);
    expect(packGeography({ ...unpackGeography(pack, 'files') })).toEqual(pack);
  });

  test('may lie anywhere in a larger array of bytes', async () => {
    const pack = packGeography(await withCodes());
    const larger = new Uint8Array(pack.length + 3);
    larger.set(pack, 3);
    expectEqual(unpackGeography(larger.subarray(3), 'cache'), await withCodes());
  });

  test('of another version is refused with both versions', async () => {
    const pack = packGeography(await withCodes());
    pack[8] = 7;
    expect(() => unpackGeography(pack, 'origin')).toThrow(
      'The geography pack is of version 7, this add-in reads version 2: make the pack again from the three files.',
    );
  });

  test('that is no pack is refused', () => {
    for (const other of [
      new Uint8Array(0),
      new Uint8Array(100),
      new TextEncoder().encode('<!DOCTYPE html><html></html>'),
    ])
      expect(() => unpackGeography(other, 'origin')).toThrow(
        'This is not a geography pack of Needs Map; choose one made by the pack command.',
      );
  });

  test('that lacks a section, or has one of another length than the others, is refused', async () => {
    const { heading, sections } = readPack(packGeography(await withCodes(), null));
    const rewritten = (change: (parts: Map<string, Uint8Array>) => void) => {
      const parts = new Map([...sections].map(([name, { bytes }]) => [name, bytes]));
      change(parts);
      return writePack(heading as object, [...parts], null);
    };
    expect(
      unpackGeography(
        rewritten(() => undefined),
        'origin',
      ).postcodes.count,
    ).toBe(3);
    for (const pack of [
      rewritten((parts) => parts.delete('lsoas.codes')),
      rewritten((parts) => parts.delete('postcodes.keys')),
      rewritten((parts) => parts.set('lsoas.y', parts.get('authorities.y')!)),
      rewritten((parts) => parts.set('lsoas.x', new Uint8Array(2))),
    ])
      expect(() => unpackGeography(pack, 'origin')).toThrow(
        'The geography pack is incomplete: make it again from the three files.',
      );
  });

  const packed = withCodes().then((geography) => packGeography(geography));
  law(
    'with any byte changed, or cut anywhere, is refused in one sentence',
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (where, change) => {
      const pack = (await packed).slice();
      pack[where % pack.length]! ^= change;
      expect(() => unpackGeography(pack, 'cache')).toThrow(/^(This is not a geography pack|The geography pack is )/);
      const cut = (await packed).slice(0, where % pack.length);
      expect(() => unpackGeography(cut, 'cache')).toThrow(
        /^(This is not a geography pack|The geography pack is damaged)/,
      );
    }),
    500,
  );
});

describe('a column', () => {
  const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  const unit = fc.constantFrom(1, 10, 100, 1000);
  const ints = fc
    .tuple(fc.array(fc.oneof(int, fc.integer({ min: -9, max: 9 }))), unit)
    .map(([numbers, by]) => Int32Array.from(numbers, (number) => Math.trunc(number / by) * by));
  law(
    'of any whole numbers of 32 bits, signed or not, comes back as it was',
    fc.property(ints, (numbers) => {
      const bytes = encodeColumn(numbers);
      expect(columnLength(bytes)).toBe(numbers.length);
      const back = new Int32Array(numbers.length);
      decodeColumn(bytes, back);
      expect(back).toEqual(numbers);
      const unsigned = new Uint32Array(numbers);
      const backUnsigned = new Uint32Array(numbers.length);
      decodeColumn(encodeColumn(unsigned), backUnsigned);
      expect(backUnsigned).toEqual(unsigned);
    }),
  );

  test('may be every second number of an array', () => {
    const pairs = Int32Array.of(1, -5, 2, -7, 4, 2 ** 30);
    const back = new Int32Array(6);
    decodeColumn(encodeColumn(pairs, 0, 2), back, 0, 2);
    decodeColumn(encodeColumn(pairs, 1, 2), back, 1, 2);
    expect(back).toEqual(pairs);
  });

  test('takes only the bytes that its steps need, in the largest unit that fits: a heading of 16, then one a number', () => {
    // Steps of six hundreds fold to 12.
    const numbers = Int32Array.from({ length: 1000 }, (_, i) => 600 * i);
    expect(encodeColumn(numbers).length).toBe(16 + 1000);
    // A single step of 129 folds to 258: two bytes everywhere are fewer than an exception of eight, for up to eight numbers.
    expect(encodeColumn(Int32Array.of(0, 129, 130)).length).toBe(16 + 2 * 3);
    expect(encodeColumn(Int32Array.from({ length: 1000 }, (_, i) => (i < 500 ? i : i + 129))).length).toBe(
      16 + 1000 + 8,
    );
  });
});

describe("a pack as a workbook's cells", () => {
  const sheet = (cells: string[]): Sheet => ({
    name: PACK_SHEET,
    firstRow: 1,
    firstColumn: 1,
    rows: cells.map((cell) => [cell]),
    tables: [],
  });

  law(
    'comes back as it was; no cell is longer than Excel allows, and none can be a formula',
    fc.property(fc.uint8Array({ maxLength: 100000 }), fc.integer({ min: 0, max: 3 }), (few, times) => {
      const pack = new Uint8Array(few.length * times + few.length);
      for (let i = 0; i <= times; i++) pack.set(few, i * few.length);
      const cells = packToCells(pack);
      expect(cellsToPack(cells)).toEqual(pack);
      for (const cell of cells) {
        expect(cell.length).toBeLessThanOrEqual(32000);
        expect(cell).toMatch(/^[A-Za-z0-9+/]/);
      }
    }),
    50,
  );

  test('is found in the workbook, whatever its sheet is called', () => {
    const pack = Uint8Array.of(1, 2, 3);
    const other: Sheet = { ...sheet(['CUID', '1']), name: 'log' };
    const workbook = { name: 'x', date1904: false, sheets: [other, { ...sheet(packToCells(pack)), name: 'renamed' }] };
    expect(packOfWorkbook(workbook)).toEqual(pack);
    expect(packOfWorkbook({ ...workbook, sheets: [other] })).toBeNull();
  });

  test('that lost or changed a cell is refused', () => {
    const cells = packToCells(new Uint8Array(60000).fill(7));
    const damaged = 'The geography kept in this workbook is damaged: choose the three files again and keep it anew.';
    expect(cells.length).toBe(2 + 3);
    expect(() => cellsToPack(cells.slice(0, -1))).toThrow(damaged);
    expect(() => cellsToPack([...cells.slice(0, 3), 'né pas', cells[4]!])).toThrow(damaged);
  });
});

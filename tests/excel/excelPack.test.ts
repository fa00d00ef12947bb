import type { WorkbookData } from '../../src/core/types';
import { cellsToPack, PACK_HEADING, packOfWorkbook, packToCells } from '../../src/geography/packText';
import { closeBrowser, type ExcelHost } from './host';
import { openPort, type Port } from './openPort';
import { userSheets, userWorkbook } from './userWorkbook';

let port: Port;
let host: ExcelHost;
beforeEach(async () => {
  host = await userWorkbook();
  port = await openPort(host);
});
afterEach(() => port.pane.close());
afterAll(closeBrowser);

const names = () => host.book.sheets.map(({ name }) => name);
/** Invented bytes, unlike one another. */
const pack = (size: number, first: number) => Uint8Array.from({ length: size }, (_, at) => (first + at * 7) % 251);
const NAME = 'needs-map-geography';
const column = (sheet: string) => {
  const { grid } = host.sheet(sheet);
  const cells = [];
  for (let row = 0; (grid.get(row, 0)?.value ?? '') !== ''; row++) cells.push(grid.get(row, 0)!.value);
  return cells;
};

describe('geography kept in the workbook', () => {
  it('stands on a very hidden sheet as texts, even what looks like a formula or a number, and nothing else changes', async () => {
    const before = userSheets(host);
    const cells = [PACK_HEADING, '4 cells', '=A1', '+abc', '0012', '1e5'];
    expect(await port.call('keepGeography', cells)).toEqual({ value: null });
    expect(names()).toEqual(['Template', 'Log', 'Hidden', 'Empty', NAME]);
    expect(host.snapshot(NAME).visibility).toBe('VeryHidden');
    expect(column(NAME)).toEqual(cells);
    expect(userSheets(host)).toEqual(before);
  });

  it("leaves a user's sheet of that name alone", async () => {
    await host.user.addSheet(NAME);
    await host.user.paste(NAME, 'A1', [['mine']]);
    await port.call('keepGeography', packToCells(pack(10, 1)));
    expect(column(NAME)).toEqual(['mine']);
    expect(column(`${NAME} (2)`)).toEqual(packToCells(pack(10, 1)));
  });

  it('is replaced in its place, by a longer or a shorter one, even on a sheet that was renamed', async () => {
    await port.call('keepGeography', packToCells(pack(60_000, 1)));
    host.user.renameSheet(NAME, 'Places');
    const all = names();
    for (const size of [100_000, 20]) {
      await port.call('keepGeography', packToCells(pack(size, 2)));
      expect(names()).toEqual(all);
      const { value } = (await port.call('read')) as { value: WorkbookData };
      expect(packOfWorkbook(value)).toEqual(pack(size, 2));
    }
  });

  it('keeps within 5 MB a request, with a pack of 6 MB', async () => {
    const large = pack(6_000_000, 3);
    host.resetRequests();
    expect(await port.call('keepGeography', packToCells(large))).toEqual({ value: null });
    expect(host.log.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(Math.max(...host.log.map(({ bytesIn }) => bytesIn))).toBeGreaterThan(1_000_000);
    const { value } = (await port.call('read')) as { value: WorkbookData };
    expect(Buffer.compare(packOfWorkbook(value)!, large)).toBe(0);
  }, 60_000);

  it('that breaks off at any request is never taken for geography, and mended by the next', async () => {
    const [old, next] = [packToCells(pack(50, 1)), packToCells(pack(60_000, 2))];
    await port.call('keepGeography', old);
    host.resetRequests();
    await port.call('keepGeography', next);
    const { requests } = host;
    for (let request = 1; request <= requests; request++) {
      await port.call('keepGeography', old);
      host.resetRequests();
      host.faults = [{ request, kind: 7000 }];
      expect(await port.call('keepGeography', next)).toMatchObject({ kind: 'sentence' });
      host.faults = [];
      const left = column(NAME);
      if (left[1] === 'not finished') expect(() => cellsToPack(left)).toThrow(/is damaged/);
      else expect(left).toEqual(old);
      await port.call('keepGeography', next);
      expect(column(NAME)).toEqual(next);
    }
  }, 60_000);

  it('is refused in one sentence where no sheet can be added', async () => {
    host.user.protectStructure();
    expect(await port.call('keepGeography', packToCells(pack(10, 1)))).toEqual({
      kind: 'sentence',
      text: expect.stringMatching(/^The structure of this workbook is protected/),
    });
  });
});

import type { Cell, Sheet, WorkbookData } from '../core/types';
import { UserError } from '../core/userError';
import { pauses } from './pauses';
import { LAST_COLUMN, SheetCells } from './sheetCells';
import { notXlsx } from './notXlsx';
import { relations, SharedStrings, tablePart, texts, workbookPart } from './xmlParts';
import type { Control } from './workbook';
import { XmlScanner, type XmlListener } from './xmlScanner';
import { Damaged, zipParts, type ZipPart } from './zipParts';

/** Unpacked bytes of all the parts read; a full sheet of 1,048,576 rows and 12 columns has 0.6 GB. Stops zip bombs. */
const MOST_BYTES = 4 * 2 ** 30;
/** Cells of one sheet, blanks before a row's last value included. */
const MOST_CELLS = 50_000_000;
/** A sheet's rows are filled up to the same length while that takes no more cells than this. */
const MOST_PADDED = 2 ** 25;

/**
 * Reads an .xlsx (or .xlsm, .xltx; strict or transitional) as it is stored: dates stay serial numbers, a formula is its
 * last result (null where there is none), hidden sheets, rows and columns are read like others, chart sheets and macros
 * are not. Each sheet is trimmed to the cells with values; `rows` are equally long, but for sheets whose rectangle would
 * not fit in memory: there a row ends with its last value. A sheet without values has no rows. Throws a `UserError` for
 * anything that can't be read, `Cancelled` when `control.signal` says so.
 */
export async function readXlsx(bytes: Uint8Array, name: string, control?: Control): Promise<WorkbookData> {
  const foreign = notXlsx(bytes, name);
  if (foreign) throw new UserError(foreign);
  try {
    return await readParts(bytes, name, control);
  } catch (error) {
    if (error instanceof Damaged)
      throw new UserError(
        `${name} can't be read: the file is damaged or incomplete. Open it in Excel, save it under another name as an Excel workbook (.xlsx), and choose that.`,
      );
    if (error instanceof RangeError) throw new UserError(tooLarge(name));
    throw error;
  }
}

const tooLarge = (what: string) =>
  `${what} is too large to be read: delete sheets, columns and rows that aren't needed, save it under another name, and choose that.`;

async function readParts(bytes: Uint8Array, name: string, control?: Control): Promise<WorkbookData> {
  const parts = zipParts(bytes);
  const root = relations(parts, '').find((to) => to.kind === 'officeDocument')?.path ?? 'xl/workbook.xml';
  const workbook = parts.get(root);
  const foreign = notXlsx(bytes, name, parts, workbook);
  if (foreign) throw new UserError(foreign);
  if (!workbook) throw new Damaged('no workbook part');

  const related = relations(parts, root);
  const { sheets, date1904 } = workbookPart(workbook);
  const places = sheets.flatMap((sheet) => {
    const to = related.find((relation) => relation.id === sheet.relation);
    return to?.kind === 'worksheet' ? [{ ...sheet, path: to.path }] : [];
  });
  if (places.length === 0) throw new UserError(`${name} has no worksheets: choose another Excel workbook (.xlsx).`);

  const stringsPart = parts.get(related.find((relation) => relation.kind === 'sharedStrings')?.path ?? '');
  const all = [stringsPart, ...places.map(({ path }) => parts.get(path))].reduce(
    (sum, part) => sum + (part?.size ?? 0),
    0,
  );
  if (all > MOST_BYTES) throw new UserError(tooLarge(name));
  const reading = new Reading(all, control);

  const strings = new SharedStrings();
  if (stringsPart) await reading.scan(stringsPart, strings, `Reading ${name}`);
  const read: Sheet[] = [];
  for (const { name: sheetName, id, path } of places) {
    const part = parts.get(path);
    if (!part) throw new Damaged('a sheet is missing');
    const cells = new SheetCells(strings.strings);
    await reading.scan(part, cells, `Reading ${sheetName}`, () => {
      if (cells.slots > MOST_CELLS) throw new UserError(tooLarge(`Sheet ${sheetName} of ${name}`));
      return cells.state === 'done';
    });
    if (cells.state === 'inside') throw new Damaged('the rows have no end');
    const tables = relations(parts, path)
      .filter((relation) => relation.kind === 'table')
      .flatMap((relation) => parts.get(relation.path) ?? [])
      .map(tablePart);
    read.push({ name: sheetName, ...(id ? { id } : {}), ...(await trimmed(cells.rows, reading)), tables });
  }
  control?.progress?.(`Reading ${name}`, 1);
  return { name, sheets: read, date1904 };
}

/** Scans parts one after the other, tells progress by unpacked bytes, and lets the page have its turn. */
class Reading {
  readonly pause: () => Promise<void>;
  private bytes = 0;

  constructor(
    private readonly all: number,
    private readonly control?: Control,
  ) {
    this.pause = pauses(control);
  }

  /** `enough` is asked after each piece; the rest of the part is left unread when it says so. */
  async scan(part: ZipPart, listener: XmlListener, step: string, enough = () => false): Promise<void> {
    const before = this.bytes;
    const scanner = new XmlScanner(listener);
    let finished = true;
    for (const text of texts(part)) {
      scanner.write(text);
      this.bytes += text.length;
      if (enough()) {
        finished = false;
        break;
      }
      this.control?.progress?.(step, Math.min(1, this.bytes / this.all));
      await this.pause();
    }
    if (finished) scanner.end();
    this.bytes = before + part.size;
  }
}

/** The used range: rows and columns from the first to the last with a value. */
async function trimmed(found: Map<number, Cell[]>, reading: Reading): Promise<Omit<Sheet, 'name' | 'id' | 'tables'>> {
  let [firstRow, lastRow, firstColumn, lastColumn] = [Infinity, 0, LAST_COLUMN, 0];
  for (const [number, row] of found) {
    if (number < firstRow) firstRow = number;
    if (number > lastRow) lastRow = number;
    if (row.length > lastColumn) lastColumn = row.length;
    for (let i = 0; i < firstColumn - 1; i++) if (row[i] !== null) firstColumn = i + 1;
  }
  if (lastRow === 0) return { firstRow: 1, firstColumn: 1, rows: [] };
  const width = lastColumn - firstColumn + 1;
  const pad = width * (lastRow - firstRow + 1) <= MOST_PADDED ? width : 0;
  const blank: Cell[] = Array.from({ length: pad }, () => null);
  const rows: Cell[][] = [];
  for (let number = firstRow; number <= lastRow; number++) {
    const full = found.get(number);
    const row = full ? (firstColumn > 1 ? full.slice(firstColumn - 1) : full) : blank.slice();
    while (row.length < pad) row.push(null);
    rows.push(row);
    if (rows.length % 4096 === 0) await reading.pause();
  }
  return { firstRow, firstColumn, rows };
}

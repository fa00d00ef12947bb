import type { Cell, CellError } from '../core/types';
import { attribute, type XmlListener } from './xmlScanner';
import { Damaged } from './zipParts';

/** Excel's own limits. */
const LAST_ROW = 1048576;
export const LAST_COLUMN = 16384;

/** What stands on a sheet, while it is read: only rows with values, each from column 1 to its last value. */
export class SheetCells implements XmlListener {
  readonly rows = new Map<number, Cell[]>();
  listening = false;
  /** Whether the cells have begun, are being read, or have ended; what follows on the sheet is of no interest. */
  state: 'before' | 'inside' | 'done' = 'before';
  /** Cells kept so far, blanks before a value included: the measure of memory. */
  slots = 0;

  private rowNumber = 0;
  private rowHasNumber = false;
  private row: Cell[] | null = null;
  private column = 0;
  private type = '';
  private value = '';
  private hasValue = false;
  private inline = false;
  private phonetic = false;
  private readonly known = new Map<string, string>();
  private readonly errors = new Map<string, CellError>();

  constructor(private readonly shared: string[]) {}

  open(name: string, tag: string): void {
    if (name === 'sheetData' && this.state === 'before') this.state = 'inside';
    if (this.state !== 'inside') return;
    switch (name) {
      case 'c':
        return this.openCell(tag);
      case 'row': {
        const number = attribute(tag, 'r');
        this.rowHasNumber = number !== undefined;
        this.toRow(number === undefined ? this.rowNumber + 1 : Number(number));
        this.column = 0;
        return;
      }
      case 'is':
        this.inline = true;
        return;
      case 'rPh':
        this.phonetic = true;
        return;
      case 'v':
        this.listening = this.hasValue = true;
        return;
      case 't':
        if (this.inline && !this.phonetic) this.listening = this.hasValue = true;
    }
  }

  close(name: string): void {
    if (this.state !== 'inside') return;
    if (name === 'c') this.closeCell();
    else if (name === 'v' || name === 't') this.listening = false;
    else if (name === 'is') this.inline = false;
    else if (name === 'rPh') this.phonetic = false;
    else if (name === 'sheetData') this.state = 'done';
  }

  text(text: string): void {
    this.value = this.value === '' ? text : this.value + text;
  }

  private toRow(number: number): void {
    if (!(number >= 1 && number <= LAST_ROW) || number % 1 !== 0) throw new Damaged('row number');
    this.rowNumber = number;
    this.row = this.rows.get(number) ?? null;
  }

  private openCell(tag: string): void {
    const place = attribute(tag, 'r');
    if (place === undefined) {
      this.column++;
    } else {
      const { row, column } = cellPlace(place);
      this.column = column;
      if (!this.rowHasNumber && row !== this.rowNumber) this.toRow(row);
    }
    if (this.column > LAST_COLUMN) throw new Damaged('column number');
    this.type = attribute(tag, 't') ?? 'n';
    this.value = '';
    this.hasValue = false;
  }

  private closeCell(): void {
    this.listening = false;
    if (!this.hasValue || this.value === '') return;
    const cell = this.cell();
    if (cell === null || cell === '') return;
    let row = this.row;
    if (!row) this.rows.set(this.rowNumber, (row = this.row = []));
    const before = row.length;
    while (row.length < this.column - 1) row.push(null);
    row[this.column - 1] = cell;
    this.slots += row.length - before;
  }

  private cell(): Cell {
    const value = this.value;
    switch (this.type) {
      case 'n': {
        const number = Number(value);
        return Number.isFinite(number) && value.trim() !== '' ? number : this.kept(value);
      }
      case 's': {
        const text = this.shared[Number(value)];
        if (text === undefined) throw new Damaged('shared string');
        return text;
      }
      case 'b':
        return value.trim() === '1' || value.trim() === 'true';
      case 'e': {
        const known = this.errors.get(value) ?? { error: this.kept(value) };
        this.errors.set(value, known);
        return known;
      }
      default:
        return this.kept(unescaped(value));
    }
  }

  /** Equal texts are kept once, and as copies: a slice would hold on to the piece of the file it came from. */
  private kept(text: string): string {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const copy = ` ${text}`.slice(1);
    if (this.known.size > 100000) this.known.clear();
    this.known.set(copy, copy);
    return copy;
  }
}

/** `B5` as numbers from 1; the row is 0 for a mere column. Throws `Damaged` for anything else. */
export function cellPlace(place: string): { row: number; column: number } {
  let column = 0;
  let row = 0;
  for (let i = 0; i < place.length; i++) {
    const code = place.charCodeAt(i);
    if (code === 36) continue;
    const letter = code & 0xdf;
    if (code >= 48 && code <= 57 && column > 0) row = row * 10 + code - 48;
    else if (letter >= 65 && letter <= 90 && row === 0) column = column * 26 + letter - 64;
    else throw new Damaged('cell reference');
  }
  if (column === 0 || column > LAST_COLUMN || row > LAST_ROW) throw new Damaged('cell reference');
  return { row, column };
}

/** Workbooks write characters that XML can't hold as `_x000D_` (ECMA-376, ST_Xstring). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

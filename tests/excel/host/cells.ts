import type { Style } from 'exceljs';
import type { Rect } from './address';

/** A blank cell's value is the empty text, as Office.js has it. */
export type Value = string | number | boolean;

/** Font, fill, alignment, borders and protection in the .xlsx library's words; never changed in place. */
export type CellStyle = Partial<Omit<Style, 'numFmt'>>;

/** A link on a cell: to a place in the workbook, or to an address outside. */
export interface Link {
  documentReference?: string;
  address?: string;
  screenTip?: string;
}

export interface Cell {
  value: Value;
  /** The value is an Excel error's name. */
  error?: true;
  /** With its leading `=`. */
  formula?: string;
  /** A number format; General where left out. */
  format?: string;
  style?: CellStyle;
  link?: Link;
  /** Typed with an apostrophe in front. */
  quoted?: true;
}

/** Formats that whole columns were given. */
export interface ColumnLook {
  format?: string;
  style?: CellStyle;
}

/** A sheet's cells, sparse; rows and columns count from 0. */
export class Grid {
  rows: (Cell | undefined)[][] = [];
  looks = new Map<number, ColumnLook>();

  get(row: number, col: number): Cell | undefined {
    return this.rows[row]?.[col];
  }

  /** The cell, made where there is none. */
  ensure(row: number, col: number): Cell {
    const line = (this.rows[row] ??= []);
    return (line[col] ??= { value: '', ...this.looks.get(col) });
  }

  format(row: number, col: number): string {
    const cell = this.get(row, col);
    return (cell ? cell.format : this.looks.get(col)?.format) ?? 'General';
  }

  style(row: number, col: number): CellStyle {
    const cell = this.get(row, col);
    return (cell ? cell.style : this.looks.get(col)?.style) ?? {};
  }

  remove(row: number, col: number): void {
    const line = this.rows[row];
    if (line) line[col] = undefined;
  }

  /** Calls `visit` for every cell that exists within the block. */
  each(rect: Rect, visit: (cell: Cell, row: number, col: number) => void): void {
    const bottom = Math.min(rect.row + rect.rows, this.rows.length);
    for (let row = rect.row; row < bottom; row++) {
      const line = this.rows[row];
      if (!line) continue;
      const right = Math.min(rect.col + rect.cols, line.length);
      for (let col = rect.col; col < right; col++) {
        const cell = line[col];
        if (cell) visit(cell, row, col);
      }
    }
  }

  /** The block around all used cells within `within`, or null. `valuesOnly`: formats alone don't make a cell used. */
  used(within: Rect, valuesOnly: boolean): Rect | null {
    let [top, bottom, left, right] = [Infinity, -1, Infinity, -1];
    this.each(within, (cell, row, col) => {
      const filled = cell.value !== '' || cell.formula !== undefined;
      if (!filled && (valuesOnly || !(cell.style || (cell.format && cell.format !== 'General')))) return;
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      left = Math.min(left, col);
      right = Math.max(right, col);
    });
    return bottom < 0 ? null : { row: top, col: left, rows: bottom - top + 1, cols: right - left + 1 };
  }
}

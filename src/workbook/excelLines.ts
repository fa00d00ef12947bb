import type { OutLine } from '../core/types';
import { rangeAt, type Box } from './excelBlocks';
import { excelValue, FORMATS, shownText, textSum } from './excelCells';
import type { KeptSheet } from './excelKept';

/** Stands on every result sheet from the first write to the last one. */
export const BANNER = 'Refresh not finished: do not use these figures';
/** Stands on a sheet of ours that a finished run had no figures for. */
export const OLDER = 'Not part of the last run: these figures are older than those on the other sheets';
/** Row of the line, from 0: the plan leaves it free, or has its own line there, which is written last. */
export const BANNER_ROW = 1;

const cell = (row: number, column: number): Box => ({ row, column, rows: 1, columns: 1 });

/** Queues the line in the first cell of the row kept for it. */
export function putBanner(context: Excel.RequestContext, sheet: string, row = BANNER_ROW, text = BANNER): void {
  const range = rangeAt(context, sheet, cell(row, 0));
  range.values = [[text]];
  range.format.font.bold = true;
  range.format.font.color = '#FFFFFF';
  range.format.fill.color = '#A4262C';
}

/**
 * Queues its removal. With a line of the plan for the same place the text comes last, so that a request that breaks off
 * in the middle leaves either the one or the other.
 */
export function takeBanner(context: Excel.RequestContext, sheet: string, row: number, line?: OutLine): void {
  const range = rangeAt(context, sheet, cell(row, 0));
  range.clear(line ? 'Formats' : 'All');
  if (line) putLine(context, sheet, line, row);
}

/** Queues one line at a row (from 0), which may have moved against the plan's. */
export function putLine(context: Excel.RequestContext, sheet: string, line: OutLine, row: number): void {
  const range = rangeAt(context, sheet, cell(row, line.column - 1));
  const { font } = range.format;
  const isDate = line.style === 'date';
  range.numberFormat = [[isDate ? FORMATS.date : typeof line.cell === 'number' ? FORMATS.whole : 'General']];
  if (isDate || typeof line.cell === 'number') range.format.horizontalAlignment = 'Left';
  if (line.style === 'title') {
    font.bold = true;
    font.size = 16;
  } else if (line.style === 'heading') {
    font.bold = true;
    font.size = 12;
  } else if (line.style === 'warning') {
    font.bold = true;
    font.color = '#A4262C';
  } else if (line.style === 'note') {
    font.italic = true;
    font.color = '#595959';
  }
  if (typeof line.cell === 'object' && line.cell !== null) {
    font.color = '#0563C1';
    font.underline = 'Single';
  }
  range.values = [[excelValue(line.cell, false)]];
}

/** What is kept of a line, to know it again. */
export function keptLine(line: OutLine, row: number): KeptSheet['lines'][number] {
  return [row, line.column - 1, textSum(shownText(line.cell))];
}

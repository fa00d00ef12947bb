import type { Rect } from '../address';
import { MAX_COLUMNS, MAX_ROWS, bounding, intersect, parseAddress } from '../address';
import type { Area, Sheet } from '../book';
import type { Cell, Link } from '../cells';
import { invalidArgument, invalidOperation, notFound, notImplemented } from '../errors';
import {
  alive,
  areaAddress,
  areaOn,
  checkShape,
  checkWritable,
  clearContent,
  eachCell,
  eachGiven,
  isUnbounded,
  putValue,
  raiseChanged,
  readCells,
  writeValues,
} from '../ranges';
import type { Call, Kind, Remote } from '../remote';
import { isRemote, remote, targetOf } from '../remote';
import { fromR1C1, toR1C1 } from '../r1c1';
import { keepAnchored, rectPlace } from '../sizes';
import { shiftLines } from '../structure';
import { syncHeadersUnder, tablesOn } from '../tables';
import { cellText } from '../text';
import { conditionalsKind, cutOut } from './conditional';
import { forgetLook, formatKind } from './format';
import { raiseSelection } from './selection';
import { tablesKind } from './table';
import { worksheetKind } from './worksheet';

/** A range given as an object or an address; addresses without a sheet are on `sheet`. */
export function areaOf(argument: unknown, sheet: Sheet | null, call: Call): Area {
  const area = isRemote(argument) ? targetOf(rangeKind, argument) : null;
  if (area) return alive(area, call);
  if (typeof argument !== 'string') throw invalidArgument('not a range');
  const { sheet: name, rect } = parseAddress(argument);
  const on = name === undefined ? sheet : call.book.sheet(name);
  if (!on) throw invalidArgument('no sheet');
  return { sheet: on, ...rect };
}

const range = (area: Area): Remote => remote(rangeKind, area);
const part = (area: Area, row: number, col: number, rows: number, cols: number) =>
  range(areaOn(area.sheet, area.row + row, area.col + col, rows, cols));

function valueType(cell: Cell | undefined): string {
  if (!cell || (cell.value === '' && cell.formula === undefined)) return 'Empty';
  if (cell.error) return 'Error';
  return { string: 'String', number: 'Double', boolean: 'Boolean' }[typeof cell.value as 'string'];
}

function used(area: Area, [valuesOnly]: unknown[], call: Call): Remote | null {
  const found = alive(area, call).sheet.grid.used(area, valuesOnly === true);
  return found && range({ sheet: area.sheet, ...found });
}

function linkOf(area: Area): unknown {
  const cell = area.sheet.grid.get(area.row, area.col);
  return cell?.link ? { ...cell.link, textToDisplay: cellText(cell) } : null;
}

function setLink(area: Area, given: unknown, call: Call): void {
  if (typeof given !== 'object' || given === null) throw invalidArgument('not a hyperlink');
  checkWritable(area, call);
  const { textToDisplay, ...link } = given as Link & { textToDisplay?: string };
  if (!link.documentReference && !link.address) throw invalidArgument('a hyperlink without a target');
  eachCell(
    area,
    (cell, row, col) => {
      if (textToDisplay !== undefined && textToDisplay !== null) putValue(area.sheet, row, col, textToDisplay);
      cell.link = link;
      cell.style = { ...cell.style, font: { ...cell.style?.font, underline: true, color: { argb: 'FF0563C1' } } };
    },
    () => {
      throw notImplemented('hyperlinks on whole columns');
    },
  );
  syncHeadersUnder(call.book, area.sheet, area);
}

function clear(area: Area, [applyTo = 'All']: unknown[], call: Call): void {
  checkWritable(area, call);
  const all = applyTo === 'All' || applyTo === null;
  if (!all && !['Formats', 'Contents', 'Hyperlinks', 'RemoveHyperlinks'].includes(String(applyTo)))
    throw notImplemented(`Range.clear(${String(applyTo)})`);
  const { grid } = area.sheet;
  if (all || applyTo === 'Contents') {
    grid.each(area, clearContent);
    raiseChanged(area, call, 'RangeEdited', 'ThisLocalAddin');
  }
  if (all || applyTo !== 'Contents') grid.each(area, (cell) => void (applyTo === 'Formats' || delete cell.link));
  if (all || applyTo === 'Formats') {
    forgetLook(area);
    for (const format of area.sheet.conditionalFormats)
      format.areas = format.areas.flatMap((block) => cutOut(block, area));
    area.sheet.conditionalFormats = area.sheet.conditionalFormats.filter((format) => format.areas.length > 0);
  }
  syncHeadersUnder(call.book, area.sheet, area);
}

function shift(area: Area, direction: unknown, sign: 1 | -1, call: Call): void {
  checkWritable(area, call);
  const rows = direction === 'Down' || direction === 'Up';
  if (rows !== (direction === (sign > 0 ? 'Down' : 'Up')) || (!rows && direction !== (sign > 0 ? 'Right' : 'Left')))
    throw invalidArgument('not a direction');
  const { row, col, rows: height, cols: width } = { ...area };
  shiftLines(call.book, area.sheet, {
    rows,
    at: rows ? row : col,
    n: sign * (rows ? height : width),
    across: rows ? [col, col + width - 1] : [row, row + height - 1],
  });
  raiseChanged(
    { sheet: area.sheet, row, col, rows: height, cols: width },
    call,
    sign > 0 ? 'CellInserted' : 'CellDeleted',
    'ThisLocalAddin',
  );
}

/** Maps the texts of what was given for a block, with their place in it. */
function mapGiven(given: unknown, map: (text: string, row: number, col: number) => string): unknown {
  if (!Array.isArray(given)) return given;
  return (given as unknown[][]).map((line, r) =>
    line.map((cell, c) => (typeof cell === 'string' ? map(cell, r, c) : cell)),
  );
}

function hide(area: Area, key: 'hiddenRows' | 'hiddenCols', value: unknown, call: Call): void {
  checkWritable(area, call);
  const [from, count] = key === 'hiddenRows' ? [area.row, area.rows] : [area.col, area.cols];
  if (count > 200000) throw notImplemented('hiding all lines of a sheet');
  keepAnchored(area.sheet, () => {
    for (let line = from; line < from + count; line++) {
      if (value) area.sheet[key].add(line);
      else area.sheet[key].delete(line);
    }
  });
}
function hidden(lines: Set<number>, from: number, count: number): boolean | null {
  let n = 0;
  for (const line of lines) if (line >= from && line < from + count) n++;
  return n === 0 ? false : n === count ? true : null;
}

function moved(area: Area, rect: Rect): Remote {
  return range(areaOn(area.sheet, rect.row, rect.col, rect.rows, rect.cols));
}

/** Excel.Range: a block of cells. */
export const rangeKind: Kind<Area> = {
  name: 'Range',
  get: {
    values: (area, call) => readCells(area, call, (cell) => cell?.value ?? ''),
    formulas: (area, call) => readCells(area, call, (cell) => cell?.formula ?? cell?.value ?? ''),
    formulasR1C1: (area, call) =>
      readCells(area, call, (cell, row, col) =>
        cell?.formula === undefined ? (cell?.value ?? '') : toR1C1(cell.formula, row, col),
      ),
    text: (area, call) => readCells(area, call, cellText),
    valueTypes: (area, call) => readCells(area, call, valueType),
    numberFormat: (area, call) => readCells(area, call, (_cell, row, col) => area.sheet.grid.format(row, col)),
    address: (area, call) => areaAddress(alive(area, call)),
    rowIndex: (area) => area.row,
    columnIndex: (area) => area.col,
    rowCount: (area) => area.rows,
    columnCount: (area) => area.cols,
    cellCount: (area) => (area.rows * area.cols > 2 ** 31 - 1 ? -1 : area.rows * area.cols),
    left: (area) => rectPlace(area.sheet, area).left,
    top: (area) => rectPlace(area.sheet, area).top,
    width: (area) => rectPlace(area.sheet, area).width,
    height: (area) => rectPlace(area.sheet, area).height,
    hyperlink: linkOf,
    rowHidden: (area) => hidden(area.sheet.hiddenRows, area.row, area.rows),
    columnHidden: (area) => hidden(area.sheet.hiddenCols, area.col, area.cols),
    isEntireColumn: (area) => area.rows === MAX_ROWS,
    isEntireRow: (area) => area.cols === MAX_COLUMNS,
  },
  set: {
    values: writeValues,
    formulas: writeValues,
    formulasR1C1: (area, given, call) =>
      writeValues(
        area,
        mapGiven(given, (text, r, c) => (text.startsWith('=') ? fromR1C1(text, area.row + r, area.col + c) : text)),
        call,
      ),
    numberFormat(area, given, call) {
      checkWritable(area, call);
      if (isUnbounded(area) && !Array.isArray(given))
        return eachCell(
          area,
          (cell) => void (cell.format = String(given)),
          (look) => void (look.format = String(given)),
        );
      eachGiven(area, given, (value, row, col) => {
        if (value !== null) area.sheet.grid.ensure(row, col).format = String(value);
      });
    },
    hyperlink: setLink,
    rowHidden: (area, value, call) => hide(area, 'hiddenRows', value, call),
    columnHidden: (area, value, call) => hide(area, 'hiddenCols', value, call),
  },
  go: {
    format: (area) => remote(formatKind, area),
    worksheet: (area) => remote(worksheetKind, area.sheet),
    conditionalFormats: (area) => remote(conditionalsKind, area),
  },
  call: {
    _ValidateArraySize: (area, [rows, cols]) => checkShape(area, Number(rows), Number(cols)),
    _KeepReference(area, _args, call) {
      area.reference ??= String(call.book.number());
      call.book.areas.set(area.reference, area);
    },
    getRow: (area, [row]) => part(area, Number(row), 0, 1, area.cols),
    getColumn: (area, [col]) => part(area, 0, Number(col), area.rows, 1),
    getCell: (area, [row, col]) => part(area, Number(row), Number(col), 1, 1),
    getLastCell: (area) => part(area, area.rows - 1, area.cols - 1, 1, 1),
    getLastRow: (area) => part(area, area.rows - 1, 0, 1, area.cols),
    getLastColumn: (area) => part(area, 0, area.cols - 1, area.rows, 1),
    getOffsetRange: (area, [rows, cols]) => part(area, Number(rows), Number(cols), area.rows, area.cols),
    getResizedRange: (area, [rows, cols]) => part(area, 0, 0, area.rows + Number(rows), area.cols + Number(cols)),
    getAbsoluteResizedRange: (area, [rows, cols]) => part(area, 0, 0, Number(rows), Number(cols)),
    getRowsBelow: (area, [count = 1]) => part(area, area.rows, 0, Number(count), area.cols),
    getColumnsAfter: (area, [count = 1]) => part(area, 0, area.cols, area.rows, Number(count)),
    getEntireColumn: (area) => range({ sheet: area.sheet, row: 0, rows: MAX_ROWS, col: area.col, cols: area.cols }),
    getEntireRow: (area) => range({ sheet: area.sheet, col: 0, cols: MAX_COLUMNS, row: area.row, rows: area.rows }),
    getBoundingRect: (area, [other], call) => moved(area, bounding(area, areaOf(other, area.sheet, call))),
    getIntersection(area, [other], call) {
      const found = intersect(area, areaOf(other, area.sheet, call));
      if (!found) throw notFound();
      return moved(area, found);
    },
    getIntersectionOrNullObject(area, [other], call) {
      const given = areaOf(other, area.sheet, call);
      const found = given.sheet === area.sheet ? intersect(area, given) : null;
      return found && moved(area, found);
    },
    getUsedRange: (area, args, call) => used(area, args, call) ?? part(area, 0, 0, 1, 1),
    getUsedRangeOrNullObject: used,
    getTables: (area, [fully]) =>
      remote(tablesKind, { sheet: area.sheet, tables: () => tablesOn(area.sheet, area, fully === true) }),
    select(area, _args, call) {
      if (area.sheet.visibility !== 'Visible') throw invalidOperation('a hidden sheet');
      raiseSelection(area, call);
    },
    clear,
    insert(area, [direction], call) {
      const place = { sheet: area.sheet, row: area.row, col: area.col, rows: area.rows, cols: area.cols };
      shift(area, direction, 1, call);
      return range(place);
    },
    delete: (area, [direction], call) => shift(area, direction, -1, call),
  },
};

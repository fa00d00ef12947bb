import type { Alignment, Border, Borders, Fill, Font } from 'exceljs';
import { MAX_COLUMNS, MAX_ROWS } from '../address';
import type { Area } from '../book';
import type { CellStyle } from '../cells';
import { invalidArgument, notImplemented } from '../errors';
import { alive, checkWritable, common, restyle } from '../ranges';
import type { Call, Kind } from '../remote';
import { remote } from '../remote';
import { columnWidth, keepAnchored, rowHeight } from '../sizes';
import { cellText } from '../text';

const NAMED: Record<string, string> = {
  white: '#FFFFFF',
  black: '#000000',
  red: '#FF0000',
  green: '#008000',
  blue: '#0000FF',
  yellow: '#FFFF00',
  grey: '#808080',
  gray: '#808080',
  orange: '#FFA500',
};

function argb(colour: unknown): string {
  const hex = typeof colour === 'string' ? (NAMED[colour.toLowerCase()] ?? colour) : '';
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw invalidArgument('not a colour');
  return `FF${hex.slice(1).toUpperCase()}`;
}
const hex = (colour: { argb?: string } | undefined, otherwise: string) =>
  colour?.argb ? `#${colour.argb.slice(-6)}` : otherwise;

function fontPart<V>(read: (font: Partial<Font>) => V, write: (value: V) => Partial<Font>) {
  return {
    get: (area: Area, call: Call) => common(alive(area, call), (style) => read(style.font ?? {})),
    set: (area: Area, value: unknown, call: Call) =>
      restyle(area, call, (style) => ({ ...style, font: { ...style.font, ...write(value as V) } })),
  };
}
const font = {
  bold: fontPart(
    (f) => f.bold ?? false,
    (bold) => ({ bold }),
  ),
  italic: fontPart(
    (f) => f.italic ?? false,
    (italic) => ({ italic }),
  ),
  strikethrough: fontPart(
    (f) => f.strike ?? false,
    (strike) => ({ strike }),
  ),
  size: fontPart(
    (f) => f.size ?? 11,
    (size) => ({ size }),
  ),
  name: fontPart(
    (f) => f.name ?? 'Calibri',
    (name) => ({ name }),
  ),
  color: fontPart(
    (f) => hex(f.color, '#000000'),
    (colour) => ({ color: { argb: argb(colour) } }),
  ),
  underline: fontPart(
    (f) => (f.underline ? 'Single' : 'None'),
    (line) => ({ underline: line !== 'None' }),
  ),
};

const fontKind: Kind<Area> = {
  name: 'RangeFont',
  get: Object.fromEntries(Object.entries(font).map(([name, part]) => [name, part.get])),
  set: {
    ...Object.fromEntries(Object.entries(font).map(([name, part]) => [name, part.set])),
    size(area, value, call) {
      font.size.set(area, value, call);
      const tall = Math.max(15, Math.ceil(Number(value) * 1.3125));
      const grow = () => {
        for (let row = area.row; row < area.row + Math.min(area.rows, 1000); row++)
          if (tall > rowHeight(area.sheet, row)) area.sheet.heights.set(row, tall);
      };
      if (area.rows !== MAX_ROWS) keepAnchored(area.sheet, grow);
    },
  },
};

const fillOf = (style: CellStyle) => (style.fill?.type === 'pattern' ? hex(style.fill.fgColor, '') : '');
const fillKind: Kind<Area> = {
  name: 'RangeFill',
  get: { color: (area, call) => common(alive(area, call), fillOf) },
  set: {
    color(area, value, call) {
      const fill: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: argb(value) } };
      restyle(area, call, (style) => ({ ...style, fill }));
    },
  },
  call: {
    clear(area, _args, call) {
      restyle(area, call, (style) => ({ ...style, fill: undefined }));
    },
  },
};

type Side = 'top' | 'bottom' | 'left' | 'right';
interface Edge {
  area: Area;
  edge: string;
}
/** The sides of a cell that an edge of its block means. */
function sides({ area, edge }: Edge, row: number, col: number): Side[] {
  const [top, left] = [row === area.row, col === area.col];
  const [bottom, right] = [row === area.row + area.rows - 1, col === area.col + area.cols - 1];
  const found: Record<string, Side[]> = {
    EdgeTop: top ? ['top'] : [],
    EdgeBottom: bottom ? ['bottom'] : [],
    EdgeLeft: left ? ['left'] : [],
    EdgeRight: right ? ['right'] : [],
    InsideHorizontal: bottom ? [] : ['bottom'],
    InsideVertical: right ? [] : ['right'],
  };
  return found[edge] ?? [];
}
const EDGES = ['EdgeTop', 'EdgeBottom', 'EdgeLeft', 'EdgeRight', 'InsideHorizontal', 'InsideVertical'];
const LINES: Record<string, Border['style']> = {
  Continuous: 'thin',
  Dash: 'dashed',
  Dot: 'dotted',
  Double: 'double',
  DashDot: 'dashDot',
};

function editBorder(
  target: Edge,
  call: Call,
  edit: (border: Partial<Border> | undefined) => Partial<Border> | undefined,
): void {
  restyle(target.area, call, (style, row, col) => {
    const border: Partial<Borders> = { ...style.border };
    for (const side of sides(target, row, col)) {
      const next = edit(border[side]);
      if (next) border[side] = next;
      else delete border[side];
    }
    return { ...style, border };
  });
}
function firstBorder({ area, edge }: Edge): Partial<Border> | undefined {
  const row = edge === 'EdgeBottom' ? area.row + area.rows - 1 : area.row;
  const col = edge === 'EdgeRight' ? area.col + area.cols - 1 : area.col;
  const side = sides({ area, edge }, row, col)[0];
  return side && area.sheet.grid.style(row, col).border?.[side];
}
const borderKind: Kind<Edge> = {
  name: 'RangeBorder',
  get: {
    style: (edge) =>
      Object.entries(LINES).find(([, line]) => line === firstBorder(edge)?.style)?.[0] ??
      (firstBorder(edge)?.style ? 'Continuous' : 'None'),
    color: (edge) => hex(firstBorder(edge)?.color, '#000000'),
    weight: (edge) =>
      ({ medium: 'Medium', thick: 'Thick', hair: 'Hairline' })[String(firstBorder(edge)?.style)] ?? 'Thin',
    sideIndex: ({ edge }) => edge,
  },
  set: {
    style(edge, value, call) {
      const style = LINES[String(value)];
      if (value !== 'None' && !style) throw notImplemented(`RangeBorder.style ${String(value)}`);
      editBorder(edge, call, (border) => (style ? { ...border, style } : undefined));
    },
    color: (edge, value, call) =>
      editBorder(edge, call, (border) => ({ style: 'thin', ...border, color: { argb: argb(value) } })),
    weight(edge, value, call) {
      const style = ({ Thin: 'thin', Medium: 'medium', Thick: 'thick', Hairline: 'hair' } as const)[String(value)];
      if (!style) throw invalidArgument('not a weight');
      editBorder(edge, call, (border) => ({ ...border, style }));
    },
  },
};
const bordersKind: Kind<Area> = {
  name: 'RangeBorderCollection',
  items: (area) => EDGES.map((edge) => remote(borderKind, { area, edge })),
  call: {
    getItem(area, [edge]) {
      if (!EDGES.includes(String(edge))) throw notImplemented(`the border ${String(edge)}`);
      return remote(borderKind, { area, edge: String(edge) });
    },
  },
};

const HORIZONTAL: Record<string, Alignment['horizontal'] | undefined> = {
  General: undefined,
  Left: 'left',
  Center: 'center',
  Right: 'right',
  Fill: 'fill',
  Justify: 'justify',
  CenterAcrossSelection: 'centerContinuous',
};
const VERTICAL: Record<string, Alignment['vertical'] | undefined> = {
  Top: 'top',
  Center: 'middle',
  Bottom: undefined,
  Justify: 'justify',
};

function aligned<V>(read: (alignment: Partial<Alignment>) => V, write: (value: unknown) => Partial<Alignment>) {
  return {
    get: (area: Area, call: Call) => common(alive(area, call), (style) => read(style.alignment ?? {})),
    set: (area: Area, value: unknown, call: Call) =>
      restyle(area, call, (style) => ({ ...style, alignment: { ...style.alignment, ...write(value) } })),
  };
}
function named<V>(words: Record<string, V>, value: unknown): V {
  if (typeof value !== 'string' || !Object.hasOwn(words, value)) throw invalidArgument('not an alignment');
  return words[value] as V;
}
const word = (words: Record<string, unknown>, value: unknown) =>
  Object.entries(words).find(([, v]) => v === value)?.[0] ?? null;
const alignment = {
  wrapText: aligned(
    (a) => a.wrapText ?? false,
    (value) => ({ wrapText: Boolean(value) }),
  ),
  indentLevel: aligned(
    (a) => a.indent ?? 0,
    (value) => ({ indent: Number(value) }),
  ),
  shrinkToFit: aligned(
    (a) => a.shrinkToFit ?? false,
    (value) => ({ shrinkToFit: Boolean(value) }),
  ),
  horizontalAlignment: aligned(
    (a) => word(HORIZONTAL, a.horizontal),
    (value) => ({ horizontal: named(HORIZONTAL, value) }),
  ),
  verticalAlignment: aligned(
    (a) => word(VERTICAL, a.vertical),
    (value) => ({ vertical: named(VERTICAL, value) }),
  ),
};

function sizeOf(_area: Area, size: (line: number) => number, from: number, count: number): number | null {
  const first = size(from);
  for (let line = from; line < from + Math.min(count, 5000); line++) if (size(line) !== first) return null;
  return first;
}
function resize(area: Area, call: Call, sizes: 'widths' | 'heights', value: unknown): void {
  if (typeof value !== 'number' || value < 0 || value > 2000) throw invalidArgument('not a size');
  checkWritable(area, call);
  const [from, count, all] = sizes === 'widths' ? [area.col, area.cols, MAX_COLUMNS] : [area.row, area.rows, MAX_ROWS];
  if (count === all) throw notImplemented('one size for all lines of a sheet');
  keepAnchored(area.sheet, () => {
    for (let line = from; line < from + count; line++) area.sheet[sizes].set(line, value);
  });
}

const protectionKind: Kind<Area> = {
  name: 'FormatProtection',
  get: { locked: (area) => common(area, (style) => style.protection?.locked ?? true) },
  set: {
    locked: (area, value, call) =>
      restyle(area, call, (style) => ({ ...style, protection: { ...style.protection, locked: Boolean(value) } })),
  },
};

/** Range.format and what hangs on it. */
export const formatKind: Kind<Area> = {
  name: 'RangeFormat',
  get: {
    ...Object.fromEntries(Object.entries(alignment).map(([name, part]) => [name, part.get])),
    columnWidth: (area) => sizeOf(area, (col) => columnWidth(area.sheet, col), area.col, area.cols),
    rowHeight: (area) => sizeOf(area, (row) => rowHeight(area.sheet, row), area.row, area.rows),
  },
  set: {
    ...Object.fromEntries(Object.entries(alignment).map(([name, part]) => [name, part.set])),
    columnWidth: (area, value, call) => resize(area, call, 'widths', value),
    rowHeight: (area, value, call) => resize(area, call, 'heights', value),
  },
  go: {
    font: (area) => remote(fontKind, area),
    fill: (area) => remote(fillKind, area),
    borders: (area) => remote(bordersKind, area),
    protection: (area) => remote(protectionKind, area),
  },
  call: {
    autofitColumns(area, _args, call) {
      checkWritable(area, call);
      const used = area.sheet.grid.used({ ...area, row: 0, rows: MAX_ROWS }, true);
      const widest = new Map<number, number>();
      if (used)
        area.sheet.grid.each(used, (cell, _row, col) =>
          widest.set(col, Math.max(widest.get(col) ?? 0, cellText(cell).length)),
        );
      keepAnchored(area.sheet, () => {
        for (const [col, letters] of widest)
          if (letters > 0) area.sheet.widths.set(col, Math.min(255, letters + 0.71) * 5.25 + 3.75);
      });
    },
    autofitRows(area, _args, call) {
      checkWritable(area, call);
      keepAnchored(area.sheet, () => {
        for (const row of [...area.sheet.heights.keys()])
          if (row >= area.row && row < area.row + area.rows) area.sheet.heights.delete(row);
      });
    },
  },
};

/** Takes every format from a block. */
export function forgetLook(area: Area): void {
  for (let col = area.col; area.rows === MAX_ROWS && col < area.col + area.cols; col++)
    area.sheet.grid.looks.delete(col);
  area.sheet.grid.each(area, (cell) => {
    delete cell.style;
    delete cell.format;
  });
}

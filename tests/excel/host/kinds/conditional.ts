import type { Rect } from '../address';
import { intersect } from '../address';
import type { Area, ConditionalFormat, Sheet } from '../book';
import { invalidArgument, notFound, notImplemented } from '../errors';
import { areaAddress, checkWritable } from '../ranges';
import type { Kind, Remote } from '../remote';
import { keptMembers, remote, subBag } from '../remote';
import { rangeKind } from './range';

interface Owned {
  sheet: Sheet;
  format: ConditionalFormat;
}

/** What is left of a block when another is cut out of it. */
export function cutOut(rect: Rect, hole: Rect): Rect[] {
  const both = intersect(rect, hole);
  if (!both) return [rect];
  const [bottom, right] = [both.row + both.rows, both.col + both.cols];
  return [
    { ...rect, rows: both.row - rect.row },
    { ...rect, row: bottom, rows: rect.row + rect.rows - bottom },
    { row: both.row, rows: both.rows, col: rect.col, cols: both.col - rect.col },
    { row: both.row, rows: both.rows, col: right, cols: rect.col + rect.cols - right },
  ].filter((part) => part.rows > 0 && part.cols > 0);
}

const part = (name: string, className: string, defaults: Record<string, unknown>): [string, Kind<Owned>] => [
  name,
  { name: className, ...keptMembers(({ format }: Owned) => subBag(format.bag, name), defaults) },
];
const fontKind: Kind<Owned> = {
  name: 'ConditionalRangeFont',
  ...keptMembers(({ format }: Owned) => subBag(format.bag, 'font'), {
    color: '',
    bold: null,
    italic: null,
    strikethrough: null,
    underline: 'None',
  }),
};
const fillKind: Kind<Owned> = {
  name: 'ConditionalRangeFill',
  ...keptMembers(({ format }: Owned) => subBag(format.bag, 'fill'), { color: '' }),
};
const formatKind: Kind<Owned> = {
  name: 'ConditionalRangeFormat',
  ...keptMembers(({ format }: Owned) => format.bag, { numberFormat: null }),
  go: { font: (owned) => remote(fontKind, owned), fill: (owned) => remote(fillKind, owned) },
};
const ruleKind: Kind<Owned> = {
  name: 'ConditionalFormatRule',
  ...keptMembers(({ format }: Owned) => subBag(format.bag, 'rule'), { formula: '', formulaR1C1: '' }),
};
const parts = new Map<string, Kind<Owned>>([
  part('colorScale', 'ColorScaleConditionalFormat', { criteria: null, threeColorScale: false }),
  [
    'cellValue',
    {
      name: 'CellValueConditionalFormat',
      ...keptMembers(({ format }: Owned) => format.bag, { rule: null }),
      go: { format: (owned) => remote(formatKind, owned) },
    },
  ],
  [
    'custom',
    {
      name: 'CustomConditionalFormat',
      go: { rule: (owned) => remote(ruleKind, owned), format: (owned) => remote(formatKind, owned) },
    },
  ],
]);
const TYPES: Record<string, string> = { ColorScale: 'colorScale', CellValue: 'cellValue', Custom: 'custom' };

function pieces(): Record<string, (owned: Owned) => Remote | null> {
  return Object.fromEntries(
    [...parts].flatMap(([name, kind]) => {
      const of = (owned: Owned) => (TYPES[owned.format.type] === name ? remote(kind, owned) : null);
      return [
        [name, of],
        [`${name}OrNullObject`, of],
      ];
    }),
  );
}

const conditionalKind: Kind<Owned> = {
  name: 'ConditionalFormat',
  id: ({ format }) => ({ Id: format.id }),
  get: {
    id: ({ format }) => format.id,
    type: ({ format }) => format.type,
    priority: ({ sheet, format }) => sheet.conditionalFormats.indexOf(format),
    stopIfTrue: ({ format }) => format.bag.stopIfTrue ?? false,
  },
  set: {
    stopIfTrue: ({ format }, value) => void (format.bag.stopIfTrue = value),
    priority({ sheet, format }, value) {
      sheet.conditionalFormats.splice(sheet.conditionalFormats.indexOf(format), 1);
      sheet.conditionalFormats.splice(Number(value), 0, format);
    },
  },
  go: pieces(),
  call: {
    delete({ sheet, format }) {
      sheet.conditionalFormats = sheet.conditionalFormats.filter((other) => other !== format);
    },
    getRange({ sheet, format }) {
      const area = format.areas[0];
      if (!area || format.areas.length > 1) throw notImplemented('ConditionalFormat.getRange of several blocks');
      return remote(rangeKind, { sheet, ...area });
    },
  },
};

const touching = (area: Area) =>
  area.sheet.conditionalFormats
    .filter((format) => format.areas.some((part) => intersect(part, area)))
    .map((format) => ({ sheet: area.sheet, format }));

/** Range.conditionalFormats: colour scales, cell values and formulas. */
export const conditionalsKind: Kind<Area> = {
  name: 'ConditionalFormatCollection',
  items: (area) => touching(area).map((owned) => remote(conditionalKind, owned)),
  call: {
    add(area, [type], call) {
      checkWritable(area, call);
      if (typeof type !== 'string') throw invalidArgument('not a type of conditional format');
      if (!TYPES[type]) throw notImplemented(`the conditional format ${type}`);
      const { row, col, rows, cols } = area;
      const format: ConditionalFormat = {
        id: call.book.guid(4),
        type,
        areas: [{ row, col, rows, cols }],
        bag: { range: areaAddress(area) },
      };
      area.sheet.conditionalFormats.unshift(format);
      return remote(conditionalKind, { sheet: area.sheet, format });
    },
    clearAll(area, _args, call) {
      checkWritable(area, call);
      for (const format of area.sheet.conditionalFormats)
        format.areas = format.areas.flatMap((part) => cutOut(part, area));
      area.sheet.conditionalFormats = area.sheet.conditionalFormats.filter((format) => format.areas.length > 0);
    },
    getCount: (area) => touching(area).length,
    getItem(area, [id]) {
      const owned = touching(area).find(({ format }) => format.id === id);
      if (!owned) throw notFound();
      return remote(conditionalKind, owned);
    },
    getItemAt(area, [index]) {
      const owned = touching(area)[Number(index)];
      if (!owned) throw notFound();
      return remote(conditionalKind, owned);
    },
  },
};

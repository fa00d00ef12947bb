import type { Chart, Floating, Picture, Series, Sheet } from '../book';
import { parseAddress, rectAddress } from '../address';
import { accessDenied, invalidArgument, notFound, notImplemented } from '../errors';
import { areaAddress } from '../ranges';
import type { Call, Kind, Remote } from '../remote';
import { keptMembers, remote, subBag, text } from '../remote';
import { rectPlace } from '../sizes';
import { cellText } from '../text';
import { areaOf } from './range';

/** A picture or chart on its sheet. */
interface On<T> {
  sheet: Sheet;
  item: T;
}

function place<T extends Floating>(exists: (on: On<T>) => boolean) {
  const check = (on: On<T>) => {
    if (!exists(on)) throw notFound();
    if (on.sheet.isProtected) throw accessDenied();
  };
  const size = (name: 'left' | 'top' | 'width' | 'height') => (on: On<T>, value: unknown) => {
    check(on);
    if (typeof value !== 'number' || !Number.isFinite(value) || (name !== 'left' && name !== 'top' && value < 0))
      throw invalidArgument(`not a ${name}`);
    Object.assign(on.item, { [name]: Math.max(0, value) });
  };
  return {
    check,
    get: {
      id: ({ item }: On<T>) => item.id,
      name: ({ item }: On<T>) => item.name,
      left: ({ item }: On<T>) => item.left,
      top: ({ item }: On<T>) => item.top,
      width: ({ item }: On<T>) => item.width,
      height: ({ item }: On<T>) => item.height,
    },
    set: {
      left: size('left'),
      top: size('top'),
      width: size('width'),
      height: size('height'),
      name(on: On<T>, value: unknown) {
        check(on);
        on.item.name = text(value, 'a name');
      },
    },
  };
}

const onSheet = place<Picture>(({ sheet, item }) => sheet.pictures.includes(item));
const kept = keptMembers(({ item }: On<Picture>) => item.bag, {
  altTextDescription: '',
  altTextTitle: '',
  lockAspectRatio: true,
  visible: true,
});

const shapeKind: Kind<On<Picture>> = {
  name: 'Shape',
  id: ({ item }) => ({ Id: item.id }),
  get: { ...onSheet.get, ...kept.get, type: () => 'Image', placement: ({ item }) => item.placement },
  set: {
    ...onSheet.set,
    ...Object.fromEntries(
      Object.entries(kept.set).map(([name, set]) => [
        name,
        (on: On<Picture>, value: unknown, call: Call) => {
          onSheet.check(on);
          set(on, value, call);
        },
      ]),
    ),
    placement(on, value) {
      onSheet.check(on);
      if (value !== 'TwoCell' && value !== 'OneCell' && value !== 'Absolute') throw invalidArgument('not a placement');
      on.item.placement = value;
    },
  },
  call: {
    delete(on) {
      onSheet.check(on);
      on.sheet.pictures = on.sheet.pictures.filter((other) => other !== on.item);
    },
  },
};

/** Width and height in pixels from the head of a PNG, or null. */
export function pngSize(bytes: Uint8Array): { width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33 || view.getUint32(0) !== 0x89504e47 || view.getUint32(12) !== 0x49484452) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

const wrapPicture = (sheet: Sheet, item: Picture | undefined) => (item ? remote(shapeKind, { sheet, item }) : null);
/** By id, or by name as Excel allows. */
function byKey<T extends Floating>(items: T[], key: unknown): T | undefined {
  return (
    items.find((item) => item.id === key) ?? items.find((item) => item.name.toLowerCase() === String(key).toLowerCase())
  );
}
function existing(found: Remote | null): Remote {
  if (!found) throw notFound();
  return found;
}

/** Worksheet.shapes: pictures only. */
export const shapesKind: Kind<Sheet> = {
  name: 'ShapeCollection',
  items: (sheet) => sheet.pictures.map((item) => remote(shapeKind, { sheet, item })),
  call: {
    getCount: (sheet) => sheet.pictures.length,
    getItem: (sheet, [key]) => existing(wrapPicture(sheet, byKey(sheet.pictures, key))),
    getItemOrNullObject: (sheet, [key]) => wrapPicture(sheet, byKey(sheet.pictures, key)),
    getItemAt: (sheet, [index]) => existing(wrapPicture(sheet, sheet.pictures[Number(index)])),
    addImage(sheet, [base64], call) {
      if (sheet.isProtected) throw accessDenied();
      const png = Uint8Array.from(Buffer.from(text(base64, 'ShapeCollection.addImage'), 'base64'));
      const size = pngSize(png);
      if (!size) throw invalidArgument('not the base64 text of a PNG');
      const item: Picture = {
        kind: 'picture',
        id: call.book.guid(5),
        name: `Picture ${sheet.pictures.length + 1}`,
        left: 0,
        top: 0,
        width: size.width * 0.75,
        height: size.height * 0.75,
        placement: 'TwoCell',
        png,
        extension: 'png',
        bag: {},
      };
      sheet.pictures.push(item);
      return remote(shapeKind, { sheet, item });
    },
  },
};

interface OneSeries {
  chart: Chart;
  series: Series;
  sheet: Sheet;
}
const lineKind: Kind<OneSeries> = {
  name: 'ChartSeriesFormat',
  go: { fill: (one) => remote(seriesFillKind, one) },
};
const seriesFillKind: Kind<OneSeries> = {
  name: 'ChartFill',
  call: {
    setSolidColor: ({ series }, [colour]) => void (series.bag.colour = colour),
    clear: ({ series }) => void delete series.bag.colour,
  },
};
const seriesLabels: Kind<OneSeries> = {
  name: 'ChartDataLabels',
  ...keptMembers(({ series }: OneSeries) => subBag(series.bag, 'labels'), {
    showValue: false,
    showSeriesName: false,
    showCategoryName: false,
    position: 'Invalid',
  }),
};
const seriesKept = keptMembers(({ series }: OneSeries) => series.bag, {
  hasDataLabels: false,
  gapWidth: 150,
  overlap: 0,
  axisGroup: 'Primary',
  chartType: null,
});

/** What a series is called: its text, or what stands in its cell. */
function seriesName(call: Call, sheet: Sheet, series: Series): string {
  if (!series.name.startsWith('=')) return series.name;
  const { sheet: on, rect } = parseAddress(series.name.slice(1));
  const from = on === undefined ? sheet : call.book.findSheet(on);
  return from ? cellText(from.grid.get(rect.row, rect.col)) : '';
}

const seriesKind: Kind<OneSeries> = {
  name: 'ChartSeries',
  get: { ...seriesKept.get, name: ({ sheet, series }, call) => seriesName(call, sheet, series) },
  set: { ...seriesKept.set, name: ({ series }, value) => void (series.name = text(value, 'ChartSeries.name')) },
  go: { format: (one) => remote(lineKind, one), dataLabels: (one) => remote(seriesLabels, one) },
  call: {
    setValues: ({ series, sheet }, [given], call) => void (series.values = areaAddress(areaOf(given, sheet, call))),
    setXAxisValues: ({ series, sheet }, [given], call) =>
      void (series.categories = areaAddress(areaOf(given, sheet, call))),
    delete({ chart, series }) {
      chart.series = chart.series.filter((other) => other !== series);
    },
  },
};
const allSeries: Kind<On<Chart>> = {
  name: 'ChartSeriesCollection',
  items: ({ sheet, item }) => item.series.map((series) => remote(seriesKind, { sheet, chart: item, series })),
  call: {
    getCount: ({ item }) => item.series.length,
    getItemAt({ sheet, item }, [index]) {
      const series = item.series[Number(index)];
      if (!series) throw notFound();
      return remote(seriesKind, { sheet, chart: item, series });
    },
    add({ sheet, item }, [name, index]) {
      const series: Series = {
        name: typeof name === 'string' ? name : `Series${item.series.length + 1}`,
        values: '',
        categories: '',
        bag: {},
      };
      item.series.splice(typeof index === 'number' ? index : item.series.length, 0, series);
      return remote(seriesKind, { sheet, chart: item, series });
    },
  },
};

/** Series from a block: a heading row names them, a first column of text labels the points. */
export function sourceSeries(source: ReturnType<typeof areaOf>, seriesBy: unknown): Series[] {
  if (seriesBy === 'Rows') throw notImplemented('charts with their series in rows');
  const { sheet, row, col, rows, cols } = source;
  const value = (r: number, c: number) => sheet.grid.get(row + r, col + c)?.value ?? '';
  const labels = cols > 1 && rows > 1 && typeof value(1, 0) === 'string' ? 1 : 0;
  const headed = rows > 1 && typeof value(0, cols - 1) === 'string' ? 1 : 0;
  const block = (c: number) => areaAddress({ sheet, row: row + headed, rows: rows - headed, col: col + c, cols: 1 });
  return Array.from({ length: cols - labels }, (_none, i) => ({
    name: headed ? `=${areaAddress({ sheet, row, col: col + labels + i, rows: 1, cols: 1 })}` : `Series${i + 1}`,
    values: block(labels + i),
    categories: labels ? block(0) : '',
    bag: {},
  }));
}

const chartPlace = place<Chart>(({ sheet, item }) => sheet.charts.includes(item));
const bagKind = (
  className: string,
  path: string[],
  defaults: Record<string, unknown>,
  go: Kind<On<Chart>>['go'] = {},
): Kind<On<Chart>> => ({
  name: className,
  ...keptMembers(({ item }: On<Chart>) => path.reduce(subBag, item.bag), defaults),
  go,
});
const fontOf = (path: string[]) =>
  bagKind('ChartFont', [...path, 'font'], {
    bold: false,
    color: '#000000',
    italic: false,
    name: 'Calibri',
    size: 10,
    underline: 'None',
  });
const formatted = (className: string, path: string[]) =>
  bagKind(className, path, {}, { font: (on) => remote(fontOf(path), on) });
const axisTitle = (axis: string) =>
  bagKind(
    'ChartAxisTitle',
    ['axes', axis, 'title'],
    { text: '', visible: true },
    { format: (on) => remote(formatted('ChartAxisTitleFormat', ['axes', axis, 'title']), on) },
  );
const gridlines = (axis: string) => bagKind('ChartGridlines', ['axes', axis, 'gridlines'], { visible: true });
const axis = (name: string) =>
  bagKind(
    'ChartAxis',
    ['axes', name],
    {
      visible: true,
      reversePlotOrder: false,
      minimum: '',
      maximum: '',
      majorUnit: '',
      numberFormat: 'General',
      position: 'Automatic',
      tickLabelPosition: 'NextToAxis',
      tickLabelSpacing: '',
    },
    {
      title: (on) => remote(axisTitle(name), on),
      majorGridlines: (on) => remote(gridlines(name), on),
      format: (on) => remote(formatted('ChartAxisFormat', ['axes', name]), on),
    },
  );
const axesKind: Kind<On<Chart>> = {
  name: 'ChartAxes',
  go: { categoryAxis: (on) => remote(axis('category'), on), valueAxis: (on) => remote(axis('value'), on) },
};
const legendKind = bagKind(
  'ChartLegend',
  ['legend'],
  { visible: true, position: 'Right', overlay: false },
  { format: (on) => remote(formatted('ChartLegendFormat', ['legend']), on) },
);
const labelsKind = bagKind('ChartDataLabels', ['labels'], {
  showValue: false,
  showSeriesName: false,
  showCategoryName: false,
  position: 'Invalid',
});
const titleKept = keptMembers(({ item }: On<Chart>) => subBag(item.bag, 'title'), { visible: true, overlay: false });
const titleKind: Kind<On<Chart>> = {
  name: 'ChartTitle',
  get: { ...titleKept.get, text: ({ item }) => item.title },
  set: { ...titleKept.set, text: ({ item }, value) => void (item.title = text(value, 'ChartTitle.text')) },
  go: { format: (on) => remote(formatted('ChartTitleFormat', ['title']), on) },
};

const chartKind: Kind<On<Chart>> = {
  name: 'Chart',
  id: ({ item }) => ({ Id: item.id }),
  get: { ...chartPlace.get, chartType: ({ item }) => item.type },
  set: { ...chartPlace.set, chartType: ({ item }, value) => void (item.type = text(value, 'Chart.chartType')) },
  go: {
    title: (on) => remote(titleKind, on),
    series: (on) => remote(allSeries, on),
    axes: (on) => remote(axesKind, on),
    legend: (on) => remote(legendKind, on),
    dataLabels: (on) => remote(labelsKind, on),
  },
  call: {
    setData(on, [given, seriesBy], call) {
      chartPlace.check(on);
      const source = areaOf(given, on.sheet, call);
      on.item.source = areaAddress(source);
      on.item.series = sourceSeries(source, seriesBy);
    },
    setPosition(on, [from, to], call) {
      chartPlace.check(on);
      const [a, b] = [
        rectPlace(on.sheet, areaOf(from, on.sheet, call)),
        rectPlace(on.sheet, areaOf(to ?? from, on.sheet, call)),
      ];
      Object.assign(on.item, {
        left: a.left,
        top: a.top,
        width: b.left + b.width - a.left,
        height: b.top + b.height - a.top,
      });
    },
    delete(on) {
      chartPlace.check(on);
      on.sheet.charts = on.sheet.charts.filter((other) => other !== on.item);
    },
  },
};
const wrapChart = (sheet: Sheet, item: Chart | undefined) => (item ? remote(chartKind, { sheet, item }) : null);

/** Worksheet.charts. */
export const chartsKind: Kind<Sheet> = {
  name: 'ChartCollection',
  items: (sheet) => sheet.charts.map((item) => remote(chartKind, { sheet, item })),
  call: {
    getCount: (sheet) => sheet.charts.length,
    getItem: (sheet, [key]) => existing(wrapChart(sheet, byKey(sheet.charts, key))),
    getItemOrNullObject: (sheet, [key]) => wrapChart(sheet, byKey(sheet.charts, key)),
    getItemAt: (sheet, [index]) => existing(wrapChart(sheet, sheet.charts[Number(index)])),
    add(sheet, [type, given, seriesBy], call) {
      if (sheet.isProtected) throw accessDenied();
      const source = areaOf(given, sheet, call);
      const item: Chart = {
        kind: 'chart',
        id: call.book.guid(6),
        name: `Chart ${sheet.charts.length + 1}`,
        left: 200,
        top: 100,
        width: 360,
        height: 216,
        placement: 'TwoCell',
        type: text(type, 'ChartCollection.add'),
        title: '',
        source: `${areaAddress({ ...source })}`,
        series: sourceSeries(source, seriesBy),
        bag: { address: rectAddress(source) },
      };
      sheet.charts.push(item);
      return remote(chartKind, { sheet, item });
    },
  },
};

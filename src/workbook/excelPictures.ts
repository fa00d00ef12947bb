import type { OutImage } from '../core/types';
import { boxOf, loadBox, rangeAt, readBox } from './excelBlocks';
import { drawChart, type Rect } from './excelChart';
import type { SheetTask } from './excelPlan';
import { rowFor } from './excelRoom';
import type { Send } from './excelSend';
import type { Write } from './excelTables';

interface Floating extends Rect {
  id: string;
  name: string;
}
interface Floor {
  shapes: Floating[];
  charts: (Floating & { series: number })[];
  /** Left and right edges of the columns that pictures must keep clear of: used, and not of our tables. */
  used: [left: number, right: number][];
  /** Where pictures begin: two columns right of the tables; and the tables' own right edge. */
  start: number;
  tablesEnd: number;
  /** By picture name. */
  tops: Map<string, number>;
}

/** Points between pictures, and between a picture and a used cell. */
const GAP = 16;
const CHART_WIDTH = 480;
/** Characters of base64 that a request may carry beside others. */
const MOST_TOGETHER = 2_500_000;

/** PNG bytes as base64 text, without the `data:` prefix. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Points: room for each row's bars, within reason. */
function chartHeight({ plan }: SheetTask): number {
  return Math.min(900, Math.max(240, (plan.tables[0]?.rows.length ?? 0) * 18 + 90));
}

/** Reads where things stand on a sheet that gets pictures. */
async function look(send: Send, task: SheetTask, shift: number): Promise<Floor> {
  const { id } = task.now;
  const right = Math.max(0, ...task.tables.map((table) => table.column + table.columns.columns.length));
  const first = await send('reading', (context) => {
    const sheet = context.workbook.worksheets.getItem(id);
    const used = loadBox(sheet.getUsedRangeOrNullObject(true));
    const shapes = sheet.shapes.load('items/id,items/name,items/left,items/top,items/width,items/height');
    const charts = sheet.charts.load('items/id,items/name,items/left,items/top,items/width,items/height');
    const start = rangeAt(context, id, { row: 0, column: right === 0 ? 0 : right + 1, rows: 1, columns: 1 }).load(
      'left',
    );
    const end = rangeAt(context, id, { row: 0, column: right, rows: 1, columns: 1 }).load('left');
    const named = [
      ...task.plan.images.map((image) => ({ name: image.name, row: image.row - 1 })),
      ...(task.plan.chart ? [{ name: task.plan.chart.name, row: (task.plan.tables[0]?.row ?? 3) - 1 }] : []),
    ].map(({ name, row }) => {
      const cell = { row: Math.max(0, rowFor(task, shift, row)), column: 0, rows: 1, columns: 1 };
      return { name, top: rangeAt(context, id, cell).load('top') };
    });
    return () => ({
      used: used.isNullObject ? null : boxOf(used),
      shapes: shapes.items.map(floating),
      charts: charts.items.map(floating),
      start: start.left,
      tablesEnd: end.left,
      tops: new Map(named.map(({ name, top }) => [name, top.top])),
    });
  });
  const box = first.used;
  const beyond =
    box && box.column + box.columns > right
      ? { ...box, column: right, columns: box.column + box.columns - right }
      : null;
  const values = beyond ? await readBox<unknown>(send, id, beyond, 'values') : [];
  const filled = Array.from({ length: beyond?.columns ?? 0 }, (_, at) => right + at).filter((column) =>
    values.some((row) => row[column - right] !== ''),
  );
  if (filled.length === 0 && first.charts.length === 0) return { ...first, charts: [], used: [] };
  const rest = await send('reading', (context) => {
    const columns = filled.map((column) =>
      rangeAt(context, id, { row: 0, column, rows: 1, columns: 1 }).load('left,width'),
    );
    const sheet = context.workbook.worksheets.getItem(id);
    const series = first.charts.map((chart) => sheet.charts.getItem(chart.name).series.load('count'));
    return () => ({
      used: columns.map(({ left, width }): [number, number] => [left, left + width]),
      series: series.map(({ count }) => count),
    });
  });
  const charts = first.charts.map((chart, at) => ({ ...chart, series: rest.series[at] ?? 0 }));
  return { ...first, charts, used: rest.used };
}

function floating({ id, name, left, top, width, height }: Excel.Shape | Excel.Chart): Floating {
  return { id, name, left, top, width, height };
}

/** Where each picture and the chart go: where they are, if that is clear of used cells; otherwise all as planned, further right. */
function arrange(task: SheetTask, floor: Floor): Map<string, Rect> {
  const { chart, images } = task.plan;
  const height = chartHeight(task);
  const planned = new Map<string, Rect>();
  const top = (name: string) => floor.tops.get(name) ?? 0;
  if (chart) planned.set(chart.name, { left: 0, top: top(chart.name), width: CHART_WIDTH, height });
  const beside = chart ? CHART_WIDTH + GAP : 0;
  for (const image of images) {
    const { name, width, height } = image;
    planned.set(name, { left: beside + image.left, top: top(name), width, height });
  }
  const there = new Map([...floor.shapes, ...floor.charts].map((item) => [item.name, item]));
  const clear = (left: number, width: number) => floor.used.every(([from, to]) => to <= left || from >= left + width);
  const stay = [...planned].every(([name, { width }]) => {
    const item = there.get(name);
    return item && item.left >= floor.tablesEnd && clear(item.left, width);
  });
  const whole = Math.max(0, ...[...planned.values()].map(({ left, width }) => left + width));
  const starts = [floor.start, ...floor.used.map(([, to]) => to + GAP).filter((left) => left > floor.start)];
  const start = starts.sort((a, b) => a - b).find((left) => clear(left, whole)) ?? floor.start;
  return new Map(
    [...planned].map(([name, rect]) => {
      const item = there.get(name);
      if (stay && item) return [name, { ...rect, left: item.left, top: item.top }];
      return [name, { ...rect, left: start + rect.left }];
    }),
  );
}

/** Pictures that fit into one request together; a large one is alone. */
function loads(images: OutImage[]): OutImage[][] {
  const all: OutImage[][] = [];
  let size = Infinity;
  for (const image of images) {
    const more = Math.ceil(image.png.length / 3) * 4;
    if (size + more > MOST_TOGETHER) {
      all.push([]);
      size = 0;
    }
    all.at(-1)?.push(image);
    size += more;
  }
  return all;
}

/**
 * Replaces a sheet's maps by name, takes off those that the plan no longer has, and points the chart at its columns.
 * Pictures keep the place where the user moved them unless used cells lie there; they never cover used cells.
 */
export async function placePictures(send: Send, write: Write, task: SheetTask, shift: number): Promise<void> {
  const { images, chart } = task.plan;
  const planned = new Set([...images.map(({ name }) => name), ...(chart ? [chart.name] : [])]);
  const stale = task.now.kept.pictures.filter((name) => !planned.has(name));
  if (planned.size === 0 && stale.length === 0) return;
  const floor = await look(send, task, shift);
  const places = arrange(task, floor);
  const { id } = task.now;

  for (const some of loads(images)) {
    await write((context) => {
      const { shapes } = context.workbook.worksheets.getItem(id);
      for (const image of some) {
        // By name, not by id: the request may be sent again, and must not leave two.
        shapes.getItemOrNullObject(image.name).delete();
        const shape = shapes.addImage(base64(image.png));
        shape.name = image.name;
        shape.altTextDescription = image.alt;
        shape.lockAspectRatio = false;
        shape.placement = 'Absolute';
        const place = places.get(image.name);
        if (place) Object.assign(shape, place);
      }
      return () => undefined;
    });
  }
  if (!chart && stale.length === 0) return;
  await write((context) => {
    const sheet = context.workbook.worksheets.getItem(id);
    for (const { name, id: shape } of floor.shapes) if (stale.includes(name)) sheet.shapes.getItem(shape).delete();
    for (const { name } of floor.charts) if (stale.includes(name)) sheet.charts.getItem(name).delete();
    const table = task.tables[0];
    if (chart && table) {
      const old = floor.charts.find(({ name }) => name === chart.name);
      drawChart(context, task.now, chart, table, old?.series ?? null, places.get(chart.name));
    }
    return () => undefined;
  });
}

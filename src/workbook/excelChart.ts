import type { OutChart } from '../core/types';
import { rangeAt } from './excelBlocks';
import type { SheetNow } from './excelLook';
import { bodyRows, type TableTask } from './excelPlan';

/** Where something floats, in points from the sheet's corner. */
export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Queues a clustered bar chart whose series are columns of the table, in the table's order from the top. One that is there
 * only gets its data and place, so that the user's formatting stays.
 * @param series how many series the chart has that is there, or null for none
 */
export function drawChart(
  context: Excel.RequestContext,
  { id, kept }: SheetNow,
  plan: OutChart,
  table: TableTask,
  series: number | null,
  place: Rect | undefined,
): void {
  const column = (heading: string, headed: boolean) => {
    const which = table.plan.columns.findIndex((one) => one.heading === heading);
    const at = table.columns.columns.findIndex((one) => 'ours' in one && one.ours === which);
    const body = { row: table.row + 1, column: table.column + at, rows: bodyRows(table.plan), columns: 1 };
    return rangeAt(context, id, headed ? { ...body, row: table.row, rows: body.rows + 1 } : body);
  };
  const { charts } = context.workbook.worksheets.getItem(id);
  const first = plan.series[0];
  if (first === undefined) return;
  if (series === null) charts.getItemOrNullObject(plan.name).delete();
  const chart =
    series === null ? charts.add('BarClustered', column(first, true), 'Columns') : charts.getItem(plan.name);
  chart.name = plan.name;
  plan.series.forEach((heading, at) => {
    const one = at < (series ?? 1) ? chart.series.getItemAt(at) : chart.series.add(heading);
    one.name = heading;
    one.setValues(column(heading, false));
    one.setXAxisValues(column(plan.labels, false));
  });
  if (place) Object.assign(chart, { left: place.left, top: place.top });
  if (series !== null && kept.made) return;
  if (place) Object.assign(chart, { width: place.width, height: place.height });
  chart.title.text = plan.title;
  chart.legend.position = 'Bottom';
  chart.axes.categoryAxis.reversePlotOrder = true;
}

import { type Box, boxRing } from './mapBox';
import type { MapClass } from './mapClasses';
import { format, NO_DATA_FILL } from './mapClasses';
import { fitText, textWidth } from './mapText';
import type { DrawnPath, DrawnText, Fill } from './types';

const ROW = 17;
const PAD = 10;
const SWATCH = 22;
const HEAD = 38;
const TEXT = 11;
const INK = '#222222';
const FAINT = '#555555';
const BAR = '#7a7a7a';

/** A row below the classes: what else a fill or an outline says. */
export interface LegendRow {
  label: string;
  fill: Fill;
  count: number;
  /** Of the swatch; a thin grey line. */
  outline?: { stroke: string; width: number };
}

/**
 * The legend in its corner of the body: a row a class, the highest on top, with a bar for the number of areas in it.
 * `counts` runs along `classes`; `missing` areas without a number get a row of their own. `words` as in
 * MapSpec, `noData` the fill of areas without a number; `more` rows stand below all others.
 */
export function mapLegend(
  heading: string,
  classes: readonly MapClass[],
  counts: readonly number[],
  missing: number,
  corner: Box,
  body: Box,
  words: { place?: string; hidden?: string; noData?: Fill } = {},
  more: readonly LegendRow[] = [],
): { box: Box; paths: DrawnPath[]; texts: DrawnText[] } {
  const rows: LegendRow[] = classes
    .map(({ label, fill }, i) => ({ label, fill, count: counts[i] as number }))
    .reverse();
  if (missing > 0)
    rows.push({ label: words.hidden ?? 'No figures', fill: words.noData ?? NO_DATA_FILL, count: missing });
  rows.push(...more);
  const height = HEAD + rows.length * ROW + PAD - 4;
  const top = corner.y0 === body.y0 ? corner.y0 : corner.y1 - height;
  const box = { ...corner, y0: top, y1: top + height };

  const labels = box.x0 + PAD + SWATCH + 7;
  const widest = rows.reduce((wide, { label }) => Math.max(wide, textWidth(label, TEXT)), 0);
  const most = rows.reduce((max, { count }) => Math.max(max, count), 1);
  const numbers = textWidth(format(most), TEXT - 1) + 5;
  const bars = { x0: labels + widest + 10, x1: box.x1 - PAD - numbers };
  const text = (words: string, x: number, y: number, more: Partial<DrawnText> = {}): DrawnText => ({
    text: words,
    x,
    y,
    size: TEXT,
    colour: INK,
    align: 'left',
    ...more,
  });

  const paths: DrawnPath[] = [{ rings: [boxRing(box)], closed: true, fill: '#ffffff', stroke: '#c4c4c4', width: 0.75 }];
  const texts = [
    text(fitText(heading, box.x1 - box.x0 - 2 * PAD, 12, true), box.x0 + PAD, top + 17, { size: 12, bold: true }),
    text(`${words.place ?? 'LSOA'}s`, bars.x0, top + 32, { size: TEXT - 1, colour: FAINT }),
  ];
  rows.forEach(({ label, fill, count, outline }, i) => {
    const y = top + HEAD + i * ROW;
    const swatch = { x0: box.x0 + PAD, y0: y + 1, x1: box.x0 + PAD + SWATCH, y1: y + ROW - 2 };
    paths.push({ rings: [boxRing(swatch)], closed: true, fill, stroke: '#8c8c8c', width: 0.5, ...outline });
    const length = ((bars.x1 - bars.x0) * count) / most;
    if (count > 0) {
      const bar = { x0: bars.x0, y0: y + 3, x1: bars.x0 + Math.max(1, length), y1: y + ROW - 4 };
      paths.push({ rings: [boxRing(bar)], closed: true, fill: BAR });
    }
    texts.push(text(label, labels, y + 12));
    const end = bars.x0 + (count > 0 ? Math.max(1, length) : 0);
    texts.push(text(format(count), end + 4, y + 12, { size: TEXT - 1, colour: FAINT }));
  });
  return { box, paths, texts };
}

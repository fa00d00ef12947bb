import { type Box, boxRing } from './mapBox';
import type { MapFrame } from './mapFrame';
import { fitText, textWidth, wrapText } from './mapText';
import type { DrawnPath, DrawnText } from './types';

const INK = '#1a1a1a';
const FAINT = '#4d4d4d';
const WARNING = '#a4262c';
const METRES_PER_MILE = 1609.344;
/** Pixels that the longer scale bar may have. */
const BAR = 150;

/** The words around the map. */
export interface MapWords {
  title: string;
  authority: string;
  period: string;
  note: string;
  warning?: string;
  licence: string;
  /** In words: "30 June 2025". */
  runDate: string;
}

/** Title, authority and period, note and warning above the map; scale bar, north arrow, date and licence below it. */
export function mapFurniture(frame: MapFrame, words: MapWords): { paths: DrawnPath[]; texts: DrawnText[] } {
  const { body } = frame;
  const width = body.x1 - body.x0;
  const line = (text: string, y: number, size: number, more: Partial<DrawnText> = {}): DrawnText => ({
    text: fitText(text, width, size, more.bold),
    x: body.x0,
    y,
    size,
    colour: INK,
    align: 'left',
    ...more,
  });
  const shrunk = Math.min(24, (24 * width) / textWidth(words.title, 24, true));
  const texts = [
    line(words.title, 36, Math.max(17, shrunk), { bold: true }),
    line(...subtitle(words, width)),
    line(words.note, 76, 11.5, { colour: FAINT }),
  ];
  if (words.warning) {
    const size = textWidth(words.warning, 11.5, true) <= width ? 11.5 : 9.5;
    texts.push(line(words.warning, 94, size, { colour: WARNING, bold: true }));
  }
  const bar = scaleBar(frame.metresPerPixel, body.x0 + 4, body.y1 + 14);
  const arrow = northArrow(bar.right + 34, body.y1 + 8);
  texts.push(line(`Made on ${words.runDate}`, body.y1 + 22, 11, { align: 'right', x: body.x1, colour: FAINT }));
  wrapText(words.licence, width, 9.5, 3).forEach((part, i) =>
    texts.push(line(part, body.y1 + 62 + 12 * i, 9.5, { colour: FAINT })),
  );
  return { paths: [...bar.paths, ...arrow.paths], texts: [...texts, ...bar.texts, ...arrow.texts] };
}

/** Authority and period in one line; where there is no room for both, smaller, and the list of districts is cut. */
function subtitle({ authority, period }: MapWords, width: number): [text: string, y: number, size: number] {
  const size = textWidth(`${authority} · ${period}`, 15) <= width ? 15 : 12.5;
  return [`${fitText(authority, width - textWidth(` · ${period}`, size), size)} · ${period}`, 58, size];
}

/** The longest of 1, 2, 5, 10, ... units (or their tenths) that is at most `limit`. */
function roundLength(limit: number): number {
  const power = 10 ** Math.floor(Math.log10(limit));
  return ([5, 2, 1].find((n) => n * power <= limit) ?? 1) * power;
}

/** Kilometres above, miles below, from the same zero. */
function scaleBar(metresPerPixel: number, x: number, y: number) {
  const paths: DrawnPath[] = [];
  const texts: DrawnText[] = [];
  let right = x;
  for (const [unit, metres, top] of [
    ['km', 1000, y],
    ['mile', METRES_PER_MILE, y + 17],
  ] as const) {
    const length = roundLength((BAR * metresPerPixel) / metres);
    const end = x + (length * metres) / metresPerPixel;
    const box = (x0: number, x1: number): Box => ({ x0, y0: top, x1, y1: top + 5 });
    paths.push({ rings: [boxRing(box(x, end))], closed: true, fill: '#ffffff', stroke: INK, width: 0.75 });
    paths.push({ rings: [boxRing(box(x, (x + end) / 2))], closed: true, fill: INK });
    const words = `${Number(length.toPrecision(1))} ${unit}${unit === 'mile' && length !== 1 ? 's' : ''}`;
    texts.push({ text: words, x: end + 7, y: top + 6.5, size: 11, colour: INK, align: 'left' });
    right = Math.max(right, end + 7 + textWidth(words, 11));
  }
  return { paths, texts, right };
}

/** Up is north on the grid, within three degrees anywhere in England. */
function northArrow(x: number, y: number): { paths: DrawnPath[]; texts: DrawnText[] } {
  const half = (side: number): Float32Array => Float32Array.of(x, y + 14, x + 8 * side, y + 36, x, y + 31, x, y + 14);
  return {
    paths: [
      { rings: [half(-1)], closed: true, fill: INK, stroke: INK, width: 0.75 },
      { rings: [half(1)], closed: true, fill: '#ffffff', stroke: INK, width: 0.75 },
    ],
    texts: [{ text: 'N', x, y: y + 10, size: 11, bold: true, colour: INK, align: 'centre' }],
  };
}

import { MAP_FONT } from './mapFont';
import type { DrawnPath, DrawnText, Drawing, Fill } from './types';

/** What painting needs of a 2D canvas; the browser's, the worker's and Node's all have it. */
export interface Canvas2D {
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  lineJoin: unknown;
  lineCap: unknown;
  font: string;
  textAlign: unknown;
  textBaseline: unknown;
  save(): void;
  restore(): void;
  scale(x: number, y: number): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
  fill(rule: 'evenodd'): void;
  stroke(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  strokeText(text: string, x: number, y: number): void;
}

/** Pixels from stripe to stripe, and their width. */
const STRIPE = { gap: 4, width: 0.7 };

/**
 * Paints a drawing on a canvas of width * scale by height * scale pixels. The font MAP_FONT must be registered, or the
 * words come out in another one.
 */
export function paint(drawing: Drawing, context: Canvas2D): void {
  context.save();
  context.scale(drawing.scale, drawing.scale);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.fillStyle = drawing.background;
  context.fillRect(0, 0, drawing.width, drawing.height);
  for (const path of drawing.paths) paintPath(context, path);
  for (const text of drawing.texts) paintText(context, text);
  context.restore();
}

function trace(context: Canvas2D, { rings, closed }: DrawnPath): void {
  context.beginPath();
  for (const ring of rings) {
    const count = closed ? ring.length - 2 : ring.length;
    context.moveTo(ring[0] as number, ring[1] as number);
    for (let i = 2; i < count; i += 2) context.lineTo(ring[i] as number, ring[i + 1] as number);
    if (closed) context.closePath();
  }
}

function paintPath(context: Canvas2D, path: DrawnPath): void {
  trace(context, path);
  if (path.fill) paintFill(context, path, path.fill);
  if (path.stroke && path.width) {
    context.strokeStyle = path.stroke;
    context.lineWidth = path.width;
    context.stroke();
  }
}

function paintFill(context: Canvas2D, path: DrawnPath, fill: Fill): void {
  context.fillStyle = typeof fill === 'string' ? fill : fill.colour;
  context.fill('evenodd');
  if (typeof fill === 'string') return;
  context.beginPath();
  for (const [ax, ay, bx, by] of stripes(path.rings)) {
    context.moveTo(ax, ay);
    context.lineTo(bx, by);
  }
  context.strokeStyle = fill.hatch;
  context.lineWidth = STRIPE.width;
  context.lineCap = 'butt';
  context.stroke();
  context.lineCap = 'round';
  trace(context, path);
}

/**
 * The parts in the rings (even-odd) of the lines x + y = a multiple of the gap: they stand where they would on an endless
 * sheet, so that neighbours' stripes run on; an area so small that they might miss it gets one through its middle.
 * Faster than clipping, and the same on every canvas.
 */
function stripes(rings: readonly Float32Array[]): [number, number, number, number][] {
  const sums = rings.flatMap((ring) => Array.from({ length: ring.length / 2 }, (_, i) => sumAt(ring, 2 * i)));
  const least = sums.reduce((a, b) => Math.min(a, b), Infinity);
  const most = sums.reduce((a, b) => Math.max(a, b), -Infinity);
  const shift = most - least < 2 * STRIPE.gap ? (least + most) / 2 : 0;
  const crossings = new Map<number, number[]>();
  for (const ring of rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [a, b] = [(sumAt(ring, i) - shift) / STRIPE.gap, (sumAt(ring, i + 2) - shift) / STRIPE.gap];
      for (let k = Math.floor(Math.min(a, b)) + 1; k <= Math.floor(Math.max(a, b)); k++) {
        const [from, to] = [ring[i] as number, ring[i + 2] as number];
        const list = crossings.get(k) ?? [];
        list.push(from + ((k - a) / (b - a)) * (to - from));
        crossings.set(k, list);
      }
    }
  }
  const out: [number, number, number, number][] = [];
  for (const [k, xs] of crossings) {
    const sum = k * STRIPE.gap + shift;
    xs.sort((a, b) => a - b);
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const [from, to] = [xs[i] as number, xs[i + 1] as number];
      out.push([from, sum - from, to, sum - to]);
    }
  }
  return out;
}

const sumAt = (ring: Float32Array, at: number): number => (ring[at] as number) + (ring[at + 1] as number);

function paintText(context: Canvas2D, { text, x, y, size, bold, colour, align, halo }: DrawnText): void {
  context.font = `${bold ? 'bold ' : ''}${size}px "${MAP_FONT}", sans-serif`;
  context.textAlign = align === 'centre' ? 'center' : align;
  context.textBaseline = 'alphabetic';
  if (halo) {
    context.strokeStyle = halo;
    context.lineWidth = size / 4;
    context.strokeText(text, x, y);
  }
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

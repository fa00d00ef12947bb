import { boundsOf } from './mapBox';
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
  clip(rule: 'evenodd'): void;
  stroke(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  strokeText(text: string, x: number, y: number): void;
}

/** Pixels from stripe to stripe, and their width. */
const STRIPE = { gap: 5, width: 0.9 };

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
  const box = boundsOf(path.rings);
  if (typeof fill === 'string' || !box) return;
  context.save();
  context.clip('evenodd');
  context.beginPath();
  // Stripes stand where they would on an endless sheet, so that neighbours' run on.
  const height = box.y1 - box.y0;
  for (let c = Math.ceil((box.x0 + box.y0) / STRIPE.gap) * STRIPE.gap; c <= box.x1 + box.y1; c += STRIPE.gap) {
    context.moveTo(c - box.y0, box.y0);
    context.lineTo(c - box.y0 - height, box.y1);
  }
  context.strokeStyle = fill.hatch;
  context.lineWidth = STRIPE.width;
  context.stroke();
  context.restore();
  trace(context, path);
}

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

import { useEffect, useRef, useState } from 'react';
import { paint } from '../core/paint';
import type { Drawing } from '../core/types';
import { loadMapFonts } from '../worker/mapFonts';
import { useStyles } from './useStyles';

let fonts: Promise<void> | null = null;

/** A map as a picture with its alternative text; the LSOA `marked` is outlined on a canvas of its own above it. */
export function MapCanvas({ drawing, marked }: { drawing: Drawing; marked: string | null }) {
  const styles = useStyles();
  const base = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const [fontsLoaded, setFontsLoaded] = useState(false);

  useEffect(() => {
    fonts ??= loadMapFonts(document.fonts).catch(() => undefined);
    void fonts.then(() => setFontsLoaded(true));
  }, []);

  useEffect(() => {
    const canvas = base.current;
    const context = canvas && fresh(canvas, drawing);
    if (context && fontsLoaded) paint({ ...drawing, scale: scaleOf(drawing, canvas) }, context);
  }, [drawing, fontsLoaded]);

  useEffect(() => {
    const canvas = over.current;
    const context = canvas && fresh(canvas, drawing);
    if (context && marked !== null) outline(context, drawing, scaleOf(drawing, canvas), marked);
  }, [drawing, marked]);

  return (
    <>
      <canvas ref={base} className={styles.canvas} role="img" aria-label={drawing.alt} />
      <canvas ref={over} className={styles.canvas} style={{ position: 'absolute', inset: 0 }} aria-hidden />
    </>
  );
}

/** Device pixels for each of the drawing's. */
const scaleOf = (drawing: Drawing, canvas: HTMLCanvasElement): number => canvas.width / drawing.width;

/** The canvas emptied, in as many pixels as it shows, with its context. */
function fresh(canvas: HTMLCanvasElement, drawing: Drawing): CanvasRenderingContext2D | null {
  const shown = canvas.clientWidth || drawing.width;
  canvas.width = Math.round(Math.min(drawing.width * drawing.scale, shown * Math.max(2, window.devicePixelRatio)));
  canvas.height = Math.round((canvas.width * drawing.height) / drawing.width);
  return canvas.getContext('2d');
}

function outline(context: CanvasRenderingContext2D, drawing: Drawing, scale: number, code: string): void {
  context.scale(scale, scale);
  context.lineJoin = 'round';
  for (const [colour, width] of [
    ['#ffffff', 7],
    ['#000000', 4],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    for (const path of drawing.paths) {
      if (path.code !== code) continue;
      for (const ring of path.rings) {
        context.beginPath();
        for (let i = 0; i + 1 < ring.length; i += 2) context.lineTo(ring[i]!, ring[i + 1]!);
        context.closePath();
        context.stroke();
      }
    }
  }
}

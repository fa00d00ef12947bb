import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { areaAt } from '../core/mapHit';
import { paint } from '../core/paint';
import type { Drawing } from '../core/types';
import { loadMapFonts } from '../worker/mapFonts';
import { isDirection, nextSpot, spotsOf } from './mapKeys';
import { useStyles } from './useStyles';
import { words } from './words';

interface Props {
  drawing: Drawing;
  label: string;
  /** The LSOA marked from outside: its row is selected in the workbook. */
  marked: string | null;
  /** An LSOA's name and numbers in words. */
  tell: (code: string) => string;
  onChoose: (code: string) => void;
}

let fonts: Promise<void> | null = null;

/** A map to look at: pointing at it or arrow keys tell each LSOA's name and numbers, a click or Enter chooses it. */
export function MapView({ drawing, label, marked, tell, onChoose }: Props) {
  const styles = useStyles();
  const help = useId();
  const base = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const [at, setAt] = useState<string | null>(null);
  const [fontsLoaded, setFontsLoaded] = useState(false);
  const spots = useMemo(() => spotsOf(drawing), [drawing]);
  const shown = at ?? marked;

  useEffect(() => {
    fonts ??= loadMapFonts(document.fonts).catch(() => undefined);
    void fonts.then(() => setFontsLoaded(true));
  }, []);

  useEffect(() => setAt(null), [marked]);

  useEffect(() => {
    const canvas = base.current;
    const context = canvas && fresh(canvas, drawing);
    if (context && fontsLoaded) paint({ ...drawing, scale: scaleOf(drawing, canvas) }, context);
  }, [drawing, fontsLoaded]);

  useEffect(() => {
    const canvas = over.current;
    const context = canvas && fresh(canvas, drawing);
    if (context && shown !== null) outline(context, drawing, scaleOf(drawing, canvas), shown);
  }, [drawing, shown]);

  const codeAt = ({ clientX, clientY, currentTarget }: MouseEvent<HTMLElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    return areaAt(drawing, ((clientX - left) / width) * drawing.width, ((clientY - top) / height) * drawing.height);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isDirection(event.key)) {
      event.preventDefault();
      setAt(nextSpot(spots, shown, event.key));
    } else if (shown !== null && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      onChoose(shown);
    }
  };
  return (
    <div>
      <div
        className={styles.mapFrame}
        role="application"
        aria-label={label}
        aria-describedby={help}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => setAt(codeAt(event))}
        onPointerLeave={() => setAt(null)}
        onClick={(event) => {
          const code = codeAt(event);
          if (code !== null) onChoose(code);
        }}
      >
        <canvas ref={base} className={styles.canvas} role="img" aria-label={drawing.alt} />
        <canvas ref={over} className={styles.canvas} style={{ position: 'absolute', inset: 0 }} aria-hidden />
      </div>
      <p id={help} className={styles.hidden}>
        {words.mapHelp}
      </p>
      <p className={styles.readout} aria-live="polite">
        {shown === null ? words.mapHint : tell(shown)}
      </p>
    </div>
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

import { type Box, overlap, within } from './mapBox';
import type { FrameArea } from './mapFrame';
import { insideRings } from './mapPoint';
import { textWidth } from './mapText';
import type { DrawnPath, DrawnText } from './types';

const SIZE = 12;
const INK = '#111111';
const DISTANCES = [14, 20, 28, 38, 50, 64, 80, 100, 125];
const DIRECTIONS = 16;

/** An area to be named, the most important first. */
export interface LabelWish {
  area: FrameArea;
  text: string;
}

/**
 * Labels with a white edge, in their area where they fit, otherwise beside it with a line to it; never on each other, on
 * one of the boxes to be kept free, on another label's area point or over the body's edge. One without room is left out.
 */
export function mapLabels(
  wishes: readonly LabelWish[],
  body: Box,
  free: readonly Box[],
): { paths: DrawnPath[]; texts: DrawnText[]; boxes: Box[] } {
  const paths: DrawnPath[] = [];
  const texts: DrawnText[] = [];
  const boxes: Box[] = [];
  const dots = wishes.map(({ area: { x, y } }) => ({ x0: x - 4, y0: y - 4, x1: x + 4, y1: y + 4 }));
  wishes.forEach(({ area, text }, index) => {
    const half = textWidth(text, SIZE, true) / 2 + 3;
    const at = (x: number, y: number): Box => ({
      x0: x - half,
      y0: y - SIZE * 0.68,
      x1: x + half,
      y1: y + SIZE * 0.52,
    });
    const isFree = (box: Box): boolean =>
      within(box, body) &&
      ![...free, ...boxes].some((other) => overlap(box, other, 2)) &&
      !dots.some((dot, i) => i !== index && overlap(box, dot));
    const inArea = at(area.x, area.y);
    const fits = corners(inArea).every(([x, y]) => insideRings(area.rings, x, y)) && isFree(inArea);
    const box = fits ? inArea : beside(area, half, at, isFree, boxes, paths);
    if (!box) return;
    boxes.push(box);
    if (!fits) {
      const end = nearest(box, area.x, area.y);
      paths.push(
        { rings: [Float32Array.of(area.x, area.y, ...end)], closed: false, stroke: '#ffffff', width: 3 },
        { rings: [Float32Array.of(area.x, area.y, ...end)], closed: false, stroke: INK, width: 1 },
        { rings: [dot(area.x, area.y, 2.6)], closed: true, fill: INK, stroke: '#ffffff', width: 1 },
      );
    }
    const middle = { x: (box.x0 + box.x1) / 2, y: box.y0 + SIZE * 0.68 + SIZE * 0.34 };
    texts.push({ text, ...middle, size: SIZE, bold: true, colour: INK, align: 'centre', halo: '#ffffff' });
  });
  return { paths, texts, boxes };
}

/** The first free place around the area's point, near ones first, straight left and right before above and below. */
function beside(
  { x, y }: FrameArea,
  half: number,
  at: (x: number, y: number) => Box,
  isFree: (box: Box) => boolean,
  boxes: readonly Box[],
  lines: readonly DrawnPath[],
): Box | null {
  for (const distance of DISTANCES) {
    for (const turn of turns) {
      const [dx, dy] = [Math.cos(turn), Math.sin(turn)];
      const box = at(x + dx * (distance + half), y + dy * (distance + SIZE / 2));
      if (!isFree(box)) continue;
      const end = nearest(box, x, y);
      if (boxes.some((other) => crosses(x, y, end[0], end[1], other))) continue;
      if (lines.some(({ rings: [line] }) => line && line.length === 4 && lineHitsBox(line, box))) continue;
      return box;
    }
  }
  return null;
}
const turns = Array.from({ length: DIRECTIONS }, (_, i) => (2 * Math.PI * i) / DIRECTIONS).sort(
  (a, b) => Math.abs(Math.sin(a)) - Math.abs(Math.sin(b)),
);

const lineHitsBox = (line: Float32Array, box: Box): boolean =>
  crosses(line[0] as number, line[1] as number, line[2] as number, line[3] as number, box);

/** Whether a straight line comes into a box, looked at in steps of a pixel. */
function crosses(ax: number, ay: number, bx: number, by: number, box: Box): boolean {
  const steps = Math.ceil(Math.hypot(bx - ax, by - ay));
  for (let i = 0; i <= steps; i++) {
    const t = steps === 0 ? 0 : i / steps;
    const [x, y] = [ax + t * (bx - ax), ay + t * (by - ay)];
    if (x > box.x0 && x < box.x1 && y > box.y0 && y < box.y1) return true;
  }
  return false;
}

const corners = ({ x0, y0, x1, y1 }: Box): [number, number][] => [
  [x0, y0],
  [x1, y0],
  [x0, y1],
  [x1, y1],
];

/** The point of the box nearest to x, y. */
function nearest({ x0, y0, x1, y1 }: Box, x: number, y: number): [number, number] {
  return [Math.max(x0, Math.min(x1, x)), Math.max(y0, Math.min(y1, y))];
}

function dot(x: number, y: number, radius: number): Float32Array {
  const ring: number[] = [];
  for (let i = 0; i <= 12; i++) {
    ring.push(x + radius * Math.cos((i * Math.PI) / 6), y + radius * Math.sin((i * Math.PI) / 6));
  }
  return Float32Array.from(ring);
}

import { type Box, overlap } from './mapBox';
import { textWidth } from './mapText';

/** A neighbour's name where it stands: `x` its middle, `y` its base line, in pixels. */
export interface PlacedName {
  text: string;
  x: number;
  y: number;
  size: number;
  box: Box;
}

/** Pixels of a cell of the raster in which names look for room. */
const CELL = 4;
const SIZES = [12, 10.5];
const NOWHERE = -1;
const TAKEN = -2;

/**
 * Names of neighbours, each wholly in its own area, as near to the middle of what is seen of it as possible, never on
 * the authority or the legend; left out where there is no room.
 */
export function mapNames(
  neighbours: readonly { name: string; rings: readonly Float32Array[] }[],
  authority: readonly (readonly Float32Array[])[],
  body: Box,
  legend: Box,
): PlacedName[] {
  const columns = Math.floor((body.x1 - body.x0) / CELL);
  const rows = Math.floor((body.y1 - body.y0) / CELL);
  const raster = new Int16Array(columns * rows).fill(NOWHERE);
  const fill = (rings: readonly Float32Array[], value: number): void => {
    crossingsByRow(rings, body.y0, rows).forEach((crossings, row) => {
      crossings.sort((a, b) => a - b);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        const from = Math.max(0, Math.ceil(((crossings[i] as number) - body.x0) / CELL - 0.5));
        const to = Math.min(columns - 1, Math.floor(((crossings[i + 1] as number) - body.x0) / CELL - 0.5));
        if (to >= from) raster.fill(value, row * columns + from, row * columns + to + 1);
      }
    });
  };
  neighbours.forEach(({ rings }, i) => fill(rings, i));
  fill(authority.flat(), TAKEN);

  const placed: PlacedName[] = [];
  neighbours.forEach(({ name }, index) => {
    const cells: number[] = [];
    raster.forEach((value, at) => value === index && cells.push(at));
    const middle = {
      x: cells.reduce((sum, at) => sum + (at % columns), 0) / cells.length,
      y: cells.reduce((sum, at) => sum + Math.floor(at / columns), 0) / cells.length,
    };
    for (const size of SIZES) {
      const wide = Math.ceil((textWidth(name, size) + 6) / CELL);
      const high = Math.ceil((size + 6) / CELL);
      let best = -1;
      let bestOff = Infinity;
      for (const at of cells) {
        const [column, row] = [at % columns, Math.floor(at / columns)];
        const off = (column + wide / 2 - middle.x) ** 2 + (row + high / 2 - middle.y) ** 2;
        if (off >= bestOff || column + wide > columns || row + high > rows) continue;
        if (!isOwn(raster, columns, at, wide, high, index)) continue;
        const box = boxOf(at, columns, wide, high, body);
        if (overlap(box, legend, 6) || placed.some((other) => overlap(box, other.box, 4))) continue;
        [best, bestOff] = [at, off];
      }
      if (best < 0) continue;
      const box = boxOf(best, columns, wide, high, body);
      placed.push({ text: name, x: (box.x0 + box.x1) / 2, y: (box.y0 + box.y1) / 2 + size * 0.36, size, box });
      return;
    }
  });
  return placed;
}

function boxOf(at: number, columns: number, wide: number, high: number, body: Box): Box {
  const x0 = body.x0 + (at % columns) * CELL;
  const y0 = body.y0 + Math.floor(at / columns) * CELL;
  return { x0, y0, x1: x0 + wide * CELL, y1: y0 + high * CELL };
}

function isOwn(raster: Int16Array, columns: number, at: number, wide: number, high: number, index: number): boolean {
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < wide; column++) if (raster[at + row * columns + column] !== index) return false;
  }
  return true;
}

/** For the middle line of each row of cells below `top`, the x of every edge that crosses it. */
function crossingsByRow(rings: readonly Float32Array[], top: number, rows: number): number[][] {
  const out = Array.from({ length: rows }, (): number[] => []);
  for (const ring of rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [ax, ay, bx, by] = [ring[i] as number, ring[i + 1] as number, ring[i + 2] as number, ring[i + 3] as number];
      const first = Math.max(0, Math.floor((Math.min(ay, by) - top) / CELL - 0.5) + 1);
      const last = Math.min(rows - 1, Math.floor((Math.max(ay, by) - top) / CELL - 0.5));
      for (let row = first; row <= last; row++) {
        const y = top + (row + 0.5) * CELL;
        out[row]?.push(ax + ((bx - ax) * (y - ay)) / (by - ay));
      }
    }
  }
  return out;
}

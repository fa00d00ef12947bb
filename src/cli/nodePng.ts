import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { atOnce } from '../core/atOnce';
import { encodePng } from '../core/encodePng';
import { encodeSmallPng } from '../core/encodeSmallPng';
import { MAP_FONT } from '../core/mapFont';
import { paint } from '../core/paint';
import type { Drawing } from '../core/types';

const compress = promisify(deflate);
/** Used again for the next drawing of its size: twenty megabytes need not be fetched for each map. */
let canvas: Canvas | null = null;
const spare = new Map<number, Uint8Array<ArrayBuffer>[]>();
/** In one block: the default's many small ones each cost a way to the other thread and back. */
const COMPRESSION = { level: 3, chunkSize: 1 << 20 };

/** Bytes of pixels that are read at once: up to 32 kB the memory is used again, above it each read waits for new memory. */
const STRIP = 32_768;

/** Pictures under way at once: one is painted while others are encoded, and each holds 10 MB. */
const AT_ONCE = 2;

/** Paints a drawing with the bundled font and encodes it as PNG, the encoding on a thread of its own. */
export const nodePng = atOnce(AT_ONCE, async (drawing: Drawing): Promise<Uint8Array> => {
  registerFonts();
  const [width, height] = [drawing.width * drawing.scale, drawing.height * drawing.scale];
  if (canvas?.width !== width || canvas.height !== height) canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  paint(drawing, context);
  if (drawing.small) return encodeSmallPng(canvas.data(), width, height, (bytes) => compress(bytes));
  const room = (width * 4 + 1) * height;
  const rooms = spare.get(room) ?? [];
  spare.set(room, rooms);
  const rows = rooms.pop() ?? new Uint8Array(room);
  const strip = Math.max(1, Math.floor(STRIP / (width * 4)));
  const read = (y: number) => context.getImageData(0, y, width, Math.min(strip, height - y)).data;
  const png = await encodePng(read, width, height, (bytes) => compress(bytes, COMPRESSION), rows);
  rooms.push(rows);
  return png;
});

/** Gives the canvas the bundled font under the name MAP_FONT; once is enough. */
export function registerFonts(): void {
  if (GlobalFonts.has(MAP_FONT)) return;
  for (const file of ['NotoSans-Regular.ttf', 'NotoSans-Bold.ttf']) {
    GlobalFonts.registerFromPath(fileURLToPath(new URL(`../../assets/fonts/${file}`, import.meta.url)), MAP_FONT);
  }
}

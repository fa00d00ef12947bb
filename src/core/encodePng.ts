import { pngFile } from './pngFile';

/** Compresses bytes to a zlib stream: node:zlib, or a browser's CompressionStream('deflate'). */
export type Deflate = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

const RED_GREEN_BLUE_ALPHA = 6;

/**
 * RGBA pixels -> a PNG. No filter: for flat colours that makes smaller files than the canvases' own encoders do, in a
 * quarter of their time, and `deflate` may run on a thread of its own. `read`: the pixels of whole rows from row y down,
 * as many rows as it likes. `rows`: room for (width * 4 + 1) * height bytes, zeros or an earlier picture's of the same
 * size, which `deflate` reads; used again it saves fetching new memory.
 */
export async function encodePng(
  read: (y: number) => Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  deflate: Deflate,
  rows = new Uint8Array((width * 4 + 1) * height),
): Promise<Uint8Array<ArrayBuffer>> {
  const row = width * 4;
  for (let y = 0; y < height;) {
    const pixels = read(y);
    for (let at = 0; at < pixels.length; at += row) rows.set(pixels.subarray(at, at + row), y++ * (row + 1) + 1);
  }
  return pngFile(width, height, RED_GREEN_BLUE_ALPHA, [['IDAT', await deflate(rows)]]);
}

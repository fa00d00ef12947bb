import type { Deflate } from './encodePng';
import { fewColours } from './fewColours';
import { pngFile } from './pngFile';

const PALETTE = 3;

/** Opaque RGBA pixels -> a PNG of at most 256 colours, less than half as large as `encodePng`'s: for files that travel. */
export async function encodeSmallPng(
  pixels: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  deflate: Deflate,
): Promise<Uint8Array<ArrayBuffer>> {
  const { palette, places } = fewColours(pixels);
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(places.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return pngFile(width, height, PALETTE, [
    ['PLTE', palette],
    ['IDAT', await deflate(rows)],
  ]);
}

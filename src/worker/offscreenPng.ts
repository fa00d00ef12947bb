import { atOnce } from '../core/atOnce';
import { encodePng } from '../core/encodePng';
import { encodeSmallPng } from '../core/encodeSmallPng';
import { paint } from '../core/paint';
import type { Drawing } from '../core/types';

/** Pictures painted at once: each holds 10 MB of pixels until it is encoded. */
const AT_ONCE = 3;
/** Bytes of a picture; the browser's encoder is quick, but with a county's hundreds of stripes it comes out larger. */
const LARGEST = 1e6;

/** A painter for the worker: drawings become PNG bytes on OffscreenCanvas, a few at a time. `ready`: the font is loaded. */
export function offscreenPng(ready: Promise<void>): (drawing: Drawing) => Promise<Uint8Array> {
  return atOnce(AT_ONCE, async (drawing) => {
    await ready;
    return encode(drawing);
  });
}

async function encode(drawing: Drawing): Promise<Uint8Array> {
  const { width, height, scale } = drawing;
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2D canvas');
  paint(drawing, context);
  const pixels = () => context.getImageData(0, 0, canvas.width, canvas.height).data;
  const canDeflate = typeof CompressionStream !== 'undefined';
  if (drawing.small && canDeflate) return encodeSmallPng(pixels(), canvas.width, canvas.height, deflate);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  if (blob.size < LARGEST || !canDeflate) return new Uint8Array(await blob.arrayBuffer());
  return encodePng(pixels, canvas.width, canvas.height, deflate);
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

import { loadImage, createCanvas } from '@napi-rs/canvas';
import { deflateSync } from 'node:zlib';
import { encodeSmallPng } from '../../src/core/encodeSmallPng';

const deflate = async (bytes: Uint8Array) => deflateSync(bytes);
const pixels = (colours: number[][]) => Uint8Array.from(colours.flatMap((rgb) => [...rgb, 255]));

async function readBack(png: Uint8Array): Promise<Uint8ClampedArray> {
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.getContext('2d').getImageData(0, 0, image.width, image.height).data;
}

test('a picture of few colours is the same picture, read by another program', async () => {
  const six = pixels([
    ...[
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
    ],
    ...[
      [255, 255, 255],
      [1, 2, 3],
      [255, 0, 0],
    ],
  ]);
  expect([...(await readBack(await encodeSmallPng(six, 3, 2, deflate)))]).toEqual([...six]);
});

test('of 300 colours the frequent ones stay, and the rarest becomes the nearest of those', async () => {
  // Greys 0 to 254 twice, then reds of every tenth step once: 25 of the reds have no place of their own.
  const greys = Array.from({ length: 255 }, (_, i) => [i, i, i]);
  const reds = Array.from({ length: 45 }, (_, i) => [255, 5 * i, 5 * i]);
  const all = pixels([...greys, ...greys, ...reds]);
  const back = await readBack(await encodeSmallPng(all, 555, 1, deflate));
  expect([...back.subarray(0, 2 * 255 * 4)]).toEqual([...all.subarray(0, 2 * 255 * 4)]);
  // One place is left, for the first red by number; the last red (255, 220, 220) is nearest to the grey 232 (23² + 2 · 12²).
  expect([...back.subarray(554 * 4, 555 * 4)]).toEqual([232, 232, 232, 255]);
});

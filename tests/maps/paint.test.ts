import { createCanvas, loadImage } from '@napi-rs/canvas';
import { inflateSync } from 'node:zlib';
import { nodePng } from '../../src/cli/nodePng';
import { paint } from '../../src/core/paint';
import type { DrawnPath, Drawing } from '../../src/core/types';

const square = (x: number, y: number, size: number): Float32Array =>
  Float32Array.of(x, y, x + size, y, x + size, y + size, x, y + size, x, y);

const drawing = (paths: DrawnPath[], texts: Drawing['texts'] = []): Drawing => ({
  width: 40,
  height: 30,
  scale: 2,
  background: '#ffffff',
  paths,
  texts,
  alt: '',
});

/** Red, green and blue at a pixel of the drawing. */
function painted(picture: Drawing): (x: number, y: number) => number[] {
  const canvas = createCanvas(80, 60);
  paint(picture, canvas.getContext('2d'));
  const pixels = canvas.data();
  return (x, y) => [...pixels.subarray(4 * (y * 2 * 80 + x * 2), 4 * (y * 2 * 80 + x * 2) + 3)];
}

const BLUE = [0, 0, 255];
const WHITE = [255, 255, 255];

test('an area is filled even-odd: a ring in a ring is a hole', () => {
  const at = painted(drawing([{ rings: [square(2, 2, 20), square(8, 8, 6)], closed: true, fill: '#0000ff' }]));
  expect([at(4, 4), at(10, 10), at(30, 10)]).toEqual([BLUE, WHITE, WHITE]);
});

test('later paths lie on earlier ones', () => {
  const fills = ['#ff0000', '#0000ff'];
  const at = painted(drawing(fills.map((fill) => ({ rings: [square(2, 2, 20)], closed: true, fill }))));
  expect(at(10, 10)).toEqual(BLUE);
});

test('an open line is not closed', () => {
  const line = Float32Array.of(5, 5, 25, 5, 25, 25);
  const at = painted(drawing([{ rings: [line], closed: false, stroke: '#0000ff', width: 2 }]));
  expect([at(15, 5), at(25, 15), at(15, 15)]).toEqual([BLUE, BLUE, WHITE]);
});

describe('stripes', () => {
  const fill = { colour: '#000000', hatch: '#ffffff' };
  const lightPixels = (size: number, x = 10, y = 10): number => {
    const at = painted(drawing([{ rings: [square(x, y, size)], closed: true, fill }]));
    let count = 0;
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) if ((at(x + i, y + j)[0] as number) > 60) count++;
    return count;
  };

  test('run through an area and leave most of it its own colour', () => {
    const share = lightPixels(16) / 256;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.5);
  });

  test.each([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5])('reach even an area smaller than their gap (moved by %d)', (by) => {
    const at = painted(drawing([{ rings: [square(10 + by, 10, 1.5)], closed: true, fill }]));
    const around = [9, 10, 11, 12, 13, 14].flatMap((x) => [10, 11].map((y) => at(x, y)[0] as number));
    const plain = painted(drawing([{ rings: [square(10 + by, 10, 1.5)], closed: true, fill: '#000000' }]));
    const without = [9, 10, 11, 12, 13, 14].flatMap((x) => [10, 11].map((y) => plain(x, y)[0] as number));
    expect(Math.max(...around.map((value, i) => value - (without[i] as number)))).toBeGreaterThan(30);
  });

  test('keep out of holes', () => {
    const rings = [square(5, 5, 20), square(9, 9, 12)];
    const red = { colour: '#000000', hatch: '#ff0000' };
    const at = painted(drawing([{ rings, closed: true, fill: red }]));
    for (let x = 11; x < 19; x++) for (let y = 11; y < 19; y++) expect(at(x, y)).toEqual(WHITE);
  });
});

test('a halo keeps a text readable on its own colour', () => {
  const under: DrawnPath = { rings: [square(0, 0, 40)], closed: true, fill: '#0000ff' };
  const text = { text: 'I', x: 20, y: 20, size: 16, colour: '#0000ff', align: 'centre' as const };
  const bright = (at: (x: number, y: number) => number[]): boolean =>
    Array.from({ length: 40 }, (_, x) => at(x, 14)[0] as number).some((red) => red > 200);
  expect(bright(painted(drawing([under], [{ ...text, halo: '#ffffff' }])))).toBe(true);
  expect(bright(painted(drawing([under], [text])))).toBe(false);
});

describe('the PNG', () => {
  const picture = drawing([{ rings: [square(2, 2, 20)], closed: true, fill: '#0000ff' }]);

  test('is twice the size of the drawing and holds its pixels', async () => {
    const image = await loadImage(await nodePng(picture));
    expect([image.width, image.height]).toEqual([80, 60]);
    const context = createCanvas(80, 60).getContext('2d');
    context.drawImage(image, 0, 0);
    expect([...context.getImageData(20, 20, 1, 1).data]).toEqual([...BLUE, 255]);
    expect([...context.getImageData(70, 20, 1, 1).data]).toEqual([...WHITE, 255]);
  });

  test('has chunks with their lengths and checksums', async () => {
    const png = Buffer.from(await nodePng(picture));
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    // An end chunk is the same in every PNG.
    expect(png.subarray(-12).toString('hex')).toBe('0000000049454e44ae426082');
    const length = png.readUInt32BE(33);
    expect(png.toString('latin1', 37, 41)).toBe('IDAT');
    expect(inflateSync(png.subarray(41, 41 + length))).toHaveLength((80 * 4 + 1) * 60);
  });

  test('of overlapping calls are each their own', async () => {
    const other = drawing([]);
    const [a, b, c] = await Promise.all([nodePng(picture), nodePng(other), nodePng(picture)]);
    expect(a).toEqual(c);
    expect(a).not.toEqual(b);
  });
});

import { createCanvas, loadImage } from '@napi-rs/canvas';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodePng } from '../../src/cli/nodePng';
import type { Drawing } from '../../src/core/types';

const EXPECTED = join(process.cwd(), 'tests', 'maps', 'expected');
const CHANGED = join(process.cwd(), 'tests', 'maps', 'changed');

/** One line a path or text, numbers rounded to tenths of a pixel, so that a change shows as a readable difference. */
export function asText({ width, height, scale, background, paths, texts, alt }: Drawing): string {
  const round = (n: number): number => Math.round(n * 10) / 10 + 0;
  const numbers = (ring: Float32Array): string => Array.from(ring, round).join(' ');
  const rest = (thing: object): string =>
    JSON.stringify(thing, (_, value: unknown) => (typeof value === 'number' ? round(value) : value));
  return [
    rest({ width, height, scale, background }),
    ...paths.map(({ rings, ...style }) => `${rest(style)} ${rings.map(numbers).join(' / ')}`),
    ...texts.map(rest),
    alt,
    '',
  ].join('\n');
}

/** A drawing's picture at one canvas pixel a pixel, as it is kept in the repository. */
export const picture = (drawing: Drawing): Promise<Uint8Array> => nodePng({ ...drawing, scale: 1 });

/** Whether the drawing is the expected one, number by number; a different one is written to changed/. */
export function sameDrawing(name: string, drawing: Drawing): boolean {
  const file = join(EXPECTED, `${name}.txt`);
  const text = asText(drawing);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return true;
  keep(CHANGED, `${name}.txt`, text);
  return false;
}

/**
 * The share of pixels that differ from the expected picture by more than a quarter of the scale in any colour; a picture
 * with more than `tolerance` of them is written to changed/. 1 where there is no expected picture of that size.
 */
export async function pictureDifference(name: string, drawing: Drawing, tolerance: number): Promise<number> {
  const png = await picture(drawing);
  const file = join(EXPECTED, `${name}.png`);
  const share = existsSync(file) ? difference(await pixels(png), await pixels(readFileSync(file))) : 1;
  if (share > tolerance) keep(CHANGED, `${name}.png`, png);
  return share;
}

/** Makes today's drawing and picture the expected ones. */
export async function accept(name: string, drawing: Drawing): Promise<void> {
  keep(EXPECTED, `${name}.txt`, asText(drawing));
  keep(EXPECTED, `${name}.png`, await picture(drawing));
}

function keep(folder: string, name: string, content: string | Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), content);
}

async function pixels(png: Uint8Array): Promise<Uint8ClampedArray> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height).data;
}

function difference(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  if (a.length !== b.length) return 1;
  let different = 0;
  for (let i = 0; i < a.length; i += 4) {
    if ([0, 1, 2].some((k) => Math.abs((a[i + k] as number) - (b[i + k] as number)) > 64)) different++;
  }
  return different / (a.length / 4);
}

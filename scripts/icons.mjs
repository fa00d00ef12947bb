/** `npm run icons` draws assets/icons/*.png: a map of four areas with a pin, and the same with a refresh arrow. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createCanvas, Path2D } from '@napi-rs/canvas';

/** Drawn on a field of 32 x 32 units; the colours are the blue ramp of the maps. */
const AREAS = [
  { d: 'M2 5 L12 2 L12 13 L16 17 L11 24 L2 24 Z', fill: '#c6dbef' },
  { d: 'M12 2 L21 5 L21 12 L16 17 L12 13 Z', fill: '#6baed6' },
  { d: 'M21 5 L30 2 L30 14 L21 12 Z', fill: '#deebf7' },
  { d: 'M16 17 L21 12 L30 14 L30 27 L21 30 L11 24 Z', fill: '#2171b5' },
  { d: 'M2 24 L11 24 L21 30 L12 27 L2 30 Z', fill: '#9ecae1' },
];
const OUTLINE = 'M2 5 L12 2 L21 5 L30 2 L30 27 L21 30 L12 27 L2 30 Z';

const MARKS = {
  icon: (context) => {
    context.fillStyle = '#d94801';
    context.strokeStyle = '#ffffff';
    context.lineWidth = 1.6;
    const pin = new Path2D('M16 25 C16 25 8.5 16.5 8.5 11.5 A7.5 7.5 0 1 1 23.5 11.5 C23.5 16.5 16 25 16 25 Z');
    context.stroke(pin);
    context.fill(pin);
    context.fillStyle = '#ffffff';
    context.beginPath();
    context.arc(16, 11.5, 3, 0, 2 * Math.PI);
    context.fill();
  },
  refresh: (context) => {
    context.fillStyle = '#ffffff';
    context.beginPath();
    context.arc(21, 21, 10.6, 0, 2 * Math.PI);
    context.fill();
    context.strokeStyle = '#d94801';
    context.lineWidth = 3.2;
    context.beginPath();
    context.arc(21, 21, 6.4, -0.15 * Math.PI, 1.5 * Math.PI);
    context.stroke();
    context.fillStyle = '#d94801';
    context.fill(new Path2D('M20.6 9.6 L27 14.6 L20.6 19.6 Z'));
  },
};

function draw(name, size) {
  const canvas = createCanvas(size, size);
  const context = canvas.getContext('2d');
  context.scale(size / 32, size / 32);
  context.lineJoin = 'round';
  for (const { d, fill } of AREAS) {
    context.fillStyle = fill;
    context.fill(new Path2D(d));
    // At 16 px the seams would eat the areas.
    if (size > 16) {
      context.strokeStyle = '#ffffff';
      context.lineWidth = 0.7;
      context.stroke(new Path2D(d));
    }
  }
  context.strokeStyle = '#08519c';
  context.lineWidth = size > 16 ? 1.3 : 2;
  context.stroke(new Path2D(OUTLINE));
  MARKS[name](context);
  return canvas.encode('png');
}

await mkdir('assets/icons', { recursive: true });
for (const name of ['icon', 'refresh']) {
  for (const size of [16, 32, 64, 80]) await writeFile(`assets/icons/${name}-${size}.png`, await draw(name, size));
}

import { deflateSync } from 'node:zlib';
import { atOnce } from '../../src/core/atOnce';
import { ChildDays } from '../../src/core/childDays';
import { encodePng } from '../../src/core/encodePng';

test('never more acts than allowed are under way, all are done, and each call gets its own answer', async () => {
  let underWay = 0;
  let most = 0;
  const double = atOnce(2, async (value: number) => {
    most = Math.max(most, ++underWay);
    await new Promise((go) => setTimeout(go, 5 - value));
    underWay--;
    return 2 * value;
  });
  expect(await Promise.all([1, 2, 3, 4, 5].map(double))).toEqual([2, 4, 6, 8, 10]);
  expect(most).toBe(2);
});

test('an act that fails fails its own call, and those behind it go on', async () => {
  const act = atOnce(1, async (value: number) => {
    if (value === 1) throw new Error('one');
    return value;
  });
  const answers = await Promise.allSettled([act(1), act(2)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});

test('a child and a day together find a value; one of them alone does not', () => {
  const values = new ChildDays<string>();
  values.set('7', 100, 'a');
  values.set('8', 100, 'b');
  values.set('7', 100, 'c');
  expect([values.get('7', 100), values.get('8', 100), values.get('7', 101), values.get('9', 100)]).toEqual([
    'c',
    'b',
    undefined,
    undefined,
  ]);
});

test('a picture encoded in the room of an earlier one is the same as in room of its own', async () => {
  const deflate = async (bytes: Uint8Array) => deflateSync(bytes);
  const red = Uint8Array.from({ length: 3 * 2 * 4 }, (_, i) => (i % 4 === 0 || i % 4 === 3 ? 255 : 0));
  const grey = new Uint8Array(3 * 2 * 4).fill(128);
  const room = new Uint8Array((3 * 4 + 1) * 2);
  await encodePng(() => red, 3, 2, deflate, room);
  expect(await encodePng(() => grey, 3, 2, deflate, room)).toEqual(await encodePng(() => grey, 3, 2, deflate));
});

test('a picture read a row at a time is the same as one read whole', async () => {
  const deflate = async (bytes: Uint8Array) => deflateSync(bytes);
  const pixels = Uint8Array.from({ length: 3 * 2 * 4 }, (_, i) => i);
  const row = (y: number) => pixels.subarray(y * 12, y * 12 + 12);
  expect(await encodePng(row, 3, 2, deflate)).toEqual(await encodePng(() => pixels, 3, 2, deflate));
});

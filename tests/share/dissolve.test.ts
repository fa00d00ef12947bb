import { shareDissolve } from '../../src/evidence/shareDissolve';
import { square, tinyAreas } from '../support/tinyGeography';

const area = (code: string, ...rings: [number, number][][]) => ({ code, name: code, rings });
const group = (...members: number[]) => [{ code: 'M', name: 'M', members }];

test('two squares side by side become one rectangle: the edge between them vanishes', () => {
  const joined = shareDissolve(tinyAreas([area('A', square(0, 0, 1)), area('B', square(1, 0, 1))]), group(0, 1));
  expect([...joined.areaStarts]).toEqual([0, 1]);
  // Six corners of the two squares are left, the first again at the end.
  expect([...joined.ringStarts]).toEqual([0, 7]);
  const points = Array.from(
    { length: 6 },
    (_, i) => `${joined.coordinates[2 * i]! / 1e7} ${joined.coordinates[2 * i + 1]! / 1e7}`,
  );
  expect([...points].sort()).toEqual(['0 0', '0 1', '1 0', '1 1', '2 0', '2 1']);
});

test('a village inside its surroundings fills their hole', () => {
  const surroundings = area('A', square(0, 0, 3), square(1, 1, 1));
  const joined = shareDissolve(tinyAreas([surroundings, area('B', square(1, 1, 1))]), group(0, 1));
  expect([...joined.ringStarts]).toEqual([0, 5]);
});

test('squares that touch in a corner stay two rings, each closed', () => {
  const joined = shareDissolve(tinyAreas([area('A', square(0, 0, 1)), area('B', square(1, 1, 1))]), group(0, 1));
  expect([...joined.ringStarts]).toEqual([0, 5, 10]);
  for (const [from, to] of [
    [0, 4],
    [5, 9],
  ] as const)
    expect([joined.coordinates[2 * from], joined.coordinates[2 * from + 1]]).toEqual([
      joined.coordinates[2 * to],
      joined.coordinates[2 * to + 1],
    ]);
});

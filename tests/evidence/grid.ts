import { square, tinyAreas } from '../support/tinyGeography';
import type { Areas } from '../../src/core/types';

/** `wide` x `high` squares from the south-west, row by row: position = row * wide + column; names `Gridham 012`. */
export function grid(wide: number, high: number): Areas {
  const cells = Array.from({ length: wide * high }, (_, i) => {
    const number = String(i + 1).padStart(3, '0');
    const [x, y] = [(i % wide) * 0.01, 51 + Math.floor(i / wide) * 0.01];
    return { code: `E01990${number}`, name: `Gridham ${number}`, rings: [square(x, y, 0.01)] };
  });
  return tinyAreas(cells);
}

/** Positions 0 to n - 1. */
export const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

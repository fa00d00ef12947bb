import type { OutCell, OutColumn } from '../core/types';

const LOW = '#5E9BD3';
const MIDDLE = '#FFFFFF';
const HIGH = '#F2A25C';

/** White to blue from zero to the most; or blue, white, orange with white at zero and both ends equally far from it. */
export function colourScale({ scale }: OutColumn, cells: OutCell[]): Excel.ConditionalColorScaleCriteria {
  const most = cells.reduce<number>((max, cell) => (typeof cell === 'number' ? Math.max(max, Math.abs(cell)) : max), 0);
  const end = Math.max(most, scale === 'sequential' ? 1 : 0.01);
  const at = (value: number, color: string) => ({ type: 'Number' as const, formula: String(value), color });
  if (scale === 'sequential') return { minimum: at(0, MIDDLE), maximum: at(end, LOW) };
  return { minimum: at(-end, LOW), midpoint: at(0, MIDDLE), maximum: at(end, HIGH) };
}

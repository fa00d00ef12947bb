import type { Fill } from './types';

/** Of a colour, what stays in a pale one (the rest is white), in one below stripes, and in the stripes. */
const STAYS = 0.4;
const BELOW = 0.25;
const STRIPES = 0.85;

/**
 * A fill that keeps its hue but hardly shows: for a change that may be chance. Stripes, white on full colours, become
 * darker than what is below them, so that a grey print still tells falls from rises.
 */
export function pale(fill: Fill): Fill {
  if (typeof fill === 'string') return mixed(fill, STAYS);
  return { colour: mixed(fill.colour, BELOW), hatch: mixed(fill.colour, STRIPES) };
}

/** `#rrggbb` towards white. */
function mixed(colour: string, stays: number): string {
  const parts = [1, 3, 5].map((at) => Math.round(255 - stays * (255 - parseInt(colour.slice(at, at + 2), 16))));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

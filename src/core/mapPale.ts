import type { Fill } from './types';

/** Of a colour, what stays in a pale one; the rest is white. */
const STAYS = 0.4;

/** A fill that keeps its hue and its stripes but hardly shows: for a change that may be chance. */
export function pale(fill: Fill): Fill {
  return typeof fill === 'string' ? mixed(fill) : { colour: mixed(fill.colour), hatch: fill.hatch };
}

/** `#rrggbb` towards white. */
function mixed(colour: string): string {
  const parts = [1, 3, 5].map((at) => Math.round(255 - STAYS * (255 - parseInt(colour.slice(at, at + 2), 16))));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

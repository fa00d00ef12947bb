import type { MapClass } from './mapClasses';
import type { FrameArea, MapFrame } from './mapFrame';
import type { LegendRow } from './mapLegend';
import { pale } from './mapPale';

/** Around areas whose change is beyond chance. */
export const BEYOND = { stroke: '#1f1f1f', width: 1.8 };

/** Places in `frame.areas`, and the rows that the legend needs for them. */
export interface MapChance {
  beyond: Set<number>;
  maybe: Set<number>;
  rows: LegendRow[];
}

/**
 * Which changes of a map are beyond chance and which may be chance; none are either where that isn't asked (no
 * `beyond`: indices into `Geography.lsoas`) or nothing changed. `values` run along `frame.areas`.
 */
export function mapChance(
  frame: MapFrame,
  beyond: ReadonlySet<number> | null | undefined,
  values: readonly (number | null)[],
  classes: readonly MapClass[],
): MapChance {
  const [sure, maybe] = [new Set<number>(), new Set<number>()];
  if (beyond) {
    values.forEach((value, i) => {
      if (value) (beyond.has((frame.areas[i] as FrameArea).area) ? sure : maybe).add(i);
    });
  }
  // The swatches have the fill of the largest rises.
  const fill = classes[classes.length - 1]?.fill ?? '#ffffff';
  const rows = [
    { label: 'Beyond chance', fill, count: sure.size, outline: BEYOND },
    { label: 'Pale: may be chance', fill: pale(fill), count: maybe.size },
  ];
  return { beyond: sure, maybe, rows: rows.filter(({ count }) => count > 0) };
}

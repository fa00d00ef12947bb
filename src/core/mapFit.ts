import type { Box } from './mapBox';

/** Where the metres of the grid land: pixel x = originX + easting * scale, pixel y = originY - northing * scale. */
export interface Fit {
  /** Pixels a metre. */
  scale: number;
  originX: number;
  originY: number;
  legend: Box;
}

/** Pixels between the authority and the body's edge, and between it and the legend. */
const MARGIN = 16;
const STEPS = 60;
/** [right, bottom] as 0 or 1; the first wins among equally good ones. */
const CORNERS = [
  [1, 1],
  [0, 1],
  [1, 0],
  [0, 0],
] as const;

/**
 * The largest scale at which the boundary (its bounds, and points along it: eastings and northings in metres) fits into
 * the body beside a legend of the given size in one of its corners, as near to the middle as that corner lets it.
 */
export function mapFit(
  bounds: Box,
  points: readonly (readonly [number, number])[],
  body: Box,
  legendWidth: number,
  legendHeight: number,
): Fit {
  const { x0: west, y0: south, x1: east, y1: north } = bounds;
  const [width, height] = [Math.max(east - west, 1), Math.max(north - south, 1)];
  const room = { x: body.x1 - body.x0 - 2 * MARGIN, y: body.y1 - body.y0 - 2 * MARGIN };
  const largest = Math.min(room.x / width, room.y / height);

  for (let step = 0; step < STEPS; step++) {
    const scale = largest * (1 - step / STEPS);
    const slack = { x: room.x - width * scale, y: room.y - height * scale };
    for (const share of [0.5, 0.6, 0.7, 0.8, 0.9, 1]) {
      for (const [right, bottom] of CORNERS) {
        const legend: Box = {
          x0: right ? body.x1 - legendWidth : body.x0,
          x1: right ? body.x1 : body.x0 + legendWidth,
          y0: bottom ? body.y1 - legendHeight : body.y0,
          y1: bottom ? body.y1 : body.y0 + legendHeight,
        };
        const left = body.x0 + MARGIN + slack.x * (right ? 1 - share : share);
        const top = body.y0 + MARGIN + slack.y * (bottom ? 1 - share : share);
        const fit = { scale, originX: left - west * scale, originY: top + north * scale, legend };
        if (isClear(points, fit)) return fit;
      }
    }
  }
  throw new Error('The legend leaves no room for the map');
}

function isClear(points: readonly (readonly [number, number])[], { scale, originX, originY, legend }: Fit): boolean {
  return points.every(([easting, northing]) => {
    const x = originX + easting * scale;
    const y = originY - northing * scale;
    return x <= legend.x0 - MARGIN || x >= legend.x1 + MARGIN || y <= legend.y0 - MARGIN || y >= legend.y1 + MARGIN;
  });
}

import { wobble, type Random } from './random';

/** Where there is land, and how close together people live. All in metres east (x) and north (y) of the town centre. */
export interface Terrain {
  land(x: number, y: number): boolean;
  onIsland(x: number, y: number): boolean;
  island: { x: number; y: number };
  /** Whether the place is shown at all: beyond it the map ends. */
  within(x: number, y: number): boolean;
  /** Whether the place is ours rather than a neighbour's. */
  ours(x: number, y: number): boolean;
  /** The usual distance between the middles of two LSOAs. */
  spacing(x: number, y: number): number;
  /** Points for small cells, denser where people live and along the river. */
  points: [number, number][];
}

/** Half the side of the square that everything lies in, metres. */
export const HALF = 22000;
/** How many small cells lie side by side in an LSOA. */
const CELLS_ACROSS = 4;
/** Other towns: x, y, and how much smaller than the main one. */
const TOWNS: [number, number, number][] = [
  [0, 400, 1],
  [-5200, 4300, 1.7],
  [6400, -2300, 1.5],
  [3900, 7400, 2.1],
  [-12500, -1500, 1.9],
  [13000, 6500, 2],
  [-3500, 14200, 2.2],
];
const SOURCE = 7200;

/** A town at a wide river mouth, villages around it, a coast to the south and an island before it. */
export function terrain(random: Random): Terrain {
  const [bays, headlands, bends, ripples, shore, edge, border] = Array.from({ length: 7 }, () => wobble(random));
  const coast = (x: number) => -7000 + 2100 * bays!(x / 6000) + 600 * headlands!(x / 1500);
  const riverX = (y: number) => -700 + 1500 * bends!(y / 3300) + 220 * ripples!(y / 900);
  const halfWidth = (y: number) => (y > SOURCE ? 0 : 45 + 620 * ((SOURCE - y) / (SOURCE + 7000)) ** 2.2);

  const island = { x: 4800, y: 0 };
  island.y = Math.min(...[-3, -2, -1, 0, 1, 2, 3].map((k) => coast(island.x + 700 * k))) - 2500;
  const onIsland = (x: number, y: number) => {
    const [dx, dy] = [x - island.x, (y - island.y) * 1.5];
    return Math.hypot(dx, dy) < 1900 * (1 + 0.22 * shore!(Math.atan2(dy, dx)));
  };
  const inRiver = (x: number, y: number) => Math.abs(x - riverX(y)) < halfWidth(y);
  const spacing = (x: number, y: number) =>
    Math.min(...TOWNS.map(([tx, ty, smaller]) => 340 * smaller + 0.36 * Math.hypot(x - tx, y - ty)), 3600);

  const fineness = (x: number, y: number) => {
    const usual = spacing(x, y) / CELLS_ACROSS;
    const width = halfWidth(y);
    const byRiver = width > 0 && Math.abs(x - riverX(y)) < width + 250;
    return byRiver ? Math.min(usual, Math.max(75, width * 0.5)) : usual;
  };
  const points: [number, number][] = [];
  const split = (x: number, y: number, half: number) => {
    if (2 * half <= fineness(x, y) * 1.25 || Math.hypot(x, y) - 1.5 * half > HALF) {
      points.push([x + random.between(-0.92, 0.92) * half, y + random.between(-0.92, 0.92) * half]);
      return;
    }
    const q = half / 2;
    for (const [sx, sy] of [[-q, -q], [q, -q], [-q, q], [q, q]] as const) split(x + sx, y + sy, q); // prettier-ignore
  };
  split(0, 0, HALF);

  return {
    land: (x, y) => onIsland(x, y) || (y > coast(x) && !inRiver(x, y)),
    onIsland,
    island,
    within: (x, y) => Math.hypot(x, y) < 17500 * (1 + 0.1 * edge!(Math.atan2(y, x))),
    ours: (x, y) => onIsland(x, y) || Math.hypot(x, y) < 9600 * (1 + 0.25 * border!(Math.atan2(y, x))),
    spacing,
    points,
  };
}

/** At most this many colours, so that a pixel is one byte. */
const MOST = 256;

/** Pixels as places in a list of colours. */
export interface FewColours {
  /** Red, green, blue of each colour. */
  palette: Uint8Array;
  /** One a pixel, from the top left on. */
  places: Uint8Array;
}

/**
 * Opaque RGBA pixels -> their 256 most frequent colours and each pixel's place among these; a rarer colour becomes the
 * nearest of them. Of a map only mixed pixels along edges are rare: its fills, lines and letters keep their colours. The
 * same pixels give the same colours in the same order.
 */
export function fewColours(pixels: Uint8Array | Uint8ClampedArray): FewColours {
  const colours = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  const counts = new Map<number, number>();
  for (let at = 0; at < colours.length;) {
    const colour = colours[at]!;
    let end = at + 1;
    while (end < colours.length && colours[end] === colour) end++;
    counts.set(colour, (counts.get(colour) ?? 0) + end - at);
    at = end;
  }
  const kept = [...counts.entries()]
    .sort(([a, many], [b, others]) => others - many || a - b)
    .slice(0, MOST)
    .map(([colour]) => colour);
  const palette = new Uint8Array(kept.flatMap(channels));
  const placeOf = new Map(kept.map((colour, place) => [colour, place]));
  const places = new Uint8Array(colours.length);
  let last = -1;
  let place = 0;
  for (let at = 0; at < colours.length; at++) {
    const colour = colours[at]!;
    if (colour !== last) {
      const known = placeOf.get(colour);
      place = known ?? nearest(palette, channels(colour));
      if (known === undefined) placeOf.set(colour, place);
      last = colour;
    }
    places[at] = place;
  }
  return { palette, places };
}

/** Of a colour as a little-endian number: every machine that runs this is little-endian. */
const channels = (colour: number): [number, number, number] => [
  colour & 255,
  (colour >>> 8) & 255,
  (colour >>> 16) & 255,
];

function nearest(palette: Uint8Array, [red, green, blue]: [number, number, number]): number {
  let best = 0;
  let least = Infinity;
  for (let at = 0; at < palette.length; at += 3) {
    const [r, g, b] = [palette[at]! - red, palette[at + 1]! - green, palette[at + 2]! - blue];
    const far = r * r + g * g + b * b;
    if (far < least) [best, least] = [at / 3, far];
  }
  return best;
}

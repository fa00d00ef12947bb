import type { Scheme } from './types';

type Lab = [number, number, number];

/** ColorBrewer's single-hue schemes (YlOrBr, Blues, Purples), light to dark, each with a darker end for seven classes. */
const PATHS: Record<Scheme, string[]> = {
  orange: ['#fffdf5', '#fee391', '#fec44f', '#fe9929', '#ec7014', '#cc4c02', '#993404', '#662506', '#2e0f02'],
  blue: ['#fbfdff', '#deebf7', '#c6dbef', '#9ecae1', '#6baed6', '#4292c6', '#2171b5', '#08519c', '#08306b', '#04183a'],
  purple: [
    '#fcfbfd',
    '#efedf5',
    '#dadaeb',
    '#bcbddc',
    '#9e9ac8',
    '#807dba',
    '#6a51a3',
    '#54278f',
    '#3f007d',
    '#220048',
  ],
  grey: ['#ffffff', '#000000'],
};

/** The hue of falls: far from that of rises for every kind of eye. */
const OPPOSITE: Record<Scheme, Scheme> = { orange: 'blue', blue: 'orange', purple: 'orange', grey: 'orange' };

/** None at all, or no change. */
export const ZERO_COLOUR = '#f8f6ef';
/** Lightness (CIE L*) of the darkest of so many classes. */
const DARKEST = [0, 48, 40, 36, 30, 25, 19, 12];

const toLinear = (byte: number): number => {
  const v = byte / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
};
const fromLinear = (v: number): number => {
  const c = Math.max(0, Math.min(1, v));
  return Math.round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055));
};
const WHITE = [0.95047, 1, 1.08883] as const;

/** `#rrggbb` -> CIE L*a*b* under D65. */
function toLab(hex: string): Lab {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => toLinear(parseInt(hex.slice(at, at + 2), 16)));
  const [x, y, z] = [
    (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / WHITE[0],
    (0.2126729 * r + 0.7151522 * g + 0.072175 * b) / WHITE[1],
    (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / WHITE[2],
  ].map((t) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116)) as Lab;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The nearest colour that a screen has. */
function toHex([l, a, b]: Lab): string {
  const fy = (l + 16) / 116;
  const [x, y, z] = [fy + a / 500, fy, fy - b / 200].map(
    (f, i) => (f ** 3 > 216 / 24389 ? f ** 3 : (116 * f - 16) / (24389 / 27)) * (WHITE[i] as number),
  ) as Lab;
  const rgb = [
    3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
    -0.969266 * x + 1.8760108 * y + 0.041556 * z,
    0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
  ];
  return '#' + rgb.map((v) => fromLinear(v).toString(16).padStart(2, '0')).join('');
}

/** The scheme's colour of a given lightness. */
function atLightness(path: readonly Lab[], lightness: number): string {
  const i = Math.max(
    1,
    path.findIndex((lab) => lab[0] <= lightness),
  );
  const [from, to] = [path[i - 1] as Lab, path[i] as Lab];
  const t = (from[0] - lightness) / (from[0] - to[0]);
  return toHex([lightness, from[1] + t * (to[1] - from[1]), from[2] + t * (to[2] - from[2])]);
}

/** CIEDE2000's weight of lightness: the same step is seen less among light and dark colours than among middling ones. */
const weight = (lightness: number): number =>
  1 + (0.015 * (lightness - 50) ** 2) / Math.sqrt(20 + (lightness - 50) ** 2);

/**
 * `count` (0 to 7) colours of a scheme, light to dark, none as light as ZERO_COLOUR, in steps of lightness that look
 * equally large, so that they can be told in grey.
 */
export function ramp(scheme: Scheme, count: number): string[] {
  if (count === 0) return [];
  const top = toLab(ZERO_COLOUR)[0];
  const bottom = DARKEST[count] ?? 15;
  let total = 0;
  for (let l = top; l > bottom; l -= 0.05) total += 0.05 / weight(l);
  const path = PATHS[scheme].map(toLab);
  const colours: string[] = [];
  let sum = 0;
  for (let l = top; colours.length < count; l -= 0.05) {
    sum += 0.05 / weight(l);
    if (sum >= (total * (colours.length + 1)) / count - 1e-9 || l <= bottom) colours.push(atLightness(path, l));
  }
  return colours;
}

/** The colours of a change map: rises in the scheme's own hue, as on its prevalence map; falls in another one. */
export function divergingRamps(scheme: Scheme, count: number): { rises: string[]; falls: string[] } {
  return { rises: ramp(scheme, count), falls: ramp(OPPOSITE[scheme], count) };
}

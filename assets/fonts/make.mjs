/** Cuts the maps' font to Latin and writes the table of its advance widths; see README.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const here = new URL('.', import.meta.url);
const origin = createRequire(import.meta.url)
  .resolve('@expo-google-fonts/noto-sans/metadata.json')
  .replace(/[^/]*$/, '');
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
/** ASCII, Latin-1, Latin Extended-A (Welsh w and y with circumflex), grave and acute w and y, and the signs of the maps. */
const points = [
  ...range(0x20, 0x7e),
  ...range(0xa0, 0x17f),
  ...range(0x1e80, 0x1e85),
  ...[0x1ef2, 0x1ef3, 0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2026, 0x20ac, 0x2212],
];

/** Advance widths by code point, in thousandths of the text size, from the tables cmap (format 4), hhea and hmtx. */
function advances(font) {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = {};
  for (let i = 0; i < view.getUint16(4); i++) {
    tables[font.toString('latin1', 12 + 16 * i, 16 + 16 * i)] = view.getUint32(20 + 16 * i);
  }
  const perEm = view.getUint16(tables.head + 18);
  const metrics = view.getUint16(tables.hhea + 34);
  const advance = (glyph) => view.getUint16(tables.hmtx + 4 * Math.min(glyph, metrics - 1));
  let map = 0;
  for (let i = 0; i < view.getUint16(tables.cmap + 2); i++) {
    const at = tables.cmap + view.getUint32(tables.cmap + 8 + 8 * i);
    if (view.getUint16(at) === 4) map = at;
  }
  const double = view.getUint16(map + 6);
  const glyphOf = (point) => {
    for (let i = 0; i < double; i += 2) {
      if (view.getUint16(map + 14 + i) < point) continue;
      const start = view.getUint16(map + 16 + double + i);
      if (point < start) return 0;
      const delta = view.getUint16(map + 16 + 2 * double + i);
      const slot = map + 16 + 3 * double + i;
      const offset = view.getUint16(slot);
      if (offset === 0) return (point + delta) & 0xffff;
      const glyph = view.getUint16(slot + offset + 2 * (point - start));
      return glyph && (glyph + delta) & 0xffff;
    }
    return 0;
  };
  return points.flatMap((point) => {
    const glyph = glyphOf(point);
    return glyph === 0 ? [] : [[point, Math.round((advance(glyph) * 1000) / perEm)]];
  });
}

/** `first:width,width,...;first:...` of runs of code points. */
function packed(widths) {
  const runs = [];
  let next = -1;
  for (const [point, width] of widths) {
    if (point === next) runs[runs.length - 1] += `,${width}`;
    else runs.push(`${point}:${width}`);
    next = point + 1;
  }
  return runs.join(';');
}

const tables = {};
for (const [weight, folder, file] of [
  ['regular', '400Regular', 'NotoSans-Regular.ttf'],
  ['bold', '700Bold', 'NotoSans-Bold.ttf'],
]) {
  const full = readFileSync(`${origin}${folder}/NotoSans_${folder}.ttf`);
  const text = String.fromCodePoint(...points);
  const cut = await subsetFont(full, text, {
    targetFormat: 'sfnt',
    keepFeatures: [],
    noLayoutClosure: true,
    noHinting: true,
    preserveNameIds: [0, 1, 2, 4, 5, 13, 14],
    dropTables: ['GSUB', 'GPOS', 'GDEF', 'kern'],
  });
  writeFileSync(new URL(file, here), cut);
  tables[weight] = packed(advances(cut));
}
writeFileSync(
  new URL('../../src/core/mapFont.ts', here),
  `/** The bundled font's family name, under which every shell registers assets/fonts. */
export const MAP_FONT = 'Needs Map Sans';

/**
 * Advance widths of the bundled font in thousandths of the text size, written by assets/fonts/make.mjs:
 * runs of code points, \`first:width,width,...\`, parted by semicolons.
 */
export const MAP_FONT_WIDTHS = ${JSON.stringify(tables)};
`,
);

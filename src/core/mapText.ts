import { MAP_FONT_WIDTHS } from './mapFont';

function unpack(runs: string): Map<number, number> {
  const widths = new Map<number, number>();
  for (const run of runs.split(';')) {
    const [first = '', list = ''] = run.split(':');
    list.split(',').forEach((width, i) => widths.set(Number(first) + i, Number(width)));
  }
  return widths;
}
const regular = unpack(MAP_FONT_WIDTHS.regular);
const bold = unpack(MAP_FONT_WIDTHS.bold);
/** Thousandths of the size, for a letter that the font lacks and another one stands in for. */
const UNKNOWN = 700;

/** The width of a text in the maps' font, in the unit of `size`; the font has no kerning, so widths add up. */
export function textWidth(text: string, size: number, isBold = false): number {
  let sum = 0;
  for (const letter of text) sum += (isBold ? bold : regular).get(letter.codePointAt(0) ?? 0) ?? UNKNOWN;
  return (sum * size) / 1000;
}

/** The text, cut with an ellipsis where it is wider than `width`. */
export function fitText(text: string, width: number, size: number, isBold = false): string {
  if (textWidth(text, size, isBold) <= width) return text;
  let room = width - textWidth('…', size, isBold);
  let fitting = '';
  for (const letter of text) {
    room -= textWidth(letter, size, isBold);
    if (room < 0 && fitting !== '') break;
    fitting += letter;
  }
  return fitting.trimEnd() + '…';
}

/** The text broken between words into at most `lines` lines of `width`; the last one is cut with an ellipsis. */
export function wrapText(text: string, width: number, size: number, lines: number): string[] {
  const out: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || out.length === lines - 1 || textWidth(longer, size) <= width) line = longer;
    else {
      out.push(line);
      line = word;
    }
  }
  if (line !== '') out.push(line);
  return out.map((part) => fitText(part, width, size));
}

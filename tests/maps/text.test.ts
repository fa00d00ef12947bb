import { createCanvas } from '@napi-rs/canvas';
import { registerFonts } from '../../src/cli/nodePng';
import { MAP_FONT } from '../../src/core/mapFont';
import { fitText, textWidth, wrapText } from '../../src/core/mapText';

describe('the width of a text', () => {
  const context = createCanvas(10, 10).getContext('2d');
  beforeAll(registerFonts);

  test.each([
    ['Windsor and Maidenhead', false],
    ['AVAST To: fi fl ffi', false],
    ['Guildford 015A: +23 −9 1,234', true],
    ['Tŷ-du a Llŷn, Ŵ ŵ Ŷ ŷ é “ ” – — · ©', false],
  ])('is that of the bundled font: %s', (text, bold) => {
    context.font = `${bold ? 'bold ' : ''}100px "${MAP_FONT}"`;
    expect(textWidth(text, 100, bold)).toBeCloseTo(context.measureText(text).width, 0);
  });

  test('grows with the size, and bold is wider', () => {
    expect(textWidth('Needs', 24)).toBeCloseTo(2 * textWidth('Needs', 12));
    expect(textWidth('Needs', 12, true)).toBeGreaterThan(textWidth('Needs', 12));
  });
});

test('a text that is too wide ends in an ellipsis and fits', () => {
  const cut = fitText('Reigate and Banstead', 60, 12);
  expect(cut).toMatch(/^Reigate.*…$/);
  expect(textWidth(cut, 12)).toBeLessThanOrEqual(60);
  expect(fitText('Hart', 60, 12)).toBe('Hart');
});

test('a long line is broken between words, the last line cut', () => {
  const lines = wrapText('one two three four five six seven eight nine ten', 80, 12, 2);
  expect(lines).toHaveLength(2);
  expect(lines.every((line) => textWidth(line, 12) <= 80)).toBe(true);
  expect(lines[1]).toMatch(/…$/);
  expect(wrapText('short', 80, 12, 2)).toEqual(['short']);
});

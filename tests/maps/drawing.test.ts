import { areaAt, drawMap } from '../../src/core/drawMap';
import { overlap } from '../../src/core/mapBox';
import { mapFrame } from '../../src/core/mapFrame';
import { textWidth } from '../../src/core/mapText';
import type { Drawing, DrawnText } from '../../src/core/types';
import { pictureDifference, sameDrawing } from './goldens';
import { SPECIMENS } from './specimens';

const TOLERANCE = 0.002;

describe.each(SPECIMENS.map((specimen) => [specimen.name, specimen] as const))('%s', (name, { draw, shows }) => {
  const drawing = draw();

  test(`is drawn as before: ${shows}`, () => {
    expect({ name, same: sameDrawing(name, drawing) }).toEqual({ name, same: true });
  });

  test('is painted as before', async () => {
    expect(await pictureDifference(name, drawing, TOLERANCE)).toBeLessThanOrEqual(TOLERANCE);
  });

  test('has no texts that collide or leave the picture', () => {
    const boxes = drawing.texts.map(boxOf);
    boxes.forEach((box, i) => {
      expect(box.x0).toBeGreaterThanOrEqual(0);
      expect(box.x1).toBeLessThanOrEqual(drawing.width);
      const hit = drawing.texts.filter((_, j) => j > i && overlap(box, boxes[j] as typeof box, -1));
      expect(hit.map(({ text }) => [drawing.texts[i]?.text, text])).toEqual([]);
    });
  });
});

function boxOf({ text, x, y, size, bold, align }: DrawnText) {
  const width = textWidth(text, size, bold);
  const x0 = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
  return { x0, x1: x0 + width, y0: y - size * 0.75, y1: y + size * 0.2 };
}

const specimen = (name: string): Drawing =>
  (SPECIMENS.find((other) => other.name === name) as (typeof SPECIMENS)[number]).draw();
const labelsOf = (drawing: Drawing): string[] => drawing.texts.filter(({ halo }) => halo).map(({ text }) => text);
const fillsOf = (drawing: Drawing) => drawing.paths.filter(({ code }) => code).map(({ fill }) => JSON.stringify(fill));

describe('labels', () => {
  test('name the five highest, without the words that all names begin with', () => {
    expect(labelsOf(specimen('plain'))).toEqual(['007N: 76', '008D: 45', '010I: 45', '005M: 42', '006M: 38']);
  });

  test('single none out where all are equal, or none has any', () => {
    expect(labelsOf(specimen('all-equal'))).toEqual([]);
    expect(labelsOf(specimen('all-zero'))).toEqual([]);
  });

  test('name the largest changes either way, with their sign', () => {
    for (const label of labelsOf(specimen('plain-change'))) expect(label).toMatch(/^\d{3}[A-Z]: [+−]\d+$/);
  });
});

test('without a previous year no area of a change map looks like a fall, a rise or no change', () => {
  const drawing = specimen('no-previous-year');
  expect(new Set(fillsOf(drawing)).size).toBe(1);
  expect(fillsOf(specimen('plain-change'))).not.toContain(fillsOf(drawing)[0]);
  expect(drawing.texts.map(({ text }) => text)).toContain('No figures');
});

test('zero looks other than no figures and than the neighbours', () => {
  const zero = fillsOf(specimen('all-zero'))[0];
  expect(zero).not.toEqual(fillsOf(specimen('no-previous-year'))[0]);
  const neighbour = specimen('all-zero').paths[0]?.fill;
  expect(zero).not.toEqual(JSON.stringify(neighbour));
});

test('the legend counts every area once', () => {
  const drawing = specimen('county-700');
  const counts = drawing.texts.filter(({ colour, text }) => colour === '#555555' && /^\d+$/.test(text));
  expect(counts.reduce((sum, { text }) => sum + Number(text), 0)).toBe(700);
});

test('areaAt finds the LSOA under the pointer, the inner one of two nested, and none beside the authority', () => {
  const drawing = specimen('island-and-hole');
  const codes = drawing.paths.flatMap(({ code }) => (code ? [code] : []));
  const found = new Set<string>();
  for (let x = 0; x < 800; x += 4) for (let y = 102; y < 700; y += 4) found.add(areaAt(drawing, x, y) ?? 'none');
  expect([...found].sort()).toEqual([...codes, 'none'].sort());
  expect(areaAt(drawing, 5, 5)).toBeNull();
});

describe('the alternative text', () => {
  test('says range and highest', () => {
    expect(specimen('one-area').alt).toBe(
      'Map: All assessments, Mapton, 1 June 2024 to 31 May 2025. Numbers in 71 LSOAs range from 0 to 4; 70 have none. ' +
        'Highest: Mapton 006I (4).',
    );
  });
  test('says when all are equal or none', () => {
    expect(specimen('all-equal').alt).toContain('7 in each of the 71 LSOAs.');
    expect(specimen('all-zero').alt).toContain('None in any of the 71 LSOAs.');
    expect(specimen('one-lsoa').alt).toContain('3 in the 1 LSOA.');
  });
  test('says how many rose, fell and stayed', () => {
    expect(specimen('only-falls').alt).toContain('Of 71 LSOAs 0 rose, 71 fell and 0 did not change. Largest falls:');
  });
  test('says that there is nothing to compare, and why', () => {
    expect(specimen('no-previous-year').alt).toContain('71 LSOAs without figures. There are no assessments');
  });
});

test('an area without a row has no figures', () => {
  const { lsoas, authorities } = {
    lsoas: { ...EMPTY, codes: ['E01000001'], names: ['Lone 001A'] },
    authorities: { ...EMPTY, codes: [], names: [], areaStarts: Uint32Array.of(0) },
  };
  const frame = mapFrame({ lsoas, authorities }, [0], []);
  const words = { title: 'T', authority: 'A', period: 'P', note: 'N', licence: 'L', runDate: 'R' };
  const options = {
    method: 'natural',
    classes: 5,
    scheme: 'blue',
    labels: true,
    sameScale: false,
    keepClasses: false,
  } as const;
  const drawing = drawMap(frame, { kind: 'prevalence', ...words, rows: [], options });
  expect(drawing.texts.map(({ text }) => text)).toContain('No figures');
  expect(drawing.alt).toContain('1 LSOA without figures.');
});

const EMPTY = {
  vintage: '21',
  coordinates: Int32Array.from([-14e6, 509e6, -13e6, 509e6, -13e6, 510e6, -14e6, 510e6, -14e6, 509e6]),
  ringStarts: Uint32Array.of(0, 5),
  areaStarts: Uint32Array.of(0, 1),
  index: new ArrayBuffer(0),
};

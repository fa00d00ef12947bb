import { DEFAULT_MAP_OPTIONS, drawMap, type MapSpec } from '../../src/core/drawMap';
import { mapFrame } from '../../src/core/mapFrame';
import type { AreaRow, Drawing } from '../../src/core/types';
import { seeded, world, type World } from './world';

export interface Specimen {
  name: string;
  /** What to look for. */
  shows: string;
  draw(): Drawing;
}

const LICENCE =
  'Invented data. Contains OS data © Crown copyright and database right 2025; Royal Mail data © Royal Mail copyright and ' +
  'database right 2025; National Statistics data © Crown copyright and database right 2025';

const nearest = (c: number, r: number): string => (c + r < 10 ? 'Westmarsh' : c > r + 4 ? 'Eastcombe' : 'Northwold');

/** Mapton: 60 LSOAs on the coast, with neighbours on land. */
function mapton(): World {
  const isMapton = (c: number, r: number): boolean => (c - 8) ** 2 / 30 + (r - 7) ** 2 / 22 < 1 && !isSea(c, r);
  const isSea = (c: number, r: number): boolean => r < 4 + Math.sin(c);
  return world(
    18,
    15,
    (c, r) => (isMapton(c, r) ? `Mapton ${String(r).padStart(3, '0')}${String.fromCharCode(65 + c)}` : null),
    (c, r) => (isMapton(c, r) ? 'Mapton' : isSea(c, r) ? null : nearest(c, r)),
    1,
  );
}

/** Skerrow: a mainland, an island in the sea, an LSOA with a hole, and an enclave of a neighbour. */
function skerrow(): World {
  const isOwn = (c: number, r: number): boolean => (c > 2 && c < 12 && r > 2 && r < 11) || (c > 14 && r > 3 && r < 6);
  const isEnclave = (c: number, r: number): boolean => c === 9 && r === 8;
  return world(
    18,
    14,
    (c, r) => {
      if (!isOwn(c, r) || isEnclave(c, r)) return null;
      const aroundCentre = Math.max(Math.abs(c - 5), Math.abs(r - 6));
      if (aroundCentre === 0) return 'Skerrow 900A';
      if (aroundCentre === 1) return 'Skerrow 900B';
      return `Skerrow ${String(r).padStart(3, '0')}${String.fromCharCode(65 + c)}`;
    },
    (c, r) => {
      if (isEnclave(c, r)) return 'Northwold';
      if (isOwn(c, r)) return 'Skerrow';
      return c > 11 ? null : nearest(c, r);
    },
    2,
  );
}

/** Broadshire: a county of three districts and 700 LSOAs. */
function broadshire(): World {
  const isOwn = (c: number, r: number): boolean => c >= 4 && c < 39 && r >= 6 && r < 26;
  const district = (c: number, r: number): string => (c < 15 ? 'Aldmere' : r < 15 ? 'Long Brook' : 'Carr');
  return world(
    44,
    32,
    (c, r) => (isOwn(c, r) ? `${district(c, r)} ${String(r).padStart(3, '0')}${String(c).padStart(2, '0')}` : null),
    (c, r) => (isOwn(c, r) ? district(c, r) : nearest(c - 10, r - 10)),
    3,
  );
}

/** One LSOA that is an authority. */
function hamlet(): World {
  const isOwn = (c: number, r: number): boolean => c === 4 && r === 4;
  return world(
    9,
    9,
    (c, r) => (isOwn(c, r) ? 'Hamlet 001A' : null),
    (c, r) => (isOwn(c, r) ? 'Hamlet' : nearest(c, r)),
    4,
  );
}

/** Draws a map of all the world's LSOAs; `numbers` gives the years of the i-th. */
function draw(
  { lsoas, authorities }: World,
  own: string[],
  numbers: (i: number, name: string) => [previous: number, current: number],
  spec: Pick<MapSpec, 'kind' | 'title' | 'authority'> & Partial<MapSpec>,
): Drawing {
  const rows = lsoas.codes.map((code, area): AreaRow => {
    const [previous, current] = numbers(area, lsoas.names[area] as string);
    return { code, name: lsoas.names[area] as string, previous, current, change: current - previous, area };
  });
  rows.sort((a, b) => b.current - a.current || b.previous - a.previous || (a.code < b.code ? -1 : 1));
  const frame = mapFrame(
    { lsoas, authorities },
    lsoas.codes.map((_, i) => i),
    own.map((name) => authorities.names.indexOf(name)),
  );
  const year = '1 June 2024 to 31 May 2025';
  return drawMap(frame, {
    period: spec.kind === 'change' ? `${year}, compared with 1 June 2023 to 31 May 2024` : year,
    note: '940 of 1,002 assessments; see Matching report',
    licence: LICENCE,
    runDate: '30 June 2025',
    options: DEFAULT_MAP_OPTIONS,
    ...spec,
    rows,
  });
}

/** Counts like real ones: many small, few large. */
function skewed(seed: number, mean: number): (i: number) => [number, number] {
  const random = seeded(seed);
  const drawn: [number, number][] = [];
  const count = (): number => Math.floor(-mean * Math.log(1 - random()) * (0.3 + random()));
  return (i) => {
    while (drawn.length <= i) drawn.push([count(), count()]);
    return drawn[i] as [number, number];
  };
}

const prevalence = { kind: 'prevalence', title: 'All assessments' } as const;
const change = { kind: 'change', title: 'All assessments: change' } as const;

/** Issue 5's list, and a plain map of each kind. */
export const SPECIMENS: Specimen[] = [
  {
    name: 'plain',
    shows: 'five classes and zero, five labels, the sea white',
    draw: () => draw(mapton(), ['Mapton'], skewed(11, 14), { ...prevalence, authority: 'Mapton' }),
  },
  {
    name: 'plain-change',
    shows: 'classes symmetric about zero, falls hatched',
    draw: () => draw(mapton(), ['Mapton'], skewed(11, 14), { ...change, authority: 'Mapton' }),
  },
  {
    name: 'all-zero',
    shows: 'one class, zero; no labels',
    draw: () => draw(mapton(), ['Mapton'], () => [0, 0], { ...prevalence, authority: 'Mapton' }),
  },
  {
    name: 'one-area',
    shows: 'one LSOA with a number, all others zero',
    draw: () => draw(mapton(), ['Mapton'], (i) => [0, i === 20 ? 4 : 0], { ...prevalence, authority: 'Mapton' }),
  },
  {
    name: 'one-huge',
    shows: 'one LSOA of 5,000 does not flatten the others into one class',
    draw: () =>
      draw(mapton(), ['Mapton'], (i) => [0, i === 20 ? 5000 : (i % 9) + 1], { ...prevalence, authority: 'Mapton' }),
  },
  {
    name: 'all-equal',
    shows: 'one class, of the one number',
    draw: () => draw(mapton(), ['Mapton'], () => [7, 7], { ...prevalence, authority: 'Mapton' }),
  },
  {
    name: 'only-falls',
    shows: 'rises in the legend with none in them; every area hatched',
    draw: () => draw(mapton(), ['Mapton'], (i) => [10 + (i % 7), 9 - (i % 5)], { ...change, authority: 'Mapton' }),
  },
  {
    name: 'island-and-hole',
    shows: 'an island in the frame, an LSOA around another, an enclave of a neighbour that is no hole in the map',
    draw: () => draw(skerrow(), ['Skerrow'], skewed(12, 9), { ...prevalence, authority: 'Skerrow' }),
  },
  {
    name: 'one-lsoa',
    shows: 'an authority of one LSOA fills the frame',
    draw: () => draw(hamlet(), ['Hamlet'], () => [2, 3], { ...prevalence, authority: 'Hamlet' }),
  },
  {
    name: 'county-700',
    shows: 'a county of three districts and 700 LSOAs: thin borders, full names on labels',
    draw: () => {
      const own = ['Aldmere', 'Carr', 'Long Brook'];
      return draw(broadshire(), own, skewed(13, 8), { ...change, authority: 'Broadshire' });
    },
  },
  {
    name: 'no-previous-year',
    shows: 'nothing to compare with: no area has a colour, and a warning says why',
    draw: () =>
      draw(mapton(), ['Mapton'], (i) => [0, i % 6], {
        ...change,
        authority: 'Mapton',
        compared: false,
        warning: 'There are no assessments in the previous year, so there is no change to show.',
      }),
  },
  {
    name: 'kept-classes',
    shows: 'classes kept from another map, the last one open; purple; seven classes',
    draw: () =>
      draw(mapton(), ['Mapton'], skewed(14, 14), {
        ...prevalence,
        title: 'Child sexual exploitation, trafficking and other needs with names too long for one line of a title',
        authority: 'Mapton',
        options: { ...DEFAULT_MAP_OPTIONS, scheme: 'purple', classes: 7 },
        breaks: [1, 3, 6, 10, 15, 25, 40],
        warning: 'The previous year has no assessments from June to August 2023.',
      }),
  },
];

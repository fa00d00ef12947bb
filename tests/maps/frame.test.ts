import { within } from '../../src/core/mapBox';
import { mapFrame, type MapFrame } from '../../src/core/mapFrame';
import { insideRings } from '../../src/core/mapPoint';
import { mapProjection } from '../../src/core/mapProjection';
import { toNationalGrid } from '../../src/core/nationalGrid';
import { seeded, world, type World } from './world';

const seed = Number(process.env.SEED ?? Date.now() % 1e6);

/** Land of two authorities, Ours (two districts) inside Theirs, with an LSOA around another and an island. */
function ours(worldSeed: number): World {
  const own = (c: number, r: number): boolean => (c > 1 && c < 9 && r > 1 && r < 8) || (c === 12 && r === 4);
  const lsoa = (c: number, r: number): string | null => {
    if (!own(c, r)) return null;
    const round = Math.max(Math.abs(c - 4), Math.abs(r - 4));
    return round === 0 ? 'Core' : round === 1 ? 'Ring' : `Ours ${c}.${r}`;
  };
  return world(14, 10, lsoa, (c, r) => (own(c, r) ? (c < 7 ? 'East' : 'West') : c > 10 ? null : 'Theirs'), worldSeed);
}

function framed({ lsoas, authorities }: World): MapFrame {
  const own = ['East', 'West'].map((name) => authorities.names.indexOf(name));
  return mapFrame(
    { lsoas, authorities },
    lsoas.codes.map((_, i) => i),
    own,
  );
}

test('the table of the projection is within a metre of the National Grid over a county', () => {
  // Surrey and its surroundings, 100 km: a metre is under a hundredth of a pixel of such a map.
  const toGrid = mapProjection(-0.95e7, 50.9e7, 0.25e7, 51.6e7);
  const random = seeded(1);
  for (let i = 0; i < 500; i++) {
    const [longitude, latitude] = [-0.95 + 1.2 * random(), 50.9 + 0.7 * random()];
    const [easting, northing] = toGrid(longitude * 1e7, latitude * 1e7);
    const exact = toNationalGrid(longitude, latitude);
    expect(Math.hypot(easting - exact[0], northing - exact[1])).toBeLessThan(1);
  }
});

describe('the frame', () => {
  const place = ours(5);
  const frame = framed(place);

  test('puts every LSOA into the body and none under the legend', () => {
    const { legend, body } = frame;
    for (const ring of frame.areas.flatMap(({ rings }) => rings)) {
      for (let i = 0; i < ring.length; i += 2) {
        const [x, y] = [ring[i] as number, ring[i + 1] as number];
        expect(within({ x0: x, y0: y, x1: x, y1: y }, body)).toBe(true);
        expect(x > legend.x0 && x < legend.x1 && y > legend.y0 && y < legend.y1).toBe(false);
      }
    }
  });

  test('draws true lengths: a pixel is as many metres as the scale bar says, north up', () => {
    const { lsoas } = place;
    const first = lsoas.ringStarts[lsoas.areaStarts[0] as number] as number;
    const [longitude, latitude] = [lsoas.coordinates[2 * first] as number, lsoas.coordinates[2 * first + 1] as number];
    const [easting, northing] = toNationalGrid(longitude / 1e7, latitude / 1e7);
    const x = frame.originX + easting / frame.metresPerPixel;
    const y = frame.originY - northing / frame.metresPerPixel;
    const rings = frame.areas[0]?.rings as Float32Array[];
    const nearest = Math.min(
      ...rings.flatMap((ring) =>
        Array.from({ length: ring.length / 2 }, (_, i) =>
          Math.hypot((ring[2 * i] as number) - x, (ring[2 * i + 1] as number) - y),
        ),
      ),
    );
    expect(nearest).toBeLessThan(0.2);
  });

  test('finds a point inside of every LSOA, a hole not counted as inside', () => {
    for (const { rings, x, y, clearance } of frame.areas) {
      expect(insideRings(rings, x, y)).toBe(true);
      expect(clearance).toBeGreaterThan(2);
    }
    const ring = frame.areas[place.lsoas.names.indexOf('Ring')];
    const core = frame.areas[place.lsoas.names.indexOf('Core')];
    expect(insideRings(ring?.rings as Float32Array[], core?.x as number, core?.y as number)).toBe(false);
  });

  test('draws the border between two of its districts, and no line inside of one as such', () => {
    // East and West meet between columns 6 and 7: rows 2 to 7, six cells' sides.
    expect(frame.districtBorders).toHaveLength(6);
  });

  test('names the neighbour in it, off the authority and the legend', () => {
    expect(frame.names.map(({ text }) => text)).toEqual(['Theirs']);
    const { box } = frame.names[0] as MapFrame['names'][number];
    expect(within(box, frame.body)).toBe(true);
    const corners = [box.x0, box.x1].flatMap((x) => [box.y0, box.y1].map((y) => [x, y] as const));
    for (const { rings } of frame.areas) {
      for (const [x, y] of corners) expect(insideRings(rings, x, y)).toBe(false);
    }
  });

  test('leaves the sea empty: no neighbour where there is no authority', () => {
    const island = frame.areas[place.lsoas.names.indexOf('Ours 12.4')] as MapFrame['areas'][number];
    const strait = { x: island.x - (island.clearance * 2 + 12), y: island.y };
    expect(frame.neighbours.some(({ rings }) => insideRings(rings, strait.x, strait.y))).toBe(false);
  });

  test('refuses to frame nothing', () => {
    expect(() => mapFrame(place, [], [])).toThrow('at least one LSOA');
  });
});

test(`simplified neighbours share their borders to the point: no gap, no overlap (seeds ${seed} to ${seed + 4})`, () => {
  for (let s = seed; s < seed + 5; s++) {
    const frame = framed(ours(s));
    const sides = new Map<string, number>();
    const key = (line: Float32Array, i: number): string => {
      const [a, b] = [`${line[i]},${line[i + 1]}`, `${line[i + 2]},${line[i + 3]}`];
      return a < b ? `${a} ${b}` : `${b} ${a}`;
    };
    const count = (lines: Float32Array[]): void => {
      for (const line of lines) {
        for (let i = 0; i + 3 < line.length; i += 2) sides.set(key(line, i), (sides.get(key(line, i)) ?? 0) + 1);
      }
    };
    frame.areas.forEach(({ rings }) => count(rings));
    count(frame.outline);
    expect([...new Set(sides.values())]).toEqual([2]);
  }
});

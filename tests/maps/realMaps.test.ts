import { createCanvas } from '@napi-rs/canvas';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskSource } from '../../src/cli/diskSource';
import { nodePng } from '../../src/cli/nodePng';
import { DEFAULT_MAP_OPTIONS, drawMap } from '../../src/core/drawMap';
import { mapClasses, type MapKind } from '../../src/core/mapClasses';
import { mapFrame, type MapFrame } from '../../src/core/mapFrame';
import { toNationalGrid } from '../../src/core/nationalGrid';
import { paint } from '../../src/core/paint';
import type { AreaRow, Areas, Drawing, Fill, MapOptions } from '../../src/core/types';
import { readAreas } from '../../src/geography/readAreas';
import { describeWith, shared } from '../support/shared';
import { seeded } from './world';

interface Case {
  lsoas: string;
  authorities: string;
  authority: string[];
}
interface Expected {
  top: string[];
  assessments_by_lsoa: [string, string, number, number, number][];
  needs_by_lsoa: Record<string, Expected['assessments_by_lsoa']>;
}

const KINDS: MapKind[] = ['prevalence', 'change'];

/** One real authority: its frame, and its six tables as rows. */
async function realMaps(name: string) {
  const folder = shared(`cases/${name}`);
  const about = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as Case;
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
  const { areas: lsoas } = await readAreas(await diskSource(join(folder, about.lsoas)), 'lsoas');
  const { areas: authorities } = await readAreas(await diskSource(join(folder, about.authorities)), 'authorities');
  const tables = [expected.assessments_by_lsoa, ...expected.top.map((code) => expected.needs_by_lsoa[code] ?? [])].map(
    (table) =>
      table.map(([code, lsoa, previous, current, change]): AreaRow => {
        return { code, name: lsoa, previous, current, change, area: lsoas.codes.indexOf(code) };
      }),
  );
  const own = (tables[0] as AreaRow[]).map(({ area }) => area).sort((a, b) => a - b);
  const districts = about.authority.map((district) => authorities.names.indexOf(district));
  const frame = (): MapFrame => mapFrame({ lsoas, authorities }, own, districts);
  return { lsoas, own, tables, frame };
}

const draw = (frame: MapFrame, rows: AreaRow[], kind: MapKind, options: MapOptions): Drawing =>
  drawMap(frame, {
    kind,
    title: 'All assessments',
    authority: 'An authority',
    period: '1 June 2024 to 31 May 2025',
    note: '5,249 of 6,001 assessments; see Matching report',
    licence: 'Contains OS data © Crown copyright and database right 2025; Royal Mail data © Royal Mail copyright 2025',
    runDate: '30 June 2025',
    rows,
    options,
  });

const plain = (fill: Fill): string => (typeof fill === 'string' ? fill : fill.colour);

/** A point well inside of an area by its own boundary file, in metres: the best of many, by nothing of the map's code. */
function pointInside({ coordinates, ringStarts, areaStarts }: Areas, area: number): [number, number] {
  const [from, to] = [areaStarts[area] as number, areaStarts[area + 1] as number];
  const edges: [number, number, number, number][] = [];
  for (let ring = from; ring < to; ring++) {
    for (let p = ringStarts[ring] as number; p + 1 < (ringStarts[ring + 1] as number); p++) {
      const [a, b] = [p, p + 1].map((q) =>
        toNationalGrid((coordinates[2 * q] as number) / 1e7, (coordinates[2 * q + 1] as number) / 1e7),
      ) as [[number, number], [number, number]];
      edges.push([...a, ...b]);
    }
  }
  const random = seeded(area);
  const [xs, ys] = [edges.map(([x]) => x), edges.map(([, y]) => y)];
  const [west, south] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - west, Math.max(...ys) - south];
  let best: [number, number] = [west, south];
  let room = -1;
  for (let i = 0, inside = 0; i < 400 && inside < 40; i++) {
    const [x, y] = [west + width * random(), south + height * random()];
    const crossed = edges.filter(
      ([ax, ay, bx, by]) => ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax,
    ).length;
    if (crossed % 2 === 0) continue;
    inside++;
    const clear = Math.min(
      ...edges.map(([ax, ay, bx, by]) => {
        const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 || 1);
        const t = Math.max(0, Math.min(1, along));
        return Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y);
      }),
    );
    if (clear > room) [best, room] = [[x, y], clear];
  }
  return best;
}

describe.each([
  ['southampton-clean', 152],
  ['surrey-2011', 709],
])('%s', (name, count) => {
  describeWith([`cases/${name}/expected.json`, 'geo/national'], 'on real boundaries', () => {
    let real: Awaited<ReturnType<typeof realMaps>>;
    beforeAll(async () => {
      real = await realMaps(name);
    });

    test('has on all twelve maps, at a point in every LSOA, the colour of the class of its number', () => {
      const { lsoas, own, tables } = real;
      const frame = real.frame();
      const points = own.map((area) => [area, pointInside(lsoas, area)] as const);
      const options = { ...DEFAULT_MAP_OPTIONS, labels: false };
      const canvas = createCanvas(1600, 1600);
      const wrong: string[] = [];
      for (const rows of tables) {
        for (const kind of KINDS) {
          const number = (row: AreaRow): number => (kind === 'change' ? row.change : row.current);
          const drawing = draw(frame, rows, kind, options);
          paint(
            { ...drawing, paths: drawing.paths.map((p) => ({ ...p, fill: p.fill && plain(p.fill) })) },
            canvas.getContext('2d'),
          );
          const pixels = canvas.data();
          const classes = mapClasses(rows.map(number), kind, options);
          const byArea = new Map(rows.map((row) => [row.area, row]));
          for (const [area, [easting, northing]] of points) {
            const x = Math.floor(2 * (frame.originX + easting / frame.metresPerPixel));
            const y = Math.floor(2 * (frame.originY - northing / frame.metresPerPixel));
            const at = 4 * (y * 1600 + x);
            const seen = `#${pixels.subarray(at, at + 3).toString('hex')}`;
            const value = number(byArea.get(area) as AreaRow);
            const own = classes.find(({ low, high }) => value >= low && value <= high);
            if (!own || seen !== plain(own.fill)) wrong.push(`${kind} ${lsoas.codes[area]} ${value} ${seen}`);
          }
        }
      }
      expect(points).toHaveLength(count);
      expect(wrong).toEqual([]);
    });

    test('draws, paints and encodes twelve maps in two seconds of two cores, each below a megabyte', async () => {
      const { tables } = real;
      const [start, before] = [performance.now(), process.cpuUsage()];
      const frame = real.frame();
      const pngs = await Promise.all(
        tables.flatMap((rows) => KINDS.map((kind) => nodePng(draw(frame, rows, kind, DEFAULT_MAP_OPTIONS)))),
      );
      const used = process.cpuUsage(before);
      const seconds = (used.user + used.system) / 1e6;
      const largest = Math.max(...pngs.map((png) => png.length));
      console.info(
        `${name}: 12 maps in ${((performance.now() - start) / 1000).toFixed(1)} s, ${seconds.toFixed(1)} s of ` +
          `processor, largest ${Math.round(largest / 1000)} kB`,
      );
      expect(pngs).toHaveLength(12);
      expect(largest).toBeLessThan(1e6);
      // The clock would also count what else runs on this machine.
      if (name.startsWith('southampton')) expect(seconds / 2).toBeLessThan(2);
    });
  });
});

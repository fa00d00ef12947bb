import { mapAlt } from './mapAlt';
import { boundsOf, boxRing, overlap } from './mapBox';
import { classOf, format, formatSigned, mapClasses, type MapKind, NO_DATA_FILL, NOT_TESTED_FILL } from './mapClasses';
import type { FrameArea, MapFrame } from './mapFrame';
import { mapFurniture, type MapWords } from './mapFurniture';
import { type LabelWish, mapLabels } from './mapLabels';
import { mapLegend } from './mapLegend';
import { BEYOND, mapChance } from './mapChance';
import { pale } from './mapPale';
import type { AreaRow, DrawnPath, DrawnText, Drawing, Fill, MapOptions } from './types';

export { mapBreaks } from './mapClasses';
export { DEFAULT_MAP_OPTIONS } from './mapOptions';
export { areaAt } from './mapHit';

/** One map of a frame: which number, in which words and classes. */
export interface MapSpec extends MapWords {
  kind: MapKind;
  /** In the order of the table; ties among the highest go to the first. */
  rows: AreaRow[];
  options: MapOptions;
  /** Classes kept from another map (see mapBreaks); otherwise its own. */
  breaks?: number[];
  /** False where there is no previous year to compare with: a change map then shows no figures. */
  compared?: boolean;
  /** What an area is called; `LSOA`. */
  place?: string;
  /** The legend's word for areas without a row, where they were left out on purpose. */
  hidden?: string;
  /** On a prevalence map: the numbers are rates, rounded. */
  rate?: boolean;
  /** On a change map: areas (as in `rows`) whose change is beyond chance; all other changes are drawn pale. */
  beyond?: ReadonlySet<number> | null;
}

const LABELLED = 5;
const SEA = '#ffffff';
const NEIGHBOUR = { fill: '#ebebe8', stroke: '#ffffff', text: '#8a8a85' };
const BORDER = { stroke: '#8c8c8c', width: 0.4 };
const DISTRICT = { stroke: '#444444', width: 0.9 };
const OUTLINE = { stroke: '#1f1f1f', width: 1.3 };
/** Around islets, which a thicker line would fill. */
const SHORE = { stroke: '#1f1f1f', width: 0.5 };
/** Pixels: the longer side of the largest islet. */
const ISLET = 24;
const HEADINGS: Record<MapKind, string> = {
  prevalence: 'Number in the year',
  change: 'Change on the year before',
  spots: 'With its neighbours',
};

/** Draws one map: neighbours, LSOAs by class, borders, labels, legend and furniture, in pixels. */
export function drawMap(frame: MapFrame, spec: MapSpec): Drawing {
  const { body } = frame;
  const byArea = new Map(spec.rows.map((row) => [row.area, row]));
  const valueOf = (row: AreaRow | undefined): number | null => {
    if (!row || (spec.kind === 'change' && spec.compared === false)) return null;
    return spec.kind === 'change' ? row.change : row.current;
  };
  const values = frame.areas.map(({ area }) => valueOf(byArea.get(area)));
  const known = values.filter((value) => value !== null);
  const classes = known.length > 0 ? mapClasses(known, spec.kind, spec.options, spec.breaks) : [];
  const counts = classes.map(() => 0);
  const chance = mapChance(frame, spec.kind === 'change' ? spec.beyond : null, values, classes);
  const areaPaths = frame.areas.map(({ rings, code }, i): DrawnPath => {
    const value = values[i] ?? null;
    const place = value === null ? -1 : classOf(classes, value);
    if (place >= 0) counts[place] = (counts[place] as number) + 1;
    const fill = classes[place]?.fill ?? noData(spec.kind);
    return { rings, closed: true, fill: chance.maybe.has(i) ? pale(fill) : fill, code };
  });

  const heading = spec.rate ? 'Per 10,000 children' : HEADINGS[spec.kind];
  const missing = values.length - known.length;
  const legendWords = { ...spec, noData: noData(spec.kind) };
  const legend = mapLegend(heading, classes, counts, missing, frame.legend, body, legendWords, chance.rows);
  const wishes = spec.options.labels && spec.kind !== 'spots' ? labelWishes(frame, spec, byArea, valueOf) : [];
  const labels = mapLabels(wishes, body, [legend.box]);
  const furniture = mapFurniture(frame, spec);
  const names = frame.names.filter(({ box }) => !labels.boxes.some((label) => overlap(box, label)));
  return {
    width: frame.width,
    height: frame.height,
    scale: frame.scale,
    background: SEA,
    paths: [
      ...frame.neighbours.map(({ rings }): DrawnPath => ({
        rings,
        closed: true,
        fill: NEIGHBOUR.fill,
        stroke: NEIGHBOUR.stroke,
        width: 1.2,
      })),
      ...areaPaths,
      ...lines(frame.borders, BORDER),
      ...lines(frame.districtBorders, DISTRICT),
      ...lines(
        frame.outline.filter((line) => !isIslet(line)),
        OUTLINE,
      ),
      ...lines(frame.outline.filter(isIslet), SHORE),
      ...lines(
        [...chance.beyond].flatMap((i) => (frame.areas[i] as FrameArea).rings),
        BEYOND,
      ),
      { rings: [boxRing(body)], closed: true, stroke: '#b0b0b0', width: 1 },
      ...labels.paths,
      ...legend.paths,
      ...furniture.paths,
    ],
    texts: [...names.map(nameText), ...labels.texts, ...legend.texts, ...furniture.texts],
    alt: mapAlt({
      ...spec,
      areas: frame.areas.map(({ area, code }, i) => ({
        name: byArea.get(area)?.name ?? code,
        value: values[i] ?? null,
      })),
      beyond: chance.maybe.size + chance.beyond.size > 0 ? chance.beyond.size : undefined,
    }),
  };
}

/** Among striped cold spots what isn't tested is plain grey, as it would else look cold in a grey print. */
const noData = (kind: MapKind): Fill => (kind === 'spots' ? NOT_TESTED_FILL : NO_DATA_FILL);

const lines = (rings: Float32Array[], style: { stroke: string; width: number }): DrawnPath[] =>
  rings.length > 0 ? [{ rings, closed: false, ...style }] : [];

function isIslet(line: Float32Array): boolean {
  const box = boundsOf([line]);
  const isClosed = line[0] === line[line.length - 2] && line[1] === line[line.length - 1];
  return isClosed && box !== null && Math.max(box.x1 - box.x0, box.y1 - box.y0) < ISLET;
}

const nameText = ({ text, x, y, size }: MapFrame['names'][number]): DrawnText => ({
  text,
  x,
  y,
  size,
  colour: NEIGHBOUR.text,
  align: 'centre',
});

/**
 * The highest numbers, or the largest changes either way, none of them zero, ties in the order of the table; a number
 * that more areas share than can be labelled singles none of them out. Names without what all of them begin with.
 */
function labelWishes(
  frame: MapFrame,
  spec: MapSpec,
  byArea: Map<number, AreaRow>,
  valueOf: (row: AreaRow | undefined) => number | null,
): LabelWish[] {
  const areas = new Map<number, FrameArea>(frame.areas.map((area) => [area.area, area]));
  const prefix = sharedWords(frame.areas.flatMap(({ area }) => byArea.get(area)?.name ?? []));
  const size = (value: number): number => Math.abs(value);
  const wishes = spec.rows.flatMap((row) => {
    const area = areas.get(row.area);
    const value = valueOf(row);
    return area && value ? [{ area, value, name: row.name.slice(prefix.length) }] : [];
  });
  wishes.sort((a, b) => size(b.value) - size(a.value));
  const sharing = (value: number): number => wishes.filter((other) => size(other.value) === size(value)).length;
  return wishes
    .slice(0, LABELLED)
    .filter(({ value }) => sharing(value) <= LABELLED)
    .map(({ area, value, name }) => ({
      area,
      text: `${name}: ${spec.kind === 'change' ? formatSigned(value) : format(value)}`,
    }));
}

/** The words, with the space behind them, that all names begin with, short of the whole of any. */
function sharedWords(names: readonly string[]): string {
  if (names.length < 2) return '';
  let prefix = names[0] as string;
  for (const name of names) while (!name.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix.slice(0, prefix.lastIndexOf(' ') + 1);
}

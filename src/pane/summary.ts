import type { NeedRow, OutSheet, Result, WayDown, Years } from '../core/types';
import { needName } from '../core/factors';
import { words } from './words';

/** One map that can be looked at in the pane. */
export interface MapChoice {
  /** The image's name, key of the drawings. */
  name: string;
  label: string;
  /** The result sheet that holds its table. */
  sheetKey: string;
}

/** One LSOA's row on the map's sheet. */
export interface AreaNumbers {
  name: string;
  previous: number;
  current: number;
  change: number;
  /** Per 10,000 children; null where there is none. */
  rate: number | null;
  /** `hot, 1%`; null where it is neither hot nor cold. */
  spot: string | null;
}

/** What results may show beyond counts, and an analyst may want explained. */
export type Idea = 'rates' | 'spots' | 'change';

/** What `Results` shows of a run: numbers and areas, no child's record. */
export interface Summary {
  authority: string;
  years: Years;
  totals: { previous: number; current: number };
  assessments: number;
  counted: number;
  matching: WayDown;
  top: NeedRow[];
  maps: MapChoice[];
  /** By sheet key, then by LSOA code. */
  areas: Record<string, Map<string, AreaNumbers>>;
  /** Those that these results show. */
  ideas: Idea[];
  warnings: string[];
  /** Which totals moved since the run before. */
  moved: string[];
}

/** Takes out of a result what the pane shows. */
export function summarise(result: Result): Summary {
  const areas: Summary['areas'] = {};
  const maps: MapChoice[] = [];
  for (const sheet of result.sheets) {
    if (sheet.images.length > 0) areas[sheet.key] = byCode(sheet);
    for (const { name } of sheet.images) {
      if (!result.drawings[name]) continue;
      // The rows of a hot-spot map's LSOAs stand on the sheet of what it is about.
      const sheetKey = name.endsWith('_spots') ? sheetOfSpots(result.sheets, name) : sheet.key;
      maps.push({ name, label: mapLabel(sheetKey, name), sheetKey });
    }
  }
  const tables = result.sheets.flatMap((sheet) => sheet.tables);
  const headings = new Set(tables.flatMap(({ columns }) => columns.map(({ heading }) => heading)));
  const ideas = IDEAS.filter(([, heading]) => headings.has(heading)).map(([idea]) => idea);
  const { authority, years, totals, assessments, counted, matching, warnings, moved } = result;
  return {
    authority,
    years,
    totals,
    assessments,
    counted,
    matching,
    top: result.top.flatMap((code) => result.riskFactors.find((row) => row.code === code) ?? []),
    maps,
    areas,
    ideas,
    warnings,
    moved,
  };
}

const RATE = 'Rate per 10,000';
const SPOT = 'Hot or cold spot';
/** Each idea with the heading of its column in the by-LSOA tables. */
const IDEAS: [Idea, heading: string][] = [
  ['rates', RATE],
  ['spots', SPOT],
  ['change', 'Beyond chance'],
];

/** The rows of a sheet's by-LSOA table (RULES.md 6): code, name, previous year, current year, change; rate and spot. */
function byCode(sheet: OutSheet): Map<string, AreaNumbers> {
  const { columns = [], rows = [] } = sheet.tables[0] ?? {};
  const rateAt = columns.findIndex(({ heading }) => heading === RATE);
  const spotAt = columns.findIndex(({ heading }) => heading === SPOT);
  return new Map(
    rows.map((row): [string, AreaNumbers] => {
      const [code, name, previous, current, change] = row;
      const [rate, spot] = [row[rateAt], row[spotAt]];
      return [
        String(code),
        {
          name: String(name),
          previous: Number(previous),
          current: Number(current),
          change: Number(change),
          rate: typeof rate === 'number' ? rate : null,
          spot: typeof spot === 'string' && /^(hot|cold)/.test(spot) ? spot : null,
        },
      ];
    }),
  );
}

/** The key of the sheet with the same need's other maps. */
function sheetOfSpots(sheets: OutSheet[], name: string): string {
  const start = name.replace(/spots$/, '');
  const same = sheets.find(({ images }) => images.some((image) => image.name !== name && image.name.startsWith(start)));
  return same?.key ?? 'hot-spots';
}

/** "Domestic abuse: change"; the sheet's key says what is mapped. */
function mapLabel(sheetKey: string, imageName: string): string {
  const kind =
    words.mapKinds[/_spots$/.test(imageName) ? 'spots' : /change/i.test(imageName) ? 'change' : 'prevalence'];
  return `${sheetLabel(sheetKey) === words.sheetNames.assessments ? words.allAssessments : sheetLabel(sheetKey)}: ${kind}`;
}

/** What a result sheet is called in the pane: its usual name, or the need's. */
export function sheetLabel(sheetKey: string): string {
  return words.sheetNames[sheetKey] ?? needName(sheetKey.replace(/^need:/, ''));
}

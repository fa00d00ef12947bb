import { placed, type PaintedMap } from '../core/buildSheets';
import { column, HEADING_ROW } from '../core/buildTables';
import { needName } from '../core/factors';
import { needSheetName } from '../core/sheetNames';
import type { Drawing, OutLine, OutSheet, OutTable, Wards } from '../core/types';
import { periodInWords } from '../core/words';
import { hideSmallCounts, type CountTables, type ShownArea, type ShownNeed, type ShownTables } from './hideSmallCounts';
import { shareAbout } from './shareAbout';
import { shareAreas, type ShareBy, type SharePlaces } from './shareAreas';
import { shareMaps, type ShareSource } from './shareMaps';

/** How a copy is made. */
export interface ShareChoice {
  by: ShareBy;
  /** Counts from 1 to this are hidden, 3 to 20; the DfE's is 5. */
  limit: number;
  /** Where `by` is `ward`. */
  wards?: Wards;
}

/** What the file of a copy says about itself: its title and day, and nobody's name, now or when Excel saves it. */
export const shareProperties = ({ result, job }: Pick<ShareSource, 'result' | 'job'>) => ({
  title: `Needs map: ${result.authority}, copy to share`,
  time: `${job.today}T00:00:00Z`,
  anonymous: true,
});

/** Sheet rows of a map, as in the results. */
const MAP_ROWS = 34;

/** The tables of a run by the areas of a copy, and these as they may be shown. */
export function shareTables(
  result: ShareSource['result'],
  { job }: Pick<ShareSource, 'job'>,
  { by, limit, wards }: ShareChoice,
): { places: SharePlaces; shown: ShownTables } {
  const places = shareAreas(by, result.assessmentsByLsoa, wards);
  const tables: CountTables = {
    riskFactors: result.riskFactors,
    all: places.rows(result.assessmentsByLsoa),
    needs: result.top.map((code) => ({ code, name: needName(code), rows: places.rows(result.needsByLsoa[code]!) })),
    by: job.needs ? 'chosen' : (job.by ?? 'current'),
  };
  return { places, shown: hideSmallCounts(tables, limit) };
}

/**
 * The sheets of a copy that is safe to share: `About this copy`, risk factors, all assessments and each top need by area,
 * with maps drawn from what is shown. Nothing about single assessments, settings or files. The same shown numbers give
 * the same sheets. UserError where the areas are too small, or can't be told.
 */
export async function shareSheets(
  source: ShareSource,
  choice: ShareChoice,
  png: (drawing: Drawing) => Promise<Uint8Array>,
): Promise<OutSheet[]> {
  const { result, geography } = source;
  const { places, shown } = shareTables(result, source, choice);
  const maps = await Promise.all(
    Object.entries(shareMaps(source, shown, places)).map(async ([name, drawing]): Promise<PaintedMap> => {
      return { name, alt: drawing.alt, png: await png(drawing) };
    }),
  );
  const { years, authority } = result;
  const periods = `previous year ${periodInWords(years.previousStart, years.previousEnd)}, current year ${periodInWords(years.currentStart, years.currentEnd)}`;
  const head = (title: string): OutLine[] => [
    { row: 1, column: 1, cell: `${title}: ${authority}, ${periods}`, style: 'title' },
    { row: 2, column: 1, cell: 'c: a number that is not shown; see About this copy', style: 'note' },
    { row: 3, column: 1, cell: geography.about.licence, style: 'note' },
  ];
  const subjects = [
    { code: 'all', name: `Assessments by ${places.word}`, table: 'Assessments', rows: shown.all },
    ...shown.needs.map((need) => ({ ...need, table: `Need_${need.code.replace(/\W/g, '_')}` })),
  ];
  const taken = ['About this copy', 'Risk factors', subjects[0]!.name];
  const areaSheets = subjects.map(({ code, name, table, rows }): OutSheet => {
    const sheet = code === 'all' ? name : needSheetName(name, taken, ` by ${places.word}`);
    taken.push(sheet);
    return {
      key: `share:${code}`,
      name: sheet,
      frozenRows: HEADING_ROW,
      pageBreaks: [HEADING_ROW + 1 + MAP_ROWS],
      lines: head(code === 'all' ? name : `${name} by ${places.word}`),
      tables: [areaTable(`NeedsMap_Shared_${table}`, rows, places)],
      images: placed(maps.filter((map) => map.name.startsWith(`NeedsMap_Map_${code}_`))),
    };
  });
  const factors: OutSheet = {
    key: 'share-risk-factors',
    name: 'Risk factors',
    frozenRows: HEADING_ROW,
    lines: head('Risk factors'),
    tables: [factorsTable(shown.riskFactors)],
    images: [],
  };
  return [shareAbout(source, shown, places, choice.limit), factors, ...areaSheets];
}

const YEARS = [
  column('Previous year', 'whole', 14),
  column('Current year', 'whole', 14),
  column('Change', 'signed', 10),
];

const factorsTable = (rows: ShownNeed[]): OutTable => ({
  name: 'NeedsMap_Shared_RiskFactors',
  row: HEADING_ROW,
  column: 1,
  columns: [
    column('Need code', 'text', 12),
    column('Need', 'text', 36),
    ...YEARS,
    column('Change %', 'signedPercent', 11),
    column("% of current year's assessments", 'percent', 32),
  ],
  rows: rows.map(({ code, name, previous, current, change, pct, share }) => [
    ...[code, name, previous, current, change],
    ...[pct, share],
  ]),
  key: 0,
});

/** MSOAs have no code of their own: it can't be told from those of their LSOAs. */
function areaTable(name: string, rows: ShownArea[], { by, word }: SharePlaces): OutTable {
  const title = word === 'ward' ? 'Ward' : word;
  const coded = by !== 'msoa';
  return {
    name,
    row: HEADING_ROW,
    column: 1,
    columns: [
      ...(coded ? [column(`${title} code`, 'text', 12)] : []),
      column(`${title} name`, 'text', 30),
      ...YEARS.map((year) => ({
        ...year,
        scale: year.kind === 'signed' ? ('diverging' as const) : ('sequential' as const),
      })),
    ],
    rows: rows.map((row) => [...(coded ? [row.code] : []), row.name, row.previous, row.current, row.change]),
    key: 0,
  };
}

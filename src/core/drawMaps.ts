import type { Counts } from './countByYear';
import { needName } from './factors';
import type { Findings, FoundTable } from './findings';
import { DEFAULT_MAP_OPTIONS, drawMap, mapBreaks } from './drawMap';
import { mapFrame } from './mapFrame';
import type { AreaRow, Drawing, Geography, Job } from './types';
import { dateInWords, number, periodInWords } from './words';

export interface MapsInput {
  job: Job;
  geography: Geography;
  /** Indices of the chosen authorities and of their LSOAs. */
  districts: number[];
  own: number[];
  authority: string;
  counts: Counts;
  needs: { code: string; rows: AreaRow[] }[];
  findings?: Findings;
  /** The sentence about missing months, or ''. */
  missing: string;
  assessments: number;
  counted: number;
}

type Kind = 'prevalence' | 'change' | 'spots';

/** A map's subject: a table, and what was found about it. */
interface Subject {
  id: string;
  name: string;
  rows: AreaRow[];
  found?: FoundTable;
}

/**
 * Prevalence and change for all assessments and each need, by image name: `NeedsMap_Map_all_prevalence`. With a
 * population there is also a map of hot and cold spots of each, and prevalence can be shown as rates. The classes that
 * the maps have come back too, so that the next run can keep them.
 */
export function drawMaps(input: MapsInput): { drawings: Record<string, Drawing>; breaks: Record<string, number[]> } {
  const { job, geography, counts, authority, missing, findings } = input;
  const options = { ...DEFAULT_MAP_OPTIONS, ...job.map };
  const rates = options.show === 'rate' && findings?.rated === true;
  const frame = mapFrame(geography, input.own, input.districts);
  const { years } = counts;
  const current = periodInWords(years.currentStart, years.currentEnd);
  const previous = periodInWords(years.previousStart, years.previousEnd);
  const subjects: Subject[] = [
    { id: 'all', name: 'All assessments', rows: counts.assessmentsByLsoa },
    ...input.needs.map(({ code, rows }) => ({ id: code, name: needName(code), rows })),
  ].map((subject) => ({ ...subject, found: findings?.tables[subject.id] }));
  const rowsOf = (subject: Subject, kind: Kind) => rowsShown(subject, kind, rates);
  const breaksOf = (kind: 'prevalence' | 'change') =>
    options.sameScale
      ? mapBreaks(
          subjects.flatMap((subject) => rowsOf(subject, kind).map((row) => value(row, kind))),
          kind,
          options,
        )
      : undefined;
  const breaks = { prevalence: breaksOf('prevalence'), change: breaksOf('change') };
  const counted = `${number(input.counted)} of ${number(input.assessments)} assessments; see Matching report`;
  const drawings: Record<string, Drawing> = {};
  const used: Record<string, number[]> = {};
  const draw = (subject: Subject, kind: Kind) => {
    const { id, name, found } = subject;
    const rate = kind === 'prevalence' && rates;
    const image = `NeedsMap_Map_${id}_${kind}`;
    const kept = (options.keepClasses && job.before?.breaks?.[image]) || (kind === 'spots' ? undefined : breaks[kind]);
    if (kind !== 'spots') {
      const values = rowsOf(subject, kind).map((row) => value(row, kind));
      used[image] = kept ?? mapBreaks(values, kind, options);
    }
    drawings[image] = drawMap(frame, {
      kind,
      title: kind === 'prevalence' ? (rate ? `${name}: rate` : name) : `${name}: ${TITLES[kind]}`,
      authority,
      period: kind === 'change' ? `${current}, compared with ${previous}` : current,
      note: job.countChildren ? `Each child once per year, LSOA and need; from ${counted}` : counted,
      licence: geography.about.licence,
      runDate: dateInWords(job.today),
      rows: rowsOf(subject, kind),
      options,
      breaks: kept,
      compared: counts.totals.previous > 0,
      warning: kind === 'change' && missing ? missing : undefined,
      rate,
      hidden: kind === 'spots' ? 'Not tested' : rate ? 'Without a rate' : undefined,
      beyond: found?.beyond,
    });
  };
  for (const subject of subjects) for (const kind of ['prevalence', 'change'] as const) draw(subject, kind);
  if (findings?.rated) for (const subject of subjects) draw(subject, 'spots');
  return { drawings, breaks: used };
}

const TITLES = { change: 'change', spots: 'hot spots' };

/** A table's rows with the number that a map shows in the place of the current year's count. */
function rowsShown({ rows, found }: Subject, kind: Kind, rates: boolean): AreaRow[] {
  const numbers = kind === 'spots' ? found?.spots : kind === 'prevalence' && rates ? found?.rates : undefined;
  if (!numbers) return rows;
  return rows.flatMap((row) => {
    const shown = numbers.get(row.area);
    return shown === undefined ? [] : [{ ...row, current: Math.round(shown) }];
  });
}

const value = (row: AreaRow, kind: 'prevalence' | 'change') => (kind === 'prevalence' ? row.current : row.change);

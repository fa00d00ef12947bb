import type { Counts } from './countByYear';
import { needName } from './factors';
import type { Findings } from './findings';
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

/** Prevalence and change for all assessments and each need, by image name: `NeedsMap_Map_all_prevalence`. */
export function drawMaps(input: MapsInput): Record<string, Drawing> {
  const { job, geography, counts, authority, missing } = input;
  const options = { ...DEFAULT_MAP_OPTIONS, ...job.map };
  const frame = mapFrame(geography, input.own, input.districts);
  const { years } = counts;
  const current = periodInWords(years.currentStart, years.currentEnd);
  const previous = periodInWords(years.previousStart, years.previousEnd);
  const subjects = [
    { id: 'all', name: 'All assessments', rows: counts.assessmentsByLsoa },
    ...input.needs.map(({ code, rows }) => ({ id: code, name: needName(code), rows })),
  ];
  const breaksOf = (kind: 'prevalence' | 'change') =>
    options.sameScale
      ? mapBreaks(
          subjects.flatMap(({ rows }) => rows.map((row) => value(row, kind))),
          kind,
          options,
        )
      : undefined;
  const breaks = { prevalence: breaksOf('prevalence'), change: breaksOf('change') };
  const drawings: Record<string, Drawing> = {};
  for (const { id, name, rows } of subjects) {
    for (const kind of ['prevalence', 'change'] as const) {
      drawings[`NeedsMap_Map_${id}_${kind}`] = drawMap(frame, {
        kind,
        title: kind === 'prevalence' ? name : `${name}: change`,
        authority,
        period: kind === 'prevalence' ? current : `${current}, compared with ${previous}`,
        note: `${number(input.counted)} of ${number(input.assessments)} assessments; see Matching report`,
        licence: geography.about.licence,
        runDate: dateInWords(job.today),
        rows,
        options,
        breaks: breaks[kind],
        compared: counts.totals.previous > 0,
        warning: kind === 'change' && missing ? missing : undefined,
      });
    }
  }
  return drawings;
}

const value = (row: AreaRow, kind: 'prevalence' | 'change') => (kind === 'prevalence' ? row.current : row.change);

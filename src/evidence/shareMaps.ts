import { chosenAuthorities } from '../core/authorities';
import { DEFAULT_MAP_OPTIONS, drawMap, mapBreaks } from '../core/drawMap';
import { mapFrame } from '../core/mapFrame';
import type { AreaRow, Drawing, Geography, Job, Result } from '../core/types';
import { dateInWords, periodInWords } from '../core/words';
import { HIDDEN, type ShownArea, type ShownTables } from './hideSmallCounts';
import type { SharePlaces } from './shareAreas';
import { shareDissolve } from './shareDissolve';

/** What a copy is made from: what a run found, and what it was asked. */
export interface ShareSource {
  result: Pick<Result, 'authority' | 'years' | 'riskFactors' | 'top' | 'assessmentsByLsoa' | 'needsByLsoa'>;
  geography: Geography;
  job: Pick<Job, 'authorities' | 'today' | 'map' | 'needs' | 'by' | 'countChildren'>;
}

type Kind = 'prevalence' | 'change';

/** The maps of a copy, drawn from what it shows and from nothing else: hidden areas have a pattern. By image name. */
export function shareMaps(
  { result, geography, job }: ShareSource,
  shown: ShownTables,
  places: SharePlaces,
): Record<string, Drawing> {
  const options = { ...DEFAULT_MAP_OPTIONS, ...job.map };
  const { districts } = chosenAuthorities(job.authorities, geography.authorities);
  const own = places.by === 'lsoa' ? places.places.flatMap(({ members }) => members) : places.places.map((_, i) => i);
  const lsoas = places.by === 'lsoa' ? geography.lsoas : shareDissolve(geography.lsoas, places.places);
  const frame = mapFrame({ lsoas, authorities: geography.authorities }, own, districts);
  const { years } = result;
  const current = periodInWords(years.currentStart, years.currentEnd);
  const previous = periodInWords(years.previousStart, years.previousEnd);
  const subjects = [{ code: 'all', name: 'All assessments', rows: shown.all }, ...shown.needs];
  const breaksOf = (kind: Kind) =>
    options.sameScale
      ? mapBreaks(
          subjects.flatMap(({ rows }) =>
            known(rows, kind).map((row) => (kind === 'change' ? row.change : row.current)),
          ),
          kind,
          options,
        )
      : undefined;
  const breaks = { prevalence: breaksOf('prevalence'), change: breaksOf('change') };
  const drawings: Record<string, Drawing> = {};
  for (const { code, name, rows } of subjects) {
    for (const kind of ['prevalence', 'change'] as const) {
      const drawing = drawMap(frame, {
        kind,
        title: kind === 'prevalence' ? name : `${name}: change`,
        authority: result.authority,
        period: kind === 'prevalence' ? current : `${current}, compared with ${previous}`,
        note: 'Small counts are hidden, and others that would give them away; see About this copy',
        licence: geography.about.licence,
        runDate: dateInWords(job.today),
        rows: known(rows, kind),
        options,
        breaks: breaks[kind],
        compared: shown.totals.previous !== 0,
        place: places.word,
        hidden: kind === 'change' && shown.totals.previous === 0 ? undefined : 'Hidden',
      });
      // Copies are sent by e-mail, and Excel on the web opens none of more than 5 MB.
      drawings[`NeedsMap_Map_${code}_${kind}`] = { ...drawing, small: true };
    }
  }
  return drawings;
}

/** The rows whose number is shown; the map reads no other number of them. */
function known(rows: readonly ShownArea[], kind: Kind): AreaRow[] {
  return rows.flatMap(({ code, name, area, previous, current, change }) => {
    if ((kind === 'change' ? change : current) === HIDDEN) return [];
    const zeroed = (value: number | typeof HIDDEN) => (value === HIDDEN ? 0 : value);
    return [{ code, name, area, previous: zeroed(previous), current: zeroed(current), change: zeroed(change) }];
  });
}

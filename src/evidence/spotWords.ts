import { count, list, number } from '../core/words';
import type { HotGroup } from './hotGroups';
import type { Evidence, TableEvidence } from './types';

/** A rate as a whole number per 10,000; one decimal below 10. */
export const rateInWords = (rate: number): string =>
  rate < 10 ? String(Number(rate.toFixed(1))) : number(Math.round(rate));

/** `Southampton 022F and 5 neighbours: 214 assessments, 412 per 10,000, the authority 268`. */
export function groupInWords({ areas }: Evidence, table: TableEvidence, group: HotGroup): string {
  const others = group.members.length - 1;
  const name = areas[group.members[0]!]!.name + (others > 0 ? ` and ${count(others, 'neighbour')}` : '');
  const rates =
    group.rate !== null && table.rate
      ? `, ${rateInWords(group.rate)} per 10,000, the authority ${rateInWords(table.rate.rate)}`
      : '';
  return `${name}: ${count(group.assessments, 'assessment')}${rates}`;
}

/** How many LSOAs of a table rose and fell by more than chance would explain, in one sentence. */
export function changeInWords({ areas }: TableEvidence): string {
  const beyond = areas.filter(({ change }) => change.beyond);
  const rose = beyond.filter(({ previous, current }) => current > previous).length;
  const fell = beyond.length - rose;
  const all = count(areas.length, 'LSOA');
  if (beyond.length === 0) return `None of ${all} changed by more than chance would explain.`;
  if (fell === 0) return `${number(rose)} of ${all} rose by more than chance would explain.`;
  if (rose === 0) return `${number(fell)} of ${all} fell by more than chance would explain.`;
  return `${number(rose)} of ${all} rose and ${number(fell)} fell by more than chance would explain.`;
}

/** What the sheet of hot spots holds, in one sentence or two. */
export function spotsInWords({ areas, tables, basis }: Evidence): string {
  const kinds = tables.map((table) => table.areas.map(({ spot }) => spot.kind).filter((kind) => kind !== null));
  const found = tables
    .map(({ name }, i) => {
      const hot = kinds[i]!.filter((kind) => kind === 'hot').length;
      return { name, hot, cold: kinds[i]!.length - hot };
    })
    .filter(({ hot, cold }) => hot + cold > 0)
    .map(({ name, hot, cold }) => `${name}: ${number(hot)} hot and ${number(cold)} cold LSOAs`);
  const plainOnes = tables.filter((_, i) => kinds[i]!.length === 0).map(({ name }) => name);
  const nothing =
    found.length === 0
      ? `None of ${count(areas.length, 'LSOA')} stands out as a hot or cold spot, for all assessments or for any need.`
      : plainOnes.length > 0
        ? `Nothing stands out for ${list(plainOnes)}.`
        : '';
  const counts = basis === 'count' ? COUNTS_WARNING : '';
  return [found.length > 0 ? `${found.join('; ')}.` : '', nothing, counts].filter(Boolean).join(' ');
}

/** Said wherever hot spots are shown without a population. */
export const COUNTS_WARNING =
  'These spots follow counts, and so where children live; with a population file they follow rates.';

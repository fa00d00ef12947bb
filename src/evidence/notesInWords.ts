import { count, number, signed } from '../core/words';
import type { HotGroup } from './hotGroups';
import { changeInWords, groupInWords, rateInWords } from './spotWords';
import type { Evidence, TableEvidence } from './types';

/** Counts of assessments from 1 up to, but not, this aren't named: notes are made to be pasted into reports. */
const NAMED_FROM = 6;

/**
 * Up to seven sentences for a report, in a fixed order and each with its number: the change of all assessments, their
 * rate, the LSOAs that changed, the largest hot spot, the need that rose most, the clearest hot spot of a need, and
 * deprivation. A sentence whose counts are small, or for which there is no file, is left out; so are those about change
 * where the years can't be compared.
 */
export function notesInWords(evidence: Evidence): string[] {
  const [all, ...needs] = evidence.tables;
  if (!all || evidence.areas.length === 0) return [];
  const { compared } = evidence;
  return [
    compared ? totalsNote(all) : null,
    rateNote(all),
    compared ? changeInWords(all) : null,
    spotNote(evidence, all),
    compared ? risingNote(needs) : null,
    needSpotNote(evidence, needs),
    deprivationNote(evidence),
  ].filter((note) => note !== null);
}

const small = (...counts: number[]) => counts.some((value) => value > 0 && value < NAMED_FROM);
/** A hot LSOA may have no case itself, only its neighbours; nothing is concentrated there that anyone would paste. */
const canBeNamed = (group: HotGroup) => group.assessments >= NAMED_FROM;

function totalsNote({ previous, current, change }: TableEvidence): string | null {
  if (small(previous, current) || previous + current === 0) return null;
  if (previous === current) return `There were ${number(current)} assessments in both years.`;
  const chance = change.beyond ? 'more than chance would explain' : 'no more than chance would explain';
  return `Assessments ${moved(previous, current)}, ${chance}.`;
}

/** `rose from 942 to 1,095 (+16%)`. */
function moved(previous: number, current: number, noun = ''): string {
  const share = previous > 0 ? ` (${signed(Math.round((100 * (current - previous)) / previous))}%)` : '';
  return `${current > previous ? 'rose' : 'fell'} from ${number(previous)} to ${number(current)}${noun}${share}`;
}

function rateNote({ rate, current }: TableEvidence): string | null {
  if (!rate || small(current)) return null;
  const { rate: value, low, high } = rate;
  const interval = `95% interval ${rateInWords(low)} to ${rateInWords(high)}`;
  return `The current year has ${rateInWords(value)} assessments per 10,000 children aged 0 to 17 (${interval}).`;
}

function spotNote(evidence: Evidence, all: TableEvidence): string | null {
  const named = all.groups.find(canBeNamed);
  if (!named) {
    const some = all.groups.length > 0;
    return some ? null : `None of ${count(evidence.areas.length, 'LSOA')} stands out as a hot spot of all assessments.`;
  }
  const many = all.groups.length > 1 ? ` (the largest of ${all.groups.length} hot spots)` : '';
  return `Assessments are concentrated around ${groupInWords(evidence, all, named)}${many}${onCounts(evidence)}.`;
}

const onCounts = ({ basis }: Evidence) => (basis === 'count' ? ' (by counts, which follow where children live)' : '');

function risingNote(needs: TableEvidence[]): string | null {
  const rising = needs
    .filter(({ change, previous, current }) => change.beyond && current > previous && !small(previous, current))
    .sort((a, b) => b.current - b.previous - (a.current - a.previous))[0];
  if (!rising) {
    const hidden = needs.some(({ change, previous, current }) => change.beyond && current > previous);
    if (needs.length === 0 || hidden) return null;
    return `None of the ${count(needs.length, 'need')} mapped rose by more than chance would explain.`;
  }
  return `${rising.name} ${moved(rising.previous, rising.current, ' assessments')}; ${lowerFirst(changeInWords(rising))}`;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** The group that stands highest above the authority: by rate, or by its share of the need's assessments. */
function needSpotNote(evidence: Evidence, needs: TableEvidence[]): string | null {
  const height = (table: TableEvidence, group: HotGroup) =>
    evidence.basis === 'count'
      ? group.assessments / table.current / group.members.length
      : group.rate !== null && table.rate
        ? group.rate / table.rate.rate
        : 0;
  const best = needs
    .flatMap((table) => table.groups.map((group) => ({ table, group, height: height(table, group) })))
    .filter(({ group }) => canBeNamed(group))
    .sort((a, b) => b.height - a.height)[0];
  if (!best) return null;
  return `${best.table.name} is concentrated around ${groupInWords(evidence, best.table, best.group)}${onCounts(evidence)}.`;
}

function deprivationNote({ deciles }: Evidence): string | null {
  const rated = (deciles?.groups ?? []).filter(({ code, tables }) => code !== '' && tables[0]!.rate !== null);
  const [most, least] = [rated[0]?.tables[0], rated[rated.length - 1]?.tables[0]];
  if (!deciles || !most?.rate || !least?.rate || rated.length < 2) return null;
  if (small(most.current, least.current) || least.current === 0) return null;
  const times = (most.rate.rate / least.rate.rate).toFixed(1);
  return (
    `LSOAs in decile ${rated[0]!.code} of ${deciles.index} have ${rateInWords(most.rate.rate)} assessments per 10,000 ` +
    `children, ${times} times those in decile ${rated[rated.length - 1]!.code} (${rateInWords(least.rate.rate)}).`
  );
}

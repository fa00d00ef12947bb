import type { Counts } from './countByYear';
import { needName } from './factors';
import type { MatchingReport } from './matchingReport';
import type { RunTotals } from './types';
import { dateInWords, number, signed } from './words';

/** The numbers of a run that the next one compares itself with: no child's record. */
export function runTotals(
  authority: string,
  counts: Counts,
  report: MatchingReport,
  read: { assessments: number; counted: number },
): RunTotals {
  const numbers: Record<string, number> = {
    'Assessments read': read.assessments,
    Counted: read.counted,
    'Set aside': read.assessments - read.counted,
  };
  for (const [reason, value] of Object.entries(report.byReason)) numbers[`Set aside: ${reason}`] = value;
  numbers['Current year'] = counts.totals.current;
  numbers['Previous year'] = counts.totals.previous;
  for (const need of counts.riskFactors) {
    numbers[`${needName(need.code)}, current year`] = need.current;
    numbers[`${needName(need.code)}, previous year`] = need.previous;
  }
  return { authority, currentEnd: counts.years.currentEnd, numbers };
}

/** Which totals moved since the run before, one sentence each; one sentence where none did or they can't be compared. */
export function sinceLastRun(now: RunTotals, before: RunTotals): string[] {
  if (before.authority !== now.authority) return [`The last run was about ${before.authority}: not compared.`];
  if (before.currentEnd !== now.currentEnd) {
    return [`The last run's current year ended on ${dateInWords(before.currentEnd)}: not compared.`];
  }
  if ((before.children ?? false) !== (now.children ?? false)) {
    return [`The last run counted ${before.children ? 'children' : 'assessments'}: not compared.`];
  }
  const names = [...new Set([...Object.keys(now.numbers), ...Object.keys(before.numbers)])];
  const moved = names.flatMap((name) => {
    const [then, value] = [before.numbers[name] ?? 0, now.numbers[name] ?? 0];
    return then === value ? [] : [`${name}: ${number(value)}, was ${number(then)} (${signed(value - then)})`];
  });
  return moved.length > 0 ? moved : ['No total moved.'];
}

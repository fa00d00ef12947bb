import { cleanChildId, cleanDate, dayNumber, isoDate } from './clean';
import type { TemplateRow } from './readSheets';
import type { SetAside } from './types';
import { count, dateInWords, isoDay } from './words';

/** How many days apart the template's date may lie for a hint. */
const NEAR_DAYS = 14;

/**
 * Near misses: what the analyst should look at first for assessments that aren't in the template, dates in the future
 * and dates that don't exist. Fills in `hint` where there is one.
 */
export function addHints(setAside: SetAside[], template: TemplateRow[], today: number): void {
  // What the template has of the children and days in question; of a million others nothing is needed.
  const daysOf = new Map<string, number[]>();
  const childrenOf = new Map<number, string[]>();
  const asked = setAside.flatMap((one) => {
    if (one.reason === 'unreadable date') one.hint = exchanged(one.date);
    if (one.reason !== 'not in template' && one.reason !== 'date in the future') return [];
    const child = cleanChildId(one.child);
    const day = isoDay(one.date);
    if (day === undefined) return [];
    daysOf.set(child, []);
    if (one.reason === 'not in template') childrenOf.set(day, []);
    return [{ one, child, day }];
  });
  if (asked.length > 0) {
    for (const { child, date } of template) {
      if (child === '' || typeof date !== 'number') continue;
      daysOf.get(child)?.push(date);
      childrenOf.get(date)?.push(child);
    }
  }
  for (const { one, child, day } of asked) {
    const days = daysOf.get(child)!;
    one.hint =
      one.reason === 'not in template'
        ? nearDate(day, days) || swappedDate(day, days) || nearId(child, childrenOf.get(day)!)
        : swappedDate(day, days) || slipOfYear(day, days, today);
  }
}

function nearDate(day: number, days: number[]): string {
  const near = days
    .filter((other) => other !== day && Math.abs(other - day) <= NEAR_DAYS)
    .sort((a, b) => Math.abs(a - day) - Math.abs(b - day) || a - b)[0];
  if (near === undefined) return '';
  const apart = Math.abs(near - day);
  return `The template has this child on ${dateInWords(isoDate(near))}, ${count(apart, 'day')} ${near < day ? 'earlier' : 'later'}.`;
}

/** The day with day and month exchanged, where that is another day that exists. */
function swapped(day: number): number | undefined {
  const [year, month, date] = isoDate(day).split('-').map(Number);
  const other = dayNumber(year!, date!, month!);
  return typeof other === 'number' && other !== day ? other : undefined;
}

function swappedDate(day: number, days: number[]): string {
  const other = swapped(day);
  if (other === undefined || !days.includes(other)) return '';
  return `The template has this child on ${dateInWords(isoDate(other))}: day and month may be exchanged.`;
}

function slipOfYear(day: number, days: number[], today: number): string {
  const [year, month, date] = isoDate(day).split('-').map(Number);
  const latest = Number(isoDate(today).slice(0, 4));
  for (let other = latest; other > latest - 3; other--) {
    const then = dayNumber(other, month!, date!);
    if (typeof then !== 'number' || then > today || other === year) continue;
    const words = dateInWords(isoDate(then));
    if (days.includes(then)) return `The template has this child on ${words}: the year may be a slip.`;
    if (other === latest || other === latest - 1) return `Perhaps ${words}: the year may be a slip.`;
  }
  return '';
}

function nearId(child: string, others: string[]): string {
  const near = others.find((other) => other !== child && oneApart(child, other));
  return near === undefined ? '' : `The template has ${near} on this date: the id may be mistyped.`;
}

/** Whether two ids differ by leading zeros, or by one character changed, added, left out or exchanged with its neighbour. */
function oneApart(a: string, b: string): boolean {
  if (a.replace(/^0+/, '') === b.replace(/^0+/, '')) return true;
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 3) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** For a date that doesn't exist: the one with day and month exchanged, where that does. */
function exchanged(text: string): string {
  const written = text
    .trim()
    .replace(/^(\d{1,2})([-/.])(\d{1,2})(\2\d{2,4})/, '$3$2$1$4')
    .replace(/^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d)/, '$1$2$4$2$3');
  const date = cleanDate(written, false);
  return typeof date === 'number' ? `Perhaps ${dateInWords(isoDate(date))}: day and month may be exchanged.` : '';
}

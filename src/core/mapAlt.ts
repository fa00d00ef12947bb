import { format, formatSigned, type MapKind } from './mapClasses';

/** What a map says, for its alternative text. */
export interface AltInput {
  kind: MapKind;
  title: string;
  authority: string;
  period: string;
  /** Each area's name with its number, or null where it has none. */
  areas: { name: string; value: number | null }[];
  warning?: string;
  /** What an area is called, `LSOA`. */
  place?: string;
  /** Said of areas without a number instead of `without figures`. */
  hidden?: string;
  /** The numbers are rates per 10,000 children. */
  rate?: boolean;
  /** How many changes are beyond chance, where that was asked. */
  beyond?: number;
}

/** How many areas the text names. */
const NAMED = 3;

/** The map in words: what it shows, the range, where the highest are; for change how many rose, fell and stayed. */
export function mapAlt(input: AltInput): string {
  const { kind, title, authority, period, areas, warning, place = 'LSOA', hidden, rate, beyond } = input;
  const known = areas.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
  const sentences = [`Map: ${title}, ${authority}, ${period}.`];
  if (known.length < areas.length)
    sentences.push(`${plural(areas.length - known.length, place)} ${hidden?.toLowerCase() ?? 'without figures'}.`);
  if (known.length > 0) {
    if (kind === 'spots') sentences.push(...spots(known, place));
    else if (kind === 'change') sentences.push(...change(known, place));
    else sentences.push(...prevalence(known, place, rate ? 'Rates per 10,000 children' : 'Numbers'));
  }
  if (beyond !== undefined)
    sentences.push(`${format(beyond)} of the changes ${is(beyond)} more than chance would explain.`);
  if (warning) sentences.push(warning);
  return sentences.join(' ');
}

type Known = { name: string; value: number };

function prevalence(areas: Known[], place: string, numbers: string): string[] {
  const values = areas.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (most === 0) return [`None in ${areas.length === 1 ? 'the' : 'any of the'} ${plural(areas.length, place)}.`];
  if (least === most)
    return [`${format(most)} in ${areas.length === 1 ? 'the' : 'each of the'} ${plural(areas.length, place)}.`];
  const zeros = values.filter((value) => value === 0).length;
  return [
    `${numbers} in ${plural(areas.length, place)} range from ${format(least)} to ${format(most)}` +
      (zeros > 0 ? `; ${format(zeros)} ${zeros === 1 ? 'has' : 'have'} none.` : '.'),
    `Highest: ${listed(areas, (a, b) => b.value - a.value, format)}.`,
  ];
}

function spots(areas: Known[], place: string): string[] {
  const [hot, cold] = [areas.filter(({ value }) => value > 0), areas.filter(({ value }) => value < 0)];
  const named = (which: Known[]) => which.filter(({ value }) => Math.abs(value) === 2).slice(0, NAMED);
  const names = named(hot).map(({ name }) => name);
  return [
    `Of ${plural(areas.length, place)} ${format(hot.length)} ${is(hot.length)} hot and ${format(cold.length)} cold.`,
    ...(names.length > 0
      ? [`Hot at 1%: ${names.join(', ')}${hot.filter(({ value }) => value === 2).length > NAMED ? ' and others' : ''}.`]
      : []),
  ];
}

function change(areas: Known[], place: string): string[] {
  const rose = areas.filter(({ value }) => value > 0);
  const fell = areas.filter(({ value }) => value < 0);
  const same = areas.length - rose.length - fell.length;
  const sentences = [
    `Of ${plural(areas.length, place)} ${format(rose.length)} rose, ${format(fell.length)} fell and ${format(same)} did not change.`,
  ];
  if (rose.length > 0) sentences.push(`Largest rises: ${listed(rose, (a, b) => b.value - a.value, formatSigned)}.`);
  if (fell.length > 0) sentences.push(`Largest falls: ${listed(fell, (a, b) => a.value - b.value, formatSigned)}.`);
  return sentences;
}

function listed(areas: Known[], order: (a: Known, b: Known) => number, words: (value: number) => string): string {
  const first = areas
    .filter(({ value }) => value !== 0)
    .sort(order)
    .slice(0, NAMED);
  return first.map(({ name, value }) => `${name} (${words(value)})`).join(', ');
}

const is = (count: number): string => (count === 1 ? 'is' : 'are');

const plural = (count: number, place: string): string => `${format(count)} ${place}${count === 1 ? '' : 's'}`;

import { ChildDays } from './childDays';
import { asText, hasPostcodeShape, isoDate } from './clean';
import type { LocateArea, Place } from './locateArea';
import type { TemplateRow } from './readSheets';
import type { Assessment, Postcodes, Reason, SetAside } from './types';

/** An assessment with the postcode it is counted at. */
export interface Placed {
  assessment: Assessment;
  /** Letters and digits only. */
  postcode: string;
  /** The postcodes as typed, for the report. */
  typed: string;
  place: Place;
}

export interface Matched {
  kept: Placed[];
  setAside: SetAside[];
  /** Template rows that no assessment has the child and date of. */
  unused: TemplateRow[];
  /** Template rows without a readable child id or date. */
  withoutKey: TemplateRow[];
  /** Template rows whose child and date another row has too, in order of child and date. */
  duplicates: TemplateRow[];
  /** Template rows whose postcode was repaired, with what it became. */
  repaired: { row: TemplateRow; postcode: string }[];
}

/** What a postcode as typed turned out to be. */
export type ResolvedPostcode =
  { kind: 'found'; postcode: string; repaired: boolean } | { kind: 'shaped' | 'misshapen' };

/**
 * Finds a postcode of letters and digits in the file: as written, or as the only one of the forms that come from
 * exchanging 0 and O, 1 and I (RULES.md 1).
 */
export function resolvePostcode(text: string, postcodes: Postcodes): ResolvedPostcode {
  const exists = (form: string) => hasPostcodeShape(form) && (postcodes.find(form) >= 0 || postcodes.elsewhere(form));
  if (exists(text)) return { kind: 'found', postcode: text, repaired: false };
  const forms = exchanged(text).filter(exists);
  if (forms.length === 1) return { kind: 'found', postcode: forms[0]!, repaired: true };
  return { kind: hasPostcodeShape(text) ? 'shaped' : 'misshapen' };
}

const TWINS: Record<string, string> = { '0': 'O', O: '0', '1': 'I', I: '1' };

/** All forms of a text with any of its 0, O, 1, I exchanged; none for texts too long to be a postcode. */
function exchanged(text: string): string[] {
  if (text.length < 5 || text.length > 7) return [];
  let forms = [''];
  for (const letter of text) {
    const twin = TWINS[letter];
    forms = forms.flatMap((form) => (twin ? [form + letter, form + twin] : [form + letter]));
  }
  return forms;
}

/** What is known of a template row: the first of its child and day, and whether an assessment has them. */
const FIRST = 1;
const USED = 2;

/** Joins assessments with the template's postcodes by child and date, and finds each one's place (RULES.md 3 and 4). */
export function matchPostcode(
  assessments: Assessment[],
  template: TemplateRow[],
  postcodes: Postcodes,
  locate: LocateArea,
  today: number,
): Matched {
  const result: Matched = { kept: [], setAside: [], unused: [], withoutKey: [], duplicates: [], repaired: [] };
  const resolved = new Map<string, ResolvedPostcode>();
  const resolve = (text: string) => {
    let known = resolved.get(text);
    if (!known) resolved.set(text, (known = resolvePostcode(text, postcodes)));
    return known;
  };
  // The first row of each child and day by its number; the others, which are few, beside it.
  const firsts = new ChildDays<number>();
  const states = new Uint8Array(template.length);
  const several = new Map<number, TemplateRow[]>();
  const rowsOf = (first: number) => several.get(first) ?? [template[first]!];
  template.forEach((row, i) => {
    if (row.postcode.kind === 'text') {
      const one = resolve(row.postcode.text);
      if (one.kind === 'found' && one.repaired) result.repaired.push({ row, postcode: one.postcode });
    }
    if (row.child === '' || typeof row.date !== 'number') {
      result.withoutKey.push(row);
      return;
    }
    const first = firsts.get(row.child, row.date);
    if (first === undefined) {
      firsts.set(row.child, row.date, i);
      states[i] = FIRST;
    } else if (several.has(first)) several.get(first)!.push(row);
    else several.set(first, [template[first]!, row]);
  });
  for (const first of [...several.keys()].sort((a, b) => a - b)) result.duplicates.push(...several.get(first)!);

  for (const assessment of assessments) {
    const first = firsts.get(assessment.child, assessment.day);
    if (first !== undefined) states[first] = USED;
    const rows = first === undefined ? undefined : rowsOf(first);
    const placed = place(assessment, rows, today, resolve, locate);
    if (typeof placed === 'string')
      result.setAside.push(setAside(assessment, placed, rows ? typedPostcodes(rows) : ''));
    else result.kept.push(placed);
  }
  states.forEach((state, i) => {
    if (state === FIRST) result.unused.push(...rowsOf(i));
  });
  return result;
}

/** The place of one assessment, or the first reason of RULES.md 3 that holds, of those before the authority. */
function place(
  assessment: Assessment,
  rows: TemplateRow[] | undefined,
  today: number,
  resolve: (text: string) => ResolvedPostcode,
  locate: LocateArea,
): Placed | Reason {
  if (assessment.day > today) return 'date in the future';
  if (!rows) return 'not in template';
  // Most have one row with a postcode that is there; what follows would say the same of them, more slowly.
  if (rows.length === 1 && rows[0]!.postcode.kind === 'text') {
    const one = resolve(rows[0]!.postcode.text);
    if (one.kind === 'found')
      return { assessment, postcode: one.postcode, typed: typedPostcode(rows[0]!), place: locate(one.postcode) };
  }
  const written = rows.filter((row) => row.postcode.kind !== 'blank').map((row) => row.postcode);
  if (written.length === 0) return 'no postcode';
  const texts = written.flatMap((postcode) => (postcode.kind === 'text' ? [resolve(postcode.text)] : []));
  if (texts.length === 0) return 'no fixed abode or not known';
  const found = texts.flatMap((one) => (one.kind === 'found' ? [one.postcode] : []));
  if (found.length === 0) return texts.some((one) => one.kind === 'shaped') ? 'postcode not found' : 'not a postcode';
  const distinct = [...new Set(found)].sort();
  const places = distinct.map(locate);
  const first = places[0]!;
  if (places.length > 1 && !places.every((one) => one.area >= 0 && one.area === first.area))
    return 'conflicting postcodes';
  return { assessment, postcode: distinct[0]!, typed: typedPostcodes(rows), place: first };
}

/** What stands in the template's rows of one child and date. */
const typedPostcodes = (rows: TemplateRow[]): string =>
  [...new Set(rows.map(typedPostcode).filter(Boolean))].join(' / ');

const typedPostcode = (row: TemplateRow): string => asText(row.typedPostcode).trim();

/** The report's row for an assessment that isn't counted. */
export function setAside(assessment: Assessment, reason: Reason, postcode: string): SetAside {
  return {
    reason,
    child: assessment.typedChild,
    date: isoDate(assessment.day),
    postcode,
    source: assessment.rows[0]!.source,
    hint: '',
  };
}

import { asText, isoDate, spacedPostcode } from './clean';
import { NO_FACTORS } from './factors';
import type { Factors } from './factors';
import type { Counts } from './countByYear';
import type { Matched, Placed } from './matchPostcode';
import { addHints } from './hints';
import { shownDate } from './mergeAssessments';
import type { Merged } from './mergeAssessments';
import type { Rows } from './readSheets';
import type { Assessment, Geography, Reason, SetAside, Source, Step, WayDown } from './types';
import { count, number, percent, periodInWords } from './words';

/** RULES.md 3: the reasons in the order in which they are looked for. */
const REASONS: readonly Reason[] = [
  'no child id',
  'no date',
  'unreadable date',
  'date in the future',
  'not in template',
  'no postcode',
  'no fixed abode or not known',
  'not a postcode',
  'postcode not found',
  'conflicting postcodes',
  'outside the authority',
  'no LSOA',
];
/** The first three are reasons of rows, without a key; the others of assessments. */
const ROW_REASONS = REASONS.slice(0, 3);
const ASSESSMENT_REASONS = REASONS.slice(3);

/**
 * Shares above which the report warns (of log rows for the first three reasons, of assessments for the others), and what
 * to ask: something is probably wrong with the data or the files.
 */
const UNUSUAL: Partial<Record<Reason, [limit: number, question: string]>> = {
  'no child id': [0.05, 'is the right column read for the child ids?'],
  'no date': [0.05, 'is the right column read for the dates?'],
  'unreadable date': [0.05, 'are the dates written day, month, year?'],
  'date in the future': [0.01, 'is the year wrong, or are day and month exchanged?'],
  'postcode not found': [0.01, 'is the postcode file recent?'],
  'not in template': [0.05, 'is the template filled in for all closed assessments?'],
  'no postcode': [0.05, 'are the postcodes still to be filled in?'],
  'not a postcode': [0.05, 'is the right column read for the postcodes?'],
  'outside the authority': [0.15, 'is this the right authority?'],
};
/** In place of the question for postcodes not found, where the file has no retired ones or that can't be told. */
const RETIRED = {
  none: 'retired postcodes are the likely reason.',
  unknown: 'the postcode file may lack retired postcodes; NSPL or ONSPD have them.',
};

/** Something in the data that changed no total by itself, but that somebody should look at. */
export interface Notice {
  notice: string;
  child: string;
  date: string;
  detail: string;
  source: Source;
}

export interface MatchingReport extends WayDown {
  /** Whether the postcode file holds retired postcodes, in a sentence. */
  retired: string;
  setAside: SetAside[];
  notices: Notice[];
  warnings: string[];
  byReason: Partial<Record<Reason, number>>;
}

/** All that the steps of a job found, on its way to the report. */
export interface Found {
  rows: Rows;
  merged: Merged;
  matched: Matched;
  counted: Placed[];
  outside: SetAside[];
  counts: Counts;
  geography: Geography;
  /** Day number of the run. */
  today: number;
}

/** The way down in numbers, every row that left it, and what else was odd. */
export function matchingReport(found: Found): MatchingReport {
  const { rows, merged, matched, counted, counts } = found;
  const setAside = [...merged.setAside, ...matched.setAside, ...found.outside];
  const byReason: Partial<Record<Reason, number>> = {};
  for (const { reason } of setAside) byReason[reason] = (byReason[reason] ?? 0) + 1;
  const of = (reason: Reason) => byReason[reason] ?? 0;
  const logRows = rows.log.length;
  const assessments = merged.assessments.length;
  const withoutKey = ROW_REASONS.reduce((sum, reason) => sum + of(reason), 0);
  const asideAssessments = ASSESSMENT_REASONS.reduce((sum, reason) => sum + of(reason), 0);
  // Of assessments, even where the tables count children.
  const [previous, current] = [counts.byMonth.slice(0, 12), counts.byMonth.slice(12)].map((months) =>
    months.reduce((sum, value) => sum + value, 0),
  ) as [number, number];
  const outside = counts.outsideYears.map(({ assessment }) => assessment.day).sort((a, b) => a - b);
  const step = (name: string, value: number, whole: number): Step => ({
    step: name,
    number: value,
    share: whole === 0 ? null : value / whole,
  });
  const steps = [
    step('Log rows of assessments read', logRows, logRows),
    ...ROW_REASONS.map((reason) => step(`Rows set aside: ${reason}`, of(reason), logRows)),
    step('Rows merged (same child and date)', merged.mergedRows, logRows),
    step('Assessments', assessments, assessments),
    ...ASSESSMENT_REASONS.map((reason) => step(`Set aside: ${reason}`, of(reason), assessments)),
    step('Counted', counted.length, assessments),
    step('Counted, in the current year', current, counted.length),
    step('Counted, in the previous year', previous, counted.length),
    step('Counted, outside the two years', outside.length, counted.length),
    step(
      'Counted, in the nearest LSOA within 100 m',
      counted.filter((one) => one.place.snapped).length,
      counted.length,
    ),
    step('Assessments whose rows disagreed on factors', merged.disagreements.length, assessments),
    step('Annex A rows, never counted', rows.annexARows, 0),
    step('Template rows read', rows.templateRows.length, rows.templateRows.length),
    step('Template rows that no assessment used', matched.unused.length, rows.templateRows.length),
    step('Template rows without child id or date', matched.withoutKey.length, rows.templateRows.length),
    step('Template rows with a repaired postcode', matched.repaired.length, rows.templateRows.length),
  ];
  addHints(setAside, rows.templateRows, found.today);
  const rank = new Map([...REASONS].sort((a, b) => of(b) - of(a)).map((reason, i) => [reason, i]));
  setAside.sort(
    (a, b) =>
      rank.get(a.reason)! - rank.get(b.reason)! ||
      compare(a.source.sheet, b.source.sheet) ||
      a.source.row - b.source.row,
  );
  return {
    steps,
    sums: [
      `${number(logRows)} log rows = ${number(assessments)} assessments + ${count(merged.mergedRows, 'merged row')} + ${withoutKey === 1 ? '1 row' : `${number(withoutKey)} rows`} without a key (child id and date)`,
      `${number(assessments)} assessments = ${number(counted.length)} counted + ${number(asideAssessments)} set aside`,
      `${number(counted.length)} counted = ${number(current)} in the current year + ${number(previous)} in the previous year + ${number(outside.length)} outside both${datesOf(outside)}`,
    ],
    retired: retiredWords(found.geography.about.retiredPostcodes),
    hints: setAside.filter(({ hint }) => hint !== '').length,
    setAside,
    notices: notices(found),
    warnings: unusual(byReason, { logRows, assessments }, found.geography.about.retiredPostcodes),
    byReason,
  };
}

/** " (3 May 2021 to 4 June 2022)", of day numbers in order. */
function datesOf(days: number[]): string {
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined ? '' : ` (${periodInWords(isoDate(first), isoDate(last))})`;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function retiredWords(retired: boolean | null): string {
  if (retired === null) return "Whether the postcode file holds retired postcodes can't be told.";
  return retired ? 'The postcode file holds retired postcodes too.' : 'The postcode file holds no retired postcodes.';
}

function unusual(
  byReason: Partial<Record<Reason, number>>,
  whole: { logRows: number; assessments: number },
  retired: boolean | null,
): string[] {
  return (Object.entries(UNUSUAL) as [Reason, [number, string]][]).flatMap(([reason, [limit, asked]]) => {
    const [of, things] = ROW_REASONS.includes(reason)
      ? [whole.logRows, 'log rows']
      : [whole.assessments, 'assessments'];
    const share = (byReason[reason] ?? 0) / Math.max(1, of);
    if (share <= limit) return [];
    // 1.04% is over the limit, and would be shown as 1.0%.
    const shown = percent(share) === percent(limit) ? `Just over ${percent(limit)}` : percent(share);
    const question =
      reason === 'postcode not found' && !retired ? RETIRED[retired === false ? 'none' : 'unknown'] : asked;
    return [`${shown} of ${things} were set aside as "${reason}" (usual: up to ${percent(limit)}): ${question}`];
  });
}

/** Codes that should not be used from census year 2024-25 on (DfE rules 8945Q, 8950Q). */
const WITHDRAWN = new Set(['18A', '19A']);
const WITHDRAWN_FROM = Date.UTC(2024, 3, 1) / 86400000;

function notices({ merged, matched, counted, geography }: Found): Notice[] {
  const list: Notice[] = [];
  const template = (notice: string, row: Rows['templateRows'][number], detail: string) =>
    list.push({ notice, child: asText(row.typedChild), date: shownDate(row), detail, source: row.source });
  const assessment = (notice: string, one: Assessment, detail: string, { source } = one.rows[0]!) =>
    list.push({ notice, child: one.typedChild, date: isoDate(one.day), detail, source });
  /** A line for each of the assessment's rows that has something to show. */
  const rows = (notice: string, one: Assessment, shown: (factors: Factors) => string[]) => {
    for (const row of one.rows) {
      const codes = shown(row.factors);
      if (codes.length > 0) assessment(notice, one, codes.join(', '), row);
    }
  };
  for (const row of matched.withoutKey)
    template('template row without a readable child id or date', row, asText(row.typedPostcode));
  for (const row of matched.unused) template('template row that no assessment used', row, asText(row.typedPostcode));
  for (const row of matched.duplicates)
    template('child and date twice in the template', row, asText(row.typedPostcode));
  for (const { row, postcode } of matched.repaired) {
    template('postcode repaired', row, `${asText(row.typedPostcode)} became ${spacedPostcode(postcode)}`);
  }
  for (const one of merged.disagreements)
    rows('rows of one assessment with different factors', one, ({ codes }) => (codes.length > 0 ? codes : ['none']));
  for (const one of merged.assessments) {
    rows('factor codes not in the table', one, ({ unknown, invalid }) => [...unknown, ...invalid]);
    if (one.codes.length === 0) assessment('no factors', one, '');
    if (one.codes.includes(NO_FACTORS) && one.codes.length > 1)
      rows('21 beside other factors', one, ({ codes }) => (codes.includes(NO_FACTORS) ? one.codes : []));
    if (one.day >= WITHDRAWN_FROM)
      rows('18A or 19A after March 2024', one, ({ codes }) => codes.filter((code) => WITHDRAWN.has(code)));
  }
  for (const one of counted) {
    const { area, byPolygon } = one.place;
    if (byPolygon < 0 || byPolygon === area) continue;
    const codes = geography.lsoas.codes;
    assessment(
      'LSOA by code differs from the polygon',
      one.assessment,
      `${codes[area]} by code, ${codes[byPolygon]} by polygon`,
    );
  }
  const frequency = new Map<string, number>();
  for (const { notice } of list) frequency.set(notice, (frequency.get(notice) ?? 0) + 1);
  return list.sort(
    (a, b) =>
      frequency.get(b.notice)! - frequency.get(a.notice)! ||
      compare(a.notice, b.notice) ||
      compare(a.source.sheet, b.source.sheet) ||
      a.source.row - b.source.row,
  );
}

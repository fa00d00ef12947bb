/** RULES.md a second time, clear and slow, to hold the product's own code against. Nothing here comes from src but types. */
import type { Cell, Sheet, WorkbookData } from '../../src/core/types';
import table from '../../assets/factors.json';
import { childId, date, needs, postcode, text } from './naiveCells';
import { contains, locate, places, shareWithin, type Collection, type Place, type Point } from './naivePlaces';

/** A row of a postcode file. Degrees. */
export interface PostcodeRow {
  postcode: string;
  latitude: number;
  longitude: number;
  /** End date; blank or left out for a live postcode. */
  ended?: string;
  /** LSOA code, where the file has a column of the boundary file's vintage. */
  lsoa?: string;
}

export interface NaiveInput {
  workbook: WorkbookData;
  postcodes: PostcodeRow[];
  lsoas: Collection;
  authorities: Collection;
  /** Names in the authorities file: several for a county. */
  authority: string[];
  /** ISO date. */
  today: string;
  options?: {
    yearEnd?: string;
    needs?: string[];
    top?: number;
    by?: 'current' | 'growth';
    include21?: boolean;
    /** False: never use the codes of the postcode file. */
    lsoaByCode?: boolean;
  };
}

type AreaRow = [code: string, name: string, previous: number, current: number, change: number];
/** RULES.md 8. */
export interface NaiveResult {
  log_rows: number;
  annex_a_rows: number;
  assessments: number;
  merged_rows: number;
  set_aside: Record<string, number>;
  counted: number;
  snapped: number;
  outside_years: number;
  years: string[];
  totals: number[];
  risk_factors: { code: string; name: string; previous: number; current: number; change: number; pct: number | null }[];
  top: string[];
  assessments_by_lsoa: AreaRow[];
  needs_by_lsoa: Record<string, AreaRow[]>;
}

const CHILD = ['CUID', 'LAchildID', 'Child Unique ID', 'Child ID', 'Person ID'];
const TEMPLATE = {
  child: CHILD,
  date: ['Assessment Closure Date', 'Closure Date', 'Date', 'Assessment Authorisation Date'],
  postcode: ['Postcode at Time of Assessment', 'Postcode'],
};
const LOG = { child: CHILD, date: ['Date', 'Closure Date', 'Assessment Authorisation Date'], type: ['Type'] };
const FACTORS = ['Factors', 'Assessment Factors'];
const SET_ASIDE = ['Reason', 'Child id', 'Date', 'Postcode', 'Sheet', 'Row', 'Hint'];
const EVENTS =
  'CINreferralDate CINclosureDate DateOfInitialCPC AssessmentActualStartDate AssessmentAuthorisationDate S47ActualStartDate CPPstartDate CPPendDate assessment_start assessment_authorised contact early_help_assessment_start early_help_assessment_completion referral s47 icpc cin_start cin_end cpp_start cpp_end lac_start lac_end'
    .toLowerCase()
    .split(' ');

const plain = (heading: Cell | undefined) => text(heading).toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''); // prettier-ignore
const same = (cell: Cell | undefined, word: string) => text(cell).toLowerCase() === word.toLowerCase();

/** The column (from 0) that one of the names heads: the first name wins, then the leftmost column; -1 for none. */
function column(headings: Cell[], names: string[]): number {
  for (const name of names) {
    const at = headings.findIndex((heading) => plain(heading) === plain(name));
    if (at >= 0) return at;
  }
  return -1;
}

/** The rows under the first row, of the first 50, that has all the headings, with what stands under each. */
function read<K extends string>(
  sheet: Sheet,
  kind: Record<K, string[]>,
): Record<K | 'factors', Cell | undefined>[] | null {
  for (let r = 0; r < sheet.rows.length && sheet.firstRow + r <= 50; r++) {
    const headings = sheet.rows[r]!;
    const columns = Object.entries<string[]>({ ...kind }).map(
      ([key, names]) => [key, column(headings, names)] as const,
    );
    if (columns.some(([, at]) => at < 0)) continue;
    const all = [...columns, ['factors', column(headings, FACTORS)] as const];
    return sheet.rows.slice(r + 1).map((row) => {
      return Object.fromEntries(all.map(([key, at]) => [key, row[at]])) as Record<K | 'factors', Cell | undefined>;
    });
  }
  return null;
}

/** The sheet without what the add-in wrote: its tables, and its list of those set aside, which looks like a template. */
function withoutOurs(sheet: Sheet): Sheet {
  const hidden = sheet.tables.filter(({ name }) => /^NeedsMap_/i.test(name));
  sheet.rows.forEach((row, r) =>
    row.forEach((_, c) => {
      if (!SET_ASIDE.every((name, i) => plain(row[c + i]) === plain(name))) return;
      const [firstRow, firstColumn] = [sheet.firstRow + r, sheet.firstColumn + c];
      hidden.push({ name: 'copied', firstRow, firstColumn, lastRow: Infinity, lastColumn: firstColumn + 6 });
    }),
  );
  const isHidden = (row: number, col: number) =>
    hidden.some((of) => row >= of.firstRow && row <= of.lastRow && col >= of.firstColumn && col <= of.lastColumn);
  const rows = sheet.rows.map((row, r) =>
    row.map((cell, c) => (isHidden(sheet.firstRow + r, sheet.firstColumn + c) ? null : cell)),
  );
  return { ...sheet, rows };
}

/** The postcode file as RULES.md 4 reads it. */
function postcodeFile(rows: PostcodeRow[]): Map<string, PostcodeRow> {
  const file = new Map<string, PostcodeRow>();
  const order = (row: PostcodeRow) => [row.ended ? 1 : 0, row.latitude, row.longitude];
  for (const row of rows) {
    const { latitude, longitude } = row;
    if (!(latitude >= 49 && latitude <= 61.5 && longitude >= -11 && longitude <= 2.5)) continue;
    const key = row.postcode.toUpperCase().replace(/[^A-Z0-9]/g, '');
    const other = file.get(key);
    const [mine, theirs] = [order(row), other ? order(other) : []];
    const differs = mine.findIndex((value, i) => value !== theirs[i]);
    if (!other || (differs >= 0 && mine[differs]! < theirs[differs]!)) file.set(key, row);
  }
  return file;
}

/** First and last days of the previous and the current year (RULES.md 5). */
export function yearsOf(last: string): string[] {
  const [year, month] = last.split('-').map(Number) as [number, number];
  const iso = (y: number, m: number, d: number) => new Date(Date.UTC(y, m, d)).toISOString().slice(0, 10);
  // Months count from 0 here, and day 0 is the last of the month before.
  const next = iso(year, month, 0) === last ? month : month - 1;
  return [iso(year - 2, next, 1), iso(year - 1, next, 0), iso(year - 1, next, 1), iso(year, next, 0)];
}

/** The whole of RULES.md. */
export function naive(input: NaiveInput): NaiveResult {
  const { workbook, today, options = {} } = input;
  const logRows: { child: Cell | undefined; date: Cell | undefined; factors: Cell | undefined }[] = [];
  const template = new Map<string, Cell[]>();
  const templates: { name: string; rows: Record<keyof typeof TEMPLATE, Cell | undefined>[] }[] = [];
  let annexARows = 0;
  for (const sheet of workbook.sheets) {
    const mine = withoutOurs(sheet);
    const log = read(mine, LOG);
    if (log?.some((row) => EVENTS.some((event) => same(row.type, event)))) {
      logRows.push(...log.filter((row) => same(row.type, 'AssessmentAuthorisationDate')));
      annexARows += log.filter((row) => same(row.type, 'assessment_authorised')).length;
      continue;
    }
    const rows = read(mine, TEMPLATE);
    if (rows) templates.push({ name: sheet.name, rows });
  }
  // One sheet is the template: the one so named, where several could be.
  const chosen =
    templates.length === 1 ? templates[0] : templates.find(({ name }) => name === 'assessment_postcode_data');
  for (const row of chosen?.rows ?? []) {
    const key = `${childId(row.child)}|${date(row.date, workbook.date1904)}`;
    template.set(key, [...(template.get(key) ?? []), row.postcode ?? null]);
  }

  const setAside = new Map<string, number>();
  const aside = (reason: string) => setAside.set(reason, (setAside.get(reason) ?? 0) + 1);
  const assessments = new Map<string, { day: string; needs: Set<string> }>();
  let keyed = 0;
  for (const row of logRows) {
    const [child, day] = [childId(row.child), date(row.date, workbook.date1904)];
    if (child === null) aside('no child id');
    else if (day === 'blank') aside('no date');
    else if (day === 'unreadable') aside('unreadable date');
    else {
      keyed++;
      const one = assessments.get(`${child}|${day}`) ?? { day, needs: new Set() };
      for (const need of needs(row.factors)) one.needs.add(need);
      assessments.set(`${child}|${day}`, one);
    }
  }

  const lsoas = places(input.lsoas, /^LSOA\d\dCD$/i, /^LSOA\d\dNM$/i);
  const districts = places(input.authorities, /^LAD\d\dCD$/i, /^LAD\d\dNM$/i).filter(({ name }) =>
    input.authority.includes(name),
  );
  const own = lsoas.filter((lsoa) => shareWithin(lsoa, districts) > 0.5);
  const file = postcodeFile(input.postcodes);
  const placed = new Map<string, ReturnType<typeof place>>();
  const placeOnce = (found: string) => placed.get(found) ?? placed.set(found, place(found)).get(found)!;
  function place(found: string) {
    const row = file.get(found)!;
    const point: Point = [Math.round(row.longitude * 1e7), Math.round(row.latitude * 1e7)];
    const given = options.lsoaByCode === false ? undefined : lsoas.find(({ code }) => code === row.lsoa);
    const at = given ? { code: given.code, snapped: false } : locate(lsoas, point);
    return { at, inAuthority: districts.some((district) => contains(district, point)) };
  }

  const counted: { day: string; needs: Set<string>; lsoa: string; snapped: boolean }[] = [];
  for (const [key, assessment] of assessments) {
    const cells = template.get(key);
    const typed = (cells ?? []).map((cell) => postcode(cell, file)).filter(({ kind }) => kind !== 'blank');
    const found = [...new Set(typed.filter(({ kind }) => kind === 'found').map((one) => one.postcode))].sort();
    const at = found.map(placeOnce);
    if (assessment.day > today) aside('date in the future');
    else if (!cells) aside('not in template');
    else if (typed.length === 0) aside('no postcode');
    else if (typed.every(({ kind }) => kind === 'pseudo')) aside('no fixed abode or not known');
    else if (found.length === 0)
      aside(typed.some(({ kind }) => kind === 'missing') ? 'postcode not found' : 'not a postcode');
    else if (at.length > 1 && at.some((one) => one.at === null || one.at.code !== at[0]!.at?.code))
      aside('conflicting postcodes');
    else if (at[0]!.at === null) aside(at[0]!.inAuthority ? 'no LSOA' : 'outside the authority');
    else if (!own.some(({ code }) => code === at[0]!.at!.code)) aside('outside the authority');
    else counted.push({ ...assessment, lsoa: at[0]!.at.code, snapped: at[0]!.at.snapped });
  }

  const latest = counted.reduce((last, { day }) => (day > last ? day : last), '');
  const years = yearsOf(options.yearEnd ?? (latest || today));
  const inYear = (day: string, from: number) => day >= years[from]! && day <= years[from + 1]!;
  const count = (of: (one: (typeof counted)[number]) => boolean) => {
    const previous = counted.filter((one) => of(one) && inYear(one.day, 0)).length;
    const current = counted.filter((one) => of(one) && inYear(one.day, 2)).length;
    return { previous, current, change: current - previous };
  };

  const known = table.needs.map(({ id, label }) => ({ code: id, name: label }));
  const codes = [...new Set(counted.flatMap((one) => [...one.needs]))];
  const unknown = codes.filter((code) => !known.some((need) => need.code === code)).sort();
  const order = [...known, ...unknown.map((code) => ({ code, name: code }))];
  const riskFactors = order.map(({ code, name }) => {
    const numbers = count((one) => one.needs.has(code));
    return { code, name, ...numbers, pct: numbers.previous === 0 ? null : numbers.change / numbers.previous };
  });
  riskFactors.sort((a, b) => b.current - a.current); // sorts keep the order of equal ones

  const eligible = riskFactors.filter(({ code }) => code !== '21' || options.include21);
  const growing = eligible.filter(({ previous }) => previous >= 10).sort((a, b) => b.pct! - a.pct!);
  const ranked = (options.by === 'growth' ? growing : eligible).slice(0, options.top ?? 5).map(({ code }) => code);
  const top = options.needs ?? ranked;
  const byLsoa = (of: (one: (typeof counted)[number]) => boolean): AreaRow[] =>
    own
      .map(({ code, name }: Place): AreaRow => {
        const { previous, current, change } = count((one) => one.lsoa === code && of(one));
        return [code, name, previous, current, change];
      })
      .sort((a, b) => b[3] - a[3] || b[2] - a[2] || (a[0] < b[0] ? -1 : 1));

  const totals = count(() => true);
  return {
    log_rows: logRows.length,
    annex_a_rows: annexARows,
    assessments: assessments.size,
    merged_rows: keyed - assessments.size,
    set_aside: Object.fromEntries([...setAside].sort(([a], [b]) => (a < b ? -1 : 1))),
    counted: counted.length,
    snapped: counted.filter(({ snapped }) => snapped).length,
    outside_years: counted.length - totals.previous - totals.current,
    years,
    totals: [totals.previous, totals.current],
    risk_factors: riskFactors,
    top,
    assessments_by_lsoa: byLsoa(() => true),
    needs_by_lsoa: Object.fromEntries(top.map((code) => [code, byLsoa((one) => one.needs.has(code))])),
  };
}

import type { Cell, Sheet, WorkbookData } from '../../src/core/types';
import type { Random } from '../../src/sample/random';
import type { PostcodeRow } from './naive';

const IDS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '0001234', '0', 'EX10', 'ex 11', 'A.0', '77', '1e3', '=SUM(A1)', 'É7', '00', '5500', 'valueOf']; // prettier-ignore
const BLANKS: Cell[] = [null, '', ' ', '\u00a0', '-', '.', '..', ':', '?', 'x', 'Z', 'c', 'u', 'N/A', 'na', 'n.a.', 'NIL', 'none', 'null', 'NaN', 'NaT', '#N/A', 'unknown', 'Not  Known', 'not recorded', 'tbc', { error: '#REF!' }]; // prettier-ignore
const BLANK_POSTCODES: Cell[] = ['nopostcode', 'No postcode', 'no postcode  given', 'not given', 'none given', 'no address', 'XXX', 'xx xxx', '--', '()']; // prettier-ignore
const PSEUDO = [
  'ZZ99 3VZ',
  'zz99',
  'ZZ993CZ',
  'NF11 1NF',
  'nfa',
  'N.F.A.',
  'No Fixed Abode',
  'of no fixed abode',
  'HOMELESS',
];
const MISSHAPEN: Cell[] = [
  'Q',
  'QO1',
  '12 Mill Lane',
  'Q01 AAA',
  12345,
  true,
  'constructor',
  '__proto__',
  'QO1 1AAA',
  '1QO 1AA',
];
const NOT_DATES: Cell[] = ['31/02/2025', '29/02/2023', '2025', 'soon', 19999, 80001, 0, 44.5, true, '20251301', 20250230, '32/01/2025', '1/13/2025', '01/01/202', 'Marchh 3 2025', '31 Sep', '19999']; // prettier-ignore
const FACTORS: Cell[] = [null, '', '4B', '4b,3A', '1A 1B;2C', '21', 21, 20, '20.0', 20.9, 4, '4', '7', '18', '99Z', '04A', '4A, 4A', '3C/RB', 'RB', '25', '123', '8F|9', '__proto__', 'constructor', 'x', 'n/a', true, { error: '#N/A' }, '22A,23A,24A', '4A4B', '7.00', '19', '21,3B', '5A-6B', 99]; // prettier-ignore
const EVENTS = [
  'CINreferralDate',
  'cppenddate',
  'assessment_start',
  'contact',
  'S47ActualStartDate',
  'something else',
  null,
  7,
];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore
const CHILD = ['CUID', 'LAchildID', 'Child Unique ID', 'Child ID', 'Person ID'];
const TEMPLATE_DATES = ['Assessment Closure Date', 'Closure Date', 'Date', 'Assessment Authorisation Date', 'AssessmentAuthorisationDate']; // prettier-ignore
const LOG_DATES = ['Date', 'Closure Date', 'AssessmentAuthorisationDate', 'Assessment Authorisation Date'];
const POSTCODES = ['Postcode at Time of Assessment', 'Postcode', 'Post code'];
const FACTOR_NAMES = ['Factors', 'Assessment Factors', 'AssessmentFactors'];
const EXTRAS = ['Team', '__proto__', 'constructor', '', 'Notes', 'Source', 'Factor', null];

/** 1 January 2023 as days since 1970; dates are drawn from the three years after. */
const FIRST = 19358;
const TODAY = '2025-06-30';

/** A small workbook in which every trouble of RULES.md has a fair chance, and the day of the run. */
export function randomWorkbook(random: Random, file: PostcodeRow[]): { workbook: WorkbookData; today: string } {
  const { chance, pick } = random;
  const date1904 = chance(0.2);
  /** Some workbooks are clean enough to count much, others are nothing but trouble. */
  const trouble = pick([0.1, 0.3, 1]);
  const days = Array.from({ length: 6 }, () => FIRST + random.whole(940));
  days.push(...random.shuffle([19782, 19783, 20147, 20269, 20270, 20300]).slice(0, 3)); // ends of months, today, later
  const ids = random.shuffle([...IDS]).slice(0, 10);

  /** The id as somebody might type it; the same child by RULES.md 1. */
  function id(child: string): Cell {
    if (chance(0.04 * trouble)) return pick(BLANKS);
    if (/^\d+$/.test(child)) {
      const plain = Number(child);
      return pick<Cell>([plain, child, `0${child}`, `${child}.0`, ` ${plain}.00 `, String(plain)]);
    }
    return pick([
      child,
      child.toLowerCase(),
      child.toUpperCase(),
      ` ${child}\u00a0`,
      `${child.slice(0, 1)} ${child.slice(1)}`,
    ]);
  }
  function date(day: number): Cell {
    if (chance(0.03 * trouble)) return pick(BLANKS);
    if (chance(0.04 * trouble)) return pick(NOT_DATES);
    const iso = new Date(day * 864e5).toISOString().slice(0, 10);
    const [y, m, d] = iso.split('-') as [string, string, string];
    const [month, short] = [MONTHS[Number(m) - 1]!, MONTHS[Number(m) - 1]!.slice(0, 3)];
    const serial = day + (date1904 ? 24107 : 25569);
    const time = pick(['', '', '', ' 00:00', ' 2:35 pm', ' 23:59:59', ' 00:00:00.000']);
    return pick<Cell>([serial, serial, serial + 0.99, String(serial), Number(y + m + d), y + m + d, iso, `${iso}T00:00:00Z`, `${y}/${Number(m)}/${d}`, `${d}/${m}/${y}${time}`, `${Number(d)}/${Number(m)}/${y.slice(2)}${time}`, `${d}.${m}.${y}`, `${d}-${m}-${y.slice(2)}`, `${Number(d)} ${month} ${y}${time}`, `${d}-${m === '09' ? 'Sept' : short}-${y}`, `${d} ${short.toUpperCase()} ${y.slice(2)}`, `  ${iso}\u00a0`]); // prettier-ignore
  }
  function postcode(): Cell {
    const kind = random.weighted([12, 2 * trouble, 2 * trouble, 2 * trouble, 3 * trouble, 3]);
    if (kind === 1) return pick(chance(0.5) ? BLANKS : BLANK_POSTCODES);
    if (kind === 2) return pick(PSEUDO);
    if (kind === 3) return pick(MISSHAPEN);
    if (kind === 4) return pick(['SW99 9ZZ', 'Q99 9ZZ', 'Q0O 0OO', 'N1 1FA', 'QII 1II']);
    const written = pick(file).postcode;
    if (kind === 0)
      return pick([
        written,
        written.toLowerCase(),
        written.replace(' ', ''),
        ` ${written}.`,
        written.replace(' ', '-'),
      ]);
    const swap: Record<string, string> = { 0: 'O', O: '0', 1: 'I', I: '1' };
    return [...written].map((letter) => (chance(0.35) ? (swap[letter] ?? letter) : letter)).join('');
  }
  const shout = (heading: string) => pick([heading, heading.toUpperCase(), heading.toLowerCase(), ` ${heading} `, heading.replaceAll(' ', '_'), `${heading}:`]); // prettier-ignore

  /** A sheet whose columns stand in any order, under title rows, between columns that nobody reads. */
  function sheet(name: string, columns: { names: string[]; values: Cell[] }[], ordered = false): Sheet {
    const extras = ordered ? 0 : random.whole(4);
    const shown = columns.map(({ names, values }) => ({ heading: shout(pick(names)) as Cell, values }));
    // A second column that fits worse: the first of the list of names must win.
    const first = columns[1]!;
    if (!ordered && chance(0.15)) {
      shown[1]!.heading = shout(first.names[0]!);
      shown.push({ heading: first.names[1]!, values: random.shuffle([...first.values]) });
    }
    for (let i = 0; i < extras; i++) {
      shown.push({ heading: pick(EXTRAS), values: first.values.map(() => pick<Cell>([null, 'abc', 3, '1A'])) });
    }
    if (!ordered) random.shuffle(shown);
    const rows: Cell[][] = Array.from({ length: chance(0.4) ? random.whole(5) : 0 }, () => shown.map(() => pick<Cell>([null, 'CUID', 'Log of events', 'Date']))); // prettier-ignore
    rows.push(shown.map(({ heading }) => heading));
    first.values.forEach((_, r) => {
      if (chance(0.04)) rows.push(shown.map(() => null));
      rows.push(shown.map(({ values }) => values[r]!));
    });
    return { name, firstRow: chance(0.3) ? 3 : 1, firstColumn: chance(0.3) ? 4 : 1, rows, tables: [] };
  }

  const events = Array.from({ length: 15 + random.whole(40) }, () => ({ child: pick(ids), day: pick(days) }));
  const rows = (list: typeof events) => random.shuffle([...list]);
  const once = events.filter(
    ({ child, day }, i) => events.findIndex((one) => one.child === child && one.day === day) === i,
  );
  const repeats = () => (chance(0.15 * trouble) ? 0 : chance(0.3 * trouble) ? 1 + random.whole(3) : 1);
  const template = rows(once).flatMap((one) => Array.from({ length: repeats() }, () => one));
  template.push({ child: 'ONLY-TEMPLATE', day: days[0]! });
  const sheets: Sheet[] = [
    sheet('assessment_postcode_data', [
      { names: CHILD, values: template.map(({ child }) => id(child)) },
      { names: TEMPLATE_DATES, values: template.map(({ day }) => date(day)) },
      { names: POSTCODES, values: template.map(postcode) },
    ]),
  ];
  const logs = 1 + random.whole(3);
  for (let i = 0; i < logs; i++) {
    const mine = rows(i === 0 ? events : events.filter(() => chance(0.3)));
    const type = (_: unknown, r: number): Cell => {
      if (r === 0 || chance(0.75)) return pick(['AssessmentAuthorisationDate', 'AssessmentAuthorisationDate', ' assessmentauthorisationdate ']); // prettier-ignore
      return chance(0.3) ? pick(['assessment_authorised', ' Assessment_Authorised']) : pick(EVENTS);
    };
    const columns = [
      { names: CHILD, values: mine.map(({ child }) => id(child)) },
      { names: LOG_DATES, values: mine.map(({ day }) => date(day)) },
      { names: ['Type'], values: mine.map(type) },
    ];
    if (chance(0.9)) columns.push({ names: FACTOR_NAMES, values: mine.map(() => pick(FACTORS)) });
    if (chance(0.15)) columns.push({ names: POSTCODES, values: mine.map(postcode) });
    const log = sheet(`log ${i}`, columns);
    sheets.push(chance(0.1) ? beside(log) : log);
  }
  if (chance(0.3)) sheets.push(ours());
  if (chance(0.2)) {
    // Headings of a log but no event; with a postcode it could be a template, were there none of that name.
    const columns = [
      { names: ['CUID'], values: events.map(({ child }) => id(child)) },
      { names: LOG_DATES, values: events.map(({ day }) => date(day)) },
      { names: ['Type'], values: events.map(() => pick<Cell>(['Visit', 'Letter', null])) },
    ];
    if (chance(0.5)) columns.push({ names: POSTCODES, values: events.map(postcode) });
    sheets.push(sheet('not a log', columns));
  }
  if (chance(0.2))
    sheets.push({ name: 'empty', firstRow: 1, firstColumn: 1, rows: chance(0.5) ? [] : [[null]], tables: [] });

  /** A table of the add-in in the first columns of somebody's own sheet, with headings that would win. */
  function beside(log: Sheet): Sheet {
    const table = { name: 'NeedsMap_RiskFactors', firstRow: log.firstRow, lastRow: log.firstRow + log.rows.length - 1 };
    const place = { firstColumn: log.firstColumn, lastColumn: log.firstColumn + 1 };
    return {
      ...log,
      rows: log.rows.map((row) => [pick<Cell>(['CUID', '1']), pick<Cell>(['Date', 45000]), ...row]),
      tables: [{ ...table, ...place }],
    };
  }

  /** The add-in's own list of those set aside, renamed or copied: it has all the headings of a template. */
  function ours(): Sheet {
    const list = sheet('My copy', [
      { names: ['Reason'], values: events.map(() => 'not in template') },
      { names: ['Child id'], values: events.map(({ child }) => id(child)) },
      { names: ['Date'], values: events.map(({ day }) => date(day)) },
      { names: ['Postcode'], values: events.map(postcode) },
      { names: ['Sheet'], values: events.map(() => 'log 0') },
      { names: ['Row'], values: events.map((_, i) => i) },
      { names: ['Hint'], values: events.map(() => '') },
    ], true); // prettier-ignore
    const lastRow = list.firstRow + list.rows.length - 1;
    const place = {
      firstRow: lastRow - events.length,
      lastRow,
      firstColumn: list.firstColumn,
      lastColumn: list.firstColumn + 6,
    };
    return chance(0.5)
      ? list
      : { ...list, tables: [{ name: pick(['NeedsMap_SetAside', 'NeedsMap_SetAside_2']), ...place }] };
  }
  return { workbook: { name: 'random.xlsx', sheets: random.shuffle(sheets), date1904 }, today: TODAY };
}

import type { Cell, Sheet, WorkbookData } from '../core/types';
import { CHANGE_DAY, LAST_DAY, type SampleAssessment } from './children';
import type { SamplePostcodes } from './postcodes';
import type { Random } from './random';
import { spelling } from './spelling';

/** What goes wrong with an assessment on its way into the workbook, and in how many of 1,000. */
const TROUBLES = {
  noId: 3,
  noDate: 4,
  notDate: 4,
  future: 0.4,
  notInTemplate: 14,
  blank: 12,
  noAbode: 6,
  misshapen: 6,
  notFound: 11,
  pointless: 1,
  conflict: 7,
  twice: 15,
  mistyped: 14,
  quayside: 4,
  rock: 1,
  unknownFactors: 9,
};
type Trouble = keyof typeof TROUBLES;
/** Each kind comes at least this often. */
const AT_LEAST = 3;
const TEAMS = ['North', 'East', 'Town', 'Harbour', 'Front door'];
const OTHER_EVENTS = ['CINreferralDate', 'AssessmentActualStartDate', 'CINclosureDate', 'CPPstartDate'];
const DONE = 'AssessmentAuthorisationDate';

interface LogRow {
  child: Cell;
  date: Cell;
  type: string;
  factors: Cell;
}

/** Types the assessments into a template and two logs, with every kind of trouble that RULES.md knows. */
export function workbook(assessments: SampleAssessment[], codes: SamplePostcodes, random: Random): WorkbookData {
  const type = spelling(random);
  const kinds = Object.keys(TROUBLES) as Trouble[];
  const shares = kinds.map((kind) => TROUBLES[kind]);
  const fine = 1000 - shares.reduce((sum, share) => sum + share, 0);
  const own = codes.byArea.flat();
  const template: Cell[][] = [];
  const logs: LogRow[][] = [[], []];

  assessments.forEach((assessment, index) => {
    const { child, home } = assessment;
    // The first one stays as it is: it fixes the last day.
    const planned = index > 0 && index <= kinds.length * AT_LEAST ? kinds[index % kinds.length] : undefined;
    const trouble = index === 0 ? undefined : (planned ?? [...kinds, undefined][random.weighted([...shares, fine])]);
    const date = trouble === 'future' ? LAST_DAY + 40 + random.whole(300) : assessment.date;
    const add = (postcode: Cell) =>
      template.push([type.id(child), type.date(date, 0.06), random.pick(TEAMS), postcode]);

    const lived: Partial<Record<Trouble, () => Cell>> = {
      blank: type.blank,
      noAbode: type.noAbode,
      misshapen: type.misshapen,
      notFound: () => `QO${random.pick(['33', '41', '88'])} ${random.whole(10)}${random.pick(['AB', 'XY', 'LN'])}`,
      pointless: () => random.pick(codes.pointless).postcode,
      mistyped: () => type.mistyped(home.postcode),
      quayside: () => random.pick(codes.quayside).postcode,
      rock: () => codes.rock.postcode,
    };
    const special = trouble && lived[trouble];
    const postcode = special ? special() : type.postcode(home.postcode);
    if (trouble !== 'notInTemplate') add(postcode);
    if (trouble === 'twice') add(type.postcode(home.postcode));
    if (trouble === 'conflict') {
      let other = random.pick(own);
      while (other.area === home.area) other = random.pick(own);
      add(other.postcode);
    }

    const log = assessment.date < CHANGE_DAY ? 0 : 1;
    const row: LogRow = {
      child: trouble === 'noId' ? type.blank() : random.chance(0.05) ? type.id(child) : child,
      date: trouble === 'noDate' ? type.blank() : trouble === 'notDate' ? type.notDate() : type.date(date, 0.03),
      type: random.chance(0.01) ? ` ${DONE.toLowerCase()} ` : DONE,
      factors: trouble === 'unknownFactors' ? type.unknownFactors() : type.factors(assessment.factors),
    };
    logs[log]!.push(row);
    repeat(row, assessment, log);
    if (random.chance(0.35)) logs[log]!.push({ ...row, type: random.pick(OTHER_EVENTS), factors: null });
  });

  /** The next return repeats open cases: sometimes without the factors, sometimes with others. */
  function repeat(row: LogRow, { factors }: SampleAssessment, log: number): void {
    if (random.chance(0.03)) {
      const again = random.chance(0.4) ? null : random.chance(0.25) ? type.factors([...factors, '6A']) : row.factors;
      logs[random.chance(0.5) ? 1 : log]!.push({ ...row, factors: again });
    }
    if (random.chance(0.05)) logs[1]!.push({ ...row, type: 'assessment_authorised', factors: null });
    if (random.chance(0.02)) logs[1]!.push({ ...row, type: 'assessment_start', factors: null });
  }

  // Template rows for assessments that no log knows, and rows nobody can read.
  for (let i = 0; i < 50; i++) {
    const { child } = random.pick(assessments);
    const date = i < 45 ? LAST_DAY - 900 - i : type.notDate();
    template.push([i === 49 ? type.blank() : child, date, random.pick(TEAMS), random.pick(own).postcode]);
  }
  const today = sheets(
    random.shuffle(template),
    logs.map((rows) => random.shuffle(rows)) as [LogRow[], LogRow[]],
    random,
  );
  return { name: 'Exampleton assessments (invented).xlsx', sheets: today, date1904: false };
}

/** Lays the rows out as two different systems export them: other orders of columns, titles, columns nobody needs, gaps. */
function sheets(template: Cell[][], [earlier, later]: [LogRow[], LogRow[]], random: Random): Sheet[] {
  const sheet = (name: string, rows: Cell[][], firstRow = 1, firstColumn = 1): Sheet => {
    return { name, firstRow, firstColumn, rows, tables: [] };
  };
  const notes: Cell[][] = [
    ['Invented data: no child, family, postcode or place in this workbook is real.'],
    ['Fill in assessment_postcode_data with the postcode where the child lived when the assessment was closed.'],
  ];
  const templateRows: Cell[][] = [
    ['CUID', 'Assessment Closure Date', 'Team', 'Postcode at Time of Assessment'],
    ...template.slice(0, 3000),
    [null, null, null, null],
    ...template.slice(3000),
  ];
  const earlierRows: Cell[][] = [
    ['Exampleton children’s services: log of events', null, null, null, null, null],
    ['Made from two returns; not for sharing', null, null, null, null, null],
    [null, null, null, null, null, null],
    ['CUID', 'Date', 'Type', 'Source', 'Referral Source', 'Factors'],
    ...earlier.map((row) => [row.child, row.date, row.type, 'CIN', random.pick(['1A', '2B', '3D', '5A']), row.factors]),
  ];
  const laterRows: Cell[][] = [
    ['Event date and factors by child', null, null, null, null, null],
    ['Assessment Factors', 'Worker', 'TYPE', 'Child ID', 'Caseload ref', 'date'],
    ...later.map((row, i) => [row.factors, `W${random.whole(60) + 10}`, row.type, row.child, i * 3 + 1, row.date]),
  ];
  return [
    sheet('Notes', notes),
    sheet('assessment_postcode_data', templateRows),
    sheet('Log to June 2025', earlierRows),
    sheet('Log from July 2025', laterRows, 2, 2),
  ];
}

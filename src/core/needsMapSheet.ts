import { SHEET_NAMES } from './buildSheets';
import { needName } from './factors';
import type { Findings } from './findings';
import type { Found, MatchingReport } from './matchingReport';
import { placeOf } from './sheetNames';
import type { GeographyWay, Job, OutCell, OutLine, OutSheet } from './types';
import { VERSION } from './version';
import { count, dateInWords, list, number, percent, periodInWords, signed } from './words';

const WAYS: Record<GeographyWay, string> = {
  files: 'files chosen for this run',
  workbook: 'kept in this workbook',
  cache: "kept in this computer's browser storage",
  origin: 'provided with the add-in by your organisation',
  sample: 'invented, for a first look',
};

/** Characters of the second column; longer sentences go on in the next row, so that they print whole. */
const WIDTH = 108;

/** Methods in plain words; RULES.md is the long form. */
const METHODS = [
  'An assessment is one child’s assessment closed on one day: log rows of type AssessmentAuthorisationDate with the same child id and date are one, with the factors of all of them.',
  'Each assessment is matched to the template by child id and date, its postcode looked up in the postcode file, and its LSOA found from the postcode’s LSOA code where the file has one of the right year, otherwise from the point and the boundaries. Points up to 100 m outside all boundaries take the nearest LSOA.',
  'An assessment is counted when its LSOA has more than half of its area in the authority. All others are set aside with exactly one reason; see Matching report.',
  'The current year is the twelve whole months up to the latest counted assessment (a month that is not complete is left out); the previous year is the twelve months before.',
  'An assessment counts once for a need, however many of its factors it has.',
];
const CAVEATS = [
  'The DfE counts a factor once per episode of need, not per assessment: its published totals differ from these.',
  'Recording differs between authorities, teams and years: a change can be a change in recording.',
  'Postcodes are the family’s at the time of the assessment as far as the template says so; postcodes are ended and reused over time.',
  'Small numbers can identify a child. Do not publish counts below 6.',
];

/** Said wherever children are counted, but the words are about assessments. */
const CHILDREN =
  'By choice, these figures count each child once per year, LSOA and need: where the text says assessments, read children with an assessment.';

/** The first sheet: what these results are, how they came about, and where to look. */
export function needsMapSheet(
  job: Job,
  found: Found,
  report: MatchingReport,
  results: {
    authority: string;
    top: string[];
    moved: string[];
    sheets: OutSheet[];
    newest: string | null;
    missing: string;
    findings?: Findings;
  },
): OutSheet {
  const { counts, geography, merged, counted } = found;
  const { years, totals } = counts;
  const { findings } = results;
  const people = (value: number) =>
    job.countChildren ? `${number(value)} ${value === 1 ? 'child' : 'children'}` : count(value, 'assessment');
  const lines: OutLine[] = [{ row: 1, column: 1, cell: `Needs map: ${results.authority}`, style: 'title' }];
  let row = 3;
  const line = (label: OutCell, value: OutCell = null, style?: OutLine['style']) => {
    if (label !== null) lines.push({ row, column: 1, cell: label, ...(style && { style }) });
    if (value !== null) lines.push({ row, column: 2, cell: value });
    row++;
  };
  const heading = (text: string) => {
    row++;
    line(text, null, 'heading');
  };
  const paragraphs = (texts: string[]) => texts.forEach((text) => wrapped(text).forEach((part) => line(null, part)));
  const share = (value: number) =>
    merged.assessments.length ? ` (${percent(value / merged.assessments.length)})` : '';
  const aside = merged.assessments.length - counted.length;

  line('Authority', results.authority);
  line('Current year', `${periodInWords(years.currentStart, years.currentEnd)}: ${people(totals.current)}`);
  line('Previous year', `${periodInWords(years.previousStart, years.previousEnd)}: ${people(totals.previous)}`);
  line('Date of the run', dateInWords(job.today));
  line('Newest assessment read', results.newest ? dateInWords(results.newest) : 'none');
  for (const warning of [
    results.missing,
    ...report.warnings,
    ...geography.about.warnings,
    ...(findings?.warnings ?? []),
  ].filter(Boolean)) {
    wrapped(warning).forEach((text, i) => line(i === 0 ? 'Look at this first' : null, text, 'warning'));
  }

  heading('What was read and counted');
  line('Assessments read', `${number(merged.assessments.length)}, from ${count(found.rows.log.length, 'log row')}`);
  line('Counted', `${number(counted.length)}${share(counted.length)}`);
  line('Set aside', `${number(aside)}${share(aside)}, each with its reason on ${SHEET_NAMES.matching}`);
  line('Counted, outside the two years', number(counts.outsideYears.length));
  for (const sum of report.sums) line('It adds up', sum);

  if (results.moved.length > 0) heading('Since the last run');
  for (const sentence of results.moved) line(null, sentence);

  heading('Top needs');
  const bySheet = new Map(results.sheets.map((sheet) => [sheet.key, sheet]));
  for (const code of results.top) {
    const need = counts.riskFactors.find((one) => one.code === code)!;
    const sheet = bySheet.get(`need:${code}`)!;
    const pct = need.pct === null ? '' : `, ${need.pct < 0 ? '-' : '+'}${percent(Math.abs(need.pct))}`;
    line(
      { text: needName(code), link: placeOf(sheet.name, 1) },
      `${people(need.current)}, before ${number(need.previous)} (${signed(need.change)}${pct})`,
    );
  }

  if (findings && findings.notes.length > 0) {
    heading('Notes for a report');
    paragraphs([...(job.countChildren ? [CHILDREN] : []), ...findings.notes]);
  }

  heading('Sheets');
  for (const sheet of results.sheets) line({ text: sheet.name, link: placeOf(sheet.name, 1) }, sheetWords(sheet));

  heading('Settings');
  line('Workbook', job.workbook.name);
  line('Template', found.rows.template.sheet.name);
  line('Log sheets', list(found.rows.logs.map((log) => log.sheet.name)));
  line(
    'End of the current year',
    job.yearEnd ? `chosen: ${dateInWords(job.yearEnd)}` : 'from the latest counted assessment',
  );
  line(
    'Needs to map',
    job.needs
      ? 'chosen'
      : `the first ${results.top.length} by ${job.by === 'growth' ? 'growth' : "the current year's assessments"}` +
          (job.include21 ? ', 21 No factors identified included' : ', 21 No factors identified left out'),
  );
  line(
    'LSOA',
    geography.postcodes.lsoas && job.lsoaByCode !== false
      ? "by the postcode file's code, checked by polygon"
      : 'by polygon',
  );
  line('Counted are', job.countChildren ? 'children, each once per year, LSOA and need' : 'assessments');
  line('Dates', job.workbook.date1904 ? '1904 date system' : '1900 date system');
  line('Version', `Needs Map for Excel ${VERSION}`);

  heading('Geography');
  line('Where from', WAYS[geography.about.way]);
  for (const file of geography.about.files) {
    const date = file.date ? `, ${dateInWords(file.date)}` : '';
    line(file.name, `${file.found}${date}${file.sha256 ? `, SHA-256 ${file.sha256}` : ''}`);
  }
  if (geography.about.fromGrid) {
    line('Points', 'from eastings and northings by the seven-parameter transformation, good to about 5 m');
  }

  heading('Methods');
  paragraphs([...METHODS, ...(job.countChildren ? [CHILDREN] : []), ...(findings?.methods ?? [])]);
  heading('Before you draw conclusions');
  paragraphs(CAVEATS);
  heading('Licence');
  paragraphs([geography.about.licence]);
  return {
    key: 'needs-map',
    name: SHEET_NAMES.needsMap,
    frozenRows: 0,
    widths: [34, WIDTH],
    lines,
    tables: [],
    images: [],
  };
}

function sheetWords(sheet: OutSheet): string {
  if (sheet.key === 'risk-factors') return 'every need: previous year, current year, change';
  if (sheet.key === 'notices') return 'rows that somebody should look at';
  if (sheet.key === 'hot-spots') return 'LSOAs that with their neighbours stand out, high or low; a map of each table';
  if (sheet.key === 'deprivation') return 'assessments and needs by decile of deprivation';
  if (sheet.key === 'wards') return 'assessments and needs by ward';
  if (sheet.key === 'matching') return 'why each number is what it is';
  return 'every LSOA: previous year, current year, change; two maps';
}

/** A sentence in lines of at most WIDTH characters, cut between words. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

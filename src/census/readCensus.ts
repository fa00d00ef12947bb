import { UserError } from '../core/userError';
import { censusDate } from './censusDate';
import { checkFactorYear } from './checkAssessment';
import type { Tell } from './checkAssessment';
import { checkChild } from './checkChild';
import { checkHeader } from './checkHeader';
import { childEvents, childId, factorsOf } from './childEvents';
import type { CensusEvent } from './childEvents';
import { CHANGES, yearName, yearOfDay } from './codeLists';
import { logTable } from './logTable';
import { mergeEvents } from './mergeEvents';
import { parseReturn } from './parseReturn';
import { LISTED } from './types';
import type { CensusControl, CensusFile, CensusReport, Check, Finding, LogTable, ReturnSummary } from './types';
import { deepNodes, firstNode, textOf } from './xmlNode';
import type { XmlNode } from './xmlNode';

const NOTES = [
  'The DfE counts a factor once per episode of need, not per assessment: totals differ from its published ones.',
];

/** One return, read. */
interface Return {
  summary: ReturnSummary;
  events: CensusEvent[];
  findings: Finding[];
  counts: Map<Check, number>;
  /** Of the header, for telling a newer export of the same year. */
  dateTime: string;
}

/**
 * Reads CIN Census returns of one or several years to one log, and reports what is odd in them (shared/cin/README.md).
 * No file at all, or one that isn't a census return, is broken or cut off: a UserError naming the file and the line.
 * An abort rejects with the signal's reason. The order of the files doesn't matter.
 */
export async function readCensus(
  files: CensusFile[],
  control: CensusControl = {},
): Promise<{ log: LogTable; report: CensusReport }> {
  if (files.length === 0) throw new UserError('Choose at least one CIN Census XML file.');
  const total = files.reduce((sum, { size }) => sum + size, 0) || 1;
  let read = 0;
  const returns: Return[] = [];
  for (const file of files) {
    control.signal?.throwIfAborted();
    const onBytes = (bytes: number) => {
      read += bytes;
      control.progress?.(`Reading ${file.name}`, Math.min(1, read / total));
    };
    returns.push(await readReturn(file, onBytes, control.signal));
  }
  const end = ({ summary: { referenceDate, year } }: Return) =>
    referenceDate ?? (year ? `${Number(year.slice(0, 4)) + 1}-03-31` : '');
  const keys = new Map(returns.map((one) => [one, `${end(one)} ${one.dateTime.padEnd(30)} ${one.summary.file}`]));
  returns.sort((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : keys.get(a)! > keys.get(b)! ? 1 : 0));
  tellStrangers(returns);
  const { events, merged } = mergeEvents(returns.map((one) => one.events));
  const counts: CensusReport['counts'] = {};
  for (const one of returns) for (const [check, count] of one.counts) counts[check] = (counts[check] ?? 0) + count;
  const report: CensusReport = {
    files: returns.map(({ summary }) => summary),
    findings: returns.flatMap(({ findings }) => findings.sort((a, b) => a.line - b.line)),
    counts,
    mergedEvents: merged,
    notes: NOTES,
  };
  return { log: logTable(events), report };
}

async function readReturn(file: CensusFile, onBytes: (bytes: number) => void, signal?: AbortSignal): Promise<Return> {
  const summary: ReturnSummary = {
    file: file.name,
    year: null,
    yearFrom: 'nothing',
    referenceDate: null,
    authority: '',
    children: 0,
    childrenWithoutEvents: 0,
    events: 0,
    closedAssessments: 0,
  };
  const one: Return = { summary, events: [], findings: [], counts: new Map(), dateTime: '' };
  let headerYear = '';
  let headerLine = 1;
  let referenceDay: number | null = null;
  /** What can only be checked once the return's year is known. */
  const ofYear: { child: string; line: number; codes: string[]; tag: string }[] = [];

  const tellFor =
    (child: string): Tell =>
    (check, line, what) => {
      const count = (one.counts.get(check) ?? 0) + 1;
      one.counts.set(check, count);
      if (count <= LISTED) one.findings.push({ file: file.name, line, child, check, what });
    };
  const tell = tellFor('');

  const readChild = (child: XmlNode) => {
    const id = childId(child);
    const events = childEvents(child);
    summary.children++;
    summary.events += events.length;
    for (const event of events) one.events.push(event);
    summary.closedAssessments += events.filter(({ type }) => type === 'AssessmentAuthorisationDate').length;
    if (events.length === 0) {
      summary.childrenWithoutEvents++;
      tellFor(id)('no event', child.line, 'The child has no dated event, and so no row in the log');
    }
    checkChild(child, referenceDay, tellFor(id));
    for (const node of deepNodes(child, 'Assessments')) {
      const codes = factorsOf(node);
      if (codes.length > 0) ofYear.push({ child: id, line: node.line, codes, tag: 'AssessmentFactors' });
    }
    for (const { tag, code } of CHANGES) {
      const node = deepNodes(child, tag).find(({ text }) => code === undefined || text === code);
      if (node) ofYear.push({ child: id, line: node.line, codes: code === undefined ? [] : [code], tag });
    }
  };

  await parseReturn(
    file,
    {
      header(header) {
        const date = censusDate(firstNode(header, 'ReferenceDate')?.text ?? '');
        headerYear = firstNode(header, 'Year')?.text ?? '';
        headerLine = header.line;
        referenceDay = date.day;
        summary.referenceDate = date.day === null ? null : date.text;
        summary.authority = firstNode(header, 'LEA')?.text ?? '';
        one.dateTime = textOf(firstNode(header, 'Source'), 'DateTime');
      },
      child: readChild,
      strayText: (parent, line) => tell('unexpected', line, `Text stands between the elements of ${parent}`),
      unreadable: (parent, line) =>
        tell('unexpected', line, `A character of ${parent} can't be read: the file's encoding isn't what it says`),
      strayElement: (name, line) => tell('unexpected', line, `The element ${name.slice(0, 40)} is not of the census`),
    },
    onBytes,
    signal,
  );

  const year = referenceDay === null ? commonYear(one.events) : yearOfDay(referenceDay);
  summary.year = year === null ? null : yearName(year);
  summary.yearFrom = referenceDay !== null ? 'reference date' : year === null ? 'nothing' : 'assessments';
  checkHeader(summary, headerYear, headerLine, tell);
  if (year !== null)
    for (const { child, line, codes, tag } of ofYear) checkYear(tag, codes, year, line, tellFor(child));
  return one;
}

/** The census year in which most assessments were closed (or, with none, begun); of equal ones the latest. */
function commonYear(events: CensusEvent[]): number | null {
  for (const wanted of ['AssessmentAuthorisationDate', 'AssessmentActualStartDate']) {
    const years = new Map<number, number>();
    for (const { type, day } of events) {
      if (type === wanted && day !== null) years.set(yearOfDay(day), (years.get(yearOfDay(day)) ?? 0) + 1);
    }
    const best = [...years].sort(([a, m], [b, n]) => n - m || b - a)[0];
    if (best) return best[0];
  }
  return null;
}

function checkYear(tag: string, codes: string[], year: number, line: number, tell: Tell): void {
  if (tag === 'AssessmentFactors') return checkFactorYear(codes, year, line, tell);
  const change = CHANGES.find((one) => one.tag === tag && (one.code ?? '') === (codes[0] ?? ''))!;
  if ((change.from ?? year) > year || (change.to ?? year) < year) {
    tell("code not in the year's list", line, `${[tag, ...codes].join(' ')} in a return of ${yearName(year)}`);
  }
}

/** Returns of several authorities, or of one year twice: both are read, and told. */
function tellStrangers(returns: Return[]): void {
  returns.forEach((one, i) => {
    const before = returns[i - 1];
    if (!before) return;
    const tell = (what: string) => {
      one.counts.set('header', (one.counts.get('header') ?? 0) + 1);
      one.findings.push({ file: one.summary.file, line: 1, child: '', check: 'header', what });
    };
    if (one.summary.year !== null && one.summary.year === before.summary.year) {
      tell(`The return is of the same year as ${before.summary.file}: ${one.summary.year}`);
    }
    if (one.summary.authority !== before.summary.authority) {
      tell(`The return is of another authority than ${before.summary.file}`);
    }
  });
}

import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { annexAInWords } from '../census/annexAInWords';
import { compareAnnexA, missingFromLog } from '../census/compareAnnexA';
import { findingRows } from '../census/findingRows';
import { writeLogCsv } from '../census/logCsv';
import { readAnnexA } from '../census/readAnnexA';
import { readCensus } from '../census/readCensus';
import type { CensusFile, CensusReport, LogTable } from '../census/types';
import { UserError } from '../core/userError';
import { count } from '../core/words';
import { readXlsx } from '../workbook/readXlsx';
import { command, options, progressLine } from './command';
import { writeFiles } from './writeFiles';

const USAGE =
  'Usage: npm run --silent census -- FILE.xml ... --out log.csv [--report report.csv] ' +
  '[--annex-a annex.xlsx [--missing missing.csv]].';
const one = { type: 'string' } as const;
const SPEC = { out: one, report: one, 'annex-a': one, missing: one } as const;

/**
 * CIN Census XML of one or several years to log.csv; what is odd in it as numbers on stderr, child by child in --report;
 * which closed assessments of Annex A the log lacks, the same way, in --missing.
 */
async function main(): Promise<void> {
  const { values, positionals } = options(SPEC, USAGE, true);
  if (positionals.length === 0) throw new UserError(`No CIN Census XML file is named. ${USAGE}`);
  if (!values.out) throw new UserError(`--out is missing: where should the log go? ${USAGE}`);
  const { out, report: findings, 'annex-a': annexFile, missing } = values;
  if (missing && !annexFile) throw new UserError(`--annex-a is missing: with what is the log to be compared? ${USAGE}`);
  const files = await Promise.all(positionals.map(diskFile));
  const read = annexFile ? [...positionals, annexFile] : positionals;
  const inputs = await Promise.all(read.map((path) => realpath(path)));
  for (const path of [out, findings ?? '', missing ?? '']) {
    if (inputs.includes(await realpath(path).catch(() => ''))) {
      throw new UserError(`${path} is one of the files to read, which are never written: choose another name.`);
    }
  }
  const annexA = annexFile ? readAnnexA(await readXlsx(await readFile(annexFile), basename(annexFile))) : null;
  const { log, report } = await readCensus(files, { progress: progressLine() });
  if (log.rows.length === 0)
    throw new UserError('There is no event in these files, and so no row for a log: choose others.');
  const comparison = annexA && compareAnnexA(log, annexA);
  const csv = (path: string, table: LogTable) => ({ path, bytes: writeLogCsv(table) });
  await writeFiles([
    csv(out, log),
    ...(findings ? [csv(findings, findingRows(report))] : []),
    ...(missing && comparison ? [csv(missing, missingFromLog(comparison))] : []),
  ]);
  const told = summary(report, log.rows.length);
  if (annexFile && comparison) told.push(annexAInWords(basename(annexFile), comparison));
  process.stderr.write(`${told.join('\n')}\n`);
}

async function diskFile(path: string): Promise<CensusFile> {
  const { size } = await stat(path);
  return { name: basename(path), size, stream: () => createReadStream(path) };
}

/** Numbers only: no child's record. */
function summary(report: CensusReport, rows: number): string[] {
  const year = (name: string | null) => name ?? 'unknown year';
  return [
    ...report.files.map(
      (one) =>
        `${one.file}: ${year(one.year)} (by its ${one.yearFrom}), ${one.children} ${one.children === 1 ? 'child' : 'children'}, ` +
        `${count(one.events, 'event')}, ${count(one.closedAssessments, 'closed assessment')}`,
    ),
    `${count(rows, 'row')} in the log; ${count(report.mergedEvents, 'event')} stood more than once`,
    ...Object.entries(report.counts).map(([check, times]) => `  ${times} x ${check}`),
    ...report.notes,
  ];
}

await command(main);

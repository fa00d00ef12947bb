import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { findingRows } from '../census/findingRows';
import { writeLogCsv } from '../census/logCsv';
import { readCensus } from '../census/readCensus';
import type { CensusFile, CensusReport } from '../census/types';
import { UserError } from '../core/userError';
import { command, options, progressLine } from './command';
import { writeFiles } from './writeFiles';

const USAGE = 'Usage: npm run --silent census -- FILE.xml ... --out log.csv [--report report.csv].';
const SPEC = { out: { type: 'string' }, report: { type: 'string' } } as const;

/** CIN Census XML of one or several years to log.csv; what is odd in it as numbers on stderr, child by child in --report. */
async function main(): Promise<void> {
  const { values, positionals } = options(SPEC, USAGE, true);
  if (positionals.length === 0) throw new UserError(`No CIN Census XML file is named. ${USAGE}`);
  if (!values.out) throw new UserError(`--out is missing: where should the log go? ${USAGE}`);
  const files = await Promise.all(positionals.map(diskFile));
  const inputs = await Promise.all(positionals.map((path) => realpath(path)));
  for (const path of [values.out, values.report ?? '']) {
    if (inputs.includes(await realpath(path).catch(() => ''))) {
      throw new UserError(`${path} is one of the XML files, which are never written: choose another name.`);
    }
  }
  const { log, report } = await readCensus(files, { progress: progressLine() });
  const outputs = [{ path: values.out, bytes: writeLogCsv(log) }];
  if (values.report) outputs.push({ path: values.report, bytes: writeLogCsv(findingRows(report)) });
  await writeFiles(outputs);
  process.stderr.write(`${summary(report, log.rows.length).join('\n')}\n`);
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
        `${one.file}: ${year(one.year)} (by its ${one.yearFrom}), ${one.children} children, ${one.events} events, ` +
        `${one.closedAssessments} closed assessments`,
    ),
    `${rows} rows in the log; ${report.mergedEvents} events stood more than once`,
    ...Object.entries(report.counts).map(([check, count]) => `  ${count} x ${check}`),
    ...report.notes,
  ];
}

await command(main);

import { annexAInWords } from '../census/annexAInWords';
import { compareAnnexA, missingFromLog } from '../census/compareAnnexA';
import { readAnnexA } from '../census/readAnnexA';
import type { LogTable } from '../census/types';
import { classifySheets } from '../core/findSheets';
import type { Job } from '../core/types';
import { UserError } from '../core/userError';
import { readXlsx } from '../workbook/readXlsx';
import { logOfJob } from './logOfJob';
import type { AnnexASummary, OnProgress } from './messages';

/**
 * The job's logs against an Annex A workbook (.xlsx): numbers in a sentence, and the list of what the logs lack. UserError
 * where there is no log to compare with, or the file is no Annex A.
 */
export async function withAnnexA(
  job: Job,
  file: File,
  progress: OnProgress,
): Promise<{ summary: AnnexASummary; missing: LogTable }> {
  if (!job.logs && classifySheets(job.workbook.sheets).logs.length === 0)
    throw new UserError(
      'There is no log in this workbook to compare with: import CIN Census XML or a log file first, then compare with Annex A.',
    );
  const { log } = logOfJob(job);
  const annexA = readAnnexA(await readXlsx(new Uint8Array(await file.arrayBuffer()), file.name, { progress }));
  const comparison = compareAnnexA(log, annexA);
  const summary = { sentence: annexAInWords(file.name, comparison), missing: comparison.missing.length };
  return { summary, missing: missingFromLog(comparison) };
}

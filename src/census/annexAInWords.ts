import { count, dateInWords, number, periodInWords } from '../core/words';
import type { AnnexAComparison } from './compareAnnexA';

/** What a comparison with Annex A came to, in sentences of numbers: no child is named. */
export function annexAInWords(file: string, comparison: AnnexAComparison): string {
  const { both, missing, later, unreadable, from, to, lastInLog } = comparison;
  const period = from !== null && to !== null ? ` (${periodInWords(from, to)})` : '';
  const sentences = [`${file} has ${count(both + missing.length, 'closed assessment')}${period}.`];
  if (missing.length === 0 && both > 0) sentences.push('The log has all of them.');
  else if (missing.length > 0 && both === 0)
    sentences.push('The log has none of them: check that both have the same child ids, and cover the same months.');
  else if (missing.length > 0)
    sentences.push(`The log has ${number(both)} of them, and not the other ${number(missing.length)}.`);
  if (later > 0 && lastInLog !== null)
    sentences.push(
      `${number(later)} of the missing ${later === 1 ? 'was' : 'were'} closed after the log's last assessment (${dateInWords(lastInLog)}).`,
    );
  if (unreadable > 0)
    sentences.push(`${count(unreadable, 'row')} without a readable child id or date could not be compared.`);
  return sentences.join(' ');
}

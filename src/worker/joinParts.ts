import type { Answer, Part } from './messages';

/** Puts the rows that came ahead, in their order, into the answer that they belong to. */
export function joinParts(answer: Answer, parts: Part[]): void {
  for (const part of parts) {
    let target: unknown[] | undefined;
    if (part.kind === 'logPart' && answer.kind === 'log') target = answer.log.rows;
    if (part.kind === 'part' && answer.kind === 'result')
      target = answer.result.sheets[part.sheet]?.tables[part.table]?.rows;
    // Not by spreading: a call takes only so many arguments.
    for (const row of part.rows) target?.push(row);
  }
}

import { censusDate } from './censusDate';
import { factorsOf, factorTexts } from './childEvents';
import { isFactor, isFactorOf, yearName } from './codeLists';
import { splitCodes } from './splitCodes';
import type { Check } from './types';
import { textOf } from './xmlNode';
import type { XmlNode } from './xmlNode';

/** Tells one finding: its check, its line, and what is odd. */
export type Tell = (check: Check, line: number, what: string) => void;

/** Year from which the DfE's rules 8945Q and 8950Q hold. */
const NO_18A_FROM = 2024;

/** Checks one `Assessments` element: its dates against each other, its codes, and the DfE's rules on factors. */
export function checkAssessment(node: XmlNode, tell: Tell): void {
  const start = textOf(node, 'AssessmentActualStartDate');
  const closed = textOf(node, 'AssessmentAuthorisationDate');
  const codes = factorsOf(node);
  if (start === '') tell('no start date', node.line, 'An assessment has no start date');
  const [from, to] = [censusDate(start), censusDate(closed)];
  if (from.day !== null && to.day !== null && to.day < from.day) {
    tell('closed before it started', node.line, `Assessment authorised on ${to.text}, started on ${from.text}`);
  }
  for (const text of factorTexts(node)) {
    const split = splitCodes(text);
    if (split.length !== 1 || split[0] !== text) {
      tell(
        'code mended',
        node.line,
        `Factor written as "${text.slice(0, 40)}", read as ${split.join(', ') || 'nothing'}`,
      );
    }
  }
  const each = new Set(codes);
  for (const code of each) {
    if (!isFactor(code))
      tell('code not in the list', node.line, `Factor ${code.slice(0, 40)} is not in the DfE's list`);
  }
  if (each.size < codes.length) {
    const twice = [...each].filter((code) => codes.indexOf(code) !== codes.lastIndexOf(code));
    tell('rule 8898', node.line, `Factor ${twice.join(', ')} recorded more than once in one assessment`);
  }
  if (each.has('21') && each.size > 1)
    tell('rule 8869', node.line, 'Factor 21 (no factors identified) stands beside others');
  if (codes.length > 0 && closed === '') tell('rule 8614', node.line, 'Factors on an assessment that is not completed');
  if (codes.length === 0 && closed !== '') tell('rule 8897Q', node.line, 'A completed assessment has no factors');
}

/** Checks an assessment's codes against the list of the return's year (the calendar year that it begins in). */
export function checkFactorYear(codes: string[], year: number, line: number, tell: Tell): void {
  for (const code of new Set(codes)) {
    if (!isFactor(code) || isFactorOf(code, year)) continue;
    const what = `Factor ${code} in a return of ${yearName(year)}`;
    if (year >= NO_18A_FROM && code === '18A') tell('rule 8945Q', line, what);
    else if (year >= NO_18A_FROM && code === '19A') tell('rule 8950Q', line, what);
    else tell("code not in the year's list", line, `${what}, whose list hasn't got it`);
  }
}

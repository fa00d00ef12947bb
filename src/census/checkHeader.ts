import type { Tell } from './checkAssessment';
import type { ReturnSummary } from './types';

/** Checks what the header says of the return: its year is not trusted, its reference date is (31 March). */
export function checkHeader(summary: ReturnSummary, headerYear: string, line: number, tell: Tell): void {
  const { referenceDate, year, children } = summary;
  if (referenceDate === null) {
    tell(
      'header',
      line,
      `The header has no readable reference date${year ? `; by its assessments the year is ${year}` : ''}`,
    );
  } else if (!referenceDate.endsWith('-03-31')) {
    tell('header', line, `The reference date is ${referenceDate}, not a 31 March`);
  }
  const ending = year === null ? '' : String(Number(year.slice(0, 4)) + 1);
  if (headerYear === '') tell('header', line, 'The header has no year');
  else if (ending !== '' && headerYear !== ending) {
    tell('header', line, `The header says year ${headerYear.slice(0, 20)}, but the return is of ${year}`);
  }
  if (children === 0) tell('header', line, 'The return has no children');
}

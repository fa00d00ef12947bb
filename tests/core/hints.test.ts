import { addHints } from '../../src/core/hints';
import { cleanChildId, cleanDate, cleanPostcode } from '../../src/core/clean';
import type { TemplateRow } from '../../src/core/readSheets';
import type { Reason } from '../../src/core/types';
import { isoDay } from '../../src/core/words';

const row = (child: string, date: string): TemplateRow => ({
  child: cleanChildId(child),
  date: cleanDate(date, false),
  postcode: cleanPostcode('SO14 1AA'),
  source: { sheet: 't', row: 2 },
  typedChild: child,
  typedDate: date,
  typedPostcode: 'SO14 1AA',
});
function hint(reason: Reason, child: string, date: string, ...template: TemplateRow[]): string {
  const one = { reason, child, date, postcode: '', source: { sheet: 'l', row: 2 }, hint: '' };
  addHints([one], template, isoDay('2025-06-30')!);
  return one.hint;
}

describe('an assessment that is not in the template', () => {
  test('may be there a few days earlier or later: the nearest is named', () => {
    expect(hint('not in template', '7', '2025-05-10', row('7', '2025-05-01'), row('7', '2025-05-12'))).toBe(
      'The template has this child on 12 May 2025, 2 days later.',
    );
    expect(hint('not in template', '7', '2025-05-10', row('7', '2025-04-26'))).toBe(
      'The template has this child on 26 April 2025, 14 days earlier.',
    );
    expect(hint('not in template', '7', '2025-05-10', row('7', '2025-04-25'))).toBe('');
  });
  test('may be there with day and month exchanged', () =>
    expect(hint('not in template', '7', '2025-05-10', row('7', '2025-10-05'))).toBe(
      'The template has this child on 5 October 2025: day and month may be exchanged.',
    ));
  test.each([
    ['AB12', '00AB12'],
    ['AB123', 'AB124'],
    ['AB123', 'AB1234'],
    ['AB123', 'AB23'],
    ['AB123', 'AB132'],
  ])('may be there under a mistyped id: %s for %s', (child, other) =>
    expect(hint('not in template', child, '2025-05-10', row(other, '2025-05-10'))).toBe(
      `The template has ${other} on this date: the id may be mistyped.`,
    ),
  );
  test.each([
    ['AB123', 'AB145'],
    ['12', '34'],
    ['ABCDE', 'XBCDY'],
  ])('is not explained by an id as far away as %s from %s', (child, other) =>
    expect(hint('not in template', child, '2025-05-10', row(other, '2025-05-10'))).toBe(''),
  );
});

describe('a date in the future', () => {
  test('may be a slip of the year', () => {
    expect(hint('date in the future', '7', '2035-05-10', row('7', '2025-05-10'))).toBe(
      'The template has this child on 10 May 2025: the year may be a slip.',
    );
    expect(hint('date in the future', '7', '2035-05-10')).toBe('Perhaps 10 May 2025: the year may be a slip.');
    expect(hint('date in the future', '7', '2025-12-10')).toBe('Perhaps 10 December 2024: the year may be a slip.');
  });
  test('may have day and month exchanged', () =>
    expect(hint('date in the future', '7', '2025-09-03', row('7', '2025-03-09'))).toBe(
      'The template has this child on 9 March 2025: day and month may be exchanged.',
    ));
});

test('a date that does not exist may be an American one', () => {
  expect(hint('unreadable date', '7', '03/25/2025')).toBe('Perhaps 25 March 2025: day and month may be exchanged.');
  expect(hint('unreadable date', '7', '2025-25-03')).toBe('Perhaps 25 March 2025: day and month may be exchanged.');
  expect(hint('unreadable date', '7', '31/02/2025')).toBe('');
  expect(hint('unreadable date', '7', '2025-02-31')).toBe('');
});
test('other reasons have no hint', () =>
  expect(hint('no postcode', '7', '2025-05-10', row('7', '2025-05-11'))).toBe(''));

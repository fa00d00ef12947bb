import type { OutLine, OutSheet } from '../core/types';
import { dateInWords, number, periodInWords } from '../core/words';
import { HIDDEN, type ShownTables } from './hideSmallCounts';
import type { SharePlaces } from './shareAreas';
import type { ShareSource } from './shareMaps';

/** Characters of a line, so that all of it fits one printed page. */
const LINE = 165;

/** The page `About this copy`: what was hidden and why, and what a reader may and may not conclude. */
export function shareAbout(
  { result, geography, job }: ShareSource,
  shown: ShownTables,
  { word, by, places }: SharePlaces,
  limit: number,
): OutSheet {
  const { years } = result;
  const { numbers, totals } = shown;
  const lines: OutLine[] = [{ row: 1, column: 1, cell: `About this copy: ${result.authority}`, style: 'title' }];
  let row = 2;
  const part = (heading: string, ...sentences: string[]) => {
    row++;
    lines.push({ row: row++, column: 1, cell: heading, style: 'heading' });
    for (const sentence of sentences) for (const cell of wrapped(sentence)) lines.push({ row: row++, column: 1, cell });
  };
  part(
    'What it shows',
    `How many social care assessments of children were closed in ${result.authority}, by the ${by === 'lsoa' ? 'small area (LSOA)' : by === 'msoa' ? 'area (MSOA)' : 'ward'} where the child lived, and how many of them recorded each need.`,
    `Current year: ${periodInWords(years.currentStart, years.currentEnd)}, ${said(totals.current)} assessments. Previous year: ${periodInWords(years.previousStart, years.previousEnd)}, ${said(totals.previous)} assessments.`,
    job.countChildren
      ? 'By choice these are children with an assessment: each counts once per year, LSOA and need, also where the text says assessments. Needs add up to more than the children. Assessments without a usable postcode in the area are left out.'
      : 'These are assessments, not children: a child who was assessed twice counts twice. An assessment counts once for each need it records, so that needs add up to more than the assessments. Assessments without a usable postcode in the area are left out.',
  );
  part(
    `What is hidden, and why`,
    `${HIDDEN} stands for a number that is not shown. Numbers from 1 to ${limit} are hidden, because so few could point to a child or a family; a zero is shown.`,
    'Some larger numbers are hidden as well, because with them a small one could be worked out from totals, from the other year or from all assessments. A change or a percentage is hidden where one of its numbers is.',
    ...(totals.previous === HIDDEN
      ? ['The previous year had too few assessments to be shown: all of its numbers are hidden, zeros too.']
      : []),
    `Of ${number(numbers.counts)} numbers in this copy ${number(numbers.first + numbers.second)} are hidden, ${number(numbers.changes)} changes besides. Areas on maps whose number is hidden have a pattern; colours, legends and labels are made from the numbers shown.`,
    `Areas stand in order of ${by === 'msoa' ? 'name' : 'code'} and needs in the order of the national list, not by size. Hot spots, rates and tests are left out, because they would tell more about hidden numbers than the tables do.`,
  );
  part(
    'What you may conclude',
    'Where most assessments, and most with a need, came from, wherever a number is shown; how these numbers moved from one year to the next.',
    `${HIDDEN} is not always small: where a need is too rare to be shown by area, all of its numbers of that year are ${HIDDEN}, zeros too.`,
  );
  part(
    'What you may not conclude',
    `Do not read ${HIDDEN} as none, and do not try to work a hidden number out. Nothing here says who a child is, or that a family lives in an area.`,
    'More assessments can mean more children, more referrals or better recording; without the number of children nobody can say that one area has more need than another. Small changes are mostly chance.',
    'A zero means that no counted assessment recorded the need, not that there is no need.',
  );
  part(
    'Before you pass it on',
    `This copy protects its hidden numbers by itself. Beside a second copy by other areas, with another limit, after a correction or for overlapping years (next year's shows this year again), or beside figures from elsewhere, they may be worked out: share one copy a period.`,
    'It does not protect against what somebody already knows about a family, and a shown number can still be sensitive in a very small place.',
  );
  part(
    'Made',
    `On ${dateInWords(job.today)} by Needs Map for Excel, by ${word} (${number(places.length)}), numbers from 1 to ${limit} hidden.`,
    geography.about.licence,
    'Questions to: ______________________________ (name, team, e-mail: fill in before sharing)',
  );
  return { key: 'share-about', name: 'About this copy', frozenRows: 0, widths: [LINE], lines, tables: [], images: [] };
}

const said = (count: ShownTables['totals']['current']) => (count === HIDDEN ? 'a hidden number of' : number(count));

/** Lines of at most LINE characters, broken between words. */
function wrapped(sentence: string): string[] {
  const rows: string[] = [];
  for (const word of sentence.split(' ')) {
    const last = rows[rows.length - 1];
    if (last !== undefined && last.length + word.length < LINE) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}

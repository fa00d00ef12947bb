import { plain } from './lsoaColumn';

/** A column of people of some ages, both inclusive. */
interface Band {
  column: number;
  from: number;
  to: number;
  sex: '' | 'f' | 'm';
}

const LAST = 17;

/** The columns to add up for children aged 0 to 17: single years, bands, or one column; null where none do. */
export function ageBands(headings: readonly string[]): number[] | null {
  const bands = headings.flatMap((heading, column) => {
    const band = bandOf(heading, column);
    return band ? [band] : [];
  });
  const of = (sex: Band['sex']) =>
    cover(
      bands.filter((band) => band.sex === sex),
      0,
    );
  const both = of('');
  if (both) return both;
  const [girls, boys] = [of('f'), of('m')];
  return girls && boys ? [...girls, ...boys] : null;
}

/** Columns that tile the years from `age` to 17 without gap or overlap, the widest first. */
function cover(bands: readonly Band[], age: number): number[] | null {
  if (age > LAST) return [];
  const fitting = bands.filter(({ from, to }) => from === age && to <= LAST).sort((a, b) => b.to - a.to);
  for (const { column, to } of fitting) {
    const rest = cover(bands, to + 1);
    if (rest) return [column, ...rest];
  }
  return null;
}

/** `7`, `F7`, `Age 7`, `Aged 0 to 15`, `age_0_17`, `Males 16-17`, `Under 18`, `Children`. */
function bandOf(heading: string, column: number): Band | null {
  const words = heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  if (plain(heading) === 'children') return { column, from: 0, to: LAST, sex: '' };
  const match =
    /^(?:(persons|people|all persons|both sexes|total|females?|f|males?|m) ?)?(?:children )?(?:(?:age|ages|aged) )?(under )?(\d{1,2})(?: (?:to |and )?(\d{1,2}))?(?: years?)?(?: old)?$/.exec(
      words,
    );
  if (!match) return null;
  const [, who = '', under, first, last] = match;
  const sex = /^f/.test(who) ? 'f' : /^m/.test(who) ? 'm' : '';
  if (under) return last ? null : { column, from: 0, to: Number(first) - 1, sex };
  const from = Number(first);
  return { column, from, to: last ? Number(last) : from, sex };
}

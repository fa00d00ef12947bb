/** One count that has to be hidden: the whole numbers it may be, as far as the rest of the copy and its kind tell. */
export interface HiddenCell {
  /** Place of its area in the tables. */
  at: number;
  low: number;
  /** Infinity where nothing bounds it. */
  high: number;
}

/** One column of counts: an item in a year. */
export interface Column {
  /** The authority's total. */
  total: number;
  /** Total of the counts that aren't small. */
  large: number;
  /** The small counts, all hidden. */
  small: readonly HiddenCell[];
  /** Counts above the limit, with their values, in the order in which they would be hidden too. */
  further: readonly (HiddenCell & { value: number })[];
  /** How many of them are hidden at least, and at most, with any small count. */
  atLeast: number;
  atMost: number;
}

/** Which cells of a column are hidden. */
export interface HiddenColumn {
  cells: HiddenCell[];
  /** How many of `further` are among them. */
  second: number;
  /** False where no choice of cells is safe beside the total. */
  closed: boolean;
}

/** No hidden count may be narrowed to fewer values than these. */
export const LEAST_VALUES = 3;

/**
 * Hides further counts of a column, in their order, until its total tells too little. With `low` and `high` of the cells
 * the hidden counts add up to `rest` = total - what is shown, so that a cell can be anything from
 * max(low, high - (highs - rest)) to min(high, low + (rest - lows)). It is enough that `rest` stays `margin` away from
 * both ends and that the other cells leave two steps of room.
 *
 * A reader who knows this rule also knows that it did not stop one cell earlier. Before the last cell was hidden the
 * others stood near their lows (or near their highs); that leaves them room of `margin` - 1 steps, which the last cell
 * takes up. `lastHasRoom` asks for three such possibilities. So nothing here depends on a hidden value in a way that
 * gives it away: tests/share/sameCopy.test.ts finds for each hidden count three inputs with the very same copy.
 */
export function hideColumn(column: Column, margin: number): HiddenColumn {
  if (column.small.length === 0) return { cells: [], second: 0, closed: true };
  const most = Math.min(column.further.length, column.atMost);
  let couldStop = false;
  for (let second = Math.min(column.atLeast, most); ; second++) {
    const further = column.further.slice(0, second);
    const cells = [...column.small, ...further.map(({ at, low, high }) => ({ at, low, high }))];
    const rest = column.total - column.large + further.reduce((total, { value }) => total + value, 0);
    const roomy = hasRoom(cells);
    const apart = rest - sum(cells, 'low') >= margin && sum(cells, 'high') - rest >= margin;
    if (roomy && apart && (!couldStop || lastHasRoom(cells, rest, margin))) return { cells, second, closed: true };
    if (second === most) return { cells, second, closed: false };
    couldStop = roomy;
  }
}

const sum = (cells: readonly HiddenCell[], end: 'low' | 'high') => cells.reduce((total, cell) => total + cell[end], 0);

/** Whether any cell can move by two with the others in exchange. */
function hasRoom(cells: readonly HiddenCell[]): boolean {
  const steps = cells.map(({ low, high }) => high - low).sort((a, b) => a - b);
  const others = steps.slice(0, -1).reduce((total, step) => total + step, 0);
  return others >= LEAST_VALUES - 1;
}

/** Whether the last cell has three values with the others within `margin` of their lows, or of their highs. */
function lastHasRoom(cells: readonly HiddenCell[], rest: number, margin: number): boolean {
  const others = cells.slice(0, -1);
  const last = cells[cells.length - 1]!;
  const room = sum(others, 'high') - sum(others, 'low');
  const near = (fromEnd: number) =>
    Math.min(margin - 1, fromEnd, room) - Math.max(0, fromEnd - (last.high - last.low)) >= LEAST_VALUES - 1;
  return near(rest - sum(cells, 'low')) || near(sum(cells, 'high') - rest);
}

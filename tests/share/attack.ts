import loadHighs from 'highs';
import { HIDDEN, type CountTables, type Shown, type ShownTables } from '../../src/evidence/hideSmallCounts';

type Solver = Awaited<ReturnType<typeof loadHighs>>;
let solver: Promise<Solver> | undefined;

/** What the attacker found out: hidden counts with fewer than three possible values, each with those values. */
export interface Attack {
  hidden: number;
  narrowed: { count: string; values: number[] }[];
}

type Years = { previous: Shown; current: Shown };

/** Which counts were hidden first, where the attacker is told that too: `all 3 current`. */
export type Told = { limit: number; first: ReadonlySet<string> };

/**
 * Knows the whole copy: that counts are whole numbers from 0 and hidden ones no zeros (but where the
 * total is hidden too); that areas add up to totals; that previous + change = current; that a need is part of all assessments in
 * every area and year; percentages; by which rule the mapped needs were chosen: that no other need is larger this year, or
 * that none with 10 cases before grew faster. Asks an integer linear programme for
 * values of each hidden count until it has three, or there are no more.
 */
export async function attack(shown: ShownTables, by: CountTables['by'], told?: Told): Promise<Attack> {
  const highs = await (solver ??= loadHighs());
  const rows: string[] = [];
  const bounds: string[] = [];
  const names: string[] = [];
  const counts = new Map<string, string>();
  const variable = (label: string, value: Shown, least: number, signed = false): string => {
    const name = `x${names.length}`;
    names.push(name);
    if (value === HIDDEN && !signed) counts.set(label, name);
    const first = told?.first.has(label);
    if (value !== HIDDEN) bounds.push(`${name} = ${value}`);
    else if (signed) bounds.push(`-100000 <= ${name} <= 100000`);
    else if (told && least > 0)
      bounds.push(first ? `1 <= ${name} <= ${told.limit}` : `${told.limit + 1} <= ${name} <= 100000`);
    else bounds.push(`${least} <= ${name} <= 100000`);
    return name;
  };
  // Where a total is hidden, so are zeros.
  const leastOf = (totals: Years) => ({
    previous: shown.totals.previous === HIDDEN || totals.previous === HIDDEN ? 0 : 1,
    current: totals.current === HIDDEN ? 0 : 1,
  });
  const certain = leastOf({ previous: 0, current: 0 });
  const pair = (label: string, row: { previous: Shown; current: Shown; change: Shown }, least = certain) => {
    const previous = variable(`${label} previous`, row.previous, least.previous);
    const current = variable(`${label} current`, row.current, least.current);
    const change = variable(`${label} change`, row.change, 0, true);
    rows.push(`${current} - ${previous} - ${change} = 0`);
    return { previous, current };
  };
  const YEARS = ['previous', 'current'] as const;
  const all = shown.all.map((row, at) => pair(`all ${at}`, row));
  const total = {
    previous: variable('all previous', shown.totals.previous, 0),
    current: variable('all current', shown.totals.current, 1),
  };
  for (const year of YEARS) rows.push(`${all.map((row) => row[year]).join(' + ')} - ${total[year]} = 0`);
  const factors = shown.riskFactors.map((row) => ({ row, code: row.code, x: pair(row.code, row) }));
  for (const { row, x } of factors) {
    for (const year of YEARS) rows.push(`${x[year]} - ${total[year]} <= 0`);
    if (typeof row.pct === 'number') rows.push(between(`${x.current} - ${1 + row.pct} ${x.previous}`));
    if (typeof row.share === 'number') rows.push(between(`${x.current} - ${row.share} ${total.current}`));
  }
  for (const need of shown.needs) {
    const { row: totals, x: own } = factors.find(({ code }) => code === need.code)!;
    const areas = need.rows.map((row, at) => pair(`${need.code} ${at}`, row, leastOf(totals)));
    for (const year of YEARS) {
      rows.push(`${areas.map((row) => row[year]).join(' + ')} - ${own[year]} = 0`);
      areas.forEach((row, at) => rows.push(`${row[year]} - ${all[at]![year]} <= 0`));
    }
    const others = factors.filter(({ code }) => code !== '21' && !shown.needs.some((other) => other.code === code));
    if (by === 'current') for (const { x } of others) rows.push(`${x.current} - ${own.current} <= 0`);
    if (by !== 'growth') continue;
    rows.push(`${own.previous} >= 10`);
    // Linear where either need is known: current / previous of the other is at most that of the mapped one.
    for (const { row, x } of others) {
      if (row.previous === HIDDEN || row.previous < 10) continue;
      if (row.current !== HIDDEN) rows.push(`${row.previous} ${own.current} - ${row.current} ${own.previous} >= 0`);
      else if (totals.previous !== HIDDEN && totals.current !== HIDDEN)
        rows.push(`${totals.previous} ${x.current} <= ${totals.current * row.previous}`);
    }
  }

  const seen = new Map([...counts].map(([label]) => [label, new Set<number>()]));
  const solve = (goal: string, more: string[] = []): boolean => {
    const text = `${goal}\nSubject To\n${[...rows, ...more].flatMap((row) => row.split('\n')).join('\n')}\nBounds\n${bounds.join('\n')}\nGeneral\n${names.join(' ')}\nEnd\n`;
    const solution = highs.solve(text);
    if (solution.Status === 'Infeasible') return false;
    if (solution.Status !== 'Optimal') throw new Error(`The attacker's solver says ${solution.Status}`);
    for (const [label, name] of counts) seen.get(label)!.add(Math.round(solution.Columns[name]!.Primal));
    return true;
  };
  for (const [label, name] of counts) {
    const values = seen.get(label)!;
    if (values.size < 3 && !solve(`Maximize\n${name}`)) throw new Error('No authority fits this copy');
    if (values.size < 3) solve(`Minimize\n${name}`);
    if (values.size === 2) {
      const [low, high] = [Math.min(...values), Math.max(...values)];
      if (high - low > 1) solve(`Maximize\n${name}`, [`${name} >= ${low + 1}`, `${name} <= ${high - 1}`]);
    }
  }
  const narrowed = [...seen]
    .filter(([, values]) => values.size < 3)
    .map(([count, values]) => ({ count, values: [...values].sort((a, b) => a - b) }));
  return { hidden: counts.size, narrowed };
}

/** A linear form that is zero but for rounding. */
const between = (form: string): string => `${form} <= 0.001\n${form} >= -0.001`;

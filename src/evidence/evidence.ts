import { changes } from './change';
import { hotGroups } from './hotGroups';
import { hotSpots, NOTHING } from './hotSpots';
import { islands, neighbours, restrict } from '../core/neighbours';
import { rateOf, standing } from './rates';
import { together } from './together';
import type { AreaFigures, Evidence, EvidenceArea, EvidenceInput, TableEvidence } from './types';

/**
 * Rates, hot spots and change beyond chance for every table of a job. Without a population there are no rates, and hot
 * spots follow counts. With one, an LSOA without a rate (fewer than 50 children, or not in the file) is no part of the
 * search for hot spots: neither tested nor anybody's neighbour.
 */
export function evidence(input: EvidenceInput): Evidence {
  const { lsoas, own, population, deciles, wards, compared = true } = input;
  const near = neighbours(lsoas, own);
  const alone = new Set(islands(near));
  const areas = own.map((area, position): EvidenceArea => {
    const code = lsoas.codes[area]!;
    return {
      code,
      name: lsoas.names[area]!,
      area,
      children: population?.get(code) ?? null,
      decile: deciles?.of.get(code) ?? null,
      ward: wards?.get(code) ?? null,
      island: alone.has(position),
    };
  });
  const children = areas.map((area) => area.children);
  const counts = input.tables.map(({ rows }) => countsByPosition(rows, own));
  const basis = population ? 'rate' : 'count';
  const rates = counts.map(({ current }) => current.map((count, position) => rateOf(count, children[position]!)));

  const searched = areas.map((_, i) => i).filter((i) => basis === 'count' || (rates[0]?.[i] ?? null) !== null);
  const values = counts.map(({ current }, table) =>
    Float64Array.from(searched, (i) => (basis === 'rate' ? rates[table]![i]!.rate : current[i]!)),
  );
  const found = hotSpots(restrict(near, searched), values, input.seed);

  const tables = input.tables.map(({ id, name }, table): TableEvidence => {
    const { previous, current } = counts[table]!;
    const totals = { previous: sum(previous), current: sum(current) };
    const known = areas.map((_, i) => i).filter((i) => children[i] !== null);
    const rate = rateOf(sum(known.map((i) => current[i]!)), known.length ? sum(known.map((i) => children[i]!)) : null);
    const spots = areas.map(() => ({ ...NOTHING }));
    searched.forEach((position, i) => (spots[position] = found[table]![i]!));
    const changed = changes(current.map((count, i) => ({ previous: previous[i]!, current: count })));
    const figures = areas.map((_, i): AreaFigures => {
      const own = rates[table]![i]!;
      return {
        previous: previous[i]!,
        current: current[i]!,
        rate: own && rate && { ...own, standing: standing(own, rate.rate) },
        spot: spots[i]!,
        change: changed[i]!,
      };
    });
    const groups = hotGroups(near, spots, current, children);
    return { id, name, ...totals, rate, change: changes([totals])[0]!, areas: figures, groups };
  });
  return {
    basis,
    compared,
    areas,
    tables,
    deciles: deciles
      ? {
          index: deciles.index,
          groups: together(
            areas,
            tables,
            ({ decile }) => (decile === null ? null : { code: String(decile), name: decileName(decile) }),
            (a, b) => Number(a.code) - Number(b.code),
          ),
        }
      : null,
    wards: wards
      ? together(
          areas,
          tables,
          ({ ward }) => ward,
          (a, b) => b.tables[0]!.current - a.tables[0]!.current || (a.code < b.code ? -1 : 1),
        )
      : null,
  };
}

const decileName = (decile: number) =>
  `Decile ${decile}${decile === 1 ? ' (most deprived)' : decile === 10 ? ' (least deprived)' : ''}`;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Rows in any order -> counts in the order of `own`; an LSOA without a row counts 0. */
function countsByPosition(rows: EvidenceInput['tables'][number]['rows'], own: readonly number[]) {
  const byArea = new Map(rows.map((row) => [row.area, row]));
  return {
    previous: own.map((area) => byArea.get(area)?.previous ?? 0),
    current: own.map((area) => byArea.get(area)?.current ?? 0),
  };
}

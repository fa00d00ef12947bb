import { column } from '../core/buildTables';
import type { OutCell, OutColumn } from '../core/types';
import type { AreaFigures, Evidence, EvidenceArea, TableEvidence } from './types';

/** Columns to stand right of the five of a by-LSOA table, and their cells by LSOA code. */
export interface ExtraColumns {
  columns: OutColumn[];
  cells: Map<string, OutCell[]>;
}

type Cells = (figures: AreaFigures, area: EvidenceArea) => OutCell;

/**
 * What the evidence adds to a by-LSOA table: rates only with a population, change only
 * where the years can be compared, deciles and wards only with their files. Of the tests only what decides: the p values
 * after the false discovery rate, so that the table and its maps still fit on a printed page.
 */
export function extraColumns(evidence: Evidence, table: TableEvidence): ExtraColumns {
  const rates: [OutColumn, Cells][] = [
    [column('Children', 'whole', 9), (_, { children }) => children],
    [column('Rate per 10,000', 'rate', 10, 'sequential'), ({ rate }) => tenths(rate?.rate)],
    [column('Rate, low', 'rate', 8), ({ rate }) => tenths(rate?.low)],
    [column('Rate, high', 'rate', 8), ({ rate }) => tenths(rate?.high)],
    [column('Against the authority', 'text', 11), ({ rate }) => rate?.standing ?? null],
  ];
  const tests: [OutColumn, Cells][] = [
    [column('Hot or cold spot', 'text', 11), ({ spot }, { island }) => (island ? 'island' : spotCell(spot))],
    [column('Spot p, many tests', 'chance', 10), ({ spot }) => chance(spot.q)],
  ];
  const change: [OutColumn, Cells][] = [
    [column('Beyond chance', 'text', 9), beyondCell],
    [column('Change p, many tests', 'chance', 10), ({ change }) => chance(change.q)],
    [column('Ratio', 'decimal', 7), ({ change }) => hundredths(change.ratio)],
    [column('Ratio, low', 'decimal', 7), ({ change }) => hundredths(change.low)],
    [column('Ratio, high', 'decimal', 7), ({ change }) => hundredths(change.high)],
  ];
  const places: [OutColumn, Cells][] = [
    ...(evidence.deciles
      ? [[column(`${evidence.deciles.index} decile`, 'whole', 10), (_, { decile }) => decile] as [OutColumn, Cells]]
      : []),
    ...(evidence.wards
      ? [[column('Ward', 'text', 26), (_, { ward }) => ward?.name ?? null] as [OutColumn, Cells]]
      : []),
  ];
  const all = [...(evidence.basis === 'rate' ? rates : []), ...tests, ...(evidence.compared ? change : []), ...places];
  return {
    columns: all.map(([one]) => one),
    cells: new Map(
      evidence.areas.map((area, i) => [area.code, all.map(([, cell]) => cell(table.areas[i]!, area))] as const),
    ),
  };
}

/** `hot, 1%`; blank where it is neither hot nor cold. */
export const spotCell = ({ kind, level }: AreaFigures['spot']): OutCell => (kind ? `${kind}, ${level}%` : null);

const beyondCell = ({ change, previous, current }: AreaFigures): OutCell =>
  change.beyond ? (current > previous ? 'rise' : 'fall') : null;

const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** A rate or the like with one decimal. */
export const tenths = (value: number | null | undefined): OutCell => (value == null ? null : round(value, 1));
const hundredths = (value: number | null) => (value === null ? null : round(value, 2));

/** A p value with three digits that count, shown as per cent. */
export const chance = (p: number | null): OutCell => (p === null ? null : Number(p.toPrecision(3)));

import { placed, type PaintedMap } from '../core/buildSheets';
import { column, HEADING_ROW } from '../core/buildTables';
import type { OutCell, OutColumn, OutLine, OutSheet, OutTable } from '../core/types';
import { chance, spotCell, tenths } from './extraColumns';
import { groupInWords, spotsInWords } from './spotWords';
import type { Evidence, TableEvidence, Together } from './types';

/** What stands above the tables, as on the other sheets. */
export interface EvidenceSheetsInput {
  authority: string;
  /** `1 June 2024 to 31 May 2025`, the current year. */
  period: string;
  licence: string;
  /** Maps of hot spots, painted, in the order of the tables. */
  maps: PaintedMap[];
}

/** Names of the sheets, for the list of taken names. */
const EVIDENCE_SHEET_NAMES = { hotSpots: 'Hot spots', deprivation: 'By deprivation', wards: 'By ward' };

/** `Hot spots`; and where there are deciles or wards a sheet for each. In this order, after the sheets of needs. */
export function evidenceSheets(evidence: Evidence, input: EvidenceSheetsInput): OutSheet[] {
  const head = (title: string, second: string): OutLine[] => [
    { row: 1, column: 1, cell: `${title}: ${input.authority}, ${input.period}`, style: 'title' },
    { row: 2, column: 1, cell: second, style: 'note' },
    { row: 3, column: 1, cell: input.licence, style: 'note' },
  ];
  const plain = { frozenRows: HEADING_ROW, images: [] };
  const images = placed(input.maps);
  const sheets: OutSheet[] = [
    {
      ...plain,
      key: 'hot-spots',
      name: EVIDENCE_SHEET_NAMES.hotSpots,
      lines: head('Hot spots', spotsInWords(evidence)),
      tables: [hotSpotsTable(evidence)],
      images,
      // Two maps fit on a page.
      pageBreaks: images.filter((_, i) => i > 0 && i % 2 === 0).map(({ row }) => row),
    },
  ];
  const rates = evidence.basis === 'rate';
  const chart = (name: string, title: string, labels: string) => ({
    name: `NeedsMap_Chart_${name}`,
    title: rates ? `${title}: assessments per 10,000 children` : `${title}: assessments`,
    labels,
    series: rates ? ['Rate per 10,000'] : ['Previous year', 'Current year'],
  });
  if (evidence.deciles) {
    const { index, groups } = evidence.deciles;
    sheets.push({
      ...plain,
      key: 'deprivation',
      name: EVIDENCE_SHEET_NAMES.deprivation,
      lines: head('By deprivation', `${index}: decile 1 is the most deprived tenth of the LSOAs of England.`),
      tables: [togetherTable('NeedsMap_ByDecile', 'Decile', groups, evidence, false)],
      chart: chart('ByDecile', index, 'Decile'),
    });
  }
  if (evidence.wards) {
    sheets.push({
      ...plain,
      key: 'wards',
      name: EVIDENCE_SHEET_NAMES.wards,
      lines: head('By ward', 'Each LSOA is counted whole in one ward, as in the lookup file.'),
      tables: [togetherTable('NeedsMap_ByWard', 'Ward', evidence.wards, evidence, true)],
    });
  }
  return sheets;
}

/** Every hot and cold LSOA of every table: hot ones first, group by group, then cold ones; the clearest first. */
function hotSpotsTable(evidence: Evidence): OutTable {
  const rates = evidence.basis === 'rate';
  return {
    name: 'NeedsMap_HotSpots',
    row: HEADING_ROW,
    column: 1,
    columns: [
      column('Need', 'text', 30),
      column('LSOA code', 'text', 12),
      column('LSOA name', 'text', 30),
      column('Spot', 'text', 10),
      column('Previous year', 'whole', 14),
      column('Current year', 'whole', 14),
      ...(rates ? [column('Children', 'whole', 10), column('Rate per 10,000', 'rate', 12)] : []),
      column('Gi* z', 'decimal', 8),
      column('p', 'chance', 9),
      column('p, many tests', 'chance', 11),
      column('Group', 'text', 82),
    ],
    rows: evidence.tables.flatMap((table) => spotRows(evidence, table, rates)),
    key: -1,
  };
}

function spotRows(evidence: Evidence, table: TableEvidence, rates: boolean): OutCell[][] {
  const row = (position: number, group: string): OutCell[] => {
    const [area, figures] = [evidence.areas[position]!, table.areas[position]!];
    const { spot, rate, previous, current } = figures;
    const perChild: OutCell[] = rates ? [area.children, tenths(rate?.rate)] : [];
    const z = spot.z === null ? null : Number(spot.z.toFixed(3));
    const place = [table.name, area.code, area.name, spotCell(spot)];
    return [...place, previous, current, ...perChild, z, chance(spot.p), chance(spot.q), group];
  };
  const cold = table.areas
    .map(({ spot }, position) => ({ spot, position }))
    .filter(({ spot }) => spot.kind === 'cold')
    .sort((a, b) => a.spot.z! - b.spot.z!);
  return [
    ...table.groups.flatMap((group) => group.members.map((at) => row(at, groupInWords(evidence, table, group)))),
    ...cold.map(({ position }) => row(position, '')),
  ];
}

/** Deciles or wards: all assessments with their rate, then each need's current year, with its rate. */
function togetherTable(name: string, label: string, groups: Together[], evidence: Evidence, coded: boolean): OutTable {
  const rates = evidence.basis === 'rate';
  const needs = evidence.tables.slice(1);
  const columns: OutColumn[] = [
    ...(coded ? [column('Ward code', 'text', 12)] : []),
    column(label, 'text', 28),
    column('LSOAs', 'whole', 8),
    column('Previous year', 'whole', 14, 'sequential'),
    column('Current year', 'whole', 14, 'sequential'),
    column('Change', 'signed', 10, 'diverging'),
    ...(rates
      ? [
          column('Children', 'whole', 10),
          column('Rate per 10,000', 'rate', 12, 'sequential'),
          column('Rate, low', 'rate', 10),
          column('Rate, high', 'rate', 10),
        ]
      : []),
    ...needs.flatMap((need) => [
      column(need.name, 'whole', 16, 'sequential'),
      ...(rates ? [column(`${need.name}, rate`, 'rate', 16, 'sequential')] : []),
    ]),
  ];
  const rows = groups.map(({ code, name: words, lsoas, children, tables }): OutCell[] => {
    const [all, ...others] = tables;
    const { previous, current, rate } = all!;
    return [
      ...(coded ? [code] : []),
      words,
      lsoas,
      previous,
      current,
      current - previous,
      ...(rates ? [children, tenths(rate?.rate), tenths(rate?.low), tenths(rate?.high)] : []),
      ...others.flatMap((need) => [need.current, ...(rates ? [tenths(need.rate?.rate)] : [])]),
    ];
  });
  return { name, row: HEADING_ROW, column: 1, columns, rows, key: 0 };
}

import { createCanvas } from '@napi-rs/canvas';
import type { OutImage, OutSheet, OutTable } from '../../src/core/types';

/** One invented area: code, name, previous and current year. */
export type Area = [code: string, name: string, previous: number, current: number];

/** Areas X01, X02 ... with numbers that can be worked out: the n-th has 2n before and 3n now. */
export function areas(count: number): Area[] {
  return Array.from({ length: count }, (_, at) => {
    const number = at + 1;
    return [`X${String(number).padStart(2, '0')}`, `Area ${number}`, 2 * number, 3 * number];
  });
}

/** A grey square of 4 pixels as PNG, a few hundred bytes. */
export function picture(shade = 128): Uint8Array {
  const canvas = createCanvas(4, 4);
  const brush = canvas.getContext('2d');
  brush.fillStyle = `rgb(${shade}, ${shade}, ${shade})`;
  brush.fillRect(0, 0, 4, 4);
  return canvas.toBuffer('image/png');
}

const image = (name: string, row: number, shade?: number): OutImage => ({
  name,
  alt: `A map: ${name}`,
  png: picture(shade),
  row,
  width: 480,
  height: 480,
  left: 0,
});

function areaTable(name: string, rows: Area[]): OutTable {
  return {
    name,
    row: 5,
    column: 1,
    columns: [
      { heading: 'LSOA code', kind: 'text', width: 12 },
      { heading: 'LSOA name', kind: 'text', width: 24 },
      { heading: 'Previous year', kind: 'whole', width: 12 },
      { heading: 'Current year', kind: 'whole', width: 12, scale: 'sequential' },
      { heading: 'Change', kind: 'signed', width: 10, scale: 'diverging' },
    ],
    rows: rows.map(([code, label, previous, current]) => [code, label, previous, current, current - previous]),
    key: 0,
  };
}

export interface PlanOptions {
  rows?: Area[];
  /** Lines on `Needs map` after the title. */
  lines?: string[];
  /** Rows of the set-aside list, as child id and source row. */
  aside?: [child: string, row: number][];
  shade?: number;
}

/** Four small result sheets, laid out like the real ones: row 2 free, headings in row 5, maps to the right. */
export function resultPlan({
  rows = areas(3),
  lines = ['Invented authority'],
  aside = [],
  shade,
}: PlanOptions = {}): OutSheet[] {
  const title = (cell: string) => ({ row: 1, column: 1, cell, style: 'title' as const });
  return [
    {
      key: 'needs-map',
      name: 'Needs map',
      frozenRows: 0,
      widths: [30, 60],
      lines: [
        title('Needs map: Invented'),
        ...lines.map((cell, at) => ({ row: 3 + at, column: 1, cell })),
        { row: 20, column: 1, cell: { text: 'Areas', link: "'Assessments by LSOA'!A1" } },
      ],
      tables: [],
      images: [],
    },
    {
      key: 'risk-factors',
      name: 'Risk factors',
      frozenRows: 5,
      lines: [title('Risk factors')],
      tables: [
        {
          name: 'NeedsMap_RiskFactors',
          row: 5,
          column: 1,
          columns: [
            { heading: 'Need code', kind: 'text', width: 10 },
            { heading: 'Need', kind: 'text', width: 30 },
            { heading: 'Previous year', kind: 'whole', width: 12 },
            { heading: 'Current year', kind: 'whole', width: 12 },
            { heading: 'Change %', kind: 'signedPercent', width: 12 },
          ],
          rows: [
            ['4', 'Mental health', 8, 10, 0.25],
            ['3', '=SUM(1) is no formula', 4, 2, -0.5],
            ['99Z', "'quoted", 0, 1, null],
          ],
          key: 0,
        },
      ],
      images: [],
      chart: { name: 'NeedsMap_Chart', title: 'Needs', labels: 'Need', series: ['Previous year', 'Current year'] },
    },
    {
      key: 'assessments',
      name: 'Assessments by LSOA',
      frozenRows: 5,
      pageBreaks: [40],
      lines: [title('Assessments by LSOA'), { row: 2, column: 1, cell: 'Look at this', style: 'warning' }],
      tables: [areaTable('NeedsMap_AssessmentsByLSOA', rows)],
      images: [image('NeedsMap_Map_all', 6, shade), image('NeedsMap_Map_all_change', 40, shade)],
    },
    {
      key: 'matching',
      name: 'Matching report',
      frozenRows: 5,
      lines: [title('Do not share')],
      tables: [
        {
          name: 'NeedsMap_Matching',
          row: 5,
          column: 1,
          columns: [
            { heading: 'Step', kind: 'text', width: 20 },
            { heading: 'Number', kind: 'whole', width: 10 },
          ],
          rows: [['Log rows', 12]],
          key: 0,
        },
        {
          name: 'NeedsMap_SetAside',
          row: 5,
          column: 4,
          columns: [
            { heading: 'Child id', kind: 'text', width: 12 },
            { heading: 'Row', kind: 'whole', width: 8 },
          ],
          rows: aside.map(([child, row]) => [child, { text: row, link: `'Log'!A${row}` }]),
          key: -1,
        },
      ],
      images: [],
    },
  ];
}

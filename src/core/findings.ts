import type { PaintedMap } from './buildSheets';
import type { Added, AreaRow, Areas, OutCell, OutColumn, OutSheet } from './types';

/** The tables of a run, of which the evidence is wanted. */
export interface FindingsAsk {
  lsoas: Areas;
  /** Population, deprivation and wards, where the geography has them. */
  added?: Added;
  /** The authority's LSOAs, indices into `lsoas`. */
  own: number[];
  /** All assessments first, then the needs. `id`: `all` or a need's code. */
  tables: { id: string; name: string; rows: AreaRow[] }[];
  /** Whether the previous year is whole, so that the years can be compared. */
  compared: boolean;
}

/** What was found, ready to be laid out and drawn: core knows no statistics, src/evidence no sheets of a job. */
export interface Findings {
  /** Sentences about the files: LSOAs that they lack. */
  warnings: string[];
  /** Sentences for a report, and how it was all found. */
  notes: string[];
  methods: string[];
  /** Whether there is a population, and so rates. */
  rated: boolean;
  /** By the id of a table. */
  tables: Record<string, FoundTable>;
  /** Further sheets; `maps` of hot spots, painted. `period`: the current year in words. */
  sheets(input: { authority: string; period: string; licence: string; maps: PaintedMap[] }): OutSheet[];
}

/** -2 cold at 1%, -1 cold at 5%, 0 neither, 1 hot at 5%, 2 hot at 1%. */
export type SpotClass = -2 | -1 | 0 | 1 | 2;

/** What was found about one table. */
export interface FoundTable {
  /** One or two sentences, to stand above it. */
  words: string;
  /** Columns right of the five, and their cells by LSOA code. */
  columns: OutColumn[];
  cells: Map<string, OutCell[]>;
  /** By index into `Geography.lsoas`; LSOAs that could not be tested, or have no rate, are left out. */
  spots: Map<number, SpotClass>;
  /** Per 10,000 children, in the current year. */
  rates: Map<number, number>;
  /** LSOAs whose change is more than chance would explain; null where the years can't be compared. */
  beyond: Set<number> | null;
}

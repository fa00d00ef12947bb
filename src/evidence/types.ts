import type { Added, AreaRow, Areas, Ward } from '../core/types';
import type { Change } from './change';
import type { HotGroup } from './hotGroups';
import type { Spot } from './hotSpots';
import type { Rate, Standing } from './rates';

/** What the evidence is made from. */
export interface EvidenceInput {
  lsoas: Areas;
  /** The authority's LSOAs, indices into `lsoas`. */
  own: readonly number[];
  /** All assessments first, then the needs; each with a row for every LSOA of `own`. `id`: `all` or a need's code. */
  tables: readonly { id: string; name: string; rows: readonly AreaRow[] }[];
  /** Children aged 0 to 17 by LSOA code. */
  population?: ReadonlyMap<string, number>;
  /** Deciles of one index by LSOA code. */
  deciles?: Omit<NonNullable<Added['deprivation']>, 'vintage'>;
  /** Wards by LSOA code. */
  wards?: ReadonlyMap<string, Ward>;
  /** False where the years can't be compared, one of them not being whole: change is then not spoken of. */
  compared?: boolean;
  /** Of the permutations: the same seed gives the same result. */
  seed: number;
}

/** One LSOA, whatever is counted. */
export interface EvidenceArea {
  code: string;
  name: string;
  /** Index into `Geography.lsoas`. */
  area: number;
  /** Null where the population file doesn't say, or there is none. */
  children: number | null;
  /** 1 to 10. */
  decile: number | null;
  ward: Ward | null;
  /** Touches no other LSOA of the authority: never a hot or cold spot. */
  island: boolean;
}

/** One LSOA in one table. */
export interface AreaFigures {
  previous: number;
  current: number;
  /** Of the current year; null without a population, or with fewer than 50 children. */
  rate: (Rate & { standing: Standing }) | null;
  spot: Spot;
  change: Change;
}

/** One table: all assessments, or a need. */
export interface TableEvidence {
  id: string;
  name: string;
  previous: number;
  current: number;
  /** Of the authority: the LSOAs whose children are known. Null without a population. */
  rate: Rate | null;
  /** Of the authority's totals; its q is its p. */
  change: Change;
  /** In the order of `Evidence.areas`. */
  areas: AreaFigures[];
  /** Hot LSOAs that touch, largest first. */
  groups: HotGroup[];
}

/** LSOAs taken together: a decile, or a ward. */
export interface Together {
  /** A ward's code, a decile's number; '' for LSOAs that the file doesn't have. */
  code: string;
  name: string;
  lsoas: number;
  children: number | null;
  /** In the order of `Evidence.tables`. */
  tables: { previous: number; current: number; rate: Rate | null }[];
}

/** Everything found, as plain data. */
export interface Evidence {
  /** Hot spots are found on rates where there is a population, otherwise on counts. */
  basis: 'rate' | 'count';
  /** Whether the years can be compared. */
  compared: boolean;
  /** In the order of `own`. */
  areas: EvidenceArea[];
  tables: TableEvidence[];
  deciles: { index: string; groups: Together[] } | null;
  wards: Together[] | null;
}

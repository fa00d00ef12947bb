/** The nouns of the product. Plain data: everything here can cross the worker boundary, but for `Geography` and `Host`. */
import type { Factors } from './factors';
import type { Findings, FindingsAsk } from './findings';
import type { Neighbours } from './neighbours';

// ---- sheets in -----------------------------------------------------------------------------------------------------

/** A cell as read: text, a number (dates are serial numbers), true/false, nothing, or an Excel error. */
export type Cell = string | number | boolean | null | CellError;
/** `{error: '#N/A'}` */
export interface CellError {
  error: string;
}

/** A table (list object) that stands on a sheet; rows and columns count from 1 and are inclusive, headings included. */
export interface TablePlace {
  name: string;
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

/**
 * One sheet's used range. `rows[0][0]` is the cell at `firstRow`, `firstColumn` (both count from 1). A row may be shorter
 * than others: what is missing is blank.
 */
export interface Sheet {
  name: string;
  /** The workbook's own id of the sheet, where it has one; survives renaming. */
  id?: string;
  firstRow: number;
  firstColumn: number;
  rows: Cell[][];
  tables: TablePlace[];
}

export interface WorkbookData {
  /** File name, shown in `Needs map`. */
  name: string;
  sheets: Sheet[];
  date1904: boolean;
}

// ---- geography -----------------------------------------------------------------------------------------------------

/** Coordinates are whole numbers of 1e-7 degree (about 1 cm), so that point in polygon is exact in doubles. */
export const UNITS_PER_DEGREE = 1e7;

/**
 * Areas of one kind, in order of code. Rings are closed (first point = last point), at least 4 points each.
 * A point is inside an area when it is inside an odd number of the area's rings (RULES.md 4).
 */
export interface Areas {
  /** Two digits from the property names: `21` of LSOA21CD, `24` of LAD24CD. Empty where the file does not say. */
  vintage: string;
  codes: string[];
  names: string[];
  /** x0, y0, x1, y1, ... of all rings: longitude, latitude in 1e-7 degree. */
  coordinates: Int32Array;
  /** Ring r has the points ringStarts[r] .. ringStarts[r + 1] - 1 (points, not numbers); length = rings + 1. */
  ringStarts: Uint32Array;
  /** Area a has the rings areaStarts[a] .. areaStarts[a + 1] - 1; length = areas + 1. */
  areaStarts: Uint32Array;
  /** A flatbush over the areas' boxes (Int32, 1e-7 degree), as its own buffer: `Flatbush.from(index)`. */
  index: ArrayBuffer;
  /** Codes of the areas that a job can be about, where the others are only their surroundings (a workbook's pack). */
  only?: string[];
  /** Who touches whom among all of these areas, as a pack has it, decoded when first asked; else see core/neighbours. */
  neighbours?(): Neighbours;
}

export interface Postcodes {
  readonly count: number;
  /** The row of a postcode given as letters and digits only (`SO147LY`), or -1. */
  find(postcode: string): number;
  /** By row, 1e-7 degree. */
  readonly longitudes: Int32Array;
  readonly latitudes: Int32Array;
  /**
   * By row: index into `Geography.lsoas`, or -1 where the file's code is blank or not in the boundary file.
   * Null where the postcode file has no LSOA column of the boundary file's vintage.
   */
  readonly lsoas: Int32Array | null;
  /** True where the postcode isn't here because its outward code lies wholly beyond a workbook's pack. */
  elsewhere(postcode: string): boolean;
}

/** How the geography came here: `files` chosen now, the `workbook`'s own pack, the browser's `cache`, the add-in's `origin`. */
export type GeographyWay = 'files' | 'workbook' | 'cache' | 'origin' | 'sample';

/** A ward, or any other place that LSOAs belong to. */
export interface Ward {
  code: string;
  name: string;
}

/** What files by LSOA add to the geography. `vintage`: of their codes, as in `Areas`. */
export interface Added {
  /** Children aged 0 to 17 by LSOA code. */
  population?: { vintage: string; of: ReadonlyMap<string, number> };
  /** Deciles of an index (`IDACI 2019`) by LSOA code: 1 is the most deprived tenth of England's LSOAs. */
  deprivation?: { vintage: string; index: string; of: ReadonlyMap<string, number> };
  wards?: Wards;
}

/** A ward for each LSOA code. */
export interface Wards {
  vintage: string;
  of: ReadonlyMap<string, Ward>;
}

/** One source file, as shown on `Needs map`. */
export interface SourceFile {
  kind: 'postcodes' | 'lsoas' | 'authorities' | keyof Added;
  name: string;
  /** In words: "35,672 LSOAs of 2021, generalised". */
  found: string;
  /** ISO date of the file or of its contents, where known. */
  date?: string;
  sha256?: string;
  /** A sentence about what to doubt; of added files. */
  warning?: string;
}

export interface GeographyAbout {
  way: GeographyWay;
  files: SourceFile[];
  /** Sentences for the user: coarse boundaries, no retired postcodes ... */
  warnings: string[];
  /** One line, with the year. */
  licence: string;
  /** Whether the postcode file holds retired postcodes; null where it can't be known. */
  retiredPostcodes: boolean | null;
  /** Whether points came from eastings and northings by the seven-parameter transformation. */
  fromGrid: boolean;
  /** Whether files by LSOA were added or taken out since it was opened. */
  changed?: boolean;
}

export interface Geography {
  postcodes: Postcodes;
  lsoas: Areas;
  authorities: Areas;
  /** Nothing where no such file was chosen. */
  added?: Added;
  about: GeographyAbout;
}

// ---- the job -------------------------------------------------------------------------------------------------------

/** Which columns of a sheet to read, 1-based sheet columns, where the user corrected what was found. */
export interface ChosenColumns {
  headingRow: number;
  child: number;
  date: number;
  /** Template only. */
  postcode?: number;
  /** Log only. */
  type?: number;
  factors?: number;
}

export type ClassMethod = 'natural' | 'quantile' | 'equal';
export type Scheme = 'blue' | 'orange' | 'purple' | 'grey';

export interface MapOptions {
  method: ClassMethod;
  /** 3 to 7, zero not counted. */
  classes: number;
  scheme: Scheme;
  labels: boolean;
  /** The same classes on all prevalence maps, and on all change maps. */
  sameScale: boolean;
  /** The classes of the run before, map by map, where it had that map. */
  keepClasses: boolean;
  /** What the prevalence maps show; `count`. Rates only where there is a population. */
  show?: 'count' | 'rate';
}

/** What the user chose. Everything that steers a result; today's date is part of it. */
export interface Job {
  workbook: WorkbookData;
  /** Official or county names; a county stands for its districts. */
  authorities: string[];
  /** ISO date of the run; assessments after it are in the future. */
  today: string;
  /** ISO date: the end of the current year, under the rule of RULES.md 5. */
  yearEnd?: string;
  /** Names of the sheets to read; found by their headings where left out. */
  template?: string;
  logs?: string[];
  columns?: Record<string, ChosenColumns>;
  /** Need codes; otherwise the top ones. */
  needs?: string[];
  /** How many top needs; 5. */
  top?: number;
  /** What makes a need a top need; `current`. */
  by?: 'current' | 'growth';
  include21?: boolean;
  /** Count each child once per year, LSOA and need, instead of each assessment. */
  countChildren?: boolean;
  /** Needs that left the top ones but have a sheet from an earlier run: refreshed, and marked so. */
  keepNeeds?: string[];
  /** Use the postcode file's LSOA codes where it has them; true. */
  lsoaByCode?: boolean;
  /** Whether `Matching report` lists each set-aside assessment; true. */
  list?: boolean;
  map?: Partial<MapOptions>;
  /** What the run before found, to say what moved. */
  before?: RunTotals;
}

/** Numbers of a run by their names in words, kept in the workbook's settings until the next one. */
export interface RunTotals {
  authority: string;
  /** ISO date. */
  currentEnd: string;
  /** Whether children were counted, instead of assessments. */
  children?: boolean;
  numbers: Record<string, number>;
  /** The classes of its maps by image name: the lowest number of each above zero. */
  breaks?: Record<string, number[]>;
}

/** What differs between Excel, the page and the command line. */
export interface Host {
  geography(): Promise<Geography>;
  /** Paints a drawing and encodes it as PNG. Calls may overlap. */
  png(drawing: Drawing): Promise<Uint8Array>;
  /** `step` in words ("Matching postcodes"), `share` 0 to 1 of the whole job. */
  progress(step: string, share: number): void;
  /** What the counts are evidence of (src/evidence); without it the results are counts alone. */
  evidence?(ask: FindingsAsk): Promise<Findings>;
  /** Whether the results stand in the workbook that was read, so that the report can link to its cells. */
  inPlace: boolean;
}

// ---- rows on their way ---------------------------------------------------------------------------------------------

/** Where a row came from: sheet name and row number as Excel shows it. */
export interface Source {
  sheet: string;
  row: number;
}

export type Reason =
  | 'no child id'
  | 'no date'
  | 'unreadable date'
  | 'date in the future'
  | 'not in template'
  | 'no postcode'
  | 'no fixed abode or not known'
  | 'not a postcode'
  | 'postcode not found'
  | 'conflicting postcodes'
  | 'outside the authority'
  | 'no LSOA';

/** One child's assessment closed on one day (RULES.md 3). */
export interface Assessment {
  child: string;
  /** Day number: days since 1970-01-01. */
  day: number;
  /** The child id as typed, for the report. */
  typedChild: string;
  /** Codes of needs (`4`, `17A`, `99Z`), each once. */
  needs: string[];
  /** Codes of factors as recorded (`4B`), each once. */
  codes: string[];
  /** The log rows it came from, with the factors of each; the first is the one shown. */
  rows: { source: Source; factors: Factors }[];
}

export interface SetAside {
  reason: Reason;
  /** As typed. */
  child: string;
  /** ISO where readable, otherwise as typed. */
  date: string;
  postcode: string;
  source: Source;
  hint: string;
}

// ---- results -------------------------------------------------------------------------------------------------------

/** ISO dates, inclusive. */
export interface Years {
  previousStart: string;
  previousEnd: string;
  currentStart: string;
  currentEnd: string;
}

export interface NeedRow {
  code: string;
  name: string;
  previous: number;
  current: number;
  change: number;
  /** change / previous as a fraction; null where previous is 0. */
  pct: number | null;
  /** current / the current year's assessments; null where there are none. */
  share: number | null;
}

export interface AreaRow {
  code: string;
  name: string;
  previous: number;
  current: number;
  change: number;
  /** Index into `Geography.lsoas`. */
  area: number;
}

/** One line of the way from rows read to assessments counted. `share` is null where there is nothing to share. */
export interface Step {
  step: string;
  number: number;
  share: number | null;
}

/** `Matching report` in numbers, without any child's record. */
export interface WayDown {
  steps: Step[];
  /** The two sums of RULES.md 3 and that of the years, in numbers. */
  sums: string[];
  /** How many of those set aside have a hint. */
  hints: number;
}

/** What one run found. Plain data; `sheets` is what every shell writes. */
export interface Result {
  authority: string;
  years: Years;
  totals: { previous: number; current: number };
  /** Rows of the assessment type, in all log sheets. */
  logRows: number;
  annexARows: number;
  assessments: number;
  mergedRows: number;
  setAside: Partial<Record<Reason, number>>;
  counted: number;
  matching: WayDown;
  snapped: number;
  outsideYears: number;
  riskFactors: NeedRow[];
  /** Codes of the top needs. */
  top: string[];
  assessmentsByLsoa: AreaRow[];
  needsByLsoa: Record<string, AreaRow[]>;
  /** The sheets to write, in order, maps painted. */
  sheets: OutSheet[];
  /** The drawings behind the maps, by image name, for the pane to paint and hit test. */
  drawings: Record<string, Drawing>;
  /** Sentences for the pane: what to look at before trusting the figures. */
  warnings: string[];
  /** ISO date of the newest assessment read. */
  newest: string | null;
  /** For the next run. */
  runTotals: RunTotals;
  /** Which totals moved since the run before, in sentences; empty where there was none. */
  moved: string[];
}

// ---- drawings ------------------------------------------------------------------------------------------------------

/** A colour, or stripes of one on another (falls are hatched, so that grey prints tell them from rises). */
export type Fill = string | { colour: string; hatch: string };

export interface DrawnPath {
  /** x, y pairs in pixels, one array a ring; filled even-odd. Open where `closed` is false. */
  rings: Float32Array[];
  closed: boolean;
  fill?: Fill;
  stroke?: string;
  /** Pixels. */
  width?: number;
  /** For hit testing: the LSOA's code. */
  code?: string;
}

export interface DrawnText {
  text: string;
  x: number;
  /** The base line. */
  y: number;
  /** Pixels. */
  size: number;
  bold?: boolean;
  colour: string;
  align: 'left' | 'centre' | 'right';
  /** A pale outline, so that it can be read on any fill. */
  halo?: string;
}

/** A picture as numbers: paths in their order, then texts. */
export interface Drawing {
  /** Pixels at scale 1; painted at `scale`. */
  width: number;
  height: number;
  scale: number;
  background: string;
  paths: DrawnPath[];
  texts: DrawnText[];
  /** Alternative text: says what the map says. */
  alt: string;
  /** To be encoded with few colours: the picture is in a file that travels. */
  small?: boolean;
}

// ---- sheets out ----------------------------------------------------------------------------------------------------

/** A cell to write. Text never becomes a formula. A link goes to a place in this workbook: `'Sheet 1'!A5`. */
export type OutCell = string | number | null | { text: string | number; link: string };

/** How a column is shown: text; whole numbers; a row's number, without commas; whole numbers with a sign; a fraction as per cent; a serial date; numbers with two decimals; a rate, with one; a p value. */
export type ColumnKind =
  'text' | 'whole' | 'row' | 'signed' | 'percent' | 'signedPercent' | 'date' | 'decimal' | 'rate' | 'chance';

export interface OutColumn {
  heading: string;
  kind: ColumnKind;
  /** Characters. */
  width: number;
  /** Shade the column by its values. */
  scale?: 'sequential' | 'diverging';
}

export interface OutTable {
  /** Stable: `NeedsMap_RiskFactors`. */
  name: string;
  /** Of the heading's first cell; from 1. */
  row: number;
  column: number;
  columns: OutColumn[];
  rows: OutCell[][];
  /** The column (from 0) whose values tell rows apart, so that a user's own column moves with its row; -1 for none. */
  key: number;
}

/** Text or numbers outside tables; `bold` for headings. */
export interface OutLine {
  row: number;
  column: number;
  cell: OutCell;
  style?: 'title' | 'heading' | 'warning' | 'note' | 'date';
}

export interface OutImage {
  /** Stable: `NeedsMap_Map_4_change`. */
  name: string;
  alt: string;
  png: Uint8Array;
  /** Sheet row of its top; its left edge is two columns right of the table. */
  row: number;
  /** Points. */
  width: number;
  height: number;
  /** Points from the left edge of the first image: where it stands beside another. */
  left: number;
}

/** A bar chart of two count columns of the sheet's first table. */
export interface OutChart {
  name: string;
  title: string;
  /** Headings of the label column and of the series. */
  labels: string;
  series: string[];
}

export interface OutSheet {
  /** Stable: `needs-map`, `risk-factors`, `assessments`, `need:4`, `matching`. */
  key: string;
  /** Within Excel's rules, unique in the result. */
  name: string;
  /** Rows above and including this one stay in sight; 0 for none. */
  frozenRows: number;
  /** Widths of columns A, B, ... in characters, where no table says. */
  widths?: number[];
  /** Rows before which a printed page begins. */
  pageBreaks?: number[];
  lines: OutLine[];
  tables: OutTable[];
  images: OutImage[];
  chart?: OutChart;
}

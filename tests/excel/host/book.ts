import type { Rect } from './address';
import { MAX_COLUMNS, MAX_ROWS } from './address';
import { Grid } from './cells';
import { accessDenied, invalidArgument, invalidOperation, notFound } from './errors';

export type Visibility = 'Visible' | 'Hidden' | 'VeryHidden';
export type Placement = 'TwoCell' | 'OneCell' | 'Absolute';
/** Members that the host only keeps, by their names in Office.js. */
export type Bag = Record<string, unknown>;

export interface Table {
  id: string;
  name: string;
  sheet: Sheet;
  /** Header and totals rows included. */
  rect: Rect;
  columns: { id: number; name: string }[];
  style: string;
  showTotals: boolean;
  bag: Bag;
  filtered: boolean;
}

/** Something that floats over the cells; points from the sheet's top left corner. */
export interface Floating {
  id: string;
  name: string;
  left: number;
  top: number;
  width: number;
  height: number;
  placement: Placement;
  bag: Bag;
}

export interface Picture extends Floating {
  kind: 'picture';
  png: Uint8Array;
  extension: 'png' | 'jpeg' | 'gif';
}

export interface Series {
  /** A fixed text, or a cell's address. */
  name: string;
  values: string;
  categories: string;
  bag: Bag;
}

export interface Chart extends Floating {
  kind: 'chart';
  type: string;
  title: string;
  /** Address of the range that the chart was last made of, `Sheet!A1:C5`. */
  source: string;
  series: Series[];
}

export interface ConditionalFormat {
  id: string;
  type: string;
  areas: Rect[];
  bag: Bag;
}

export interface Area extends Rect {
  sheet: Sheet;
  /** Set once Excel was told to keep it: such a block moves with inserted rows. */
  reference?: string;
}

export interface NamedItem {
  name: string;
  formula: string;
  scope: Sheet | null;
  visible: boolean;
}

export class Sheet {
  grid = new Grid();
  visibility: Visibility = 'Visible';
  tables: Table[] = [];
  pictures: Picture[] = [];
  charts: Chart[] = [];
  conditionalFormats: ConditionalFormat[] = [];
  frozen = { rows: 0, cols: 0 };
  /** Members of pageLayout, headers, margins, print titles. */
  page: Bag = {};
  /** Points, where not the standard. */
  widths = new Map<number, number>();
  heights = new Map<number, number>();
  hiddenRows = new Set<number>();
  hiddenCols = new Set<number>();
  customProperties = new Map<string, string>();
  isProtected = false;
  tabColor = '';
  showGridlines = true;
  merges: string[] = [];
  /** Validations and conditional formats of an opened file, kept as they are for saving. */
  kept: { validations?: unknown; conditional?: unknown } = {};

  constructor(
    readonly id: string,
    public name: string,
  ) {}

  get whole(): Rect {
    return { row: 0, col: 0, rows: MAX_ROWS, cols: MAX_COLUMNS };
  }
}

/** A workbook in memory. */
export class Book {
  sheets: Sheet[] = [];
  settings = new Map<string, unknown>();
  /** `Office.context.document.settings`, serialized by the client. */
  documentSettings: Record<string, string> = {};
  properties: Bag = {};
  customProperties = new Map<string, unknown>();
  names: NamedItem[] = [];
  structureProtected = false;
  calculationMode = 'Automatic';
  active: Sheet | null = null;
  selection: Area | null = null;
  /** Blocks that follow inserted and deleted rows. */
  areas = new Map<string, Area>();
  private made = 0;

  /** A new number for an id, never given twice. */
  number(): number {
    return ++this.made;
  }

  guid(kind: number): string {
    const n = this.number().toString(16).toUpperCase().padStart(8, '0');
    return `{${n}-0000-${kind.toString(16).toUpperCase().padStart(4, '0')}-0000-000000000000}`;
  }

  sheet(key: string): Sheet {
    const found = this.findSheet(key);
    if (!found) throw notFound();
    return found;
  }

  /** By id or by name, in any case. */
  findSheet(key: string): Sheet | undefined {
    return this.sheets.find((sheet) => sheet.id === key || sheet.name.toLowerCase() === key.toLowerCase());
  }

  addSheet(name?: string, at = this.sheets.length): Sheet {
    let n = this.sheets.length + 1;
    while (this.findSheet(`Sheet${n}`)) n++;
    const chosen = name ?? `Sheet${n}`;
    this.checkSheetName(chosen);
    const sheet = new Sheet(this.guid(1), chosen);
    this.sheets.splice(at, 0, sheet);
    this.active ??= sheet;
    return sheet;
  }

  /** Throws InvalidArgument where Excel doesn't take the name. */
  checkSheetName(name: unknown, own?: Sheet): asserts name is string {
    if (typeof name !== 'string' || name === '' || name.length > 31 || /[\\/?*[\]:]/.test(name) || /^'|'$/.test(name))
      throw invalidArgument('not a name for a sheet');
    if (name.toLowerCase() === 'history') throw invalidArgument('a reserved name');
    const taken = this.findSheet(name);
    if (taken && taken !== own) throw invalidArgument('a sheet of that name exists');
  }

  removeSheet(sheet: Sheet): void {
    this.checkStructure();
    const others = this.sheets.filter((other) => other !== sheet);
    if (!others.some((other) => other.visibility === 'Visible')) throw invalidOperation('the last visible sheet');
    if (sheet.visibility === 'VeryHidden') throw invalidOperation('a very hidden sheet');
    this.sheets = others;
    this.names = this.names.filter((name) => name.scope !== sheet);
    if (this.active === sheet) this.active = others.find((other) => other.visibility === 'Visible') ?? null;
    if (this.selection?.sheet === sheet) this.selection = null;
  }

  /** Throws AccessDenied where the workbook's structure is protected. */
  checkStructure(): void {
    if (this.structureProtected) throw accessDenied();
  }

  get tables(): Table[] {
    return this.sheets.flatMap((sheet) => sheet.tables);
  }

  findTable(key: string, within: Table[] = this.tables): Table | undefined {
    return within.find((table) => table.id === key || table.name.toLowerCase() === key.toLowerCase());
  }

  /** Throws InvalidArgument where Excel doesn't take the name for a table. */
  checkTableName(name: unknown, own?: Table): asserts name is string {
    const fits = typeof name === 'string' && name.length <= 255 && /^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name);
    if (!fits || /^[a-z]{1,3}\d{1,7}$/i.test(name) || /^(r\d*c\d*|r\d*|c\d*)$/i.test(name))
      throw invalidArgument('not a name for a table');
    const taken = this.findTable(name);
    const named = this.names.some((item) => item.name.toLowerCase() === name.toLowerCase());
    if ((taken && taken !== own) || named) throw invalidArgument('a table of that name exists');
  }
}

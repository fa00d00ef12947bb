import { DEFAULT_MAP_OPTIONS } from '../core/mapOptions';
import type { ChosenColumns, MapOptions } from '../core/types';
import type { JobChoices } from '../worker/messages';

/** What the user chose in the pane: everything that steers a result but the data and the day. Remembered in the workbook. */
export interface Choices {
  authorities: string[];
  /** Null: found by the headings. */
  template: string | null;
  logs: string[] | null;
  columns: Record<string, ChosenColumns>;
  date1904: boolean;
  /** ISO date, or empty. */
  yearEnd: string;
  by: 'current' | 'growth' | 'chosen';
  /** Need codes, for `chosen`. */
  needs: string[];
  top: number;
  include21: boolean;
  lsoaByCode: boolean;
  list: boolean;
  countChildren: boolean;
  map: MapOptions;
  /** The day of the invented data, where that is in use; otherwise the job's day is today. */
  sampleDay: string | null;
}

/** The choices of a first run. */
export const DEFAULT_CHOICES: Choices = {
  authorities: [],
  template: null,
  logs: null,
  columns: {},
  date1904: false,
  yearEnd: '',
  by: 'current',
  needs: [],
  top: 5,
  include21: false,
  lsoaByCode: true,
  list: true,
  countChildren: false,
  map: { ...DEFAULT_MAP_OPTIONS, show: 'count' },
  sampleDay: null,
};

/** The job that these choices make on `today` (ISO). */
export function jobOf(choices: Choices, today: string): JobChoices {
  const { template, logs, columns, date1904, yearEnd, by, needs, sampleDay, ...always } = choices;
  return {
    ...always,
    today: sampleDay ?? today,
    ...(template !== null && { template }),
    ...(logs !== null && { logs }),
    ...(Object.keys(columns).length > 0 && { columns }),
    ...(date1904 && { date1904 }),
    ...(yearEnd !== '' && { yearEnd }),
    ...(by === 'chosen' && needs.length > 0
      ? { needs }
      : { by: by === 'growth' ? ('growth' as const) : ('current' as const) }),
  };
}

/** Choices out of a workbook's settings: what isn't of the kind expected falls back to the default. */
export function readChoices(stored: Record<string, unknown>): Choices {
  const map = isObject(stored.map) ? stored.map : {};
  return {
    ...DEFAULT_CHOICES,
    ...sound(stored, CHECKS),
    map: { ...DEFAULT_CHOICES.map, ...sound(map, MAP_CHECKS) },
  };
}

type Checks<T> = { [K in keyof T]: (value: unknown) => boolean };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isFlag = (value: unknown) => typeof value === 'boolean';
const isText = (value: unknown) => typeof value === 'string';
const isTextOrNull = (value: unknown) => value === null || isText(value);
const areTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const isDay = (value: unknown) => isText(value) && /^\d{4}-\d{2}-\d{2}$/.test(value as string);
const isOneOf =
  (...values: string[]) =>
  (value: unknown) =>
    values.includes(value as string);
const isWhole = (from: number, to: number) => (value: unknown) =>
  Number.isInteger(value) && (value as number) >= from && (value as number) <= to;
const areColumns = (value: unknown) =>
  isObject(value) &&
  Object.values(value).every((one) => isObject(one) && Object.values(one).every(isWhole(1, 2 ** 20)));

const CHECKS: Checks<Omit<Choices, 'map'>> = {
  authorities: areTexts,
  template: isTextOrNull,
  logs: (value) => value === null || areTexts(value),
  columns: areColumns,
  date1904: isFlag,
  yearEnd: (value) => value === '' || isDay(value),
  by: isOneOf('current', 'growth', 'chosen'),
  needs: areTexts,
  top: isWhole(1, 20),
  include21: isFlag,
  lsoaByCode: isFlag,
  list: isFlag,
  countChildren: isFlag,
  sampleDay: (value) => value === null || isDay(value),
};

const MAP_CHECKS: Checks<MapOptions> = {
  show: isOneOf('count', 'rate'),
  method: isOneOf('natural', 'quantile', 'equal'),
  classes: isWhole(3, 7),
  scheme: isOneOf('blue', 'orange', 'purple', 'grey'),
  labels: isFlag,
  sameScale: isFlag,
  keepClasses: isFlag,
};

/** The members that pass their check. */
function sound<T>(stored: Record<string, unknown>, checks: Checks<T>): Partial<T> {
  const kept = Object.entries<(value: unknown) => boolean>(checks).filter(([key, check]) => check(stored[key]));
  return Object.fromEntries(kept.map(([key]) => [key, stored[key]])) as Partial<T>;
}

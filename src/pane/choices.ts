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
  map: { method: 'natural', classes: 5, scheme: 'blue', labels: true, sameScale: false },
  sampleDay: null,
};

/** The job that these choices make on `today` (ISO). */
export function jobOf(choices: Choices, today: string): JobChoices {
  const { authorities, template, logs, columns, date1904, yearEnd, by, needs, top, include21, lsoaByCode, list, map } =
    choices;
  return {
    authorities,
    today: choices.sampleDay ?? today,
    ...(template !== null && { template }),
    ...(logs !== null && { logs }),
    ...(Object.keys(columns).length > 0 && { columns }),
    ...(date1904 && { date1904 }),
    ...(yearEnd !== '' && { yearEnd }),
    ...(by === 'chosen' && needs.length > 0
      ? { needs }
      : { by: by === 'growth' ? ('growth' as const) : ('current' as const) }),
    top,
    include21,
    lsoaByCode,
    list,
    map,
  };
}

/** Choices out of a workbook's settings: what has another shape than expected falls back to the default. */
export function readChoices(stored: Record<string, unknown>): Choices {
  const choices: Record<string, unknown> = { ...DEFAULT_CHOICES };
  for (const [key, fallback] of Object.entries(DEFAULT_CHOICES)) {
    if (sameShape(stored[key], fallback, key)) choices[key] = stored[key];
  }
  choices.map = { ...DEFAULT_CHOICES.map, ...(choices.map as object) };
  return choices as unknown as Choices;
}

const TEXTS = new Set(['authorities', 'logs', 'needs']);
const TEXT_OR_NULL = new Set(['template', 'sampleDay']);

function sameShape(value: unknown, fallback: unknown, key: string): boolean {
  if (TEXTS.has(key)) {
    return (
      (value === null && fallback === null) || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    );
  }
  if (TEXT_OR_NULL.has(key)) return value === null || typeof value === 'string';
  return typeof value === typeof fallback && value !== null && !Array.isArray(value);
}

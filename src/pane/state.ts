import type { Drawing, GeographyAbout } from '../core/types';
import type {
  AnnexASummary,
  AuthorityChoice,
  GeographyFiles,
  ImportSummary,
  Look,
  ShareAsk,
  ShareNumbers,
} from '../worker/messages';
import { DEFAULT_CHOICES, readChoices } from './choices';
import type { Choices } from './choices';
import type { Summary } from './summary';
import { words } from './words';

/** What is going on, shown with a progress bar; one thing at a time. */
export interface Busy {
  what: 'opening' | 'geography' | 'sample' | 'sheets' | 'run' | 'share';
  step: string;
  /** 0 to 1; never falls while one thing goes on. */
  share: number;
}

/** The last thing said: `done` and `note` in the status region, `alert` in an alert. */
export interface Message {
  kind: 'done' | 'note' | 'alert';
  sentence: string;
}

/** What is chosen for a copy to share, and what each kind of area would hide. */
export interface Sharing extends ShareAsk {
  numbers: ShareNumbers[];
}

/** Everything that the pane shows. Plain data; no rows of the user's sheets. */
export interface State {
  shell: 'excel' | 'page';
  /** Whether there is a workbook to read. */
  open: boolean;
  look: Look | null;
  choices: Choices;
  about: GeographyAbout | null;
  authorities: AuthorityChoice[];
  /** Names of the geography files chosen so far, until all three are there. */
  picked: Partial<Record<keyof GeographyFiles, string>>;
  suggestion: string | null;
  /** What the last import of a log came to. */
  imported: ImportSummary | null;
  /** What the last comparison with Annex A came to, until another log is imported. */
  annexA: AnnexASummary | null;
  busy: Busy | null;
  message: Message | null;
  /** Result sheets stand in the workbook, whether this pane made them or not. */
  hasResults: boolean;
  /** Keys of the result sheets. */
  sheetKeys: string[];
  stale: boolean;
  summary: Summary | null;
  drawings: Record<string, Drawing>;
  /** The image name of the map shown. */
  mapName: string | null;
  /** The code of the LSOA that is marked on the map. */
  marked: string | null;
  previewing: boolean;
  /** Null while nobody prepares a copy to share. */
  sharing: Sharing | null;
}

export type Event =
  | { type: 'opened'; remembered: { choices: Record<string, unknown>; sheetKeys: string[] } | null }
  | { type: 'looked'; look: Look }
  | { type: 'geography'; about: GeographyAbout | null; authorities: AuthorityChoice[] }
  | { type: 'added'; about: GeographyAbout }
  | { type: 'picked'; kind: keyof GeographyFiles; name: string }
  | { type: 'suggested'; authority: string | null }
  | { type: 'imported'; summary: ImportSummary }
  | { type: 'comparedAnnexA'; summary: AnnexASummary }
  | { type: 'chose'; choices: Partial<Choices> }
  | { type: 'authorityAdded' | 'authorityRemoved'; name: string }
  | { type: 'started'; what: Busy['what']; step: string }
  | { type: 'progressed'; step: string; share: number }
  | { type: 'ended'; message: Message | null }
  | { type: 'said'; message: Message | null }
  | { type: 'ran'; summary: Summary; drawings: Record<string, Drawing>; sheetKeys: string[] }
  | { type: 'stale'; stale: boolean }
  | { type: 'mapChosen'; name: string }
  | { type: 'marked'; code: string | null }
  | { type: 'sharing'; sharing: Sharing | null }
  | { type: 'previewing' }
  | { type: 'previewed'; drawings: Record<string, Drawing> | null };

/** The pane before anything is known. */
export function firstState(shell: State['shell']): State {
  return {
    shell,
    open: false,
    look: null,
    choices: DEFAULT_CHOICES,
    about: null,
    authorities: [],
    picked: {},
    suggestion: null,
    imported: null,
    annexA: null,
    busy: null,
    message: null,
    hasResults: false,
    sheetKeys: [],
    stale: false,
    summary: null,
    drawings: {},
    mapName: null,
    marked: null,
    previewing: false,
    sharing: null,
  };
}

/** What the pane shows after an event. Pure: the same state and event give the same state. */
export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'opened': {
      const { remembered } = event;
      const kept = {
        ...firstState(state.shell),
        about: state.about,
        authorities: state.authorities,
        picked: state.picked,
      };
      const choices = remembered ? readChoices(remembered.choices) : DEFAULT_CHOICES;
      const sheetKeys = remembered?.sheetKeys ?? [];
      return { ...kept, busy: state.busy, open: true, choices, sheetKeys, hasResults: sheetKeys.length > 0 };
    }
    case 'looked':
      return { ...state, look: event.look };
    case 'geography':
      return {
        ...state,
        about: event.about,
        authorities: event.authorities,
        picked: {},
        suggestion: null,
        sharing: null,
        choices: keepKnown(state.choices, event),
      };
    case 'added':
      return { ...state, about: event.about };
    case 'picked':
      return { ...state, picked: { ...state.picked, [event.kind]: event.name } };
    case 'suggested':
      return { ...state, suggestion: event.authority };
    case 'imported':
      return { ...state, imported: event.summary, annexA: null };
    case 'comparedAnnexA':
      return { ...state, annexA: event.summary };
    case 'chose':
      return { ...state, choices: { ...state.choices, ...event.choices } };
    case 'authorityAdded': {
      const { authorities } = state.choices;
      if (authorities.includes(event.name)) return state;
      return { ...state, choices: { ...state.choices, authorities: [...authorities, event.name] } };
    }
    case 'authorityRemoved': {
      const authorities = state.choices.authorities.filter((name) => name !== event.name);
      return { ...state, choices: { ...state.choices, authorities } };
    }
    case 'started':
      return { ...state, busy: { what: event.what, step: event.step, share: 0 }, message: null };
    case 'progressed': {
      if (!state.busy) return state;
      const share = Math.min(1, Math.max(state.busy.share, event.share));
      return { ...state, busy: { ...state.busy, step: event.step, share } };
    }
    case 'ended':
      return { ...state, busy: null, message: event.message };
    case 'said':
      return { ...state, message: event.message };
    case 'ran': {
      const names = event.summary.maps.map(({ name }) => name);
      const mapName = state.mapName && names.includes(state.mapName) ? state.mapName : (names[0] ?? null);
      const { summary, drawings, sheetKeys } = event;
      const ended = { marked: null, sharing: null, stale: false };
      return { ...state, ...ended, summary, drawings, sheetKeys, mapName, hasResults: true };
    }
    case 'stale':
      return { ...state, stale: event.stale && state.hasResults };
    case 'mapChosen':
      return { ...state, mapName: event.name };
    case 'marked':
      return { ...state, marked: event.code };
    case 'sharing':
      return { ...state, sharing: event.sharing };
    case 'previewing':
      return { ...state, previewing: true };
    case 'previewed':
      return { ...state, previewing: false, drawings: event.drawings ?? state.drawings };
  }
}

/** Authorities that the new geography doesn't have are no longer chosen. Without any geography the choice waits. */
function keepKnown(
  choices: Choices,
  { about, authorities }: { about: unknown; authorities: AuthorityChoice[] },
): Choices {
  if (!about) return choices;
  const names = new Set(authorities.map(({ name }) => name));
  return { ...choices, authorities: choices.authorities.filter((name) => names.has(name)) };
}

/** The sentence that says what is missing for a run; null where nothing is. */
export function missing(state: State): string | null {
  if (!state.open) return words.missing.workbook;
  if (state.look?.problem) return state.look.problem;
  if (!state.about) return words.missing.geography;
  if (state.choices.authorities.length === 0) return words.missing.authority;
  return null;
}

/**
 * The worker's contract, on one page. The pane's client sends one Request at a time; the worker answers with any number
 * of Progress messages and one Answer. Cancel terminates the worker: nothing needs to be undone, a new one is started.
 * Geography never crosses: the worker loads, caches and decodes it.
 */
import type { GeographyAbout, Job, Result } from '../core/types';

export type Request =
  /** Recognise, read and cache the files chosen in the pane; they win over every other way. */
  | { kind: 'importGeography'; files: { postcodes?: File; lsoas?: File; authorities?: File } }
  /** Open what there is without files: the workbook's pack, the cache, the add-in's origin. */
  | { kind: 'openGeography'; workbookPack?: Uint8Array }
  | { kind: 'forgetGeography' }
  /** The invented authority of "Try with sample data": its workbook comes back, its geography is in use until another is chosen. */
  | { kind: 'useSample' }
  /** Suggest the authority in which most of the template's postcodes lie. */
  | { kind: 'suggestAuthority'; postcodes: string[] }
  | { kind: 'run'; job: Job };

export type Answer =
  | { kind: 'geography'; about: GeographyAbout | null; authorities: AuthorityChoice[] }
  | { kind: 'forgotten' }
  | { kind: 'sample'; workbook: Uint8Array; about: GeographyAbout; authorities: AuthorityChoice[]; authority: string; today: string }
  | { kind: 'suggestion'; authority: string | null }
  | { kind: 'result'; result: Result }
  /** `ours` is false for a UserError: the sentence is for the analyst. */
  | { kind: 'error'; ours: boolean; sentence: string };

export interface Progress {
  kind: 'progress';
  step: string;
  share: number;
}

/** One option of "Local authority": a district, or a county that stands for its districts. */
export interface AuthorityChoice {
  name: string;
  /** The districts of the loaded boundary file that it stands for. */
  districts: string[];
}

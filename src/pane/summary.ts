import type { NeedRow, OutSheet, Result, WayDown, Years } from '../core/types';
import { needName } from '../core/factors';
import { words } from './words';

/** One map that can be looked at in the pane. */
export interface MapChoice {
  /** The image's name, key of the drawings. */
  name: string;
  label: string;
  /** The result sheet that holds its table. */
  sheetKey: string;
}

/** One LSOA's row on the map's sheet. */
export interface AreaNumbers {
  name: string;
  previous: number;
  current: number;
  change: number;
}

/** What `Results` shows of a run: numbers and areas, no child's record. */
export interface Summary {
  authority: string;
  years: Years;
  totals: { previous: number; current: number };
  assessments: number;
  counted: number;
  matching: WayDown;
  top: NeedRow[];
  maps: MapChoice[];
  /** By sheet key, then by LSOA code. */
  areas: Record<string, Map<string, AreaNumbers>>;
  warnings: string[];
  /** Which totals moved since the run before. */
  moved: string[];
}

/** Takes out of a result what the pane shows. */
export function summarise(result: Result): Summary {
  const areas: Summary['areas'] = {};
  const maps: MapChoice[] = [];
  for (const sheet of result.sheets) {
    if (sheet.images.length > 0) areas[sheet.key] = byCode(sheet);
    for (const { name } of sheet.images) {
      if (result.drawings[name]) maps.push({ name, label: mapLabel(sheet.key, name), sheetKey: sheet.key });
    }
  }
  const { authority, years, totals, assessments, counted, matching, warnings, moved } = result;
  return {
    authority,
    years,
    totals,
    assessments,
    counted,
    matching,
    top: result.top.flatMap((code) => result.riskFactors.find((row) => row.code === code) ?? []),
    maps,
    areas,
    warnings,
    moved,
  };
}

/** The rows of a sheet's by-LSOA table (RULES.md 6): code, name, previous year, current year, change. */
function byCode(sheet: OutSheet): Map<string, AreaNumbers> {
  const rows = (sheet.tables[0]?.rows ?? []).map(([code, name, previous, current, change]): [string, AreaNumbers] => [
    String(code),
    { name: String(name), previous: Number(previous), current: Number(current), change: Number(change) },
  ]);
  return new Map(rows);
}

/** "Domestic abuse: change"; the sheet's key says what is mapped. */
function mapLabel(sheetKey: string, imageName: string): string {
  const kind = /change/i.test(imageName) ? words.mapKinds.change : words.mapKinds.prevalence;
  return `${sheetLabel(sheetKey) === words.sheetNames.assessments ? words.allAssessments : sheetLabel(sheetKey)}: ${kind}`;
}

/** What a result sheet is called in the pane: its usual name, or the need's. */
export function sheetLabel(sheetKey: string): string {
  return words.sheetNames[sheetKey] ?? needName(sheetKey.replace(/^need:/, ''));
}

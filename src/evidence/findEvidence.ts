import { count } from '../core/words';
import type { Findings, FindingsAsk, FoundTable, SpotClass } from '../core/findings';
import { checkCodes } from './checkCodes';
import { evidence } from './evidence';
import { evidenceSheets } from './evidenceSheets';
import { extraColumns } from './extraColumns';
import { methodsInWords } from './methodsInWords';
import { notesInWords } from './notesInWords';
import { readDeprivation } from './readDeprivation';
import { readPopulation } from './readPopulation';
import { readWards } from './readWards';
import { changeInWords } from './spotWords';
import type { Evidence, EvidenceInput, TableEvidence } from './types';

/** A file's name and its bytes, unpacked. */
export interface EvidenceFile {
  name: string;
  bytes: Uint8Array;
}

/** What an analyst may add to the geography, each a CSV by LSOA. */
export interface EvidenceFiles {
  population?: EvidenceFile;
  deprivation?: EvidenceFile;
  wards?: EvidenceFile;
}

/** Of the permutations; fixed, so that the same input gives the same result. */
const SEED = 1;
const SPOTS_OF_COUNTS = 'Hot and cold spots follow counts here, and so where children live.';

/**
 * The evidence of a job: `Host.evidence`, for every shell. Without a population there is no sheet of hot spots, only
 * columns and sentences that say what they follow. The last answer is kept: maps are drawn again and again with other
 * options. UserError where a file is another than it should be.
 */
export function findEvidence(files: EvidenceFiles = {}): (ask: FindingsAsk) => Promise<Findings> {
  let last: { ask: string; lsoas: FindingsAsk['lsoas']; findings: Findings } | undefined;
  return async (asked) => {
    const { lsoas, own, tables, compared } = asked;
    const ask = JSON.stringify([own, tables, compared]);
    if (last?.lsoas === lsoas && last.ask === ask) return last.findings;
    const read = readFiles(files, lsoas, own);
    const found = evidence({ lsoas, own, tables, compared, seed: SEED, ...read.input });
    const findings: Findings = {
      warnings: read.warnings,
      notes: notesInWords(found),
      methods: methodsInWords(found),
      files: read.about,
      rated: found.basis === 'rate',
      tables: Object.fromEntries(found.tables.map((table) => [table.id, foundTable(found, table)])),
      sheets: (input) =>
        evidenceSheets(found, input).filter(({ key }) => key !== 'hot-spots' || found.basis === 'rate'),
    };
    last = { ask, lsoas, findings };
    return findings;
  };
}

function readFiles({ population, deprivation, wards }: EvidenceFiles, lsoas: EvidenceInput['lsoas'], own: number[]) {
  const codes = own.map((area) => lsoas.codes[area]!);
  const input: Pick<EvidenceInput, 'population' | 'deciles' | 'wards'> = {};
  const about: Findings['files'] = [];
  const warnings: string[] = [];
  const check = (what: string, has: ReadonlyMap<string, unknown>, vintage: string) =>
    warnings.push(checkCodes(what, has, codes, { file: vintage, boundaries: lsoas.vintage }));
  if (population) {
    const { children, vintage, found } = readPopulation(population.name, population.bytes, lsoas.vintage);
    check('population file', children, vintage);
    input.population = children;
    about.push({ name: population.name, found });
  }
  if (deprivation) {
    const { deciles, vintage } = readDeprivation(deprivation.name, deprivation.bytes, lsoas.vintage);
    check('deprivation file', deciles.of, vintage);
    input.deciles = deciles;
    about.push({ name: deprivation.name, found: `${deciles.index} deciles of ${count(deciles.of.size, 'LSOA')}` });
  }
  if (wards) {
    const { of, vintage, split } = readWards(wards.name, wards.bytes, lsoas.vintage);
    check('ward file', of, vintage);
    input.wards = of;
    const several = split > 0 ? `, ${count(split, 'LSOA')} in several and counted in one` : '';
    about.push({ name: wards.name, found: `wards of ${count(of.size, 'LSOA')}${several}` });
  }
  return { input, about, warnings: warnings.filter(Boolean) };
}

function foundTable(found: Evidence, table: TableEvidence): FoundTable {
  const { columns, cells } = extraColumns(found, table);
  const figures = table.areas.map((own, position) => ({ ...own, area: found.areas[position]!.area }));
  const words = [found.compared ? changeInWords(table) : '', found.basis === 'count' ? SPOTS_OF_COUNTS : ''];
  return {
    words: words.filter(Boolean).join(' '),
    columns,
    cells,
    spots: new Map(figures.flatMap(({ area, spot }) => (spot.z === null ? [] : [[area, spotClass(spot)] as const]))),
    rates: new Map(figures.flatMap(({ area, rate }) => (rate === null ? [] : [[area, rate.rate] as const]))),
    beyond: found.compared ? new Set(figures.filter(({ change }) => change.beyond).map(({ area }) => area)) : null,
  };
}

function spotClass({ kind, level }: TableEvidence['areas'][number]['spot']): SpotClass {
  if (kind === null) return 0;
  const steps = level === 1 ? 2 : 1;
  return kind === 'hot' ? steps : (-steps as SpotClass);
}

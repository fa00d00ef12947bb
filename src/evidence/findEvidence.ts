import type { Added } from '../core/types';
import type { Findings, FindingsAsk, FoundTable, SpotClass } from '../core/findings';
import { checkCodes } from './checkCodes';
import { evidence } from './evidence';
import { evidenceSheets } from './evidenceSheets';
import { extraColumns } from './extraColumns';
import { methodsInWords } from './methodsInWords';
import { notesInWords } from './notesInWords';
import { changeInWords } from './spotWords';
import type { Evidence, EvidenceInput, TableEvidence } from './types';

/** Of the permutations; fixed, so that the same input gives the same result. */
const SEED = 1;
const SPOTS_OF_COUNTS = 'Hot and cold spots follow counts here, and so where children live.';

/**
 * The evidence of a job: `Host.evidence`, for every shell. Without a population there is no sheet of hot spots, only
 * columns and sentences that say what they follow. The last answer is kept: maps are drawn again and again with other
 * options. UserError where a file by LSOA doesn't go with the authority.
 */
export function findEvidence(): (ask: FindingsAsk) => Promise<Findings> {
  let last: (Pick<FindingsAsk, 'lsoas' | 'added'> & { ask: string; findings: Findings }) | undefined;
  return async (asked) => {
    const { lsoas, added = {}, own, tables, compared } = asked;
    const ask = JSON.stringify([own, tables, compared]);
    if (last?.lsoas === lsoas && last.added === asked.added && last.ask === ask) return last.findings;
    const warnings = warningsOf(added, lsoas, own);
    const { population, deprivation, wards } = added;
    const found = evidence({
      ...{ lsoas, own, tables, compared, seed: SEED },
      ...(population && { population: population.of }),
      ...(deprivation && { deciles: deprivation }),
      ...(wards && { wards: wards.of }),
    });
    const findings: Findings = {
      warnings,
      notes: notesInWords(found),
      methods: methodsInWords(found),
      rated: found.basis === 'rate',
      tables: Object.fromEntries(found.tables.map((table) => [table.id, foundTable(found, table)])),
      sheets: (input) =>
        evidenceSheets(found, input).filter(({ key }) => key !== 'hot-spots' || found.basis === 'rate'),
    };
    last = { ask, lsoas, added: asked.added, findings };
    return findings;
  };
}

/** About LSOAs of the authority that a file lacks. */
function warningsOf({ population, deprivation, wards }: Added, lsoas: EvidenceInput['lsoas'], own: number[]): string[] {
  const codes = own.map((area) => lsoas.codes[area]!);
  const check = (what: string, file: NonNullable<Added[keyof Added]> | undefined) =>
    file ? checkCodes(what, file.of, codes, { file: file.vintage, boundaries: lsoas.vintage }) : '';
  return [
    check('population file', population),
    check('deprivation file', deprivation),
    check('ward file', wards),
  ].filter(Boolean);
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

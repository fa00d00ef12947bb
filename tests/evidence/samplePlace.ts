import { runJob } from '../../src/core/runJob';
import type { Areas, Result } from '../../src/core/types';
import { sampleAuthority, type SampleAuthority } from '../../src/sample/sampleAuthority';
import { sampleGeography } from '../../src/sample/sampleGeography';
import type { Place } from './chance';

/** The invented authority of a seed, counted like anybody's, with all that the evidence needs. */
export async function samplePlace(
  seed: number,
): Promise<Place & { sample: SampleAuthority; result: Result; lsoas: Areas }> {
  const sample = sampleAuthority(seed);
  const geography = await sampleGeography(sample);
  const result = await runJob(
    { workbook: sample.workbook, authorities: [sample.authority], today: sample.today },
    {
      geography: async () => geography,
      png: async () => new Uint8Array(0),
      progress: () => undefined,
      inPlace: false,
    },
  );
  const own = result.assessmentsByLsoa.map(({ area }) => area).sort((a, b) => a - b);
  return { sample, result, lsoas: geography.lsoas, own, population: new Map(Object.entries(sample.population)) };
}

/** The tables of a result, as the evidence takes them. */
export const tablesOf = ({ assessmentsByLsoa, needsByLsoa, top, riskFactors }: Result) => [
  { id: 'all', name: 'All assessments', rows: assessmentsByLsoa },
  ...top.map((id) => ({ id, name: riskFactors.find(({ code }) => code === id)!.name, rows: needsByLsoa[id]! })),
];

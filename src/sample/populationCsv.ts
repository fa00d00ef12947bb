import type { SampleAuthority, SampleFile } from './sampleAuthority';

/** The invented population as a file by LSOA, as a user would have downloaded it. */
export function populationCsv({ population }: Pick<SampleAuthority, 'population'>): SampleFile {
  const lines = Object.entries(population).map(([code, children]) => `${code},${children}`);
  return { name: 'invented-population.csv', text: ['LSOA code (2021),Aged 0 to 17', ...lines, ''].join('\n') };
}

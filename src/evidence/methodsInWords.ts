import { COUNTS_WARNING } from './spotWords';
import type { Evidence } from './types';

/** How the evidence was found, for `Needs map`: two sentences an idea, for readers who are no statisticians. */
export function methodsInWords({ basis, compared, areas, deciles, wards }: Evidence): string[] {
  const islands = areas.filter(({ island }) => island).map(({ name }) => name);
  const unrated = basis === 'rate' ? areas.filter(({ children }) => children === null || children < 50).length : 0;
  return [
    ...(basis === 'rate'
      ? [
          'A rate is the assessments of the current year per 10,000 children aged 0 to 17, with the range in which the ' +
            'true rate lies 95 times in 100. An LSOA is higher or lower only where that whole range lies above or below ' +
            "the authority's rate." +
            (unrated > 0 ? ` ${unrated} LSOAs have fewer than 50 children or none known, and so no rate.` : ''),
        ]
      : []),
    'A hot spot is an LSOA that, with its neighbours, has more than shuffling the same figures over the map would give ' +
      'by chance (Getis-Ord Gi*, 9,999 to 99,999 shuffles); a cold spot has fewer. Because hundreds of LSOAs are looked ' +
      'at, the bar is raised so that of all spots named at 5% about one in twenty is expected to be chance (Benjamini-Hochberg).' +
      (basis === 'count' ? ` ${COUNTS_WARNING}` : '') +
      (islands.length > 0 ? ` Islands are never spots, having no neighbours: ${islands.join(', ')}.` : ''),
    ...(compared
      ? [
          'A change is beyond chance where two years of the same underlying level would hardly ever differ as much (exact ' +
            'binomial test, false discovery rate of 5% within the table). The ratio of the two years comes with the range in ' +
            'which it lies 95 times in 100.',
        ]
      : ['Change is not tested, because a year is not whole: see Look at this first.']),
    'These tests take assessments as independent. Brothers and sisters assessed together, and children assessed again, ' +
      'make counts vary more than that, so read a result that is only just beyond chance with care.',
    ...(deciles
      ? [
          `${deciles.index} ranks all LSOAs of England; decile 1 is the most deprived tenth. It describes places, not the families assessed in them.`,
        ]
      : []),
    ...(wards
      ? ['Wards are made up of whole LSOAs by the lookup file. Where a ward cuts an LSOA, the figures are approximate.']
      : []),
  ];
}

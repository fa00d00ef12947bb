import type { Geography } from '../core/types';
import { addToGeography } from '../geography/addToGeography';
import type { ByteSource } from '../geography/byteSource';
import { readAdded } from '../geography/readAdded';
import { readGeography } from '../geography/readGeography';
import { populationCsv } from './populationCsv';
import type { SampleAuthority, SampleFile } from './sampleAuthority';

/** The invented authority's files, its population too, read like anybody's; the licence line says that they are invented. */
export async function sampleGeography(sample: SampleAuthority): Promise<Geography> {
  const { postcodes, lsoas, authorities } = sample.files;
  const geography = await readGeography({
    postcodes: textSource(postcodes),
    lsoas: textSource(lsoas),
    authorities: textSource(authorities),
  });
  const population = await readAdded(textSource(populationCsv(sample)), geography.lsoas.vintage);
  const all = addToGeography(geography, population);
  return { ...all, about: { ...all.about, way: 'sample', warnings: [], licence: sample.licence } };
}

function textSource({ name, text }: SampleFile): ByteSource {
  const bytes = new TextEncoder().encode(text);
  return {
    name,
    size: bytes.length,
    async *stream(start = 0, end = bytes.length) {
      if (end > start) yield bytes.subarray(start, end);
    },
  };
}

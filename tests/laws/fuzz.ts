import { resultJson } from '../../src/core/resultJson';
import { runJob } from '../../src/core/runJob';
import type { Job } from '../../src/core/types';
import { fileSource } from '../../src/geography/fileSource';
import { readGeography } from '../../src/geography/readGeography';
import { random } from '../../src/sample/random';
import { naive, type NaiveInput, type PostcodeRow } from './naive';
import { randomGeography } from './randomGeography';
import { randomWorkbook } from './randomWorkbook';

const file = (name: string, text: string) => fileSource(new File([text], name));

/** The rows as a file: with LSOA codes and end dates as the Office for National Statistics has them, else as freemaptools. */
function postcodeText(rows: PostcodeRow[], coded: boolean, vintage: string): string {
  if (!coded) {
    const lines = rows.map((row, i) => [i + 1, row.postcode, row.latitude, row.longitude].join());
    return ['id,postcode,latitude,longitude', ...lines].join('\n');
  }
  const lines = rows.map((row) => [row.postcode, row.ended, row.latitude, row.longitude, row.lsoa].join());
  return [`pcds,doterm,lat,long,lsoa${vintage}`, ...lines].join('\n');
}

/** One random job: as the naive reading takes it, and as the product does. */
export function fuzzCase(seed: number): {
  input: NaiveInput;
  job: Job;
  texts: Record<'postcodes' | 'lsoas' | 'authorities', string>;
} {
  const source = random(seed);
  const geography = randomGeography(source);
  const { workbook, today } = randomWorkbook(source, geography.postcodes);
  const options: NaiveInput['options'] = {
    ...(source.chance(0.15) && { yearEnd: source.pick(['2025-03-31', '2024-02-29', '2024-12-15', '2025-02-28']) }),
    ...(source.chance(0.1) && { needs: source.shuffle(['3', '17A', '21', '8']) }),
    ...(source.chance(0.2) && { top: 1 + source.whole(8) }),
    ...(source.chance(0.15) && { by: 'growth' as const }),
    ...(source.chance(0.3) && { include21: true }),
    ...(source.chance(0.3) && { lsoaByCode: false }),
  };
  const { lsoas, authorities, postcodes, coded, authority } = geography;
  const vintage = /\d\d/.exec(Object.keys(lsoas.features[0]!.properties)[0]!)![0];
  return {
    input: { workbook, postcodes, lsoas, authorities, authority, today, options },
    job: { workbook, authorities: authority, today, ...options },
    texts: {
      postcodes: postcodeText(postcodes, coded, vintage),
      lsoas: JSON.stringify({ type: 'FeatureCollection', ...withTypes(lsoas) }),
      authorities: JSON.stringify({ type: 'FeatureCollection', ...withTypes(authorities) }),
    },
  };
}

const withTypes = ({ features }: NaiveInput['lsoas']) => ({
  features: features.map((one) => ({ type: 'Feature', ...one })),
});

/** Where the product and the naive reading differ, key by key; empty where they agree. */
export async function differences(seed: number): Promise<string[]> {
  const { input, job, texts } = fuzzCase(seed);
  const expected = naive(input);
  const geography = await readGeography({
    postcodes: file('postcodes.csv', texts.postcodes),
    lsoas: file('lsoas.geojson', texts.lsoas),
    authorities: file('authorities.geojson', texts.authorities),
  });
  const png = new Uint8Array([1]);
  const result = await runJob(job, {
    geography: () => Promise.resolve(geography),
    png: () => Promise.resolve(png),
    progress: () => undefined,
    inPlace: false,
  });
  const found = resultJson(result);
  return Object.entries(expected).flatMap(([key, value]) => {
    const [mine, theirs] = [JSON.stringify(value), JSON.stringify(found[key])];
    return mine === theirs ? [] : [`seed ${seed}, ${key}: by the rules ${mine}, found ${theirs}`];
  });
}

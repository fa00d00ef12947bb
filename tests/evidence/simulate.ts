/**
 * `npm run evidence`: the long simulations. 200 authorities of pure chance on invented and, where they are, on real
 * boundaries; the share in which anything is declared, for each table by itself. Ends with 1 where a share is too large.
 */
import { existsSync } from 'node:fs';
import { diskSource } from '../../src/cli/diskSource';
import { readAreas } from '../../src/geography/readAreas';
import { atMost, chance, inWords, type Place } from './chance';
import { beside, reference } from './reference';
import { samplePlace } from './samplePlace';

const AUTHORITIES = 200;
const LSOAS = 'geo/national/LSOA_2011_EW_BGC.geojson.gz';

async function realPlaces(): Promise<[string, Place][]> {
  if (!existsSync(beside(LSOAS))) return [];
  const { areas: lsoas } = await readAreas(await diskSource(beside(LSOAS)), 'lsoas');
  const index = new Map(lsoas.codes.map((code, i) => [code, i]));
  return ['southampton_2011', 'surrey_2011'].map((name) => {
    const { codes, column } = reference(name);
    const children = column('children');
    const own = codes.map((code) => index.get(code)!);
    return [name, { lsoas, own, population: new Map(codes.map((code, i) => [code, children[i]!])) }];
  });
}

async function main(): Promise<void> {
  const invented: Place[] = [];
  for (const seed of [1, 2, 3, 4]) invented.push(await samplePlace(seed));
  const real = await realPlaces();
  if (real.length === 0) process.stdout.write(`Real boundaries left out: ${LSOAS} is not here.\n`);
  let tooMany = 0;
  const run = (name: string, places: Place[], basis: 'rate' | 'count', seed: number) => {
    const declared = chance(places, AUTHORITIES, basis, seed);
    process.stdout.write(inWords(`${name}, by ${basis}, seed ${seed}`, declared));
    const shares = [...declared.hotSpots, ...declared.changes].map((times) => times / AUTHORITIES);
    tooMany += shares.filter((share) => share > atMost(AUTHORITIES)).length;
  };
  const seed = Number(process.env.SEED ?? 21);
  run('invented', invented, 'rate', seed);
  run('invented', invented, 'count', seed + 1);
  real.forEach(([name, place], i) => run(name, [place], 'rate', seed + 2 + i));
  if (tooMany > 0) {
    process.stdout.write(`${tooMany} shares are larger than chance allows.\n`);
    process.exitCode = 1;
  }
}

void main();

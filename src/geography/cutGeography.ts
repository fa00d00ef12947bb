import Flatbush from 'flatbush';
import { boxOf } from '../core/keepAuthority';
import { areaFinder, SNAP_METRES } from '../core/locateArea';
import type { Added, Geography, SourceFile } from '../core/types';
import { number } from '../core/words';
import { tableOf } from './packGeography';
import { INWARD_CODES } from './postcodeKey';
import { outwardsOf, postcodeTable, type PostcodeTable } from './postcodeTable';
import { selectAreas } from './selectAreas';

interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** How far beyond the authority's box postcodes are wanted, 1e-7 degree: about 2 km. */
const MARGIN = 2e5;
/** How far beyond it the maps' frame can reach, as a multiple of the box's longer side. */
const FRAME = 1.6;

/**
 * The geography of one authority (its areas, as rows of `geography.authorities`) and its surroundings, for a workbook.
 * Every outward code with a postcode in or near its box is kept whole, with every LSOA that these postcodes lie in, so
 * that a job about the authority finds what it would find in the whole; all other outward codes count as elsewhere.
 * Only the authority itself can be chosen afterwards.
 */
export function cutGeography(geography: Geography, authorityAreas: number[]): Geography {
  const { lsoas, authorities, about } = geography;
  const own = boxAround(geography, authorityAreas);
  const postcodes = tableOf(geography);
  const outwards = outwardsIn(postcodes, grown(own, MARGIN));
  const rows: number[] = [];
  for (let row = 0; row < postcodes.count; row++) if (isKept(outwards, postcodes.keys[row]!)) rows.push(row);

  const lsoaRows = lsoasOf(geography, rows, own);
  const newLsoa = new Map(lsoaRows.map((row, index) => [row, index]));
  const frame = grown(own, FRAME * Math.max(own.east - own.west, own.north - own.south));
  const seen = Flatbush.from(authorities.index).search(frame.west, frame.south, frame.east, frame.north);
  const authorityRows = [...new Set([...seen, ...authorityAreas])].sort((a, b) => a - b);

  const whole = (some: number[]) => number(some.length);
  const cutLsoas = selectAreas(lsoas, lsoaRows);
  const kept: Partial<Record<SourceFile['kind'], string>> = {
    postcodes: whole(rows),
    lsoas: whole(lsoaRows),
    authorities: whole(authorityRows),
  };
  const outwardsThere = outwardsOf(postcodes.keys);
  const gone = [...outwardsThere.filter((outward) => !outwards.has(outward)), ...(postcodes.beyond ?? [])];
  const pick = <T extends Int32Array | Uint32Array>(from: T, to: T): T => {
    rows.forEach((row, i) => (to[i] = from[row]!));
    return to;
  };
  return {
    postcodes: postcodeTable({
      keys: pick(postcodes.keys, new Uint32Array(rows.length)),
      longitudes: pick(postcodes.longitudes, new Int32Array(rows.length)),
      latitudes: pick(postcodes.latitudes, new Int32Array(rows.length)),
      lsoas: postcodes.lsoas && pick(postcodes.lsoas, new Int32Array(rows.length)).map((row) => newLsoa.get(row) ?? -1),
      beyond: Uint32Array.from(gone).sort(),
    }),
    lsoas: cutLsoas,
    authorities: {
      ...selectAreas(authorities, authorityRows),
      only: authorityAreas.map((row) => authorities.codes[row]!),
    },
    ...(geography.added && { added: cutAdded(geography.added, new Set(cutLsoas.codes)) }),
    about: {
      ...about,
      files: about.files.map((file) => {
        const some = kept[file.kind];
        return some === undefined ? file : { ...file, found: `${some} of ${file.found}` };
      }),
    },
  };
}

/** What files by LSOA say of these LSOAs; what was found in the whole of a file is still so. */
function cutAdded({ population, deprivation, wards }: Added, codes: ReadonlySet<string>): Added {
  const among = <T>(of: ReadonlyMap<string, T>) => new Map([...of].filter(([code]) => codes.has(code)));
  return {
    ...(population && { population: { ...population, of: among(population.of) } }),
    ...(deprivation && { deprivation: { ...deprivation, of: among(deprivation.of) } }),
    ...(wards && { wards: { ...wards, of: among(wards.of) } }),
  };
}

function boxAround({ authorities }: Geography, areas: number[]): Box {
  const boxes = areas.map((area) => boxOf(authorities, area));
  return {
    west: Math.min(...boxes.map(([west]) => west)),
    south: Math.min(...boxes.map(([, south]) => south)),
    east: Math.max(...boxes.map(([, , east]) => east)),
    north: Math.max(...boxes.map(([, , , north]) => north)),
  };
}

/** By so many units of latitude on each side; longitudes are shorter here, so they get more. */
function grown({ west, south, east, north }: Box, by: number): Box {
  return { west: west - by * 1.7, south: south - by, east: east + by * 1.7, north: north + by };
}

/** The outward codes with at least one postcode in the box. */
function outwardsIn({ keys, longitudes, latitudes, count }: PostcodeTable, box: Box): Set<number> {
  const outwards = new Set<number>();
  for (let row = 0; row < count; row++) {
    const [x, y] = [longitudes[row]!, latitudes[row]!];
    if (x >= box.west && x <= box.east && y >= box.south && y <= box.north)
      outwards.add(Math.floor(keys[row]! / INWARD_CODES));
  }
  return outwards;
}

const isKept = (outwards: Set<number>, key: number) => outwards.has(Math.floor(key / INWARD_CODES));

/** The LSOAs that touch the authority's box, and those that the kept postcodes lie in or would be snapped to. */
function lsoasOf({ postcodes, lsoas }: Geography, rows: number[], box: Box): number[] {
  const kept = new Set(Flatbush.from(lsoas.index).search(box.west, box.south, box.east, box.north));
  const finder = areaFinder(lsoas);
  for (const row of rows) {
    const byCode = postcodes.lsoas?.[row] ?? -1;
    if (byCode >= 0) kept.add(byCode);
    const [x, y] = [postcodes.longitudes[row]!, postcodes.latitudes[row]!];
    const inside = finder.containing(x, y);
    const place = inside >= 0 ? inside : finder.nearest(x, y, SNAP_METRES);
    if (place >= 0) kept.add(place);
  }
  return [...kept].sort((a, b) => a - b);
}

import type { Neighbours } from '../core/neighbours';
import type { Areas, Geography, GeographyWay } from '../core/types';
import { indexAreas } from './buildAreas';
import { unpackAdded } from './packAdded';
import { readPack } from './packFormat';
import type { PackHeading } from './packGeography';
import { unpackNeighbours } from './packNeighbours';
import { packSections, type InflateSync, type PackSections } from './packSections';
import { postcodeTable } from './postcodeTable';

/**
 * The reverse of `packGeography`. UserError where the bytes are no pack, of another version, or damaged. A platform with
 * a faster way to inflate than fflate's can bring it.
 */
export function unpackGeography(pack: Uint8Array, way: GeographyWay, inflate?: InflateSync): Geography {
  const { heading, sections } = readPack(pack);
  const { about, lsoas, authorities, added } = heading as PackHeading;
  const read = packSections(sections, inflate);
  const keys = read.column('postcodes.keys', Uint32Array);
  return {
    postcodes: postcodeTable({
      keys,
      longitudes: read.column('postcodes.longitudes', Int32Array),
      latitudes: read.column('postcodes.latitudes', Int32Array),
      lsoas: read.has('postcodes.lsoas') ? read.column('postcodes.lsoas', Int32Array) : null,
      beyond: read.has('postcodes.beyond') ? read.column('postcodes.beyond', Uint32Array) : null,
    }),
    lsoas: { ...unpackAreas(read, 'lsoas', lsoas), neighbours: laterNeighbours(read) },
    authorities: unpackAreas(read, 'authorities', authorities),
    ...(added && { added: unpackAdded(added, read) }),
    about: { ...about, way },
  };
}

function unpackAreas(read: PackSections, name: string, heading: PackHeading['lsoas']): Areas {
  const areas = {
    ...heading,
    codes: read.lines(`${name}.codes`),
    names: read.lines(`${name}.names`),
    coordinates: read.pairs(`${name}.x`, `${name}.y`),
    ringStarts: read.column(`${name}.ringStarts`, Uint32Array),
    areaStarts: read.column(`${name}.areaStarts`, Uint32Array),
  };
  return { ...areas, index: indexAreas(areas) };
}

/** Decoded when first asked, so that opening a pack takes no longer for it. */
function laterNeighbours(read: PackSections): () => Neighbours {
  const [counts, steps] = ['lsoas.neighbourCounts', 'lsoas.neighbourSteps'] as const;
  const kept = read.only([counts, steps]);
  let found: Neighbours | undefined;
  return () => (found ??= unpackNeighbours(kept.column(counts, Uint32Array), kept.column(steps, Uint32Array)));
}

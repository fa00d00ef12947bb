import { deflateSync } from 'fflate';
import { neighbours } from '../core/neighbours';
import type { Areas, Geography, GeographyAbout } from '../core/types';
import { encodeColumn } from './columnCodec';
import { packAdded, type AddedHeading } from './packAdded';
import { writePack, type DeflateSync } from './packFormat';
import { packNeighbours } from './packNeighbours';
import type { PostcodeTable } from './postcodeTable';

/** What the heading of a pack says, besides its sections. */
export interface PackHeading {
  about: GeographyAbout;
  lsoas: { vintage: string; only?: string[] };
  authorities: { vintage: string; only?: string[] };
  added?: AddedHeading;
}

/**
 * Geography as one array of bytes, without loss, and with the contiguity of its LSOAs, which is found now where it isn't
 * known yet; the geography must come from the readers or a pack of this folder.
 * `deflate`: fflate's for packs that travel, another where the platform has a faster one, null for the browser's cache,
 * where time counts more than room.
 */
export function packGeography(geography: Geography, deflate: DeflateSync | null = deflateSync): Uint8Array {
  const { lsoas, authorities } = geography;
  const postcodes = tableOf(geography);
  const added = geography.added && packAdded(geography.added);
  const about = { ...geography.about };
  delete about.changed;
  const heading: PackHeading = {
    about,
    lsoas: { vintage: lsoas.vintage, ...(lsoas.only && { only: lsoas.only }) },
    authorities: { vintage: authorities.vintage, ...(authorities.only && { only: authorities.only }) },
    ...(added && { added: added.heading }),
  };
  const [counts, steps] = packNeighbours(
    neighbours(
      lsoas,
      lsoas.codes.map((_code, i) => i),
    ),
  );
  const parts: [string, Uint8Array][] = [
    ...areaParts('lsoas', lsoas),
    ['lsoas.neighbourCounts', counts],
    ['lsoas.neighbourSteps', steps],
    ...areaParts('authorities', authorities),
    ['postcodes.keys', encodeColumn(postcodes.keys)],
    ['postcodes.longitudes', encodeColumn(postcodes.longitudes)],
    ['postcodes.latitudes', encodeColumn(postcodes.latitudes)],
  ];
  if (postcodes.lsoas) parts.push(['postcodes.lsoas', encodeColumn(postcodes.lsoas)]);
  if (postcodes.beyond) parts.push(['postcodes.beyond', encodeColumn(postcodes.beyond)]);
  if (added) parts.push(...added.parts);
  return writePack(heading, parts, deflate);
}

/** The columns behind `Postcodes`. Throws where it was made by hand. */
export function tableOf({ postcodes }: Geography): PostcodeTable {
  if (!('keys' in postcodes)) throw new Error('Only postcodes that were read from a file or a pack can be packed');
  return postcodes as PostcodeTable;
}

function areaParts(name: string, areas: Areas): [string, Uint8Array][] {
  const text = (lines: string[]) => new TextEncoder().encode(lines.map((line) => line.replace(/\n/g, ' ')).join('\n'));
  return [
    [`${name}.codes`, text(areas.codes)],
    [`${name}.names`, text(areas.names)],
    [`${name}.areaStarts`, encodeColumn(areas.areaStarts)],
    [`${name}.ringStarts`, encodeColumn(areas.ringStarts)],
    [`${name}.x`, encodeColumn(areas.coordinates, 0, 2)],
    [`${name}.y`, encodeColumn(areas.coordinates, 1, 2)],
  ];
}

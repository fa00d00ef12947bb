import { deflateSync } from 'fflate';
import type { Areas, Geography, GeographyAbout } from '../core/types';
import { encodeColumn } from './columnCodec';
import { writePack, type DeflateSync } from './packFormat';
import type { PostcodeTable } from './postcodeTable';

/** What the heading of a pack says, besides its sections. */
export interface PackHeading {
  about: GeographyAbout;
  lsoas: { vintage: string; only?: string[] };
  authorities: { vintage: string; only?: string[] };
}

/**
 * Geography as one array of bytes, without loss; the geography must come from the readers or a pack of this folder.
 * `deflate`: fflate's for packs that travel, another where the platform has a faster one, null for the browser's cache,
 * where time counts more than room.
 */
export function packGeography(geography: Geography, deflate: DeflateSync | null = deflateSync): Uint8Array {
  const { lsoas, authorities, about } = geography;
  const postcodes = tableOf(geography);
  const heading: PackHeading = {
    about,
    lsoas: { vintage: lsoas.vintage, ...(lsoas.only && { only: lsoas.only }) },
    authorities: { vintage: authorities.vintage, ...(authorities.only && { only: authorities.only }) },
  };
  const parts: [string, Uint8Array][] = [
    ...areaParts('lsoas', lsoas),
    ...areaParts('authorities', authorities),
    ['postcodes.keys', encodeColumn(postcodes.keys)],
    ['postcodes.longitudes', encodeColumn(postcodes.longitudes)],
    ['postcodes.latitudes', encodeColumn(postcodes.latitudes)],
  ];
  if (postcodes.lsoas) parts.push(['postcodes.lsoas', encodeColumn(postcodes.lsoas)]);
  if (postcodes.beyond) parts.push(['postcodes.beyond', encodeColumn(postcodes.beyond)]);
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

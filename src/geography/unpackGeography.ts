import { inflateSync } from 'fflate';
import type { Areas, Geography, GeographyWay } from '../core/types';
import { UserError } from '../core/userError';
import { indexAreas } from './buildAreas';
import { columnLength, decodeColumn } from './columnCodec';
import { readPack } from './packFormat';
import type { PackHeading } from './packGeography';
import { postcodeTable } from './postcodeTable';

type Inflated = (name: string) => Uint8Array | null;

/** Raw deflate, undone; `size` is that of the answer. */
export type InflateSync = (bytes: Uint8Array, size: number) => Uint8Array;

/**
 * The reverse of `packGeography`. UserError where the bytes are no pack, of another version, or damaged. A platform with
 * a faster way to inflate than fflate's can bring it.
 */
export function unpackGeography(pack: Uint8Array, way: GeographyWay, inflate: InflateSync = withFflate): Geography {
  const { heading, sections } = readPack(pack);
  const { about, lsoas, authorities } = heading as PackHeading;
  const inflated: Inflated = (name) => {
    const section = sections.get(name);
    if (!section) return null;
    return section.deflated ? inflate(section.bytes, section.size) : section.bytes;
  };
  const keys = column(inflated, 'postcodes.keys', Uint32Array);
  return {
    postcodes: postcodeTable({
      keys,
      longitudes: column(inflated, 'postcodes.longitudes', Int32Array),
      latitudes: column(inflated, 'postcodes.latitudes', Int32Array),
      lsoas: sections.has('postcodes.lsoas') ? column(inflated, 'postcodes.lsoas', Int32Array) : null,
      beyond: sections.has('postcodes.beyond') ? column(inflated, 'postcodes.beyond', Uint32Array) : null,
    }),
    lsoas: unpackAreas(inflated, 'lsoas', lsoas),
    authorities: unpackAreas(inflated, 'authorities', authorities),
    about: { ...about, way },
  };
}

function unpackAreas(inflated: Inflated, name: string, heading: PackHeading['lsoas']): Areas {
  const lines = (part: string) => new TextDecoder().decode(needed(inflated(`${name}.${part}`))).split('\n');
  const x = needed(inflated(`${name}.x`));
  const coordinates = new Int32Array(2 * checkedLength(x));
  decodeColumn(x, coordinates, 0, 2);
  const y = needed(inflated(`${name}.y`));
  if (columnLength(y) * 2 !== coordinates.length) throw broken();
  decodeColumn(y, coordinates, 1, 2);
  const areas = {
    ...heading,
    codes: lines('codes'),
    names: lines('names'),
    coordinates,
    ringStarts: column(inflated, `${name}.ringStarts`, Uint32Array),
    areaStarts: column(inflated, `${name}.areaStarts`, Uint32Array),
  };
  return { ...areas, index: indexAreas(areas) };
}

function column<T extends Int32Array | Uint32Array>(
  inflated: Inflated,
  name: string,
  type: new (length: number) => T,
): T {
  const bytes = needed(inflated(name));
  const values = new type(checkedLength(bytes));
  decodeColumn(bytes, values);
  return values;
}

function checkedLength(bytes: Uint8Array): number {
  const length = columnLength(bytes);
  if (length < 0) throw broken();
  return length;
}

function needed(bytes: Uint8Array | null): Uint8Array {
  if (!bytes) throw broken();
  return bytes;
}

const withFflate: InflateSync = (bytes, size) => inflateSync(bytes, { out: new Uint8Array(size) });

const broken = () => new UserError('The geography pack is incomplete: make it again from the three files.');

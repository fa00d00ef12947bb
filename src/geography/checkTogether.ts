import Flatbush from 'flatbush';
import type { Areas, Postcodes } from '../core/types';
import { UserError } from '../core/userError';
import type { ByteSource, FileKind } from './byteSource';

/** UserError where the three files are of different places: no postcode in any LSOA, no LSOA in any authority. */
export function checkTogether(
  files: Record<FileKind, ByteSource>,
  postcodes: Postcodes,
  lsoas: Areas,
  authorities: Areas,
): void {
  if (!authorities.codes.some((code) => /^[EW]/.test(code)))
    throw new UserError(
      `${files.authorities.name} has no authority of England; choose boundaries of the local authorities of England, or of Great Britain.`,
    );
  const index = Flatbush.from(lsoas.index);
  const { longitudes, latitudes, count } = postcodes;
  let row = 0;
  while (row < count && !meets(index, longitudes[row]!, latitudes[row]!, longitudes[row]!, latitudes[row]!)) row++;
  if (row === count)
    throw new UserError(
      `None of the postcodes of ${files.postcodes.name} lies in the LSOAs of ${files.lsoas.name}; choose files of the same part of England.`,
    );
  const around = Flatbush.from(authorities.index);
  if (!meets(around, index.minX, index.minY, index.maxX, index.maxY))
    throw new UserError(
      `The LSOAs of ${files.lsoas.name} lie outside the authorities of ${files.authorities.name}; choose files of the same part of England.`,
    );
}

function meets(index: Flatbush, x0: number, y0: number, x1: number, y1: number): boolean {
  if (x0 > index.maxX || x1 < index.minX || y0 > index.maxY || y1 < index.minY) return false;
  return index.search(x0, y0, x1, y1).length > 0;
}

import { Inflate } from 'fflate';

/** The bytes are not what they should be: cut short, corrupted, or not a zip. `readXlsx` turns it into a sentence. */
export class Damaged extends Error {
  override name = 'Damaged';
}

/** One file inside a zip. */
export interface ZipPart {
  name: string;
  /** Bytes when unpacked, as the zip declares them; more than that never comes out. */
  size: number;
  encrypted: boolean;
  /** Unpacks piece by piece (some hundred kilobytes each). Throws `Damaged`. */
  pieces(): Generator<Uint8Array>;
}

const END = 0x06054b50;
const END64_LOCATOR = 0x07064b50;
const END64 = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** Compressed bytes unpacked at a time. */
const PIECE = 1 << 14;

/**
 * The parts of a zip by name, in lower case and with forward slashes, from its central directory; nothing is unpacked yet.
 * Zips of over 4 GB and those with data descriptors are understood. Throws `Damaged` where the directory is missing or
 * points outside the file.
 */
export function zipParts(bytes: Uint8Array): Map<string, ZipPart> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = new Map<string, ZipPart>();
  try {
    const { start, count } = findDirectory(view);
    let at = start;
    for (let i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== ENTRY) throw new Damaged('directory entry');
      const nameLength = view.getUint16(at + 28, true);
      const extraLength = view.getUint16(at + 30, true);
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
      const entry = {
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
      };
      widen(entry, view, at + 46 + nameLength, extraLength);
      parts.set(name.replace(/\\/g, '/').toLowerCase(), {
        name,
        size: entry.size,
        encrypted: (view.getUint16(at + 8, true) & 1) === 1,
        pieces: () => unpack(bytes, view, entry),
      });
      at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    }
  } catch (error) {
    throw error instanceof RangeError ? new Damaged('directory outside the file') : error;
  }
  return parts;
}

function findDirectory(view: DataView): { start: number; count: number } {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const locator = at - 20;
    if (locator >= 0 && view.getUint32(locator, true) === END64_LOCATOR) {
      const end64 = Number(view.getBigUint64(locator + 8, true));
      if (view.getUint32(end64, true) !== END64) throw new Damaged('zip64 directory');
      return {
        start: Number(view.getBigUint64(end64 + 48, true)),
        count: Number(view.getBigUint64(end64 + 32, true)),
      };
    }
    return { start: view.getUint32(at + 16, true), count: view.getUint16(at + 10, true) };
  }
  throw new Damaged('no directory');
}

/** Where a number of the entry is too big for 32 bits, the extra field 1 holds it in 64. */
function widen(entry: { packed: number; size: number; offset: number }, view: DataView, at: number, length: number) {
  for (let field = at; field + 4 <= at + length; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let next = field + 4;
    for (const key of ['size', 'packed', 'offset'] as const) {
      if (entry[key] !== 0xffffffff) continue;
      entry[key] = Number(view.getBigUint64(next, true));
      next += 8;
    }
  }
}

function* unpack(
  bytes: Uint8Array,
  view: DataView,
  entry: { method: number; packed: number; size: number; offset: number },
): Generator<Uint8Array> {
  const { method, packed, size, offset } = entry;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) throw new Damaged('part header');
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const end = start + packed;
  if (end > bytes.length) throw new Damaged('part outside the file');
  if (method !== 0 && method !== 8) throw new Damaged(`packed by method ${method}`);
  let out: Uint8Array[] = [];
  let total = 0;
  const inflate = method === 8 ? new Inflate((piece) => void out.push(piece)) : null;
  for (let at = start; at < end; at += PIECE) {
    const piece = bytes.subarray(at, Math.min(at + PIECE, end));
    if (inflate) {
      try {
        inflate.push(piece, at + PIECE >= end);
      } catch {
        throw new Damaged('packed data');
      }
    } else {
      out.push(piece);
    }
    for (const unpacked of out) {
      total += unpacked.length;
      if (total > size) throw new Damaged('more data than declared');
      if (unpacked.length > 0) yield unpacked;
    }
    out = [];
  }
  if (total !== size) throw new Damaged('less data than declared');
}

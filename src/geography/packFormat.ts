import { UserError } from '../core/userError';

/**
 * A pack: `NEEDSMAP`, version, checksum of all that follows, length of the heading, the heading (JSON), the sections.
 * Numbers are 32 bits, little-endian.
 */
const MAGIC = 'NEEDSMAP';
/** Raised whenever an older program could misread a newer pack, or the reverse. */
const PACK_VERSION = 2;
const START = 20;
const { imul } = Math;

/** Where a section stands behind the heading. */
export interface PackSection {
  name: string;
  /** Bytes as stored, and once inflated. */
  stored: number;
  size: number;
  deflated: boolean;
}

/** Raw deflate of one section. */
export type DeflateSync = (bytes: Uint8Array) => Uint8Array;

/** Joins heading and sections into one array of bytes; `deflate` is null where they are to be stored as they are. */
export function writePack(heading: object, parts: [string, Uint8Array][], deflate: DeflateSync | null): Uint8Array {
  const sections = parts.map(([name, bytes]) => ({ name, size: bytes.length, bytes: deflate?.(bytes) ?? bytes }));
  const table = sections.map(({ name, size, bytes }): PackSection => ({
    name,
    size,
    stored: bytes.length,
    deflated: deflate !== null,
  }));
  const text = new TextEncoder().encode(JSON.stringify({ ...heading, sections: table }));
  const pack = new Uint8Array(START + text.length + sections.reduce((sum, { bytes }) => sum + bytes.length, 0));
  for (let i = 0; i < 8; i++) pack[i] = MAGIC.charCodeAt(i);
  const view = new DataView(pack.buffer);
  view.setUint32(8, PACK_VERSION, true);
  view.setUint32(16, text.length, true);
  pack.set(text, START);
  let at = START + text.length;
  for (const { bytes } of sections) {
    pack.set(bytes, at);
    at += bytes.length;
  }
  view.setUint32(12, checksum(pack), true);
  return pack;
}

/** Takes a pack apart: the heading, and each section's stored bytes. UserError where it isn't one, or isn't whole. */
export function readPack(pack: Uint8Array): {
  heading: unknown;
  sections: Map<string, PackSection & { bytes: Uint8Array }>;
} {
  if (pack.length < START || String.fromCharCode(...pack.subarray(0, 8)) !== MAGIC)
    throw new UserError('This is not a geography pack of Needs Map; choose one made by the pack command.');
  const view = new DataView(pack.buffer, pack.byteOffset, pack.length);
  const version = view.getUint32(8, true);
  if (version !== PACK_VERSION)
    throw new UserError(
      `The geography pack is of version ${version}, this add-in reads version ${PACK_VERSION}: make the pack again from the three files.`,
    );
  if (view.getUint32(12, true) !== checksum(pack))
    throw new UserError('The geography pack is damaged or cut short: make it again from the three files.');
  const length = view.getUint32(16, true);
  const heading = JSON.parse(new TextDecoder().decode(pack.subarray(START, START + length))) as {
    sections: PackSection[];
  };
  const sections = new Map<string, PackSection & { bytes: Uint8Array }>();
  let at = START + length;
  for (const section of heading.sections) {
    sections.set(section.name, { ...section, bytes: pack.subarray(at, at + section.stored) });
    at += section.stored;
  }
  return { heading, sections };
}

/** Of everything behind the checksum. Each step is reversible, so that no single changed byte can go unseen. */
function checksum(pack: Uint8Array): number {
  const view = new DataView(pack.buffer, pack.byteOffset, pack.length);
  let sum = pack.length;
  let at = 16;
  for (; at + 4 <= pack.length; at += 4) {
    sum = imul(sum ^ view.getUint32(at, true), 0x9e3779b1);
    sum ^= sum >>> 15;
  }
  for (; at < pack.length; at++) {
    sum = imul(sum ^ pack[at]!, 0x9e3779b1);
    sum ^= sum >>> 15;
  }
  return sum >>> 0;
}

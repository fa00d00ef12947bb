import { UserError } from '../core/userError';
import { collect } from './bytes';
import type { ByteSource, Compression } from './byteSource';
import { inflate } from './inflate';
import { recogniseBytes, type Recognised } from './recogniseBytes';
import { packedBytes, zipMembers, type ZipMember } from './zipMembers';

/** A file, or a file inside a zip or gzip, decompressed as it is read. */
export interface Content {
  /** Of the file inside, with its folders in the zip. */
  name: string;
  /** Bytes once decompressed; as good a guess as can be had for a gzip. */
  size: number;
  /** ISO date. */
  date?: string;
  /** Its first bytes. */
  head: Uint8Array;
  kind: Recognised;
  stream(): AsyncIterable<Uint8Array>;
}

/** How many first bytes are looked at: more than the longest heading row. */
const HEAD = 1 << 14;
/** A file that swells to more than this many times its size, or to more than this many bytes, is no download of anybody's. */
const RATIO = 100;
const TOTAL = 4e9;
const HARMLESS = 1e6;

/**
 * What is inside a chosen file: itself, or what a gzip or zip holds (files without content left out). UserError where
 * it is empty, damaged, encrypted or a zip bomb.
 */
export async function openContents(source: ByteSource): Promise<Content[]> {
  const head = await collect(source.stream(0, HEAD), HEAD);
  const kind = recogniseBytes(head);
  if (kind === 'empty') throw new UserError(`${source.name} is empty; download it again.`);
  if (kind === 'zip') return openZip(source);
  if (kind !== 'gzip')
    return [{ name: source.name, size: source.size, date: source.date, head, kind, stream: () => source.stream() }];
  const stream = () => unpacked(source, () => source.stream(), source.size, 'gzip');
  const inner = await collect(stream(), HEAD);
  const name = source.name.replace(/\.gz$/i, '');
  const innerKind = recogniseBytes(inner);
  if (innerKind === 'empty') throw new UserError(`${source.name} has nothing in it; download it again.`);
  return [{ name, size: source.size * 5, date: source.date, head: inner, kind: innerKind, stream }];
}

async function openZip(source: ByteSource): Promise<Content[]> {
  const members = await zipMembers(source);
  const total = members.reduce((sum, member) => sum + member.size, 0);
  if (total > TOTAL || (total > HARMLESS && total > RATIO * source.size)) throw bomb(source);
  const contents: Content[] = [];
  for (const member of members) {
    if (member.size === 0 || /(^|\/)(__MACOSX|\.)/.test(member.name)) continue;
    if (member.encrypted)
      throw new UserError(`${source.name} is locked with a password; unzip it and choose the file inside.`);
    if (member.method !== 0 && member.method !== 8)
      throw new UserError(
        `${source.name} is zipped in a way this add-in can't read; unzip it and choose the file inside.`,
      );
    const stream = () => memberStream(source, member);
    const head = await collect(stream(), HEAD);
    contents.push({
      name: member.name,
      size: member.size,
      date: member.date,
      head,
      kind: recogniseBytes(head),
      stream,
    });
  }
  if (!contents.length) throw new UserError(`${source.name} is a zip file with nothing in it; download it again.`);
  if (contents.some(({ name }) => name === '[Content_Types].xml'))
    throw new UserError(`${source.name} is an Office file; save its sheet as CSV (comma delimited) and choose that.`);
  return contents;
}

async function* memberStream(source: ByteSource, member: ZipMember): AsyncGenerator<Uint8Array> {
  const packed = () => packedBytes(source, member);
  const stream = member.method === 8 ? unpacked(source, packed, member.packed, 'deflate-raw') : packed();
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    yield chunk;
  }
  if (length !== member.size) throw damaged(source);
}

/** Decompresses with the guard against bombs; whatever the decompression says about bad data becomes one sentence. */
async function* unpacked(
  source: ByteSource,
  packed: () => AsyncIterable<Uint8Array>,
  size: number,
  compression: Compression,
): AsyncGenerator<Uint8Array> {
  let length = 0;
  let stopped: unknown = null;
  async function* watched() {
    try {
      yield* packed();
    } catch (error) {
      stopped = error;
      throw error;
    }
  }
  try {
    for await (const chunk of (source.inflate ?? inflate)(watched(), compression)) {
      length += chunk.length;
      if (length > TOTAL || (length > HARMLESS && length > RATIO * size)) throw bomb(source);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof UserError || error === stopped) throw error;
    throw stopped ?? damaged(source);
  }
}

const damaged = (source: ByteSource) =>
  new UserError(`${source.name} is damaged or cut short, so it can't be unpacked; download it again.`);
const bomb = (source: ByteSource) =>
  new UserError(
    `${source.name} unpacks to far more than a postcode or boundary file holds; download it again from its publisher.`,
  );

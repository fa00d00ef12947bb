import { UserError } from '../core/userError';
import { collect, u16, u32 } from './bytes';
import type { ByteSource } from './byteSource';

/** One file inside a zip, not yet read. */
export interface ZipMember {
  name: string;
  /** Bytes, compressed and not, as the zip declares them. */
  packed: number;
  size: number;
  /** ISO date. */
  date: string;
  /** 0 stored, 8 deflated; others can't be read. */
  method: number;
  encrypted: boolean;
  /** Where its own header begins. */
  offset: number;
}

const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL = 0x04034b50;

/** The files of a zip by its central directory, without folders. UserError where the zip is cut short or damaged. */
export async function zipMembers(source: ByteSource): Promise<ZipMember[]> {
  const tailStart = Math.max(0, source.size - 65557);
  const tail = await collect(source.stream(tailStart, source.size));
  let end = tail.length - 22;
  while (end >= 0 && u32(tail, end) !== END) end--;
  if (end < 0) throw cut(source);
  const count = u16(tail, end + 10);
  const length = u32(tail, end + 12);
  const start = u32(tail, end + 16);
  if (start === 0xffffffff || count === 0xffff)
    throw new UserError(`${source.name} is a zip file too large to be read here; unzip it and choose the file inside.`);
  if (start + length > source.size) throw cut(source);
  const directory = await collect(source.stream(start, start + length));
  const members: ZipMember[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (u32(directory, at) !== CENTRAL) throw cut(source);
    const nameLength = u16(directory, at + 28);
    const date = u16(directory, at + 14);
    const name = new TextDecoder().decode(directory.subarray(at + 46, at + 46 + nameLength));
    const two = (number: number) => String(number).padStart(2, '0');
    const member = {
      name,
      packed: u32(directory, at + 20),
      size: u32(directory, at + 24),
      date: `${1980 + (date >> 9)}-${two((date >> 5) & 15)}-${two(date & 31)}`,
      method: u16(directory, at + 10),
      encrypted: (u16(directory, at + 8) & 1) === 1,
      offset: u32(directory, at + 42),
    };
    if (member.offset + member.packed > source.size) throw cut(source);
    if (!name.endsWith('/')) members.push(member);
    at += 46 + nameLength + u16(directory, at + 30) + u16(directory, at + 32);
  }
  return members;
}

/** A member's bytes as they are stored. */
export async function* packedBytes(source: ByteSource, member: ZipMember): AsyncGenerator<Uint8Array> {
  const header = await collect(source.stream(member.offset, member.offset + 30));
  if (u32(header, 0) !== LOCAL) throw cut(source);
  const start = member.offset + 30 + u16(header, 26) + u16(header, 28);
  yield* source.stream(start, start + member.packed);
}

const cut = (source: ByteSource) =>
  new UserError(`${source.name} is a zip file that is damaged or cut short; download it again.`);

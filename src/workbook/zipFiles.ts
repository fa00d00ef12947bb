import { Deflate } from 'fflate';
import { crc32 } from '../core/crc32';
import type { Control } from './workbook';
import { pauses } from './pauses';

/** A file to be zipped: its whole contents, or its text piece by piece (made only when its turn comes). */
export interface FileToZip {
  name: string;
  contents: Uint8Array | Iterable<string>;
}

interface Packed {
  name: Uint8Array;
  method: number;
  crc: number;
  size: number;
  pieces: Uint8Array[];
  packed: number;
}

const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
/** Bytes deflated between two turns of the page. */
const PIECE = 1 << 17;

/**
 * Zips files in their order, without data descriptors (some readers of workbooks can't take them). `time` is the ISO time
 * of every entry, so that the same files give the same bytes. Pictures go in as they are. Under 4 GB.
 */
export async function zipFiles(files: Iterable<FileToZip>, time: string, control?: Control): Promise<Uint8Array> {
  const pause = pauses(control);
  const packed: Packed[] = [];
  for (const file of files) {
    packed.push(file.contents instanceof Uint8Array ? stored(file.name, file.contents) : await deflated(file, pause));
    await pause();
  }
  return joined(packed, dosTime(time));
}

function stored(name: string, contents: Uint8Array): Packed {
  const crc = crc32(contents);
  const size = contents.length;
  return { name: new TextEncoder().encode(name), method: 0, crc, size, pieces: [contents], packed: size };
}

async function deflated(file: FileToZip, pause: () => Promise<void>): Promise<Packed> {
  const out: Packed = { name: new TextEncoder().encode(file.name), method: 8, crc: 0, size: 0, pieces: [], packed: 0 };
  const deflate = new Deflate({ level: 6 }, (piece) => {
    out.pieces.push(piece.slice());
    out.packed += piece.length;
  });
  const encoder = new TextEncoder();
  let waiting = '';
  const push = (text: string, last: boolean) => {
    const bytes = encoder.encode(text);
    out.crc = crc32(bytes, out.crc);
    out.size += bytes.length;
    deflate.push(bytes, last);
  };
  for (const text of file.contents as Iterable<string>) {
    waiting += text;
    if (waiting.length < PIECE) continue;
    push(waiting, false);
    waiting = '';
    await pause();
  }
  push(waiting, true);
  return out;
}

function joined(files: Packed[], [time, date]: [number, number]): Uint8Array {
  const names = files.reduce((sum, file) => sum + file.name.length, 0);
  const zip = new Uint8Array(files.reduce((sum, file) => sum + file.packed, 0) + 2 * names + 76 * files.length + 22);
  const view = new DataView(zip.buffer);
  const offsets: number[] = [];
  let at = 0;
  const common = (file: Packed) => {
    for (const half of [20, 0x0800, file.method, time, date]) at = half16(view, at, half);
    for (const word of [file.crc, file.packed, file.size]) at = word32(view, at, word);
    at = half16(view, half16(view, at, file.name.length), 0);
  };
  for (const file of files) {
    offsets.push(at);
    at = word32(view, at, LOCAL);
    common(file);
    for (const bytes of [file.name, ...file.pieces]) {
      zip.set(bytes, at);
      at += bytes.length;
    }
  }
  const directory = at;
  files.forEach((file, i) => {
    at = half16(view, word32(view, at, ENTRY), 20);
    common(file);
    // No comment, first disk, no attributes.
    at = word32(view, at + 10, offsets[i] ?? 0);
    zip.set(file.name, at);
    at += file.name.length;
  });
  const length = at - directory;
  at = half16(view, half16(view, word32(view, at, END) + 4, files.length), files.length);
  word32(view, word32(view, at, length), directory);
  return zip;
}

function half16(view: DataView, at: number, value: number): number {
  view.setUint16(at, value, true);
  return at + 2;
}

function word32(view: DataView, at: number, value: number): number {
  view.setUint32(at, value, true);
  return at + 4;
}

/** Time and date of a zip entry, read from the letters of the ISO time, so that no time zone matters. */
function dosTime(iso: string): [number, number] {
  const [year = 1980, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (iso.match(/\d+/g) ?? []).map(Number);
  return [(hour << 11) | (minute << 5) | (second >> 1), (Math.max(0, year - 1980) << 9) | (month << 5) | day];
}

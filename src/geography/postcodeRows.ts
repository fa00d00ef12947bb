import { fixedNumber } from './fixedNumber';
import { gridConverter } from './gridToUnits';
import type { PostcodeColumns } from './postcodeColumns';
import { postcodeKeyOfBytes } from './postcodeKey';

/** Rows as read, in the file's order: only those with a point and the shape of a postcode (RULES.md 4). */
export interface PostcodeRows {
  count: number;
  keys: Uint32Array;
  longitudes: Int32Array;
  latitudes: Int32Array;
  /** 1 where the row has an end date. */
  ended: Uint8Array;
  /** Whether any of these rows has an end date. */
  anyEnded: boolean;
  /** Per LSOA column: row -> index into `codes`, whose first is blank. */
  lsoas: { vintage: string; ids: Uint32Array; codes: string[] }[];
  /** Rows read, and those among them left out for want of a point or a postcode's shape. */
  read: number;
  without: number;
}

/** Limits of RULES.md 4 in 1e-7 degree. */
const SOUTH = 49e7;
const NORTH = 61.5e7;
const WEST = -11e7;
const EAST = 2.5e7;

/** No number; a constant, because looking a global up for every row is slow in some hosts. */
const NONE = NaN;

const SKIP = 0;
const POSTCODE = 1;
const LATITUDE = 2;
const LONGITUDE = 3;
const EASTING = 4;
const NORTHING = 5;
const ENDED = 6;
const LSOA = 7;

/**
 * Collects rows of CSV straight from bytes. `take` wants whole lines; the heading must have been cut off or has no
 * point, and so falls out by itself. `expected` rows to make room for.
 */
export function postcodeRows(
  columns: PostcodeColumns,
  expected: number,
): {
  take(bytes: Uint8Array, start: number, end: number): void;
  rows: PostcodeRows;
} {
  const rows: PostcodeRows = {
    count: 0,
    keys: new Uint32Array(expected),
    longitudes: new Int32Array(expected),
    latitudes: new Int32Array(expected),
    ended: new Uint8Array(expected),
    anyEnded: false,
    lsoas: columns.lsoas.map(({ vintage }) => ({ vintage, ids: new Uint32Array(expected), codes: [''] })),
    read: 0,
    without: 0,
  };
  const roles = rolesOf(columns);
  const interners = rows.lsoas.map(({ codes }) => codeInterner(codes));
  const toUnits = gridConverter();
  const point = [0, 0];
  const fromGrid = columns.latitude < 0;
  const ids = new Uint32Array(columns.lsoas.length);

  function add(key: number, longitude: number, latitude: number, ended: boolean): void {
    rows.read++;
    if (!(key >= 0 && latitude >= SOUTH && latitude <= NORTH && longitude >= WEST && longitude <= EAST)) {
      rows.without++;
      return;
    }
    rows.anyEnded ||= ended;
    if (rows.count === rows.keys.length) grow(rows);
    const row = rows.count++;
    rows.keys[row] = key;
    rows.longitudes[row] = longitude;
    rows.latitudes[row] = latitude;
    rows.ended[row] = ended ? 1 : 0;
    for (let i = 0; i < ids.length; i++) rows.lsoas[i]!.ids[row] = ids[i]!;
  }

  function take(bytes: Uint8Array, start: number, end: number): void {
    const { delimiter } = columns;
    let at = start;
    while (at < end) {
      let key = -1;
      let x = NONE;
      let y = NONE;
      let ended = false;
      let cells = 0;
      const lineStart = at;
      for (;;) {
        let from = at;
        let to;
        if (bytes[at] === 34) {
          from++;
          do at = closingQuote(bytes, at + 1, end) + 1;
          while (at < end && bytes[at] === 34);
          to = at - 1;
          while (at < end && bytes[at] !== delimiter && bytes[at] !== 10 && bytes[at] !== 13) at++;
        } else {
          while (at < end && bytes[at] !== delimiter && bytes[at] !== 10 && bytes[at] !== 13) at++;
          to = at;
        }
        const role = cells < roles.length ? roles[cells]! : SKIP;
        cells++;
        if (role === POSTCODE) key = postcodeKeyOfBytes(bytes, from, to);
        else if (role === LATITUDE || role === NORTHING) y = fixedNumber(bytes, from, to);
        else if (role === LONGITUDE || role === EASTING) x = fixedNumber(bytes, from, to);
        else if (role === ENDED) ended = hasText(bytes, from, to);
        else if (role >= LSOA) ids[role - LSOA] = interners[role - LSOA]!(bytes, from, to);
        if (at >= end || bytes[at] !== delimiter) break;
        at++;
      }
      const blank = at === lineStart;
      at++;
      if (blank) continue;
      if (fromGrid) {
        if (x === 0 && y === 0) x = NONE;
        if (x >= 0 && y >= 0) {
          toUnits(x / 1e7, y / 1e7, point);
          x = point[0]!;
          y = point[1]!;
        }
      }
      add(key, x, y, ended);
    }
  }
  return { take, rows };
}

function rolesOf(columns: PostcodeColumns): Uint8Array {
  const placed =
    columns.latitude >= 0
      ? [
          [columns.latitude, LATITUDE],
          [columns.longitude, LONGITUDE],
        ]
      : [
          [columns.easting, EASTING],
          [columns.northing, NORTHING],
        ];
  const pairs = [[columns.postcode, POSTCODE], [columns.ended, ENDED], ...placed];
  columns.lsoas.forEach(({ column }, i) => pairs.push([column, LSOA + i]));
  const roles = new Uint8Array(Math.max(...pairs.map(([column]) => column!)) + 1);
  for (const [column, role] of pairs) if (column! >= 0) roles[column!] = role!;
  return roles;
}

function closingQuote(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] !== 34 && bytes[at] !== 10) at++;
  return at;
}

function hasText(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! > 32) return true;
  return false;
}

/** Numbers codes in their order of appearance; neighbours in a file share their LSOA, so the last one is tried first. */
function codeInterner(codes: string[]): (bytes: Uint8Array, start: number, end: number) => number {
  const known = new Map<string, number>([['', 0]]);
  let last = 0;
  return (bytes, start, end) => {
    const before = codes[last]!;
    if (before.length === end - start) {
      let i = 0;
      while (i < before.length && before.charCodeAt(i) === bytes[start + i]) i++;
      if (i === before.length) return last;
    }
    const code = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 20))).trim();
    let id = known.get(code);
    if (id === undefined) {
      known.set(code, (id = codes.length));
      codes.push(code);
    }
    return (last = id);
  };
}

function grow(rows: PostcodeRows): void {
  const length = Math.max(1024, Math.ceil(rows.keys.length * 1.5));
  const longer = <T extends Uint32Array | Int32Array | Uint8Array>(old: T, made: T): T => {
    made.set(old);
    return made;
  };
  rows.keys = longer(rows.keys, new Uint32Array(length));
  rows.longitudes = longer(rows.longitudes, new Int32Array(length));
  rows.latitudes = longer(rows.latitudes, new Int32Array(length));
  rows.ended = longer(rows.ended, new Uint8Array(length));
  for (const column of rows.lsoas) column.ids = longer(column.ids, new Uint32Array(length));
}

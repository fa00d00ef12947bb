/**
 * Columns of whole numbers as few bytes: differences to the number before, in the largest unit that all numbers are
 * multiples of, signs folded into the lowest bit; then all lowest bytes, all second bytes and so on, as many as pay.
 * The few differences that need more stand at the end, with their places. Lossless for any 32-bit numbers.
 */

/** Count, unit, number of byte planes and of exceptions, as 32-bit numbers. */
const HEAD = 16;
/** Bytes of an exception: its place and its whole difference. */
const EXCEPTION = 8;

/** Every `stride`th number of `values` from `first` on. */
export function encodeColumn(values: Int32Array | Uint32Array, first = 0, stride = 1): Uint8Array {
  const count = Math.max(0, Math.ceil((values.length - first) / stride));
  const unit = commonUnit(values, first, stride);
  const folded = new Uint32Array(count);
  /** How many differences need more than 1, 2, 3 bytes. */
  const longer = [0, 0, 0];
  let before = 0;
  for (let i = 0, at = first; i < count; i++, at += stride) {
    const value = (values[at]! | 0) / unit;
    const change = (value - before) | 0;
    before = value;
    const fold = ((change << 1) ^ (change >> 31)) >>> 0;
    folded[i] = fold;
    if (fold > 0xff) longer[0]!++;
    if (fold > 0xffff) longer[1]!++;
    if (fold > 0xffffff) longer[2]!++;
  }
  const costs = [...longer, 0].map((exceptions, i) => (i + 1) * count + EXCEPTION * exceptions);
  const planes = 1 + costs.indexOf(Math.min(...costs));
  const exceptions = longer[planes - 1] ?? 0;
  const bytes = new Uint8Array(HEAD + planes * count + EXCEPTION * exceptions);
  const view = new DataView(bytes.buffer);
  [count, unit, planes, exceptions].forEach((number, i) => view.setUint32(4 * i, number, true));
  for (let plane = 0; plane < planes; plane++) {
    const at = HEAD + plane * count;
    const shift = plane * 8;
    for (let i = 0; i < count; i++) bytes[at + i] = folded[i]! >>> shift;
  }
  const limit = 256 ** planes;
  for (let i = 0, at = HEAD + planes * count; i < count; i++) {
    if (folded[i]! < limit) continue;
    view.setUint32(at, i, true);
    view.setUint32(at + 4, folded[i]!, true);
    at += EXCEPTION;
  }
  return bytes;
}

/** How many numbers an encoded column has; -1 where its bytes are too few or too many. */
export function columnLength(bytes: Uint8Array): number {
  if (bytes.length < HEAD) return -1;
  const { count, planes, exceptions } = head(bytes);
  return bytes.length === HEAD + count * planes + EXCEPTION * exceptions ? count : -1;
}

/** The reverse of `encodeColumn`, into `values`, which must be long enough. */
export function decodeColumn(bytes: Uint8Array, values: Int32Array | Uint32Array, first = 0, stride = 1): void {
  const { view, count, unit, planes, exceptions } = head(bytes);
  const second = HEAD + count;
  const third = planes > 2 ? second + count : -1;
  const fourth = planes > 3 ? second + 2 * count : -1;
  let exception = HEAD + planes * count;
  const end = exception + EXCEPTION * exceptions;
  let next = exception < end ? view.getUint32(exception, true) : -1;
  let value = 0;
  for (let i = 0, at = first; i < count; i++, at += stride) {
    let fold = bytes[HEAD + i]!;
    if (planes > 1) fold |= bytes[second + i]! << 8;
    if (third >= 0) fold |= bytes[third + i]! << 16;
    if (fourth >= 0) fold |= bytes[fourth + i]! << 24;
    if (i === next) {
      fold = view.getUint32(exception + 4, true) | 0;
      exception += EXCEPTION;
      next = exception < end ? view.getUint32(exception, true) : -1;
    }
    value = (value + ((fold >>> 1) ^ -(fold & 1))) | 0;
    values[at] = value * unit;
  }
}

function head(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [count, unit, planes, exceptions] = [0, 4, 8, 12].map((at) => view.getUint32(at, true)) as [
    number,
    number,
    number,
    number,
  ];
  return { view, count, unit, planes, exceptions };
}

/** The largest power of ten up to 1000 that divides all. */
function commonUnit(values: Int32Array | Uint32Array, first: number, stride: number): number {
  let unit = 1000;
  for (let at = first; at < values.length; at += stride) while ((values[at]! | 0) % unit !== 0) unit /= 10;
  return unit;
}

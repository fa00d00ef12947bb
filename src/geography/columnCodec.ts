/**
 * Columns of whole numbers as bytes that deflate well: differences to the number before, in the largest unit that all
 * numbers are multiples of, signs folded into the lowest bit, and then all lowest bytes, all second bytes and so on.
 * Lossless for any 32-bit numbers.
 */

/** Count, unit and number of byte planes, as three 32-bit numbers. */
const HEAD = 12;

/** Every `stride`th number of `values` from `first` on. */
export function encodeColumn(values: Int32Array | Uint32Array, first = 0, stride = 1): Uint8Array {
  const count = Math.max(0, Math.ceil((values.length - first) / stride));
  const unit = commonUnit(values, first, stride);
  const folded = new Uint32Array(count);
  let before = 0;
  let largest = 0;
  for (let i = 0, at = first; i < count; i++, at += stride) {
    const value = (values[at]! | 0) / unit;
    const change = (value - before) | 0;
    before = value;
    const fold = ((change << 1) ^ (change >> 31)) >>> 0;
    folded[i] = fold;
    if (fold > largest) largest = fold;
  }
  const planes = largest > 0xffffff ? 4 : largest > 0xffff ? 3 : largest > 0xff ? 2 : 1;
  const bytes = new Uint8Array(HEAD + count * planes);
  new DataView(bytes.buffer).setUint32(0, count, true);
  new DataView(bytes.buffer).setUint32(4, unit, true);
  new DataView(bytes.buffer).setUint32(8, planes, true);
  for (let plane = 0; plane < planes; plane++) {
    const at = HEAD + plane * count;
    const shift = plane * 8;
    for (let i = 0; i < count; i++) bytes[at + i] = folded[i]! >>> shift;
  }
  return bytes;
}

/** How many numbers an encoded column has; -1 where the bytes are too few for it. */
export function columnLength(bytes: Uint8Array): number {
  if (bytes.length < HEAD) return -1;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const count = view.getUint32(0, true);
  return bytes.length === HEAD + count * view.getUint32(8, true) ? count : -1;
}

/** The reverse of `encodeColumn`, into `values`, which must be long enough. */
export function decodeColumn(bytes: Uint8Array, values: Int32Array | Uint32Array, first = 0, stride = 1): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const count = view.getUint32(0, true);
  const unit = view.getUint32(4, true);
  const planes = view.getUint32(8, true);
  const second = HEAD + count;
  const third = planes > 2 ? second + count : -1;
  const fourth = planes > 3 ? second + 2 * count : -1;
  let value = 0;
  for (let i = 0, at = first; i < count; i++, at += stride) {
    let fold = bytes[HEAD + i]!;
    if (planes > 1) fold |= bytes[second + i]! << 8;
    if (third >= 0) fold |= bytes[third + i]! << 16;
    if (fourth >= 0) fold |= bytes[fourth + i]! << 24;
    value = (value + ((fold >>> 1) ^ -(fold & 1))) | 0;
    values[at] = value * unit;
  }
}

/** The largest power of ten up to 1000 that divides all. */
function commonUnit(values: Int32Array | Uint32Array, first: number, stride: number): number {
  let unit = 1000;
  for (let at = first; at < values.length; at += stride) while ((values[at]! | 0) % unit !== 0) unit /= 10;
  return unit;
}

/** Little-endian numbers at `at`; 0 beyond the end. */
export const u16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
export const u32 = (bytes: Uint8Array, at: number): number => u16(bytes, at) + u16(bytes, at + 2) * 65536;

/** The first `limit` bytes of a stream (fewer where it is shorter), as one array; the rest is not read. */
export async function collect(chunks: AsyncIterable<Uint8Array>, limit = Infinity): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= limit) break;
  }
  const whole = new Uint8Array(Math.min(length, limit));
  let at = 0;
  for (const part of parts) {
    const rest = part.subarray(0, whole.length - at);
    whole.set(rest, at);
    at += rest.length;
  }
  return whole;
}

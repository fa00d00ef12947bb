/**
 * Douglas and Peucker: of a line of x, y pairs, the points that keep every left-out one within `tolerance` of it. The
 * first and the last point stay; for a closed line the point farthest from the first stays too.
 */
export function simplifyLine(line: ArrayLike<number>, tolerance: number): Float32Array {
  const count = line.length / 2;
  const keep = new Uint8Array(count);
  keep[0] = 1;
  keep[count - 1] = 1;
  const stack: [number, number][] = [[0, count - 1]];
  while (stack.length > 0) {
    const [from, to] = stack.pop() as [number, number];
    const [ax, ay] = [line[2 * from] as number, line[2 * from + 1] as number];
    const [dx, dy] = [(line[2 * to] as number) - ax, (line[2 * to + 1] as number) - ay];
    const length2 = dx * dx + dy * dy;
    let worst = tolerance * tolerance;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const [px, py] = [(line[2 * i] as number) - ax, (line[2 * i + 1] as number) - ay];
      const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length2));
      const off = (px - t * dx) ** 2 + (py - t * dy) ** 2;
      if (off > worst) [worst, at] = [off, i];
    }
    if (at < 0) continue;
    keep[at] = 1;
    stack.push([from, at], [at, to]);
  }
  const out = new Float32Array(2 * keep.reduce((sum, kept) => sum + kept, 0));
  let n = 0;
  for (let i = 0; i < count; i++) {
    if (keep[i] === 0) continue;
    out[n++] = line[2 * i] as number;
    out[n++] = line[2 * i + 1] as number;
  }
  return out;
}

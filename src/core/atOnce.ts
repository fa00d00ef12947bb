/** The same act, at most `count` at a time; further calls wait for their turn, in order. */
export function atOnce<A, B>(count: number, act: (input: A) => Promise<B>): (input: A) => Promise<B> {
  const lanes: Promise<unknown>[] = Array.from({ length: count }, () => Promise.resolve());
  let next = 0;
  return (input) => {
    const lane = next++ % count;
    const done = lanes[lane]!.then(() => act(input));
    lanes[lane] = done.catch(() => undefined);
    return done;
  };
}

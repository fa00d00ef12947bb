// Taken out once: looking them up for each of millions of numbers costs more than the arithmetic in some engines.
const { floor, imul } = Math;

/** A seeded stream (xoshiro128**, seeded by splitmix32): each call gives a whole number from 0 up to, but not, `n`. */
export function randomNumbers(seed: number): (n: number) => number {
  let mixed = seed >>> 0;
  const splitmix = () => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let t = mixed ^ (mixed >>> 16);
    t = imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = imul(t, 0x735a2d97);
    return t ^ (t >>> 15);
  };
  // A typed array, because numbers of 32 bits in variables would be allocated anew at each call.
  const state = Int32Array.from({ length: 4 }, splitmix);
  return (n) => {
    const a = state[0]!;
    const b = state[1]!;
    const fives = imul(b, 5);
    const result = imul((fives << 7) | (fives >>> 25), 9) >>> 0;
    const e = state[2]! ^ a;
    const f = state[3]! ^ b;
    state[0] = a ^ f;
    state[1] = b ^ e;
    state[2] = e ^ (b << 9);
    state[3] = (f << 11) | (f >>> 21);
    return floor((result / 4294967296) * n);
  };
}

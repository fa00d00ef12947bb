// Taken out once: looking them up for each of millions of numbers costs more than the arithmetic in some engines.
const { floor, imul } = Math;

/**
 * A seeded stream (xoshiro128**, seeded by splitmix32): each call fills an array with its next whole numbers from 0 up
 * to, but not, `n`. By the array, because one number at a time costs several times as much.
 */
export function randomNumbers(seed: number): (numbers: Uint32Array, n: number) => Uint32Array {
  let mixed = seed >>> 0;
  const splitmix = () => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let t = mixed ^ (mixed >>> 16);
    t = imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = imul(t, 0x735a2d97);
    return t ^ (t >>> 15);
  };
  let [a, b, c, d] = [splitmix(), splitmix(), splitmix(), splitmix()];
  return (numbers, n) => {
    // Variables of its own, which the engine keeps in registers.
    let [w, x, y, z] = [a, b, c, d];
    const share = n / 4294967296;
    for (let i = 0; i < numbers.length; i++) {
      const fives = imul(x, 5);
      numbers[i] = floor((imul((fives << 7) | (fives >>> 25), 9) >>> 0) * share);
      const e = y ^ w;
      const f = z ^ x;
      w ^= f;
      y = e ^ (x << 9);
      x ^= e;
      z = (f << 11) | (f >>> 21);
    }
    [a, b, c, d] = [w, x, y, z];
    return numbers;
  };
}

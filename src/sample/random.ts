/** A seeded stream of numbers: the same seed gives the same stream everywhere. */
export interface Random {
  /** 0 up to, but not, 1. */
  next(): number;
  /** A whole number from 0 up to, but not, `n`. */
  whole(n: number): number;
  between(low: number, high: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** In place. */
  shuffle<T>(list: T[]): T[];
  /** An index, in proportion to its weight. */
  weighted(weights: readonly number[]): number;
}

/** mulberry32: small, quick and good enough for invented data; not for secrets. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (n: number) => Math.floor(next() * n);
  return {
    next,
    whole,
    between: (low, high) => low + (high - low) * next(),
    chance: (share) => next() < share,
    pick: (list) => list[whole(list.length)]!,
    shuffle(list) {
      for (let i = list.length - 1; i > 0; i--) {
        const j = whole(i + 1);
        [list[i], list[j]] = [list[j]!, list[i]!];
      }
      return list;
    },
    weighted(weights) {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      for (let i = 0; i < weights.length; i++) if ((left -= weights[i]!) < 0) return i;
      return weights.length - 1;
    },
  };
}

/** A smooth wavy function of one number, between about -1 and 1, with a period of 2 pi: coasts, borders, shores. */
export function wobble({ between }: Random): (t: number) => number {
  const waves = [1, 2, 3, 5, 8].map((frequency) => ({
    frequency,
    size: between(0.5, 1) / (frequency + 1),
    phase: between(0, 2 * Math.PI),
  }));
  return (t) => waves.reduce((sum, { frequency, size, phase }) => sum + size * Math.sin(frequency * t + phase), 0);
}

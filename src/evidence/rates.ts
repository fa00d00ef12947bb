/** Per so many children. */
const PER = 10000;
/** An LSOA or group with fewer children has no rate: one assessment more or less would move it by 200 per 10,000. */
const FEWEST_CHILDREN = 50;
/** From this count on Byar's method, below it exact Poisson, as in UKHSA's PHEindicatormethods. */
const BYAR_FROM = 10;
/** The 97.5% point of the standard normal distribution. */
const Z = 1.959963984540054;

/** A rate per 10,000 children with its 95% interval. */
export interface Rate {
  rate: number;
  low: number;
  high: number;
}

/** How an LSOA stands to the authority: `similar` where the authority's rate lies in the LSOA's interval. */
export type Standing = 'higher' | 'similar' | 'lower';

/** The rate of `count` among `children`; null where there are fewer than 50 children, or their number isn't known. */
export function rateOf(count: number, children: number | null): Rate | null {
  if (children === null || !(children >= FEWEST_CHILDREN)) return null;
  const [low, high] = countInterval(count);
  const scale = PER / children;
  return { rate: count * scale, low: low * scale, high: high * scale };
}

/** Compares an interval with the authority's rate. */
export function standing({ low, high }: Rate, authority: number): Standing {
  return low > authority ? 'higher' : high < authority ? 'lower' : 'similar';
}

/** The 95% interval of a count: exact Poisson below 10, Byar's method from 10 on. */
export function countInterval(count: number): [low: number, high: number] {
  if (count < BYAR_FROM) return (exact[count] ??= [exactBound(count - 1, 0.975), exactBound(count, 0.025)]);
  const byar = (value: number, z: number) => value * (1 - 1 / (9 * value) + z / (3 * Math.sqrt(value))) ** 3;
  return [byar(count, -Z), byar(count + 1, Z)];
}

const exact: [number, number][] = [];

/** The mean at which a Poisson count is at most `count` with this chance; 0 where `count` is below 0. */
function exactBound(count: number, chance: number): number {
  if (count < 0) return 0;
  const atMost = (mean: number) => {
    let term = Math.exp(-mean);
    let sum = term;
    for (let i = 1; i <= count; i++) sum += term *= mean / i;
    return sum;
  };
  let [low, high] = [0, 40];
  for (let i = 0; i < 64; i++) {
    const middle = (low + high) / 2;
    if (atMost(middle) > chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

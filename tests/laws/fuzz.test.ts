import { differences } from './fuzz';

/** `FUZZ=10000 SEED=1 npx jest tests/laws/fuzz` tries more, or others; each takes 5 to 30 ms, most of it for the maps. */
const TIMES = Number(process.env.FUZZ ?? 60);
const FIRST = Number(process.env.SEED ?? 1);

test(
  `the product finds what a second, naive reading of RULES.md finds, in ${TIMES} random workbooks from seed ${FIRST}`,
  async () => {
    const found: string[] = [];
    for (let seed = FIRST; seed < FIRST + TIMES && found.length < 20; seed++) found.push(...(await differences(seed)));
    expect(found).toEqual([]);
  },
  60_000 + 500 * TIMES,
);

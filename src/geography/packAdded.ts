import type { Added, Ward } from '../core/types';
import { encodeColumn } from './columnCodec';
import type { PackSections } from './packSections';

/** What the heading of a pack says about files by LSOA. */
export interface AddedHeading {
  population?: { vintage: string };
  deprivation?: { vintage: string; index: string };
  wards?: { vintage: string };
}

/** What Welsh codes are raised by, so that codes are numbers in their order. */
const WALES = 1e8;

/** Files by LSOA as sections of a pack: LSOA codes ascending, and a number for each; wards as a list of their own. */
export function packAdded({ population, deprivation, wards }: Added): {
  heading: AddedHeading;
  parts: [string, Uint8Array][];
} {
  const parts: [string, Uint8Array][] = [];
  const heading: AddedHeading = {};
  const put = <T>(kind: keyof Added, of: ReadonlyMap<string, T>, numberOf: (value: T) => number) => {
    const rows = [...of].map(([code, value]) => ({ code: numberOfCode(code), value: numberOf(value) }));
    rows.sort((a, b) => a.code - b.code);
    parts.push([`${kind}.codes`, encodeColumn(Uint32Array.from(rows, ({ code }) => code))]);
    parts.push([`${kind}.values`, encodeColumn(Uint32Array.from(rows, ({ value }) => value))]);
  };
  if (population) {
    heading.population = { vintage: population.vintage };
    put('population', population.of, (children) => children);
  }
  if (deprivation) {
    heading.deprivation = { vintage: deprivation.vintage, index: deprivation.index };
    put('deprivation', deprivation.of, (decile) => decile);
  }
  if (wards) {
    heading.wards = { vintage: wards.vintage };
    const list = new Map([...wards.of.values()].map(({ code, name }) => [code, name.replace(/\n/g, ' ')]));
    const codes = [...list.keys()].sort();
    const index = new Map(codes.map((code, i) => [code, i]));
    put('wards', wards.of, ({ code }) => index.get(code)!);
    parts.push(['wards.list', new TextEncoder().encode(codes.map((code) => `${code} ${list.get(code)}`).join('\n'))]);
  }
  return { heading, parts };
}

/** The reverse of `packAdded`. */
export function unpackAdded(heading: AddedHeading, read: PackSections): Added {
  const rows = <T>(kind: keyof Added, valueOf: (number: number) => T): Map<string, T> => {
    const values = read.column(`${kind}.values`, Uint32Array);
    const of = new Map<string, T>();
    read.column(`${kind}.codes`, Uint32Array).forEach((code, i) => of.set(codeOfNumber(code), valueOf(values[i]!)));
    return of;
  };
  const added: Added = {};
  if (heading.population) added.population = { ...heading.population, of: rows('population', (number) => number) };
  if (heading.deprivation) added.deprivation = { ...heading.deprivation, of: rows('deprivation', (number) => number) };
  if (heading.wards) {
    const list = read.lines('wards.list').map((line): Ward => ({ code: line.slice(0, 9), name: line.slice(10) }));
    added.wards = { ...heading.wards, of: rows('wards', (number) => list[number]!) };
  }
  return added;
}

/** `E01000001` -> 1000001. */
const numberOfCode = (code: string) => (code.startsWith('W') ? WALES : 0) + Number(code.slice(1));
const codeOfNumber = (number: number) => (number >= WALES ? 'W' : 'E') + String(number % WALES).padStart(8, '0');

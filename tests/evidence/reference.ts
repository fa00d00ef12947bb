import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Real data beside the checkout, in whose root both jest and npm scripts start. */
export const beside = (path: string): string => resolve('../shared', path);

/** Rows of a CSV without quotes, by heading. */
export function csv(path: string): Record<string, string>[] {
  const [headings, ...lines] = readFileSync(beside(path), 'utf8').trim().split(/\r?\n/);
  const names = headings!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])));
}

/** The reference of one place: its LSOAs in order of code, a number by column, and each pair of neighbours once. */
export function reference(place: string) {
  const rows = csv(`stats/${place}.values.csv`).sort((a, b) => (a.lsoa! < b.lsoa! ? -1 : 1));
  return {
    codes: rows.map((row) => row.lsoa!),
    column: (name: string) => rows.map((row) => Number(row[name])),
    pairs: csv(`stats/${place}.neighbours.csv`).map(({ a, b }) => [a!, b!].sort().join(' ')),
  };
}

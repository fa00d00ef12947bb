import { readFileSync } from 'node:fs';
import { shared } from '../support/shared';

/** Rows of a CSV without quotes, by heading. */
export function csv(path: string): Record<string, string>[] {
  const [headings, ...lines] = readFileSync(shared(path), 'utf8').trim().split(/\r?\n/);
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

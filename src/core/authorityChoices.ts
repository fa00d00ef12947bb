import table from '../../assets/authorities.json';
import type { Areas } from './types';
import { UserError } from './userError';

/** One option of "Local authority": a district, or an upper-tier authority that stands for its districts. */
export interface AuthorityChoice {
  name: string;
  /** Names of the areas of the boundary file that it stands for. */
  districts: string[];
}

/**
 * England's districts of 2011 to 2025 by code, each with its name and what it is part of: its county, or for a district
 * that is no more the one that took its place. `assets/authorities.json` comes from the official lookup.
 */
const AUTHORITIES = table as Record<string, string[]>;

/** Code -> the codes that make it up: a county's districts, a merged district's old ones. */
const parts = new Map<string, string[]>();
for (const [code, [, whole]] of Object.entries(AUTHORITIES))
  if (whole) parts.set(whole, [...(parts.get(whole) ?? []), code]);

/**
 * What "Local authority" offers for a boundary file: each of its areas by its own name, and each upper-tier authority of
 * England whose districts, or the older ones that became them, are all in the file under other names. By name.
 */
export function authorityChoices(authorities: Areas): AuthorityChoice[] {
  const choices = new Map<string, AuthorityChoice>();
  const rows = new Map(authorities.codes.map((code, index) => [code, index]));
  if (authorities.only) for (const code of rows.keys()) if (!authorities.only.includes(code)) rows.delete(code);
  for (const row of rows.values()) {
    const name = authorities.names[row]!;
    choices.set(plain(name), { name, districts: [name] });
  }
  for (const [code, [name, whole]] of Object.entries(AUTHORITIES)) {
    if (whole || rows.has(code) || choices.has(plain(name!))) continue;
    const found = cover(code, rows);
    if (found)
      choices.set(plain(name!), { name: name!, districts: found.map((row) => authorities.names[row]!).sort() });
  }
  return [...choices.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The rows that make up the authority with this code, or null where one of its parts is missing. */
function cover(code: string, rows: Map<string, number>): number[] | null {
  const row = rows.get(code);
  if (row !== undefined) return [row];
  const covers = (parts.get(code) ?? []).map((part) => cover(part, rows));
  return covers.length && covers.every((one) => one !== null) ? covers.flat() : null;
}

/**
 * The areas that names or codes of choices stand for, each once, ascending. Case, punctuation and words like "City of"
 * are forgiven where only one choice is meant. UserError with the nearest names where one isn't there.
 */
export function districtsOf(names: string[], authorities: Areas): number[] {
  if (!names.length) throw new UserError('No local authority was chosen; choose one.');
  const choices = authorityChoices(authorities);
  const rows = new Map(authorities.names.map((name, index) => [name, index]));
  const found = names.flatMap((name) => {
    const row = authorities.codes.indexOf(name.trim().toUpperCase());
    if (row >= 0 && choices.some((choice) => choice.name === authorities.names[row])) return [row];
    const choice = findChoice(name, choices);
    if (!choice) throw unknownName(name, choices);
    return choice.districts.map((district) => rows.get(district)!);
  });
  return [...new Set(found)].sort((a, b) => a - b);
}

/** The choice a typed name means, or null. */
export function findChoice(name: string, choices: AuthorityChoice[]): AuthorityChoice | null {
  const exact =
    choices.find((choice) => choice.name === name) ?? choices.find((choice) => plain(choice.name) === plain(name));
  if (exact) return exact;
  const loose = choices.filter((choice) => core(choice.name) === core(name));
  return loose.length === 1 && core(name) ? loose[0]! : null;
}

/** Lower case, letters and digits only. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]/g, '');
}

/** Without the words that come and go in official names. */
function core(name: string): string {
  return plain(
    name.replace(/\b(city|county|borough|district|council|royal|metropolitan|london borough|of|the)\b/gi, ' '),
  );
}

function unknownName(name: string, choices: AuthorityChoice[]): UserError {
  const near = choices
    .map((choice) => ({ name: choice.name, distance: distance(core(name), core(choice.name)) }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map((choice) => choice.name);
  return new UserError(
    `There is no local authority called ${name.trim().slice(0, 60) || '(blank)'} in the geography in use; the nearest names are ${near.join('; ')}.`,
  );
}

/** How many letters to change, add or leave out; a name that begins like the other, or holds it, is near. */
function distance(a: string, b: string): number {
  if (a.length > 2 && (b.startsWith(a) || a.startsWith(b))) return 0.5;
  if (a.length > 3 && b.includes(a)) return 0.7;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

import table from '../../assets/factors.json';
import type { Cell } from './types';
import { asText, isBlank } from './clean';

/** What one cell of factors says (RULES.md 1, "Factors"). */
export interface Factors {
  /** Codes as recorded, each once, in the order of the cell: `4B`, `21`, `99Z`. */
  codes: string[];
  /** The needs they belong to, each once: `4`, `21`, `99Z`. */
  needs: string[];
  /** Codes taken for a need (`4`, `7`) or kept under their own name (`99Z`). */
  unknown: string[];
  /** Pieces that are no code at all, and were ignored. */
  invalid: string[];
}

const needOfCode = new Map(table.needs.flatMap((need) => need.codes.map((code) => [code, need.id] as const)));
const ids = new Set(table.needs.map((need) => need.id));
const labels = new Map(table.needs.map((need) => [need.id, need.label]));

/** The needs of the table of factors, in its order. */
export const NEEDS: readonly { id: string; label: string }[] = table.needs;
/** Left out of the top needs unless asked for. */
export const NO_FACTORS = '21';

/** The need's name; an unknown code is its own name. */
export const needName = (code: string): string => labels.get(code) ?? code;

/** Reads one cell of factors. Results of equal cells are shared: don't change them. */
export function readFactors(cell: Cell, seen: Map<Cell, Factors> = new Map()): Factors {
  const known = seen.get(cell);
  if (known) return known;
  const factors = parse(cell);
  seen.set(cell, factors);
  return factors;
}

function parse(cell: Cell): Factors {
  const result: Factors = { codes: [], needs: [], unknown: [], invalid: [] };
  if (isBlank(cell)) return result;
  const text =
    typeof cell === 'number'
      ? String(Math.trunc(cell))
      : asText(cell)
          .trim()
          .replace(/^(\d+)\.0+$/, '$1');
  const pieces = new Set(
    text
      .toUpperCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );
  const needs = new Set<string>();
  for (const piece of pieces) {
    const need = needOfCode.get(piece);
    if (need !== undefined) {
      result.codes.push(piece);
      needs.add(need);
    } else if (/^\d+$/.test(piece) && (ids.has(piece) || ids.has(`${piece}A`))) {
      result.codes.push(piece);
      result.unknown.push(piece);
      needs.add(ids.has(piece) ? piece : `${piece}A`);
    } else if (/^\d{1,2}[A-Z]?$/.test(piece)) {
      result.codes.push(piece);
      result.unknown.push(piece);
      needs.add(piece);
    } else {
      result.invalid.push(piece);
    }
  }
  result.needs = [...needs];
  return result;
}

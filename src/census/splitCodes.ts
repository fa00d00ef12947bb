/** Factor codes of one tag: `4A 4B`, `4a,4B`, `20.0` -> upper case codes, repeats kept (RULES.md 1, "Factors"). */
export function splitCodes(text: string): string[] {
  return text
    .trim()
    .replace(/^(\d+)\.0+$/, '$1')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

const MOST = 31;
const TAIL = ' by LSOA';

/** A name for a need's sheet within Excel's rules, unlike any taken one; the need is cut, never ` by LSOA`, its `tail` (RULES.md 6). */
export function needSheetName(need: string, taken: Iterable<string>, tail = TAIL): string {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  const clean = need
    .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[' ]+|[' ]+$/g, '');
  for (let attempt = 1; ; attempt++) {
    const mark = attempt === 1 ? '' : ` ${attempt}`;
    const name = `${clean.slice(0, MOST - tail.length - mark.length).trim() || 'Need'}${mark}${tail}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}

/** A sheet's name as it stands in a reference: `'Risk factors'`. */
export const quoted = (sheet: string): string => `'${sheet.replaceAll("'", "''")}'`;

/** The link to a cell of this workbook: `'log 1'!A5`. */
export const placeOf = (sheet: string, row: number, column = 'A'): string => `${quoted(sheet)}!${column}${row}`;

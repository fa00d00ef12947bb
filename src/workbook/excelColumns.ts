/** One column of a table as it will stand, from left to right. */
export type TableColumn =
  /** Ours: the plan's column with this number. */
  | { ours: number }
  /** Ours once, no longer planned: it stays, empty, so that formulas that point at it don't break. */
  | { dropped: string }
  /** The user's: the number among the user's columns. */
  | { user: number };

export interface Columns {
  columns: TableColumn[];
  /** The user's headings, in their order. */
  user: string[];
  /** New columns to insert before the others are written: at this place of the final order, from left to right. */
  added: { at: number; heading: string }[];
  /** Headings of ours that the user changed: the column keeps its place and gets our heading back. */
  renamed: { at: number; heading: string }[];
  /** New planned headings that a column of the user's has already. */
  clashes: string[];
}

/**
 * Finds our columns in a table by their headings and decides where missing ones go: after the planned column before
 * them. Anything else is the user's. A column whose heading is strange but whose content is exactly what we wrote is
 * ours, renamed. Pure.
 * @param actual headings on the sheet, left to right
 * @param planned headings of the plan
 * @param kept our headings at the last write, and the sum of each column's content
 * @param sumOf the sum of an actual column's content
 */
export function tableColumns(
  actual: string[],
  planned: string[],
  kept: { headings: string[]; sums: number[] },
  sumOf: (at: number) => number,
): Columns {
  const ours = new Set([...planned, ...kept.headings]);
  const names = [...actual];
  const renamed: Columns['renamed'] = [];
  kept.headings.forEach((heading, at) => {
    if (names.includes(heading)) return;
    const found = names.findIndex((name, where) => !ours.has(name) && sumOf(where) === kept.sums[at]);
    if (found < 0) return;
    names[found] = heading;
    renamed.push({ at: found, heading });
  });

  const clashes = planned.filter((heading) => !kept.headings.includes(heading) && actual.includes(heading));
  const added: Columns['added'] = [];
  planned.forEach((heading, which) => {
    if (names.includes(heading)) return;
    const at = which === 0 ? 0 : names.indexOf(planned[which - 1] ?? '') + 1;
    names.splice(at, 0, heading);
    added.push({ at, heading });
  });
  const user: string[] = [];
  const columns = names.map((name): TableColumn => {
    const which = planned.indexOf(name);
    if (which >= 0) return { ours: which };
    if (ours.has(name)) return { dropped: name };
    user.push(name);
    return { user: user.length - 1 };
  });
  return { columns, user, added, renamed, clashes };
}

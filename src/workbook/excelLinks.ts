import type { OutLine, OutSheet } from '../core/types';
import type { Look } from './excelLook';

/**
 * The plan with the links of its lines pointing at the names that our sheets have in this workbook. Links in tables go to
 * the user's sheets and stay.
 */
export function linkedTo(look: Look, plan: OutSheet[]): OutSheet[] {
  const quoted = (name: string) => `'${name.replaceAll("'", "''")}'!`;
  const names = plan.flatMap(({ name }, at) => {
    const now = look.sheets[at]?.name;
    return now === undefined || now === name ? [] : [{ from: quoted(name), bare: `${name}!`, to: quoted(now) }];
  });
  if (names.length === 0) return plan;
  const moved = (line: OutLine): OutLine => {
    if (typeof line.cell !== 'object' || line.cell === null) return line;
    const { text, link } = line.cell;
    const found = names.find(({ from, bare }) => link.startsWith(from) || link.startsWith(bare));
    if (!found) return line;
    return { ...line, cell: { text, link: found.to + link.slice(link.lastIndexOf('!') + 1) } };
  };
  return plan.map((sheet) => ({ ...sheet, lines: sheet.lines.map(moved) }));
}

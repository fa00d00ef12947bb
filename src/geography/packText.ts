import { joinBytes } from '../core/joinBytes';
import type { Cell, WorkbookData } from '../core/types';
import { UserError } from '../core/userError';

/** The text of the first cell of the sheet that holds a pack: it is known by that, whatever the sheet is called. */
export const PACK_HEADING = 'Geography of Needs Map: public data, no personal data. Do not edit.';
/** Characters of a cell; Excel's limit is 32,767. A multiple of four, so that each cell is whole base64. */
const CELL = 32000;

/** A pack as the cells of one column: the heading, how many cells follow, then base64. */
export function packToCells(pack: Uint8Array): string[] {
  const bytesACell = (CELL / 4) * 3;
  const cells: string[] = [];
  for (let at = 0; at < pack.length; at += bytesACell) cells.push(toBase64(pack.subarray(at, at + bytesACell)));
  return [PACK_HEADING, `${cells.length} cells`, ...cells];
}

/** The reverse of `packToCells`; null where the cells hold no pack. UserError where one was cut or edited. */
export function cellsToPack(cells: Cell[]): Uint8Array | null {
  if (cells[0] !== PACK_HEADING) return null;
  const parts = cells.slice(2).filter((cell): cell is string => typeof cell === 'string' && cell !== '');
  const damaged = () =>
    new UserError('The geography kept in this workbook is damaged: choose the three files again and keep it anew.');
  if (`${parts.length} cells` !== cells[1]) throw damaged();
  let blocks: Uint8Array[];
  try {
    blocks = parts.map(fromBase64);
  } catch {
    throw damaged();
  }
  return joinBytes(blocks);
}

/** The pack that a workbook carries, wherever its sheet is now called; null for none. */
export function packOfWorkbook(workbook: WorkbookData): Uint8Array | null {
  for (const { rows } of workbook.sheets) {
    if (rows[0]?.[0] !== PACK_HEADING) continue;
    return cellsToPack(rows.map((row) => row[0] ?? null));
  }
  return null;
}

/** By blocks, because a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

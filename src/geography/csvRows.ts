import { UserError } from '../core/userError';

/** Lines in which the headings of a published file are looked for; its title and notes stand above them. */
const TOP_LINES = 40;

/** A CSV whose columns are not known yet. */
export interface CsvFile {
  name: string;
  /** The first lines, for finding the headings. */
  top: string[][];
  /** Calls `take` with the cells of each line below line `heading` (an index into `top`). The array is used again. */
  below(heading: number, take: (cells: string[]) => void): void;
}

/** Opens the bytes of a CSV: UTF-8 or Windows-1252; commas, semicolons or tabs; quotes as usual; any line ends. */
export function csvRows(name: string, bytes: Uint8Array): CsvFile {
  const text = decode(bytes);
  if (!text.trim()) throw new UserError(`${name} is empty; download it again.`);
  if (/^PK|^Rar|^%PDF/.test(text) || bytes.subarray(0, 4096).includes(0)) {
    throw new UserError(`${name} is not a CSV file; open it in Excel and save the sheet as CSV (comma delimited).`);
  }
  const delimiter = delimiterOf(text);
  const top: string[][] = [];
  scan(text, delimiter, (cells) => top.push([...cells]) < TOP_LINES);
  return {
    name,
    top,
    below(heading, take) {
      let line = 0;
      scan(text, delimiter, (cells) => {
        if (line++ > heading) take(cells);
        return true;
      });
    },
  };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The one that occurs most often near the top. */
function delimiterOf(text: string): number {
  const top = text.slice(0, 20000);
  const often = (mark: string) => top.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (often(mark) > often(best) ? mark : best)).charCodeAt(0);
}

/** Cell by cell, trimmed; blank lines are lines. Stops where `take` returns false. */
function scan(text: string, delimiter: number, take: (cells: string[]) => boolean): void {
  const cells: string[] = [];
  for (let at = 0; at < text.length;) {
    let cell: string;
    if (text.charCodeAt(at) === 34) {
      let end = text.indexOf('"', at + 1);
      while (end >= 0 && text.charCodeAt(end + 1) === 34) end = text.indexOf('"', end + 2);
      if (end < 0) end = text.length;
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
      while (at < text.length && !endsCell(text.charCodeAt(at), delimiter)) at++;
    } else {
      const start = at;
      while (at < text.length && !endsCell(text.charCodeAt(at), delimiter)) at++;
      cell = text.slice(start, at);
    }
    cells.push(cell.trim());
    const mark = text.charCodeAt(at++);
    if (mark === delimiter) {
      if (at === text.length) cells.push('');
      else continue;
    }
    if (mark === 13 && text.charCodeAt(at) === 10) at++;
    if (!take(cells)) return;
    cells.length = 0;
  }
  if (cells.length > 0) take(cells);
}

const endsCell = (code: number, delimiter: number) => code === delimiter || code === 10 || code === 13;

import type { OutCell, OutLine, OutSheet, OutTable } from '../core/types';
import { styleIndex, type Look } from './cellStyles';
import { columnName, rangeName, xml } from './xmlText';

/** Excel takes no more links on one sheet; the rest stays text. */
const MOST_LINKS = 65530;
/** Columns without a width of their own, in characters: 64 pixels, 48 points, in Calibri 11. */
const DEFAULT_WIDTH = 9.140625;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Last row of a table on the sheet; one without rows still has a blank one, because Excel wants it. */
export function lastTableRow(table: OutTable): number {
  return table.row + Math.max(1, table.rows.length);
}

/**
 * A sheet's part, piece by piece. `stringIndex` gives the place of a text among the shared strings, so that no text can
 * become a formula. Relationships: `rId1`... are the tables, `rIdDrawing` the drawing.
 */
export function* sheetXml(sheet: OutSheet, first: boolean, stringIndex: (text: string) => number): Generator<string> {
  const links: string[] = [];
  yield `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`;
  yield `<sheetViews>${view(sheet.frozenRows, first)}</sheetViews>`;
  yield `<sheetFormatPr baseColWidth="10" defaultColWidth="${DEFAULT_WIDTH}" defaultRowHeight="15"/>${columnsXml(sheet)}<sheetData>`;
  yield* rowsXml(sheet, stringIndex, links);
  yield '</sheetData>';
  yield* scalesXml(sheet.tables);
  if (links.length > 0) {
    yield '<hyperlinks>';
    yield* links;
    yield '</hyperlinks>';
  }
  yield '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>';
  yield '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>';
  yield `<headerFooter><oddHeader>&amp;L&amp;"-,Bold"${xml(sheet.name.replace(/&/g, '&&'))}</oddHeader>`;
  yield '<oddFooter>&amp;L&amp;F&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>';
  const breaks = sheet.pageBreaks ?? [];
  if (breaks.length > 0) {
    const list = breaks.map((row) => `<brk id="${row - 1}" max="16383" man="1"/>`).join('');
    yield `<rowBreaks count="${breaks.length}" manualBreakCount="${breaks.length}">${list}</rowBreaks>`;
  }
  const texts = sheet.tables.flatMap((table) =>
    table.columns.flatMap(({ kind }, i) =>
      kind === 'text' ? rangeName(table.row, table.column + i, lastTableRow(table), table.column + i) : [],
    ),
  );
  // No green corner for ids and need codes that are digits only.
  if (texts.length > 0)
    yield `<ignoredErrors><ignoredError sqref="${texts.join(' ')}" numberStoredAsText="1"/></ignoredErrors>`;
  if (sheet.images.length > 0) yield '<drawing r:id="rIdDrawing"/>';
  if (sheet.tables.length > 0) {
    const parts = sheet.tables.map((_, i) => `<tablePart r:id="rId${i + 1}"/>`).join('');
    yield `<tableParts count="${sheet.tables.length}">${parts}</tableParts>`;
  }
  yield '</worksheet>';
}

function view(frozenRows: number, first: boolean): string {
  const start = `<sheetView showGridLines="0" workbookViewId="0"${first ? ' tabSelected="1"' : ''}`;
  if (frozenRows === 0) return `${start}/>`;
  const top = `A${frozenRows + 1}`;
  return `${start}><pane ySplit="${frozenRows}" topLeftCell="${top}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="${top}" sqref="${top}"/></sheetView>`;
}

/** Widths: what the tables ask for, then what the sheet asks for; elsewhere a text that has a neighbour on its right is shown whole, up to 60 characters. */
function columnsXml(sheet: OutSheet): string {
  const widths = new Map<number, number>();
  const widen = (column: number, width: number) => widths.set(column, Math.max(width, widths.get(column) ?? 0));
  for (const table of sheet.tables) table.columns.forEach(({ width }, i) => widen(table.column + i, width));
  const taken = new Set(sheet.lines.map(({ row, column }) => `${row} ${column}`));
  for (const { row, column, cell, style } of sheet.lines) {
    if (style === 'date') widen(column, 12);
    else if (taken.has(`${row} ${column + 1}`)) widen(column, Math.min(60, Math.max(10, textOf(cell).length + 2)));
  }
  sheet.widths?.forEach((width, i) => {
    if (!sheet.tables.some(({ column, columns }) => i + 1 >= column && i + 1 < column + columns.length))
      widths.set(i + 1, width);
  });
  if (widths.size === 0) return '';
  const columns = [...widths]
    .sort(([a], [b]) => a - b)
    .map(([column, width]) => `<col min="${column}" max="${column}" width="${width + 0.7109375}" customWidth="1"/>`);
  return `<cols>${columns.join('')}</cols>`;
}

function textOf(cell: OutCell): string {
  return String((cell !== null && typeof cell === 'object' ? cell.text : cell) ?? '');
}

function* rowsXml(sheet: OutSheet, stringIndex: (text: string) => number, links: string[]): Generator<string> {
  const lines = new Map<number, OutLine[]>();
  for (const line of sheet.lines) lines.set(line.row, [...(lines.get(line.row) ?? []), line]);
  const last = Math.max(0, ...sheet.tables.map(lastTableRow), ...lines.keys());
  for (let row = 1; row <= last; row++) {
    const cells = new Map<number, string>();
    const put = (column: number, cell: OutCell, look: Look) => {
      const written = cellXml(`${columnName(column)}${row}`, cell, look, stringIndex, links);
      if (written !== '') cells.set(column, written);
    };
    for (const { column, cell, style } of lines.get(row) ?? [])
      put(column, cell, style ?? (/^[=+\-@]/.test(textOf(cell)) ? 'plainText' : 'plain'));
    for (const table of sheet.tables) {
      if (row < table.row || row > lastTableRow(table)) continue;
      const values = table.rows[row - table.row - 1];
      table.columns.forEach(({ heading, kind }, i) => {
        if (row === table.row) put(table.column + i, heading, 'columnHeading');
        else put(table.column + i, values?.[i] ?? null, kind);
      });
    }
    if (cells.size === 0) continue;
    const sorted = [...cells].sort(([a], [b]) => a - b).map(([, written]) => written);
    const height = rowHeight(row, lines.get(row) ?? [], sheet.tables);
    yield `<row r="${row}"${height > 15 ? ` ht="${height}" customHeight="1"` : ''}>${sorted.join('')}</row>`;
  }
}

/** Points: room for big letters, and for the lines of column headings broken beside their filter buttons. */
function rowHeight(row: number, lines: OutLine[], tables: OutTable[]): number {
  let height = 15;
  for (const { style } of lines) height = Math.max(height, style === 'title' ? 21 : style === 'heading' ? 18 : 15);
  for (const table of tables) {
    if (table.row !== row) continue;
    for (const { heading, width } of table.columns) height = Math.max(height, 15 * linesOf(heading, width - 3));
  }
  return height;
}

function linesOf(text: string, width: number): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(/\s+/)) {
    if (used > 0 && used + 1 + word.length > width) {
      lines++;
      used = word.length;
    } else {
      used += word.length + (used > 0 ? 1 : 0);
    }
  }
  return lines;
}

function cellXml(
  place: string,
  cell: OutCell,
  look: Look,
  stringIndex: (text: string) => number,
  links: string[],
): string {
  const isLink = cell !== null && typeof cell === 'object' && links.length < MOST_LINKS;
  const value = cell !== null && typeof cell === 'object' ? cell.text : cell;
  const style = ` s="${styleIndex(look, isLink)}"`;
  if (isLink) links.push(`<hyperlink ref="${place}" location="${xml(cell.link.replace(/^#/, ''))}"/>`);
  if (typeof value === 'string' && value !== '')
    return `<c r="${place}"${style} t="s"><v>${stringIndex(value)}</v></c>`;
  if (typeof value === 'number' && Number.isFinite(value)) return `<c r="${place}"${style}><v>${value + 0}</v></c>`;
  return '';
}

/** Colour scales as conditional formats: counts from white (zero) to blue, changes blue, white (zero), orange. */
function* scalesXml(tables: OutTable[]): Generator<string> {
  let priority = 1;
  for (const table of tables) {
    for (const [i, { scale }] of table.columns.entries()) {
      if (!scale || table.rows.length === 0) continue;
      let most = 1;
      for (const row of table.rows) {
        const value = row[i];
        if (typeof value === 'number') most = Math.max(most, Math.abs(value));
      }
      const [values, colours] =
        scale === 'sequential'
          ? [
              [0, most],
              ['FFFFFFFF', 'FF6BA6D6'],
            ]
          : [
              [-most, 0, most],
              ['FF6BA6D6', 'FFFFFFFF', 'FFF4A259'],
            ];
      const range = rangeName(table.row + 1, table.column + i, table.row + table.rows.length, table.column + i);
      yield `<conditionalFormatting sqref="${range}"><cfRule type="colorScale" priority="${priority++}"><colorScale>`;
      yield values.map((value) => `<cfvo type="num" val="${value}"/>`).join('');
      yield `${colours.map((colour) => `<color rgb="${colour}"/>`).join('')}</colorScale></cfRule></conditionalFormatting>`;
    }
  }
}

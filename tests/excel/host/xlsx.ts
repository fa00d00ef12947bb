import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { parseAddress, rectAddress } from './address';
import { invalidArgument } from './errors';
import type { Picture, Sheet, Table } from './book';
import { Book } from './book';
import type { Cell, CellStyle } from './cells';
import { anchorAt, columnLeft, columnWidth, rowHeight, rowTop } from './sizes';
import { serial } from './typed';

/** Points of a column whose width the file gives in characters, padding included; and back. */
const pointsOfWidth = (characters: number) => Math.round(characters * 7) * 0.75;
const widthOfPoints = (points: number) => points / 0.75 / 7;

const VISIBILITY = { visible: 'Visible', hidden: 'Hidden', veryHidden: 'VeryHidden' } as const;
const STATES = { Visible: 'visible', Hidden: 'hidden', VeryHidden: 'veryHidden' } as const;

function dateSerial(date: Date): number {
  const day = serial(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()) ?? 0;
  return day + (date.getTime() - Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())) / 86400000;
}

function loadValue(cell: Cell, value: ExcelJS.CellValue): void {
  if (value === null || value === undefined) return;
  if (value instanceof Date) cell.value = dateSerial(value);
  else if (typeof value !== 'object') cell.value = value;
  else if ('error' in value) [cell.value, cell.error] = [value.error, true];
  else if ('richText' in value) cell.value = value.richText.map((run) => run.text).join('');
  else if ('hyperlink' in value) {
    loadValue(cell, value.text);
    cell.link = value.hyperlink.startsWith('#')
      ? { documentReference: value.hyperlink.slice(1) }
      : { address: value.hyperlink };
  } else if ('formula' in value || 'sharedFormula' in value) loadValue(cell, value.result);
}

interface TableModel {
  name: string;
  displayName?: string;
  tableRef: string;
  autoFilterRef?: string;
  headerRow?: boolean;
  totalsRow?: boolean;
  columns: { name: string; filterButton?: boolean; totalsRowFunction?: string }[];
  style?: {
    theme?: string | null;
    showRowStripes?: boolean;
    showColumnStripes?: boolean;
    showFirstColumn?: boolean;
    showLastColumn?: boolean;
  };
}

function loadTable(book: Book, sheet: Sheet, model: TableModel): Table {
  return {
    id: book.guid(2),
    name: model.displayName ?? model.name,
    sheet,
    rect: parseAddress(model.tableRef).rect,
    columns: model.columns.map((column, i) => ({ id: i + 1, name: column.name })),
    style: model.style?.theme ?? '',
    showTotals: model.totalsRow === true,
    filtered: false,
    bag: {
      showHeaders: true,
      showFilterButton: Boolean(model.autoFilterRef),
      showBandedRows: model.style?.showRowStripes === true,
      showBandedColumns: model.style?.showColumnStripes === true,
      highlightFirstColumn: model.style?.showFirstColumn === true,
      highlightLastColumn: model.style?.showLastColumn === true,
    },
  };
}

function loadSheet(book: Book, from: ExcelJS.Worksheet): Sheet {
  const sheet = book.addSheet(from.name);
  sheet.visibility = VISIBILITY[from.state ?? 'visible'];
  from.eachRow({ includeEmpty: true }, (row, rowNumber) => {
    if (row.hidden) sheet.hiddenRows.add(rowNumber - 1);
    if (row.height) sheet.heights.set(rowNumber - 1, row.height);
    row.eachCell({ includeEmpty: true }, (source, colNumber) => {
      const { numFmt, ...style } = source.style ?? {};
      const styled = Object.values(style).some((part) => part !== undefined && Object.keys(part).length > 0);
      const merged = source.isMerged && source.master !== source;
      if ((source.value === null && !styled && (!numFmt || numFmt === 'General')) || merged) return;
      const cell = sheet.grid.ensure(rowNumber - 1, colNumber - 1);
      loadValue(cell, source.value);
      if (source.formula) cell.formula = `=${source.formula}`;
      if (numFmt && numFmt !== 'General') cell.format = numFmt;
      if (styled) cell.style = style as CellStyle;
    });
  });
  for (const [i, column] of (from.columns ?? []).entries()) {
    if (column.width !== undefined && column.isCustomWidth !== false) sheet.widths.set(i, pointsOfWidth(column.width));
    if (column.hidden) sheet.hiddenCols.add(i);
  }
  const view = from.views?.[0];
  if (view?.state === 'frozen') sheet.frozen = { rows: view.ySplit ?? 0, cols: view.xSplit ?? 0 };
  const model = from.model as ExcelJS.WorksheetModel & { tables?: TableModel[]; sheetProtection?: unknown };
  for (const table of model.tables ?? []) sheet.tables.push(loadTable(book, sheet, table));
  sheet.merges = [...(model.merges ?? [])].map(String);
  sheet.isProtected = Boolean(model.sheetProtection);
  sheet.page = { orientation: from.pageSetup?.orientation === 'landscape' ? 'Landscape' : 'Portrait' };
  return sheet;
}

function loadPictures(book: Book, from: ExcelJS.Workbook, zip: Record<string, Uint8Array>): void {
  for (const [i, source] of from.worksheets.entries()) {
    const sheet = book.sheets[i];
    const rels = zip[`xl/worksheets/_rels/sheet${i + 1}.xml.rels`];
    const drawing = rels && /Target="\.\.\/drawings\/(drawing\d+\.xml)"/.exec(strFromU8(rels))?.[1];
    const xml = drawing ? strFromU8(zip[`xl/drawings/${drawing}`] ?? new Uint8Array()) : '';
    const heads = [...xml.matchAll(/<xdr:pic>.*?<xdr:cNvPr ([^>]*)>/gs)].map((match) => match[1] ?? '');
    for (const [n, { imageId, range }] of source.getImages().entries()) {
      const media = from.getImage(Number(imageId));
      if (!sheet || !media?.buffer) continue;
      const png = new Uint8Array(media.buffer as ArrayBuffer);
      const at = (corner: ExcelJS.Anchor) => ({
        left: columnLeft(sheet, corner.nativeCol) + corner.nativeColOff / 12700,
        top: rowTop(sheet, corner.nativeRow) + corner.nativeRowOff / 12700,
      });
      const from_ = at(range.tl as unknown as ExcelJS.Anchor);
      const corner = range.br as unknown as ExcelJS.Anchor | undefined;
      const to = corner && at(corner);
      const { ext } = range as { ext?: { width: number; height: number } };
      const attribute = (name: string) =>
        unescapeXml(new RegExp(`\\b${name}="([^"]*)"`).exec(heads[n] ?? '')?.[1] ?? '');
      sheet.pictures.push({
        kind: 'picture',
        id: book.guid(5),
        name: attribute('name') || `Picture ${n + 1}`,
        ...from_,
        width: to ? to.left - from_.left : (ext?.width ?? 0) * 0.75,
        height: to ? to.top - from_.top : (ext?.height ?? 0) * 0.75,
        placement: to ? 'TwoCell' : 'OneCell',
        png,
        extension: media.extension,
        bag: { altTextDescription: attribute('descr'), altTextTitle: attribute('title') },
      });
    }
  }
}

const unescapeXml = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const escapeXml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');

/** The parts that are read beside the library; null where the bytes are no workbook. */
function openZip(bytes: Uint8Array): Record<string, Uint8Array> | null {
  const wanted = /drawings\/drawing\d+\.xml$|worksheets\/_rels|xl\/workbook\.xml$/;
  try {
    const zip = unzipSync(bytes, { filter: (file) => wanted.test(file.name) });
    return zip['xl/workbook.xml'] ? zip : null;
  } catch {
    return null;
  }
}

/** Reads .xlsx bytes: values (dates as serial numbers), formulas, formats, tables, hidden things, pictures, names. Charts are lost. */
export async function loadBook(bytes: Uint8Array): Promise<Book> {
  const zip = openZip(bytes);
  if (!zip) throw invalidArgument('not an .xlsx file');
  const from = new ExcelJS.Workbook();
  await from.xlsx.load(Uint8Array.from(bytes).buffer);
  const book = new Book();
  for (const sheet of from.worksheets) {
    const made = loadSheet(book, sheet);
    const { dataValidations, conditionalFormattings } = sheet as unknown as {
      dataValidations?: { model: unknown };
      conditionalFormattings?: unknown;
    };
    made.kept = { validations: dataValidations?.model, conditional: conditionalFormattings };
  }
  loadPictures(book, from, zip);
  for (const { name, ranges } of from.definedNames.model) {
    if (ranges[0] && !name.startsWith('_xlnm'))
      book.names.push({ name, formula: `=${ranges[0]}`, scope: null, visible: true });
  }
  book.structureProtected = /<workbookProtection[^>]*lockStructure="(1|true)"/.test(
    strFromU8(zip['xl/workbook.xml'] ?? new Uint8Array()),
  );
  book.active = book.sheets.find((sheet) => sheet.visibility === 'Visible') ?? null;
  return book;
}

function saveCell(target: ExcelJS.Cell, cell: Cell): void {
  const value = cell.error ? ({ error: cell.value } as ExcelJS.CellErrorValue) : cell.value;
  if (cell.formula !== undefined)
    target.value = {
      formula: cell.formula.slice(1),
      result: value === '' ? undefined : value,
    } as ExcelJS.CellFormulaValue;
  else if (cell.link?.address) target.value = { text: String(cell.value), hyperlink: cell.link.address };
  else if (cell.value !== '') target.value = value;
  target.style = { ...cell.style, ...(cell.format ? { numFmt: cell.format } : {}) };
}

function savePicture(to: ExcelJS.Workbook, sheet: Sheet, target: ExcelJS.Worksheet, picture: Picture): void {
  const imageId = to.addImage({
    buffer: Buffer.from(picture.png) as unknown as ExcelJS.Buffer,
    extension: picture.extension,
  });
  const corner = (left: number, top: number) => {
    const { col, x, row, y } = anchorAt(sheet, left, top);
    return {
      nativeCol: col,
      nativeColOff: Math.round(Math.min(x, columnWidth(sheet, col)) * 12700),
      nativeRow: row,
      nativeRowOff: Math.round(Math.min(y, rowHeight(sheet, row)) * 12700),
    };
  };
  const tl = corner(picture.left, picture.top) as unknown as ExcelJS.Anchor;
  if (picture.placement === 'TwoCell') {
    const br = corner(picture.left + picture.width, picture.top + picture.height) as unknown as ExcelJS.Anchor;
    target.addImage(imageId, { tl, br, editAs: 'twoCell' } as unknown as ExcelJS.ImageRange);
  } else {
    const ext = { width: picture.width / 0.75, height: picture.height / 0.75 };
    target.addImage(imageId, { tl, ext, editAs: picture.placement === 'OneCell' ? 'oneCell' : 'absolute' });
  }
}

function saveTables(sheet: Sheet, target: ExcelJS.Worksheet): void {
  const scratch = new ExcelJS.Workbook()
    .addWorksheet('s')
    .addTable({ name: 't', ref: 'A1', columns: [{ name: 'c' }], rows: [['v']] });
  const TableClass = scratch.constructor as new () => { model: TableModel };
  const tables = (target as unknown as { tables: Record<string, { model: TableModel }> }).tables;
  for (const table of sheet.tables) {
    const made = new TableClass();
    const body = { ...table.rect, rows: table.rect.rows - (table.showTotals ? 1 : 0) };
    made.model = {
      name: table.name,
      displayName: table.name,
      tableRef: rectAddress(table.rect),
      autoFilterRef: table.bag.showFilterButton ? rectAddress(body) : undefined,
      headerRow: true,
      totalsRow: table.showTotals,
      columns: table.columns.map(({ name }) => ({ name, filterButton: true })),
      style: {
        theme: table.style || null,
        showRowStripes: table.bag.showBandedRows === true,
        showColumnStripes: table.bag.showBandedColumns === true,
        showFirstColumn: false,
        showLastColumn: false,
      },
    };
    tables[table.name] = made;
  }
}

/** Names and alt texts of pictures, and links inside the workbook, which the library can't write. */
function patch(book: Book, bytes: Uint8Array): Uint8Array {
  const zip = unzipSync(bytes);
  let drawing = 0;
  for (const [i, sheet] of book.sheets.entries()) {
    if (sheet.pictures.length > 0) {
      const path = `xl/drawings/drawing${++drawing}.xml`;
      let n = 0;
      const named = strFromU8(zip[path] ?? new Uint8Array()).replace(
        /<xdr:cNvPr id="(\d+)" name="[^"]*"/g,
        (_all, id: string) => {
          const picture = sheet.pictures[n++];
          return `<xdr:cNvPr id="${id}" name="${escapeXml(picture?.name ?? '')}" descr="${escapeXml(String(picture?.bag.altTextDescription ?? ''))}"`;
        },
      );
      if (n !== sheet.pictures.length)
        throw new Error(`The saved workbook has ${n} of the ${sheet.pictures.length} pictures of ${sheet.name}.`);
      zip[path] = strToU8(named);
    }
    const links: string[] = [];
    sheet.grid.each(sheet.whole, ({ link }, row, col) => {
      if (link?.documentReference)
        links.push(
          `<hyperlink ref="${rectAddress({ row, col, rows: 1, cols: 1 })}" location="${escapeXml(link.documentReference)}"/>`,
        );
    });
    if (links.length === 0) continue;
    const path = `xl/worksheets/sheet${i + 1}.xml`;
    const xml = strFromU8(zip[path] ?? new Uint8Array());
    const inside = xml.includes('<hyperlinks>')
      ? xml.replace('</hyperlinks>', `${links.join('')}</hyperlinks>`)
      : xml.replace(/(?=<printOptions|<pageMargins)/, `<hyperlinks>${links.join('')}</hyperlinks>`);
    zip[path] = strToU8(inside);
  }
  return zipSync(zip, { level: 1 });
}

function saveSheet(to: ExcelJS.Workbook, sheet: Sheet): void {
  const { rows, cols } = sheet.frozen;
  const target = to.addWorksheet(sheet.name, {
    state: STATES[sheet.visibility],
    views: rows || cols ? [{ state: 'frozen', xSplit: cols, ySplit: rows }] : [],
    pageSetup: { orientation: sheet.page.orientation === 'Landscape' ? 'landscape' : 'portrait' },
  });
  sheet.grid.each(sheet.whole, (cell, row, col) => saveCell(target.getCell(row + 1, col + 1), cell));
  for (const [col, points] of sheet.widths) target.getColumn(col + 1).width = widthOfPoints(points);
  for (const col of sheet.hiddenCols) target.getColumn(col + 1).hidden = true;
  for (const [row, points] of sheet.heights) target.getRow(row + 1).height = points;
  for (const row of sheet.hiddenRows) target.getRow(row + 1).hidden = true;
  for (const merge of sheet.merges) target.mergeCells(merge);
  saveTables(sheet, target);
  for (const picture of sheet.pictures) savePicture(to, sheet, target, picture);
  const kept = target as unknown as { dataValidations: { model: unknown }; conditionalFormattings: unknown };
  if (sheet.kept.validations) kept.dataValidations.model = sheet.kept.validations;
  if (sheet.kept.conditional) kept.conditionalFormattings = sheet.kept.conditional;
  for (const { type, areas, bag } of sheet.conditionalFormats) {
    const criteria = (bag.colorScale as { criteria?: Record<string, { color: string }> } | undefined)?.criteria;
    if (type !== 'ColorScale' || !criteria) continue;
    const colours = [criteria.minimum, criteria.midpoint, criteria.maximum].flatMap((point) =>
      point ? [{ argb: `FF${point.color.slice(1)}` }] : [],
    );
    const cfvo =
      colours.length === 3
        ? [{ type: 'min' as const }, { type: 'percentile' as const, value: 50 }, { type: 'max' as const }]
        : [{ type: 'min' as const }, { type: 'max' as const }];
    for (const area of areas)
      target.addConditionalFormatting({
        ref: rectAddress(area),
        rules: [{ type: 'colorScale', priority: 1, cfvo, color: colours }],
      });
  }
}

/** The workbook as .xlsx. Written: cells, formats, tables, sizes, hidden things, frozen panes, pictures, colour scales, links, names. Not: charts, settings. */
export async function saveBook(book: Book): Promise<Uint8Array> {
  const to = new ExcelJS.Workbook();
  for (const sheet of book.sheets) saveSheet(to, sheet);
  for (const { name, formula, scope } of book.names)
    if (!scope && /^=[^(]*![$A-Z0-9:]+$/.test(formula)) to.definedNames.add(formula.slice(1), name);
  return patch(book, new Uint8Array(await to.xlsx.writeBuffer()));
}

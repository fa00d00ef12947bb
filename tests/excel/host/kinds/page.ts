import type { Sheet } from '../book';
import { invalidArgument } from '../errors';
import type { Kind } from '../remote';
import { keptMembers, remote, subBag } from '../remote';
import { rectAddress } from '../address';
import { areaOf, rangeKind } from './range';

const headerFooterKind: Kind<Sheet> = {
  name: 'HeaderFooter',
  ...keptMembers((sheet: Sheet) => subBag(sheet.page, 'headers'), {
    leftHeader: '',
    centerHeader: '',
    rightHeader: '',
    leftFooter: '',
    centerFooter: '',
    rightFooter: '',
  }),
};
const headersKind: Kind<Sheet> = {
  name: 'HeaderFooterGroup',
  ...keptMembers((sheet: Sheet) => subBag(sheet.page, 'headerGroup'), {
    state: 'Default',
    useSheetMargins: true,
    useSheetScale: true,
  }),
  go: { defaultForAllPages: (sheet) => remote(headerFooterKind, sheet) },
};

/** Worksheet.pageLayout. Margins are in points. */
export const pageLayoutKind: Kind<Sheet> = {
  name: 'PageLayout',
  ...keptMembers((sheet: Sheet) => sheet.page, {
    orientation: 'Portrait',
    paperSize: 'A4',
    zoom: { scale: 100 },
    topMargin: 54,
    bottomMargin: 54,
    leftMargin: 50.4,
    rightMargin: 50.4,
    headerMargin: 21.6,
    footerMargin: 21.6,
    centerHorizontally: false,
    centerVertically: false,
    printGridlines: false,
    printHeadings: false,
    blackAndWhite: false,
    draftMode: false,
    printOrder: 'DownThenOver',
    printErrors: 'AsDisplayed',
    printComments: 'NoComments',
    firstPageNumber: '',
  }),
  go: { headersFooters: (sheet) => remote(headersKind, sheet) },
  call: {
    setPrintTitleRows(sheet, [given], call) {
      const area = areaOf(given, sheet, call);
      sheet.page.titleRows = [area.row, area.row + area.rows - 1];
    },
    setPrintTitleColumns(sheet, [given], call) {
      const area = areaOf(given, sheet, call);
      sheet.page.titleColumns = [area.col, area.col + area.cols - 1];
    },
    setPrintArea(sheet, [given], call) {
      sheet.page.printArea = rectAddress(areaOf(given, sheet, call));
    },
    setPrintMargins(sheet, [unit, options]) {
      const points = { Points: 1, Inches: 72, Centimeters: 72 / 2.54 }[String(unit)];
      if (points === undefined || typeof options !== 'object' || options === null) throw invalidArgument('not margins');
      for (const [side, value] of Object.entries(options))
        if (typeof value === 'number') sheet.page[`${side}Margin`] = value * points;
    },
    getPrintTitleRowsOrNullObject(sheet) {
      const rows = sheet.page.titleRows as [number, number] | undefined;
      return rows ? remote(rangeKind, { sheet, row: rows[0], rows: rows[1] - rows[0] + 1, col: 0, cols: 16384 }) : null;
    },
  },
};

const pageBreakKind: Kind<{ row: number }> = { name: 'PageBreak' };

/** Worksheet.horizontalPageBreaks; rows count from 0. */
export const pageBreaksKind: Kind<Sheet> = {
  name: 'PageBreakCollection',
  call: {
    add(sheet, [given], call) {
      const { row } = areaOf(given, sheet, call);
      sheet.page.breaks = [...((sheet.page.breaks as number[] | undefined) ?? []), row];
      return remote(pageBreakKind, { row });
    },
    removePageBreaks: (sheet) => void delete sheet.page.breaks,
  },
};

import type { ColumnKind, OutLine } from '../core/types';
import { FORMATS } from './excelCells';

type LineStyle = NonNullable<OutLine['style']>;
/** What a cell of ours can look like. */
export type Look = ColumnKind | LineStyle | 'plain' | 'columnHeading' | 'plainText';

/** Numbers of the formats by kind of column; below 164 they are Excel's own, the others are declared with their codes. */
const FORMAT_IDS: Record<ColumnKind, number> = {
  text: 49,
  whole: 3,
  row: 1,
  decimal: 4,
  signed: 164,
  percent: 165,
  signedPercent: 166,
  date: 167,
  chance: 168,
  rate: 169,
};

const FONTS = {
  normal: '',
  bold: '<b/>',
  title: '<b/>',
  heading: '<b/>',
  warning: '<b/>',
  note: '<i/>',
  link: '<u/>',
} as const;
type Font = keyof typeof FONTS;
const FONT_ORDER = Object.keys(FONTS) as Font[];
const SIZES: Partial<Record<Font, number>> = { title: 16, heading: 13 };
const COLOURS: Partial<Record<Font, string>> = { warning: 'FFB00020', note: 'FF595959', link: 'FF0563C1' };

/** Where a text stands for a number, as c in a copy to share, it stands in the numbers' column. */
const RIGHT = '<alignment horizontal="right"/>';

const LOOKS: Record<Look, { font: Font; format: number; extra?: string; heading?: boolean }> = {
  plain: { font: 'normal', format: 0 },
  plainText: { font: 'normal', format: FORMAT_IDS.text },
  columnHeading: {
    font: 'bold',
    format: FORMAT_IDS.text,
    heading: true,
    extra: '<alignment vertical="center" wrapText="1"/>',
  },
  title: { font: 'title', format: 0 },
  heading: { font: 'heading', format: 0 },
  warning: { font: 'warning', format: 0 },
  note: { font: 'note', format: 0 },
  text: { font: 'normal', format: FORMAT_IDS.text },
  whole: { font: 'normal', format: FORMAT_IDS.whole, extra: RIGHT },
  row: { font: 'normal', format: FORMAT_IDS.row },
  decimal: { font: 'normal', format: FORMAT_IDS.decimal, extra: RIGHT },
  signed: { font: 'normal', format: FORMAT_IDS.signed, extra: RIGHT },
  percent: { font: 'normal', format: FORMAT_IDS.percent, extra: RIGHT },
  signedPercent: { font: 'normal', format: FORMAT_IDS.signedPercent, extra: RIGHT },
  date: { font: 'normal', format: FORMAT_IDS.date, extra: '<alignment horizontal="left"/>' },
  chance: { font: 'normal', format: FORMAT_IDS.chance, extra: RIGHT },
  rate: { font: 'normal', format: FORMAT_IDS.rate, extra: RIGHT },
};
const LOOK_ORDER = Object.keys(LOOKS) as Look[];

/** Index of a look in `stylesXml`; links look the same, blue and underlined. */
export function styleIndex(look: Look, link: boolean): number {
  return LOOK_ORDER.indexOf(look) + (link ? LOOK_ORDER.length : 0);
}

/** `xl/styles.xml`: always the same, every look once plain and once as a link. */
export function stylesXml(): string {
  const formats = (Object.keys(FORMAT_IDS) as ColumnKind[]).filter((kind) => FORMAT_IDS[kind] >= 164);
  const fonts = FONT_ORDER.map(
    (font) =>
      `<font>${FONTS[font]}<sz val="${SIZES[font] ?? 11}"/>${COLOURS[font] ? `<color rgb="${COLOURS[font]}"/>` : ''}<name val="Calibri"/><family val="2"/></font>`,
  );
  const xfs = [false, true].flatMap((link) =>
    LOOK_ORDER.map((look) => {
      const { font, format, extra, heading } = LOOKS[look];
      const fill = heading ? ' fillId="2" borderId="1" applyFill="1" applyBorder="1"' : ' fillId="0" borderId="0"';
      const start = `<xf numFmtId="${format}" fontId="${FONT_ORDER.indexOf(link ? 'link' : font)}"${fill} xfId="0" applyNumberFormat="1" applyFont="1"`;
      return extra ? `${start} applyAlignment="1">${extra}</xf>` : `${start}/>`;
    }),
  );
  const none = '<left/><right/><top/>';
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<numFmts count="${formats.length}">${formats.map((kind) => `<numFmt numFmtId="${FORMAT_IDS[kind]}" formatCode="${FORMATS[kind]}"/>`).join('')}</numFmts>`,
    `<fonts count="${fonts.length}">${fonts.join('')}</fonts>`,
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/><bgColor indexed="64"/></patternFill></fill></fills>',
    `<borders count="2"><border>${none}<bottom/><diagonal/></border>`,
    `<border>${none}<bottom style="thin"><color rgb="FF7F7F7F"/></bottom><diagonal/></border></borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '<dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/>',
    '</styleSheet>',
  ].join('');
}

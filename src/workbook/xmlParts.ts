import type { TablePlace } from '../core/types';
import { cellPlace, unescaped } from './sheetCells';
import { attribute, XmlScanner, type XmlListener } from './xmlScanner';
import { Damaged, type ZipPart } from './zipParts';

/** A relationship: what kind of part (the last word of its type: `worksheet`), and its path in the zip, in lower case. */
export interface Relation {
  id: string;
  kind: string;
  path: string;
}

/** The text of a part piece by piece. UTF-8, or UTF-16 where the part begins with its mark. */
export function* texts(part: ZipPart): Generator<string> {
  let decoder: TextDecoder | null = null;
  for (const piece of part.pieces()) {
    decoder ??= new TextDecoder(
      piece[0] === 0xff && piece[1] === 0xfe
        ? 'utf-16le'
        : piece[0] === 0xfe && piece[1] === 0xff
          ? 'utf-16be'
          : 'utf-8',
    );
    yield decoder.decode(piece, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

/** Scans a small part at one go. Throws `Damaged`. */
function scan(part: ZipPart, open: (name: string, tag: string) => void): void {
  const scanner = new XmlScanner({ listening: false, open, close: () => {}, text: () => {} });
  for (const text of texts(part)) scanner.write(text);
  scanner.end();
}

/** The relationships of the part at `path` (lower case; empty for the package's own), external ones left out. */
export function relations(parts: Map<string, ZipPart>, path: string): Relation[] {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const part = parts.get(`${folder}_rels/${path.slice(slash)}.rels`);
  const found: Relation[] = [];
  if (!part) return found;
  scan(part, (name, tag) => {
    if (name !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') return;
    const kind = attribute(tag, 'Type') ?? '';
    const target = (attribute(tag, 'Target') ?? '').replace(/\\/g, '/');
    const steps: string[] = [];
    for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
      if (step === '..') steps.pop();
      else if (step !== '' && step !== '.') steps.push(step);
    }
    found.push({
      id: attribute(tag, 'Id') ?? '',
      kind: kind.slice(kind.lastIndexOf('/') + 1),
      path: steps.join('/').toLowerCase(),
    });
  });
  return found;
}

/** The list of sheets of `xl/workbook.xml`, in order, and its date system. */
export function workbookPart(part: ZipPart): {
  sheets: { name: string; id: string; relation: string }[];
  date1904: boolean;
} {
  const sheets: { name: string; id: string; relation: string }[] = [];
  let date1904 = false;
  scan(part, (name, tag) => {
    if (name === 'workbookPr') date1904 = ['1', 'true', 'on'].includes(attribute(tag, 'date1904') ?? '');
    if (name === 'sheet')
      sheets.push({
        name: unescaped(attribute(tag, 'name') ?? ''),
        id: attribute(tag, 'sheetId') ?? '',
        relation: attribute(tag, 'id') ?? '',
      });
  });
  return { sheets, date1904 };
}

/** Name and place of a table part. Throws `Damaged`. */
export function tablePart(part: ZipPart): TablePlace {
  let place: TablePlace | null = null;
  scan(part, (name, tag) => {
    if (name !== 'table' || place) return;
    const [first = '', last = first] = (attribute(tag, 'ref') ?? '').split(':');
    const from = cellPlace(first);
    const to = cellPlace(last);
    place = {
      name: unescaped(attribute(tag, 'displayName') ?? attribute(tag, 'name') ?? ''),
      firstRow: from.row,
      lastRow: to.row,
      firstColumn: from.column,
      lastColumn: to.column,
    };
  });
  if (!place) throw new Damaged('table');
  return place;
}

/** Collects `xl/sharedStrings.xml`: rich text as plain text, phonetic readings left out. */
export class SharedStrings implements XmlListener {
  readonly strings: string[] = [];
  listening = false;
  private value = '';
  private phonetic = false;

  open(name: string): void {
    if (name === 'si') this.value = '';
    else if (name === 'rPh') this.phonetic = true;
    else if (name === 't') this.listening = !this.phonetic;
  }

  close(name: string): void {
    if (name === 't') this.listening = false;
    else if (name === 'rPh') this.phonetic = false;
    else if (name === 'si') this.strings.push(unescaped(this.value));
  }

  text(text: string): void {
    this.value = this.value === '' ? text : this.value + text;
  }
}

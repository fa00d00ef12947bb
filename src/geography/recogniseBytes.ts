import { u32 } from './bytes';

/** What a file is, by how it begins. */
export type Recognised =
  | 'empty'
  | 'zip'
  | 'gzip'
  | 'shapefile'
  | 'html'
  | 'xml'
  | 'json'
  | 'text'
  | 'utf16'
  | 'pdf'
  | 'geopackage'
  | 'archive'
  | 'workbook'
  | 'binary';

/** Tells a file's format by its first bytes (a few hundred do). */
export function recogniseBytes(head: Uint8Array): Recognised {
  if (head.length === 0) return 'empty';
  const magic = String.fromCharCode(...head.subarray(0, 16));
  if (magic.startsWith('PK\x03\x04') || magic.startsWith('PK\x05\x06')) return 'zip';
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (u32(head, 0) === 0x0a270000) return 'shapefile';
  if (magic.startsWith('%PDF')) return 'pdf';
  if (magic.startsWith('SQLite format 3')) return 'geopackage';
  if (magic.startsWith('7z\xbc\xaf') || magic.startsWith('Rar!')) return 'archive';
  if (magic.startsWith('\xd0\xcf\x11\xe0')) return 'workbook';
  if (magic.startsWith('\xff\xfe') || magic.startsWith('\xfe\xff')) return 'utf16';
  const text = beginning(head);
  if (/^\s*$/.test(text)) return 'empty';
  if (/^\s*<(!doctype html|html|head|body|script|div)/i.test(text)) return 'html';
  if (/^\s*</.test(text)) return 'xml';
  if (/^\s*[{[]/.test(text)) return 'json';
  return text.includes('\0') ? 'binary' : 'text';
}

/** A file's beginning as text without byte order mark. */
export function beginning(head: Uint8Array): string {
  return new TextDecoder().decode(head).replace(/^\uFEFF/, '');
}

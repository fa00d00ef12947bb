import type { ZipPart } from './zipParts';

/**
 * A sentence for what is not an .xlsx but was chosen for one, or null. Asked twice: by the first bytes, and, where the
 * zip could be opened, by its `parts`.
 */
export function notXlsx(
  bytes: Uint8Array,
  name: string,
  parts?: Map<string, ZipPart>,
  workbook?: ZipPart,
): string | null {
  if (parts) return byParts(name, parts, workbook);
  if (bytes.length === 0) return `${name} is empty: choose another Excel workbook (.xlsx).`;
  if (starts(bytes, [0x50, 0x4b])) return null;
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))
    return hasUtf16(bytes, 'EncryptedPackage')
      ? protectedBy(name)
      : `${name} is an old Excel workbook (.xls): ${SAVE_AS}`;
  if (/\.(csv|txt|tsv)$/i.test(name)) return `${name} is a text file, not a workbook: ${SAVE_AS}`;
  return `${name} is not an Excel workbook: ${SAVE_AS}`;
}

const SAVE_AS = 'open it in Excel, save it as an Excel workbook (.xlsx), and choose that.';

const protectedBy = (name: string) =>
  `${name} is protected by a password: open it in Excel, remove the password under File, Info, Protect Workbook, save it, and choose it again.`;

function byParts(name: string, parts: Map<string, ZipPart>, workbook?: ZipPart): string | null {
  if (workbook?.encrypted) return protectedBy(name);
  if (parts.has('xl/workbook.bin')) return `${name} is a binary Excel workbook (.xlsb): ${SAVE_AS}`;
  if (workbook && !/^(word|ppt|visio)\//i.test(workbook.name)) return null;
  if (workbook) return `${name} is a document, not a workbook: choose an Excel workbook (.xlsx).`;
  if (parts.has('content.xml')) return `${name} is an OpenDocument file (.ods): ${SAVE_AS}`;
  if (parts.has('[content_types].xml')) return null;
  return `${name} is a zip file, but not an Excel workbook: unpack it, and choose the workbook (.xlsx) in it.`;
}

function starts(bytes: Uint8Array, with_: number[]): boolean {
  return with_.every((byte, i) => bytes[i] === byte);
}

/** Whether an ASCII word stands in the bytes as UTF-16 (names of streams in old Office files). */
function hasUtf16(bytes: Uint8Array, word: string): boolean {
  const codes = [...word].flatMap((letter) => [letter.charCodeAt(0), 0]);
  for (let at = bytes.indexOf(codes[0] ?? 0); at >= 0; at = bytes.indexOf(codes[0] ?? 0, at + 1))
    if (codes.every((code, i) => bytes[at + i] === code)) return true;
  return false;
}

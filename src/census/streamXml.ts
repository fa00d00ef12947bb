import { SaxesParser } from 'saxes';
import { joinBytes } from '../core/joinBytes';
import { UserError } from '../core/userError';
import type { CensusFile } from './types';

export interface XmlHandlers {
  /** `name` without its namespace prefix. */
  open(name: string, line: number): void;
  text(text: string, line: number): void;
  close(name: string): void;
}

/** Bytes in which the encoding is looked for. */
const HEAD = 256;
/** No return is deeper than nine. */
const DEEPEST = 64;
/** Characters since the last tag that are looked at: far more than any value has. */
const SINCE = 4096;
const CHOOSE = 'choose the CIN Census XML file that goes to the DfE';

/**
 * Reads a file's XML chunk by chunk, in strict form. Names are told without prefix; a document type (and with it every
 * entity of one's own) is refused. Throws a UserError that names the file and the line where the XML is broken or cut off.
 */
export async function streamXml(
  file: CensusFile,
  handlers: XmlHandlers,
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const parser = new SaxesParser();
  let ended = false;
  let depth = 0;
  /** Lines of white space before the first tag, which the parser never sees: an XML declaration may stand below them. */
  let skipped = 0;
  const line = () => skipped + parser.line;
  const webPage = () => `"${file.name}" is a web page (line ${line()}): ${CHOOSE}.`;
  /** What was written since the last tag: a bare `&` swallows all that follows it, and looks as if the file were cut off. */
  const since = { position: 0, line: 1, text: '' };
  const mark = () => {
    since.position = parser.position;
    since.line = line();
  };
  parser.on('error', ({ message }) => {
    const bare = ended ? /&[^;]*[<>]/.test(since.text) : /entity/.test(message);
    if (ended && !bare) {
      throw new UserError(
        `"${file.name}" stops in the middle, at line ${line()}: it was cut off. Export or copy it again.`,
      );
    }
    const what = bare ? 'an & that stands for nothing' : 'broken XML';
    throw new UserError(
      `"${file.name}" has ${what} at line ${bare ? since.line : line()}. Export it again from the case system.`,
    );
  });
  let written = 0;
  const write = (text: string) => {
    parser.write(text);
    if (since.position > written) since.text = text.slice(since.position - written);
    else if (since.text.length < SINCE) since.text += text;
    written += text.length;
  };
  parser.on('doctype', (doctype) => {
    if (/^\s*html\b/i.test(doctype)) throw new UserError(webPage());
    throw new UserError(
      `"${file.name}" has a document type declaration at line ${line()}, which no census return has: ${CHOOSE}.`,
    );
  });
  parser.on('opentag', ({ name }) => {
    if (++depth > DEEPEST) {
      throw new UserError(`"${file.name}" is nested too deeply for a census return, at line ${line()}: ${CHOOSE}.`);
    }
    mark();
    handlers.open(localName(name), line());
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    mark();
    handlers.close(localName(name));
  });
  parser.on('text', (text) => handlers.text(text, line()));
  parser.on('cdata', (text) => handlers.text(text, line()));
  let seen = false;
  for await (const text of decoded(file, onBytes, signal)) {
    if (seen) {
      write(text);
      continue;
    }
    const begin = text.trimStart();
    skipped += text.slice(0, text.length - begin.length).split('\n').length - 1;
    if (begin === '') continue;
    if (begin.startsWith('PK')) {
      throw new UserError(
        `"${file.name}" is a zip file or a workbook (line ${line()}): unpack it, and choose the CIN Census XML files in it.`,
      );
    }
    if (!begin.startsWith('<')) throw new UserError(`"${file.name}" isn't XML (line ${line()}): ${CHOOSE}.`);
    // In lower case it is no XML, and every sign-in page has it so.
    if (/^<!doctype\s+html/i.test(begin)) throw new UserError(webPage());
    seen = true;
    write(begin);
  }
  if (!seen) throw new UserError(`"${file.name}" is empty (line 1): ${CHOOSE}.`);
  ended = true;
  parser.close();
}

const names = new Map<string, string>();

/** `cin:Child` -> `Child`. Few names come millions of times. */
function localName(name: string): string {
  let local = names.get(name);
  if (local === undefined) {
    local = name.slice(name.indexOf(':') + 1);
    if (names.size < 1000) names.set(name, local);
  }
  return local;
}

/** The file as text, by its byte-order mark or declaration; UTF-8 otherwise. The first piece has at least HEAD bytes, if the file has. */
async function* decoded(
  file: CensusFile,
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  let head: Uint8Array | null = new Uint8Array(0);
  let decoder: TextDecoder | null = null;
  for await (const chunk of file.stream()) {
    signal?.throwIfAborted();
    onBytes(chunk.length);
    if (head) {
      head = joinBytes([head, chunk]);
      if (head.length < HEAD) continue;
      decoder = decoderFor(file.name, head);
      yield decoder.decode(head, { stream: true });
      head = null;
    } else {
      yield decoder!.decode(chunk, { stream: true });
    }
  }
  signal?.throwIfAborted();
  yield head ? decoderFor(file.name, head).decode(head) : decoder!.decode();
}

function decoderFor(name: string, head: Uint8Array): TextDecoder {
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return new TextDecoder('utf-16le');
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return new TextDecoder('utf-16be');
  const start = String.fromCharCode(...head.subarray(0, HEAD));
  const label = /^[^<]*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1] ?? 'utf-8';
  // A declaration that can be read byte by byte isn't UTF-16, whatever it says: databases write that.
  if (/^utf-?16/i.test(label)) return new TextDecoder('utf-8');
  try {
    return new TextDecoder(label);
  } catch {
    throw new UserError(
      `"${name}" says at line 1 that its encoding is ${label}, which can't be read: save it as UTF-8.`,
    );
  }
}

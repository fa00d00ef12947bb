import { UserError } from '../core/userError';
import { streamXml } from './streamXml';
import type { CensusFile } from './types';
import { firstNode, TEXT_KEPT } from './xmlNode';
import type { XmlNode } from './xmlNode';

/** What the parser tells, in the order of the file. */
export interface ReturnHandlers {
  header(header: XmlNode): void;
  child(child: XmlNode): void;
  /** Text beside Header and Children, or in Children beside Child. */
  strayText(parent: string, line: number): void;
  /** An element beside Header and Children, or in Children beside Child. */
  strayElement(name: string, line: number): void;
  /** A character that isn't one in the file's encoding. */
  unreadable(parent: string, line: number): void;
}

/** What stands for bytes that can't be read. */
const UNREADABLE = '\ufffd';
const CHOOSE = 'choose the CIN Census XML file that goes to the DfE';

/**
 * Reads `Message > Header, Children > Child` and hands over one child at a time, so that memory doesn't grow with the
 * file. Throws a UserError, naming the file and the line, for what is no CIN census return: another root, another
 * collection, or no collection and no child with `CINdetails`.
 */
export async function parseReturn(
  file: CensusFile,
  handlers: ReturnHandlers,
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const stack: XmlNode[] = [];
  let isCin = false;
  let lastLine = 1;

  const checkCollection = (header: XmlNode) => {
    const collection = firstNode(header, 'Collection');
    if (!collection || collection.text === '') return;
    const word = collection.text.toUpperCase().replace(/[^A-Z]/g, '');
    if (!/^(CIN|CHILDRENINNEED)/.test(word)) {
      const name = collection.text.slice(0, 30);
      throw new UserError(`"${file.name}" is a "${name}" return, not CIN (line ${collection.line}): ${CHOOSE}.`);
    }
    isCin = true;
  };

  await streamXml(
    file,
    {
      open(name, line) {
        lastLine = line;
        const parent = stack.at(-1);
        if (!parent && name !== 'Message') {
          const what = /^html$/i.test(name)
            ? 'a web page'
            : `not a CIN census return: it begins with <${name.slice(0, 40)}>`;
          throw new UserError(`"${file.name}" is ${what} (line ${line}): ${CHOOSE}.`);
        }
        const node: XmlNode = { name, line, text: '', kids: [] };
        if (stack.length >= 3 || parent?.name === 'Header') parent!.kids.push(node);
        else if (parent && !isFrame(stack, name)) handlers.strayElement(name, line);
        stack.push(node);
      },
      text(text, line) {
        const node = stack.at(-1);
        if (node && text.includes(UNREADABLE)) handlers.unreadable(node.name, line);
        if (node && node.text.length < TEXT_KEPT) node.text += text.trim() === '' ? ' ' : text;
        if (node && stack.length <= 2 && node.name !== 'Header' && text.trim() !== '')
          handlers.strayText(node.name, line);
      },
      close() {
        const node = stack.pop()!;
        node.text = node.text.trim().slice(0, TEXT_KEPT);
        if (stack.length === 1 && node.name === 'Header') {
          checkCollection(node);
          handlers.header(node);
        } else if (stack.length === 2 && node.name === 'Child' && stack[1]!.name === 'Children') {
          isCin ||= firstNode(node, 'CINdetails') !== undefined;
          handlers.child(node);
        }
      },
    },
    onBytes,
    signal,
  );
  if (!isCin) {
    throw new UserError(`"${file.name}" has no CIN details in any child, up to line ${lastLine}: ${CHOOSE}.`);
  }
}

/** Header and Children in Message; Child in Children. */
function isFrame(stack: XmlNode[], name: string): boolean {
  if (stack.length === 1) return name === 'Header' || name === 'Children';
  return stack[1]!.name === 'Children' && name === 'Child';
}

import ts from 'typescript';
import type { Sentence } from './spokenSentences';
import { visit } from './spokenSentences';

/** Words in a row that tell a sentence from all others. */
const RUN = 4;

/** What tests hold for expected: texts and patterns of their code, but not their titles, each as plain words. */
export function expectedTexts(files: ts.SourceFile[]): string[] {
  return files.flatMap((file) => {
    const texts: string[] = [];
    visit(file, (node) => {
      if (isTitle(node)) return;
      if (
        ts.isStringLiteralLike(node) ||
        ts.isTemplateHead(node) ||
        ts.isTemplateMiddle(node) ||
        ts.isTemplateTail(node)
      )
        texts.push(plain(node.text));
      else if (ts.isRegularExpressionLiteral(node))
        texts.push(plain(node.text.replace(/^\/\^?|\$?\/[a-z]*$/g, '').replace(/\\(.)/g, '$1')));
    });
    return texts;
  });
}

/** `test('this', ...)`, `describe.each(...)('this', ...)`: says what is tested, tests nothing. */
function isTitle({ parent, ...node }: ts.Node): boolean {
  if (!parent || !ts.isCallExpression(parent)) return false;
  return parent.arguments[0]?.pos === node.pos && /^(test|describe|it)\b/.test(parent.expression.getText());
}

/**
 * The sentences of which no expected text holds a part of their own: four words in a row (or a whole fragment, where it
 * is shorter) that no other sentence has.
 */
export function unsaid(sentences: Sentence[], expected: string[]): Sentence[] {
  const owners = new Map<string, Set<string>>();
  const runsOf = new Map(sentences.map((sentence) => [sentence, sentence.fragments.flatMap(runs)]));
  for (const [sentence, own] of runsOf)
    for (const run of own) {
      const texts = owners.get(run) ?? new Set();
      owners.set(run, texts.add(sentence.fragments.join('…')));
    }
  const all = ` ${expected.join(' | ')} `;
  return sentences.filter(
    (sentence) => !runsOf.get(sentence)!.some((run) => owners.get(run)!.size === 1 && all.includes(` ${run} `)),
  );
}

function runs(fragment: string): string[] {
  const words = plain(fragment).split(' ');
  if (words.length <= RUN) return [words.join(' ')];
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));
}

/** Words alone: without the marks beside them. */
export const plain = (text: string): string => text.replace(/[^\p{L}\p{N}'/-]+/gu, ' ').trim();

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../support/cli';

/** What the code says to an analyst, as the fixed texts between what is filled in: `X is empty; download it again.` */
export interface Sentence {
  /** `src/geography/zipMembers.ts:26`. */
  where: string;
  fragments: string[];
}

/** Sentences that are only passed on: they were made, and are looked for, elsewhere. */
const PASSED_ON = ['data.sentence', 'problem'];

/** All files of a folder of the repository, parsed. */
export function parsed(folder: string, pattern: RegExp): ts.SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .map((name) => join(ROOT, folder, name))
    .map((path) => ts.createSourceFile(relative(ROOT, path), readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true));
}

/**
 * Every sentence of every `new UserError(...)` of the files. Where one of several is chosen (`a ? b : c`, a table, a
 * function that is called), each of them. Throws where it can't be told what is said.
 */
export function userErrorSentences(files: ts.SourceFile[]): Sentence[] {
  const sentences: Sentence[] = [];
  const declared = declarations(files);
  for (const file of files)
    visit(file, (node) => {
      if (!ts.isNewExpression(node) || node.expression.getText() !== 'UserError') return;
      const said = node.arguments?.[0];
      if (!said) throw new Error(`${place(node)} says nothing`);
      if (!PASSED_ON.includes(said.getText())) sentences.push(...sentencesOf(said, declared, new Set()));
    });
  return sentences;
}

/** Every sentence under `words`, by its path: `words.missing.authority`. */
export function wordsSentences(file: ts.SourceFile): Map<string, Sentence[]> {
  const found = new Map<string, Sentence[]>();
  const take = (node: ts.Node, path: string): void => {
    if (ts.isSatisfiesExpression(node) || ts.isAsExpression(node)) take(node.expression, path);
    else if (ts.isObjectLiteralExpression(node)) {
      for (const one of node.properties)
        if (ts.isPropertyAssignment(one)) {
          const key = ts.isStringLiteral(one.name) ? `['${one.name.text}']` : `.${one.name.getText()}`;
          take(one.initializer, path + key);
        }
    } else if (ts.isArrowFunction(node) || ts.isArrayLiteralExpression(node))
      found.set(path, within([ts.isArrowFunction(node) ? node.body : node], new Map(), new Set()));
    else found.set(path, sentencesOf(node, new Map(), new Set()));
  };
  visit(file, (node) => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === 'words' && node.initializer)
      take(node.initializer, 'words');
  });
  return found;
}

/** The sentences that an expression can become. */
function sentencesOf(node: ts.Node, declared: Map<string, ts.Node[]>, seen: Set<ts.Node>): Sentence[] {
  const fragments: string[] = [];
  const others: Sentence[] = [];
  const take = (part: ts.Node): void => {
    if (ts.isStringLiteralLike(part)) fragments.push(part.text);
    else if (ts.isParenthesizedExpression(part)) take(part.expression);
    else if (ts.isTemplateExpression(part)) {
      fragments.push(part.head.text);
      for (const span of part.templateSpans) {
        const { expression } = span;
        if (ts.isIdentifier(expression)) {
          const near = (declared.get(expression.text) ?? []).filter(
            (one) => one.getSourceFile() === node.getSourceFile(),
          );
          others.push(...within(near, declared, seen));
        } else others.push(...within([expression], declared, seen));
        fragments.push(span.literal.text);
      }
    } else if (ts.isBinaryExpression(part)) {
      take(part.left);
      take(part.right);
    } else if (ts.isConditionalExpression(part)) {
      others.push(...sentencesOf(part.whenTrue, declared, seen), ...sentencesOf(part.whenFalse, declared, seen));
    } else others.push(...elsewhere(part, declared, seen));
  };
  take(node);
  const own = fragments.map((text) => text.trim()).filter((text) => /[a-z]{2}/i.test(text));
  return own.length > 0 ? [{ where: place(node), fragments: own }, ...others] : others;
}

/** The texts of what a name stands for: a constant, a table, a function. `words.x` is looked for by its own test. */
function elsewhere(node: ts.Node, declared: Map<string, ts.Node[]>, seen: Set<ts.Node>): Sentence[] {
  let name = node;
  while (ts.isCallExpression(name) || ts.isElementAccessExpression(name) || ts.isPropertyAccessExpression(name))
    name = name.expression;
  if (name.getText() === 'words') return [];
  const all = declared.get(name.getText());
  const near = all?.filter((one) => one.getSourceFile() === node.getSourceFile());
  const found = near?.length ? near : all;
  if (!found && ts.isElementAccessExpression(node)) return []; // Of an argument: its own declaration says it.
  if (!found) throw new Error(`${place(node)}: it can't be told what ${node.getText()} says`);
  return within(found, declared, seen);
}

/** The sentences anywhere inside these; what was seen before is not told twice. */
function within(nodes: ts.Node[], declared: Map<string, ts.Node[]>, seen: Set<ts.Node>): Sentence[] {
  const sentences: Sentence[] = [];
  for (const node of nodes) {
    if (seen.has(node)) continue;
    seen.add(node);
    visit(node, (inner) => {
      if (ts.isElementAccessExpression(inner) && ts.isIdentifier(inner.expression))
        sentences.push(...elsewhere(inner, declared, seen));
      if (!isText(inner) || isKey(inner) || !/[a-z] [a-z]/i.test(inner.getText())) return;
      const whole = outermost(inner);
      if (seen.has(whole)) return;
      seen.add(whole);
      sentences.push(...sentencesOf(whole, declared, seen));
    });
  }
  return sentences;
}

const isText = (node: ts.Node): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

/** `'not polygons': ...` names a sentence, and is none. */
const isKey = (node: ts.Node): boolean => ts.isPropertyAssignment(node.parent) && node.parent.name === node;

/** The whole of `'a' + b + 'c'` from one of its parts. */
function outermost(node: ts.Node): ts.Node {
  return ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === ts.SyntaxKind.PlusToken
    ? outermost(node.parent)
    : node;
}

/** What stands under a name anywhere in the files: functions, and constants with their values. */
function declarations(files: ts.SourceFile[]): Map<string, ts.Node[]> {
  const declared = new Map<string, ts.Node[]>();
  const add = (name: string, node: ts.Node) => declared.set(name, [...(declared.get(name) ?? []), node]);
  for (const file of files)
    visit(file, (node) => {
      if (ts.isFunctionDeclaration(node) && node.name && node.body) add(node.name.text, node.body);
      if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
        add(node.name.text, node.initializer);
    });
  return declared;
}

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

export function place(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

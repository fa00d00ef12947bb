import ts from 'typescript';
import { expectedTexts, plain, unsaid } from './saidInTests';
import { parsed, userErrorSentences, wordsSentences, type Sentence } from './spokenSentences';

const src = parsed('src', /\.tsx?$/);
const tests = parsed('tests', /^(?!sentences).*\.tsx?$/);
const expected = expectedTexts(tests);
const shown = ({ where, fragments }: Sentence) => `${where}: ${fragments.join('…')}`;

// A sentence that fails here has no test yet: write one that reaches it with a broken workbook or file, and quote it there.
test('every sentence that stops an analyst is expected by a test, word for word', () => {
  const sentences = userErrorSentences(src);
  expect(sentences.length).toBeGreaterThan(150);
  expect(unsaid(sentences, expected).map(shown)).toEqual([]);
});

test('so is every sentence and label of the pane, word for word or by its name', () => {
  const file = src.find(({ fileName }) => fileName === 'src/pane/words.ts')!;
  const all = wordsSentences(file);
  expect(all.size).toBeGreaterThan(100);
  const texts = new Set(expected);
  const isNamed = (path: string) => tests.some(({ text }) => text.includes(path));
  const missing = [...all]
    .filter(([path]) => !isNamed(path))
    .flatMap(([path, sentences]) =>
      unsaid(sentences, expected)
        .filter(({ fragments }) => !fragments.every((text) => texts.has(plain(text))))
        .map((one) => `${path}: ${one.fragments.join('…')}`),
    );
  expect(missing).toEqual([]);
});

describe('the scan itself', () => {
  const file = (text: string) => ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
  const missing = (code: string, tests: string) =>
    unsaid(userErrorSentences([file(code)]), expectedTexts([file(tests)])).map(shown);

  test('finds a sentence that no test expects, through constants, tables, functions and choices', () => {
    const code = `
      const table: Record<string, string> = { one: 'The first thing is wrong here', two: 'The second thing is not' };
      function name(kind: string) { return table[kind] ?? 'Nobody knows what is wrong'; }
      throw new UserError(name(kind));
      throw new UserError(\`\${file} is \${large ? 'far too large for this' : 'much too small for it'}: choose another of them.\`);
    `;
    expect(missing(code, '').map((line) => line.replace(/^x.ts:\d+: /, ''))).toEqual([
      'The first thing is wrong here',
      'The second thing is not',
      'Nobody knows what is wrong',
      'is…: choose another of them.',
      'far too large for this',
      'much too small for it',
    ]);
    expect(
      missing(
        code,
        `expect(a).toBe('The first thing is wrong here'); expect(b).toMatch(/^The second thing is not/);
         expect(c).toThrow('Nobody knows what is wrong'); expect(d).toBe('x is far too large for this: choose another of them.')`,
      ),
    ).toEqual(['x.ts:5: much too small for it']);
  });

  test('takes a title or a part that another sentence has too for nothing', () => {
    const code = `throw new UserError('The file is empty; download it again.'); throw new UserError('The page is empty; download it again.');`;
    expect(missing(code, `test('The file is empty; download it again.', () => {})`)).toHaveLength(2);
    expect(missing(code, `toContain('is empty; download it again.')`)).toHaveLength(2);
    expect(missing(code, `toContain('The file is empty')`)).toEqual(['x.ts:1: The page is empty; download it again.']);
  });

  test('does not pass over what it cannot read', () => {
    expect(() => missing('throw new UserError(text);', '')).toThrow("x.ts:1: it can't be told what text says");
  });
});

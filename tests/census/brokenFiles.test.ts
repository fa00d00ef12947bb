import { readCensus } from '../../src/census/readCensus';
import { UserError } from '../../src/core/userError';
import { assessment, child, factors, fileOf, message, read } from './returns';

const whole = message(`\n${child('SECRET01', assessment('2023-05-01', '2023-06-01', factors('4A')))}\n`);

/** The sentence that the analyst sees; fails where reading succeeds or breaks otherwise. */
async function sentence(content: string | Uint8Array, name = 'cin.xml'): Promise<string> {
  const error = await readCensus([fileOf(name, content)]).then(
    () => new Error('it was read'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw error;
  return error.message;
}

const LAUGHS = `<?xml version="1.0"?>
<!DOCTYPE lolz [
 <!ENTITY lol "lol">
 <!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
]>
<Message>&lol2;</Message>`;

describe('each is refused in one sentence that names the file and the line', () => {
  test.each([
    [
      'broken XML',
      whole.replace('</LAchildID>', '</LAChildID>'),
      '"cin.xml" has broken XML at line 2. Export it again from the case system.',
    ],
    [
      'an ampersand that is none',
      whole.replace('SECRET01', 'A & B'),
      '"cin.xml" has an & that stands for nothing at line 2. Export it again from the case system.',
    ],
    [
      'an entity of its own',
      whole.replace('SECRET01', '&who;'),
      '"cin.xml" has an & that stands for nothing at line 2. Export it again from the case system.',
    ],
    [
      'an attribute twice',
      whole.replace('<Message>', '<Message a="1" a="2">'),
      '"cin.xml" has broken XML at line 1. Export it again from the case system.',
    ],
    [
      'something after the end',
      `${whole}<Message/>`,
      '"cin.xml" has broken XML at line 3. Export it again from the case system.',
    ],
    [
      'a doctype',
      `<!DOCTYPE Message SYSTEM "cin.dtd">\n${whole}`,
      '"cin.xml" has a document type declaration at line 1, which no census return has: choose the CIN Census XML file that goes to the DfE.',
    ],
    [
      'a billion laughs',
      LAUGHS,
      '"cin.xml" has a document type declaration at line 5, which no census return has: choose the CIN Census XML file that goes to the DfE.',
    ],
    [
      'a web page',
      '<!DOCTYPE html>\n<html><head><meta charset=utf-8></head></html>',
      '"cin.xml" is a web page (line 1): choose the CIN Census XML file that goes to the DfE.',
    ],
    [
      'a web page as most are written',
      '<!doctype html>\n<html><head><meta charset=utf-8></head></html>',
      '"cin.xml" is a web page (line 1): choose the CIN Census XML file that goes to the DfE.',
    ],
    [
      'a web page without a doctype',
      '\n<html><body>Sign in</body></html>',
      '"cin.xml" is a web page (line 2): choose the CIN Census XML file that goes to the DfE.',
    ],
    [
      'another XML',
      '<Workbook><Sheet/></Workbook>',
      '"cin.xml" is not a CIN census return: it begins with <Workbook> (line 1): choose the CIN Census XML file that goes to the DfE.',
    ],
    [
      'Children Looked After',
      whole.replace('>CIN<', '>CLA<'),
      '"cin.xml" is a "CLA" return, not CIN (line 1): choose the CIN Census XML file that goes to the DfE.',
    ],
    [
      'a message without any CIN details',
      '<Message><Header/><Children>\n<Child><Pupil/></Child></Children></Message>',
      '"cin.xml" has no CIN details in any child, up to line 2: choose the CIN Census XML file that goes to the DfE.',
    ],
    ['text', 'CUID,Date,Type\n', '"cin.xml" isn\'t XML (line 1): choose the CIN Census XML file that goes to the DfE.'],
    ['nothing', '', '"cin.xml" is empty (line 1): choose the CIN Census XML file that goes to the DfE.'],
    ['white space', ' \n ', '"cin.xml" is empty (line 1): choose the CIN Census XML file that goes to the DfE.'],
    [
      'an unheard-of encoding',
      `<?xml version="1.0" encoding="klingon"?>${whole}`,
      '"cin.xml" says at line 1 that its encoding is klingon, which can\'t be read: save it as UTF-8.',
    ],
    [
      'an abyss of elements',
      '<Message>'.repeat(100),
      '"cin.xml" is nested too deeply for a census return, at line 1: choose the CIN Census XML file that goes to the DfE.',
    ],
  ])('%s', async (_, content, expected) => {
    expect(await sentence(content)).toBe(expected);
  });

  test('a zip of XML files, or a workbook, with the name of an XML file', async () => {
    expect(await sentence(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toBe(
      '"cin.xml" is a zip file or a workbook (line 1): unpack it, and choose the CIN Census XML files in it.',
    );
  });

  test('no file at all', async () => {
    await expect(readCensus([])).rejects.toThrow(new UserError('Choose at least one CIN Census XML file.'));
  });
});

test('an & that stands for nothing is found in pieces of any size', async () => {
  const xml = `${whole.replace('SECRET01', 'A & B')}${' '.repeat(9000)}`;
  for (const size of [1, 7, 400, 100000]) {
    await expect(readCensus([fileOf('cin.xml', xml, size)])).rejects.toThrow(
      '"cin.xml" has an & that stands for nothing at line 2. Export it again from the case system.',
    );
  }
});

test('windows-1252 is read where it is declared; where it is not, the characters lost are told', async () => {
  const declared = `<?xml version="1.0" encoding="windows-1252"?>${whole.replace('SECRET01', 'ZO\u00cb1')}`;
  const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const { log } = await readCensus([fileOf('cin.xml', bytes(declared))]);
  expect(log.rows[0]![0]).toBe('ZO\u00cb1');
  const { report } = await readCensus([fileOf('cin.xml', bytes(declared.replace('windows-1252', 'utf-8')))]);
  expect(report.findings.map(({ what, line }) => [line, what])).toContainEqual([
    2,
    "A character of LAchildID can't be read: the file's encoding isn't what it says",
  ]);
});

test('cut off in the middle of a character it is refused like any other', async () => {
  const bytes = new TextEncoder().encode(whole.replace('SECRET01', 'ZO\u00cb1'));
  expect(await sentence(bytes.slice(0, bytes.indexOf(0xc3) + 1))).toBe(
    '"cin.xml" stops in the middle, at line 2: it was cut off. Export or copy it again.',
  );
});

test.each([
  ['little', false, true],
  ['big', false, false],
  ['little, with a byte-order mark', true, true],
  ['big, with a byte-order mark', true, false],
])('UTF-16, the %s end first', async (_what, mark, little) => {
  const text = (mark ? '\ufeff' : '') + `<?xml version="1.0" encoding="utf-16"?>${whole}`;
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), little);
  const { log } = await readCensus([fileOf('cin.xml', new Uint8Array(view.buffer), 301)]);
  expect(log.rows.map(([child]) => child)).toEqual(['SECRET01', 'SECRET01', 'SECRET01']);
});

test('comments, CDATA and processing instructions inside a value change nothing', async () => {
  const odd = whole.replace('>4A<', '>4<!-- x --><![CDATA[A]]><?y z?><').replace('2023-06-01', '2023-<!-- x -->06-01');
  expect(odd).not.toBe(whole);
  expect((await read(odd)).log).toEqual((await read(whole)).log);
});

test('elements with names that JavaScript knows are only unexpected', async () => {
  const { report } = await read(message(child('A1', '<constructor>1</constructor><__proto__>2</__proto__>')));
  expect(report.counts).toEqual({ unexpected: 2 });
});

test('cut off anywhere, it is refused, and never tells what stands in it', async () => {
  for (let end = 1; end < whole.length; end++) {
    const told = await sentence(whole.slice(0, end));
    expect(told).toMatch(/^"cin\.xml" stops in the middle, at line [123]: it was cut off\. Export or copy it again\.$/);
    expect(told).not.toContain('SECRET');
  }
});

test('of several files the broken one is named, and nothing is returned', async () => {
  const files = [fileOf('good.xml', whole), fileOf('bad.xml', whole.slice(0, 300))];
  await expect(readCensus(files)).rejects.toThrow(/^"bad\.xml" stops in the middle/);
});

test('bytes changed at random are read, or refused in a sentence; never a fault of ours', async () => {
  const seed = Number(process.env.SEED ?? 20261121);
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
  let refused = 0;
  for (let round = 0; round < 1000; round++) {
    const bytes = new TextEncoder().encode(whole);
    for (let i = 1 + random(4); i > 0; i--) bytes[random(bytes.length)] = random(256);
    try {
      await readCensus([fileOf('cin.xml', bytes)]);
    } catch (error) {
      if (!(error instanceof UserError)) throw new Error(`seed ${seed}, round ${round}`, { cause: error });
      expect(error.message).toMatch(/^"cin\.xml" .*line \d+.*[a-z0-9>)]\.$/i);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(100);
});

describe('progress and cancelling', () => {
  test('progress tells the file and the share of all bytes, rising to 1', async () => {
    const steps: [string, number][] = [];
    await readCensus([fileOf('a.xml', whole, 100), fileOf('b.xml', whole, 100)], {
      progress: (step, share) => steps.push([step, share]),
    });
    const shares = steps.map(([, share]) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBeCloseTo(100 / (2 * whole.length), 10);
    expect(shares.at(-1)).toBe(1);
    expect(new Set(steps.map(([step]) => step))).toEqual(new Set(['Reading a.xml', 'Reading b.xml']));
  });

  test('an abort between two chunks stops with the reason given, and reads no further', async () => {
    const stop = new AbortController();
    const reason = new Error('Cancel was pressed');
    let read = 0;
    const control = { progress: () => void (++read === 2 && stop.abort(reason)), signal: stop.signal };
    await expect(readCensus([fileOf('a.xml', whole, 300)], control)).rejects.toBe(reason);
    expect(read).toBe(2);
  });
});

test('a whole return is read, so the tests above fail for their own reason', async () => {
  expect((await read(whole)).log.rows).toHaveLength(3);
});

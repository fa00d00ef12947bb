import fc from 'fast-check';
import { attribute, XmlScanner } from '../../src/workbook/xmlScanner';
import { Damaged } from '../../src/workbook/zipParts';

/** What a listener is told of the XML, cut into pieces at these places. */
const told = (xml: string, cuts: number[] = []): string[] => {
  const events: string[] = [];
  const scanner = new XmlScanner({
    listening: true,
    open: (name, tag) => void events.push(`<${name} ${attribute(tag, 'a') ?? ''}`),
    close: (name) => void events.push(`>${name}`),
    text: (text) => void events.push(text),
  });
  let from = 0;
  for (const cut of [...cuts.map((place) => place % xml.length).sort((a, b) => a - b), xml.length]) {
    scanner.write(xml.slice(from, cut));
    from = cut;
  }
  scanner.end();
  return events;
};

const EVERYTHING =
  `<?xml version="1.0"?><!-- a > b --><p:x xmlns:p='u' p:a="1 &gt; 0">one &amp; two<![CDATA[<&]]]]>` +
  `<y b="/>" a = 'it"s'/><z\n a="&#x41;"></z >three<!----></p:x><?end?>\n`;

test('tags, attributes, text, CDATA, comments and instructions are told in order', () => {
  expect(told(EVERYTHING)).toEqual(['<x 1 > 0', 'one & two', '<&]]', '<y it"s', '>y', '<z A', '>z', 'three', '>x']);
});

test('wherever the text is cut into pieces, the same is told (property)', () => {
  const seed = Date.now() % 2 ** 31;
  console.log(`xmlScanner seed ${seed}`);
  const whole = told(EVERYTHING);
  for (let cut = 1; cut < EVERYTHING.length; cut++) expect(told(EVERYTHING, [cut])).toEqual(whole);
  fc.assert(
    fc.property(fc.array(fc.nat()), (cuts) => expect(told(EVERYTHING, cuts)).toEqual(whole)),
    { seed, numRuns: 500 },
  );
});

test('an attribute is found by its name without prefix, but never a namespace or the end of another name', () => {
  const tag = 'sheet xmlns:id="no" sheetId="2" name="id=&quot;5&quot;" r:id="rId9"';
  expect(attribute(tag, 'id')).toBe('rId9');
  expect(attribute(tag, 'sheetId')).toBe('2');
  expect(attribute(tag, 'name')).toBe('id="5"');
  expect(attribute(tag, 'state')).toBeUndefined();
});

test.each(['<x a="', '<x', '<!DOCTYPE x>', '<x <y>', '<!-- never closed', '<!'])('%s is damaged', (xml) => {
  expect(() => told(xml)).toThrow(Damaged);
});

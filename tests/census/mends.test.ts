import { blobFile } from '../../src/census/blobFile';
import { readCensus } from '../../src/census/readCensus';
import { assessment, child, closedWithFactors, factors, fileOf, message, read, records, told } from './returns';

const one = (factorXml: string) => message(child('A1', assessment('2023-05-01', '2023-06-01', factorXml)));
const factorsOf = async (xml: string) => closedWithFactors((await read(xml)).log);

describe('factors, however they are written', () => {
  test.each([
    ['repeated tags', factors('4A', '16A'), '4A,16A'],
    ['several codes in one tag, by space', factors('4A 4B'), '4A,4B'],
    ['several codes in one tag, by comma', factors('4A,4B', '10A'), '4A,4B,10A'],
    ['by line breaks and semicolons', factors('4A;\n   4B'), '4A,4B'],
    [
      'directly under Assessments',
      '<AssessmentFactors>4A</AssessmentFactors><AssessmentFactors>4B</AssessmentFactors>',
      '4A,4B',
    ],
    ['in the wrapper itself', '<FactorsIdentifiedAtAssessment>4A 4B</FactorsIdentifiedAtAssessment>', '4A,4B'],
    ['in lower case', factors('4a', '18b'), '4A,18B'],
    ['a number with a point', factors('20.0'), '20'],
    ['an invalid code stays for the analyst to see', factors('1C', 'RB', '6B'), '1C,RB,6B'],
    ['a code twice is one code', factors('4A', '4A'), '4A'],
    ['an empty wrapper', '<FactorsIdentifiedAtAssessment/>', ''],
    ['an empty tag in the wrapper', factors(''), ''],
    ['no factors at all', '', ''],
  ])('%s', async (_, xml, expected) => {
    expect(await factorsOf(one(xml))).toEqual([`A1 2023-06-01: ${expected}`]);
  });
});

describe('XML, however it is packed', () => {
  const plain = one(factors('4A'));
  const bare = async () => (await read(plain)).log;

  test('with a default namespace', async () => {
    expect((await read(plain.replace('<Message>', '<Message xmlns="urn:invented">'))).log).toEqual(await bare());
  });

  test('with a namespace prefix on every element', async () => {
    const prefixed = plain
      .replace(/<(\/?)(\w)/g, '<$1cin:$2')
      .replace('<cin:Message>', '<cin:Message xmlns:cin="urn:invented">');
    expect((await read(prefixed)).log).toEqual(await bare());
  });

  test('with a byte-order mark, a declaration, and blank lines before it', async () => {
    const declared = `<?xml version="1.0" encoding="utf-8"?>\n${plain}`;
    expect((await read(`\uFEFF${declared}`)).log).toEqual(await bare());
    expect((await read(`\n\n${declared}`)).log).toEqual(await bare());
  });

  test('in UTF-16 with a byte-order mark, and said to be UTF-16 though it is not', async () => {
    const declared = `<?xml version="1.0" encoding="utf-16"?>${plain}`;
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${declared}`, 'utf16le'));
    expect((await readCensus([fileOf('cin.xml', utf16)])).log).toEqual(await bare());
    expect((await read(declared)).log).toEqual(await bare());
  });

  test('in Windows-1252, as declared', async () => {
    const xml = `<?xml version="1.0" encoding="windows-1252"?>${plain.replace('<LEA>', '<SoftwareCode>Café</SoftwareCode><LEA>')}`;
    expect((await readCensus([fileOf('cin.xml', new Uint8Array(Buffer.from(xml, 'latin1')))])).log).toEqual(
      await bare(),
    );
  });

  test('in pieces of any size: the log is the same byte by byte', async () => {
    const xml = `\uFEFF<?xml version="1.0"?>${one(factors('4A', '4B')).replace('A1', 'Zoë🙂')}`;
    const whole = await read(xml);
    for (const size of [1, 2, 3, 7, 255, 256, 257]) {
      expect(await readCensus([fileOf('cin.xml', xml, size)])).toEqual(whole);
    }
  });

  test("as a browser's file", async () => {
    expect((await readCensus([blobFile('cin.xml', new Blob([plain]))])).log).toEqual(await bare());
  });

  test('comments, CDATA and character references within a value are read as one value', async () => {
    const xml = one(factors('4A')).replace('<LAchildID>A1', '<LAchildID>A<!-- note --><![CDATA[1]]>&#50;');
    expect(await factorsOf(xml)).toEqual(['A12 2023-06-01: 4A']);
  });
});

describe('children and dates', () => {
  test('a child without any dated event is no row, is counted and told, and stops nothing', async () => {
    const { log, report } = await read(
      message(`<Child><ChildIdentifiers><LAchildID>A2</LAchildID></ChildIdentifiers></Child>${child('A1', '')}`),
    );
    expect(records(log).map((row) => row.CUID)).toEqual(['A1']);
    expect(report.files[0]).toMatchObject({ children: 2, childrenWithoutEvents: 1, events: 1 });
    expect(told(report)).toContain('no event: The child has no dated event, and so no row in the log');
  });

  test('an assessment that is still open has a start event and no closing event', async () => {
    const { log } = await read(message(child('A1', assessment('2024-03-01', ''))));
    expect(records(log).map((row) => row.Type)).toEqual(['CINreferralDate', 'AssessmentActualStartDate']);
  });

  test('ids stay text as written, leading zeros too', async () => {
    expect(records((await read(message(child('0001234', '')))).log)[0]!.CUID).toBe('0001234');
  });

  test.each([
    ['2023-06-01T00:00:00', '2023-06-01', []],
    ['2023-06-01Z', '2023-06-01', []],
    ['01/06/2023', '2023-06-01', ['date not as CCYY-MM-DD: AssessmentAuthorisationDate is "01/06/2023"']],
    ['2023-02-30', '2023-02-30', ['not a date: AssessmentAuthorisationDate is "2023-02-30"']],
    ['soon', 'soon', ['not a date: AssessmentAuthorisationDate is "soon"']],
  ])('the date %s stands in the log as %s', async (written, shown, findings) => {
    const { log, report } = await read(message(child('A1', assessment('2023-05-01', written, factors('4A')))));
    expect(closedWithFactors(log)).toEqual([`A1 ${shown}: 4A`]);
    expect(told(report)).toEqual(findings);
  });

  test('events without a child id or a real date are never taken for the same one', async () => {
    const twice = assessment('2023-05-01', 'soon', factors('4A')) + assessment('2023-05-02', 'soon', factors('4B'));
    const { log } = await read(message(child('A1', twice) + child('', '') + child('', '')));
    expect(closedWithFactors(log)).toEqual(['A1 soon: 4A', 'A1 soon: 4B']);
    expect(records(log).filter((row) => row.CUID === undefined)).toHaveLength(2);
  });
});

describe('several years together', () => {
  const year = (referenceDate: string, inEpisode: string, id = 'A1') => message(child(id, inEpisode), referenceDate);
  const open = assessment('2023-03-01', '');
  const closed = assessment('2023-03-01', '2023-04-14', factors('4A'));

  test("an assessment that was open at the end of one year comes once, with the next return's date and factors", async () => {
    const files = [fileOf('b.xml', year('2023-03-31', open)), fileOf('a.xml', year('2024-03-31', closed))];
    const { log, report } = await readCensus(files);
    expect(closedWithFactors(log)).toEqual(['A1 2023-04-14: 4A']);
    const started = records(log).filter((row) => row.Type === 'AssessmentActualStartDate');
    expect(started).toHaveLength(1);
    expect(started[0]).toMatchObject({ 'Continuous Assessment Date of Authorisation': '2023-04-14', Factors: '4A' });
    expect(report.files.map(({ file, year: name }) => [file, name])).toEqual([
      ['b.xml', '2022-23'],
      ['a.xml', '2023-24'],
    ]);
    expect(report.mergedEvents).toBe(2);
  });

  test('the reference date decides which return is newest, not the year in the header', async () => {
    const early = assessment('2023-03-01', '2023-03-30');
    const xml = (referenceDate: string, wrongYear: string, source: string) =>
      message(child('A1', `<ReferralSource>${source}</ReferralSource>${early}`), referenceDate, wrongYear);
    const { log, report } = await readCensus([
      fileOf('new.xml', xml('2024-03-31', '2001', '7')),
      fileOf('old.xml', xml('2023-03-31', '2030', '6')),
    ]);
    expect(records(log)[0]).toMatchObject({ Type: 'CINreferralDate', 'Referral Source': '7' });
    expect(told(report)).toContain('header: The header says year 2001, but the return is of 2023-24');
  });

  test('without a reference date the year is the one in which most assessments were closed', async () => {
    const three =
      assessment('2020-01-06', '2020-02-20') +
      assessment('2020-05-01', '2020-06-01') +
      assessment('2020-07-01', '2020-08-01');
    const { report } = await read(message(child('A1', three), '', '1999'));
    expect(report.files[0]).toMatchObject({ year: '2020-21', yearFrom: 'assessments', referenceDate: null });
    expect(told(report)).toEqual(
      expect.arrayContaining([
        'header: The header has no readable reference date; by its assessments the year is 2020-21',
        'header: The header says year 1999, but the return is of 2020-21',
      ]),
    );
  });

  test('ids written with and without leading zeros are one child', async () => {
    const { log } = await readCensus([
      fileOf('a.xml', year('2023-03-31', closed, '0042')),
      fileOf('b.xml', year('2024-03-31', assessment('2023-03-01', '2023-04-14'), '42')),
    ]);
    expect(closedWithFactors(log)).toEqual(['42 2023-04-14: 4A']);
  });

  test('a return of another authority and a second one of the same year are told', async () => {
    const { report } = await readCensus([
      fileOf('a.xml', year('2024-03-31', open)),
      fileOf('b.xml', year('2024-03-31', open).replace('<LEA>999', '<LEA>998')),
    ]);
    expect(told(report)).toEqual(
      expect.arrayContaining([
        'header: The return is of the same year as a.xml: 2023-24',
        'header: The return is of another authority than a.xml',
      ]),
    );
  });
});

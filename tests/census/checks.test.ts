import { readCensus } from '../../src/census/readCensus';
import { LISTED } from '../../src/census/types';
import { assessment, child, factors, fileOf, message, read, told } from './returns';

const findings = async (xml: string) => told((await read(xml)).report);
const closed = (...codes: string[]) => assessment('2023-05-01', '2023-06-01', codes.length ? factors(...codes) : '');
const inYear = (referenceDate: string, ...codes: string[]) => {
  const year = Number(referenceDate.slice(0, 4)) - 1;
  const assessed = assessment(`${year}-05-01`, `${year}-06-01`, factors(...codes));
  const referred = child('A1', assessed).replace('2023-01-02', `${year}-01-02`);
  return findings(message(referred, referenceDate));
};

test('a plain return has nothing odd in it', async () => {
  const { report } = await read(message(child('A123456789', closed('4A', '16A'))));
  expect(report.findings).toEqual([]);
  expect(report.counts).toEqual({});
});

test('a finding names the file, the child and the line', async () => {
  const xml = message(`\n${child('A1', '')}\n${child('A2', closed())}`);
  const { report } = await read(xml, 'year.xml');
  expect(report.findings).toEqual([
    { file: 'year.xml', line: 3, child: 'A2', check: 'rule 8897Q', what: 'A completed assessment has no factors' },
  ]);
  expect(report.counts).toEqual({ 'rule 8897Q': 1 });
});

describe("the DfE's rules on factors", () => {
  test.each([
    [
      '8869: 21 must stand alone',
      message(child('A1', closed('21', '4A'))),
      ['rule 8869: Factor 21 (no factors identified) stands beside others'],
    ],
    ['8869: 21 alone is right', message(child('A1', closed('21'))), []],
    [
      '8898: no code twice',
      message(child('A1', closed('4A', '4B', '4A'))),
      ['rule 8898: Factor 4A recorded more than once in one assessment'],
    ],
    [
      '8614: only on completed assessments',
      message(child('A1', assessment('2024-03-01', '', factors('4A')))),
      ['rule 8614: Factors on an assessment that is not completed'],
    ],
    ['8614: none on an open one is right', message(child('A1', assessment('2024-03-01', ''))), []],
    [
      '8897Q: at least one on a completed one',
      message(child('A1', closed())),
      ['rule 8897Q: A completed assessment has no factors'],
    ],
  ])('%s', async (_, xml, expected) => {
    expect(await findings(xml)).toEqual(expected);
  });

  test('8945Q and 8950Q: 18A and 19A from 2024-25', async () => {
    expect(await inYear('2025-03-31', '18A', '19A')).toEqual([
      'rule 8945Q: Factor 18A in a return of 2024-25',
      'rule 8950Q: Factor 19A in a return of 2024-25',
    ]);
  });
});

describe("the year's list of factors", () => {
  test('18A was in the list to 2019-20, and is odd from 2020-21', async () => {
    expect(await inYear('2020-03-31', '18A')).toEqual([]);
    expect(await inYear('2021-03-31', '18A')).toEqual([
      "code not in the year's list: Factor 18A in a return of 2020-21, whose list hasn't got it",
    ]);
  });

  test('24A is in the list from 2021-22', async () => {
    expect(await inYear('2021-03-31', '24A')).toEqual([
      "code not in the year's list: Factor 24A in a return of 2020-21, whose list hasn't got it",
    ]);
    expect(await inYear('2022-03-31', '24A')).toEqual([]);
  });

  test('a year later than the table has the list of the last one', async () => {
    expect(await inYear('2031-03-31', '24A')).toEqual([]);
  });

  test('a code of no year is told as such', async () => {
    expect(await inYear('2024-03-31', 'RB')).toEqual(["code not in the list: Factor RB is not in the DfE's list"]);
  });

  test('without a reference date the list is that of the year in which the assessments were closed', async () => {
    const xml = message(
      child('A1', assessment('2020-05-01', '2020-06-01', factors('18A'))).replace('2023-01-02', '2020-01-02'),
      '',
      '2021',
    );
    expect(await findings(xml)).toContain(
      "code not in the year's list: Factor 18A in a return of 2020-21, whose list hasn't got it",
    );
  });

  test('codes that had to be mended are told', async () => {
    expect(await findings(message(child('A1', closed('4a 4B'))))).toEqual([
      'code mended: Factor written as "4a 4B", read as 4A, 4B',
    ]);
  });
});

describe('ids', () => {
  test.each([
    ['', ['no child id: LAchildID is blank']],
    ['A1234567890', ['child id too long: LAchildID has 11 characters; 10 are allowed']],
    ['244301.0', ['child id not letters and digits: LAchildID has other characters than letters and digits']],
  ])('"%s"', async (id, expected) => {
    expect(await findings(message(child(id, '')))).toEqual(expected);
  });
});

describe('dates', () => {
  test('an assessment closed before it started', async () => {
    expect(await findings(message(child('A1', assessment('2023-06-02', '2023-06-01', factors('4A')))))).toEqual([
      'closed before it started: Assessment authorised on 2023-06-01, started on 2023-06-02',
    ]);
    expect(await findings(message(child('A1', assessment('2023-06-01', '2023-06-01', factors('4A')))))).toEqual([]);
  });

  test("before the return's year, and after its reference date; the days at the edge are within", async () => {
    const dates = (start: string, end: string) => findings(message(child('A1', assessment(start, end, factors('4A')))));
    expect(await dates('2023-02-01', '2023-03-31')).toEqual([
      "date outside the return: AssessmentAuthorisationDate 2023-03-31 is before the return's year",
    ]);
    expect(await dates('2023-02-01', '2023-04-01')).toEqual([]);
    expect(await dates('2023-05-01', '2024-03-31')).toEqual([]);
    expect(await dates('2023-05-01', '2024-04-01')).toEqual([
      'date outside the return: AssessmentAuthorisationDate 2024-04-01 is after the reference date',
    ]);
  });

  test('before the referral, after the closure, and centuries ago', async () => {
    const birth = '<PersonBirthDate>1066-04-13</PersonBirthDate>';
    const xml = message(
      child(
        'A1',
        `<CINclosureDate>2023-05-31</CINclosureDate>${assessment('2023-01-01', '2023-06-01', factors('4A'))}`,
        birth,
      ),
    );
    expect((await findings(xml)).sort()).toEqual([
      'date not plausible: PersonBirthDate is 1066-04-13',
      'dates out of order: AssessmentActualStartDate 2023-01-01 is before CINreferralDate 2023-01-02',
      'dates out of order: CINclosureDate 2023-05-31 is before AssessmentAuthorisationDate 2023-06-01',
    ]);
  });

  test('an assessment without a start date', async () => {
    expect(await findings(message(child('A1', assessment('', '2023-06-01', factors('4A')))))).toEqual([
      'no start date: An assessment has no start date',
    ]);
  });
});

describe('what a return can hold', () => {
  test('codes of other fields, elements that no return has, text between elements', async () => {
    const xml = message(
      child('A1', '<ReferralSource>5E</ReferralSource><Postcode>x</Postcode>', 'stray<GenderCurrent>3</GenderCurrent>'),
    );
    expect((await findings(xml)).sort()).toEqual([
      'code not in the list: GenderCurrent is "3"',
      'code not in the list: ReferralSource is "5E"',
      'unexpected: Text stands between the elements of ChildIdentifiers',
      'unexpected: The element Postcode is not of the census',
    ]);
  });

  test('Sex before 2024-25 and GenderCurrent from then', async () => {
    const gender = (tag: string, code: string, date: string) =>
      findings(message(child('A1', '', `<${tag}>${code}</${tag}>`), date));
    expect(await gender('Sex', 'F', '2024-03-31')).toEqual(["code not in the year's list: Sex in a return of 2023-24"]);
    expect(await gender('Sex', 'F', '2025-03-31')).toEqual([]);
    expect(await gender('GenderCurrent', '2', '2025-03-31')).toEqual([
      "code not in the year's list: GenderCurrent in a return of 2024-25",
    ]);
  });

  test('a module given twice, and two assessments closed on one day', async () => {
    const plan = '<ChildProtectionPlans><CPPstartDate>2023-05-01</CPPstartDate></ChildProtectionPlans>';
    expect(await findings(message(child('A1', plan + plan)))).toEqual([
      'given twice: ChildProtectionPlans stands twice with the same content',
    ]);
    const two =
      assessment('2023-05-01', '2023-06-01', factors('4A')) + assessment('2023-05-02', '2023-06-01', factors('4B'));
    expect(await findings(message(child('A1', two)))).toEqual([
      'given twice: A second assessment was authorised on 2023-06-01; the two are one row, with the factors of both',
    ]);
  });

  test('a reference date that is no 31 March, and a return without children', async () => {
    expect(await findings(message('', '2022-07-21', '2022'))).toEqual([
      'header: The reference date is 2022-07-21, not a 31 March',
      'header: The header says year 2022, but the return is of 2022-23',
      'header: The return has no children',
    ]);
  });
});

test('no more than a thousand findings of one check are listed, all are counted', async () => {
  const many = Array.from({ length: LISTED + 5 }, (_, i) => child(`A${i}`, closed())).join('');
  const { report } = await readCensus([fileOf('cin.xml', message(many))]);
  expect(report.counts).toEqual({ 'rule 8897Q': 1005 });
  expect(report.findings).toHaveLength(1000);
});

test('the report says that the DfE counts otherwise', async () => {
  expect((await read(message(child('A1', '')))).report.notes).toEqual([
    'The DfE counts a factor once per episode of need, not per assessment: totals differ from its published ones.',
  ]);
});

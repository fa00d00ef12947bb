import { readCensus } from '../../src/census/readCensus';
import { told, samples, withSamples } from './returns';

/** What is odd in each sample, found by reading the files: the number of findings of each check. */
const ODD: [file: string, rows: number, counts: Record<string, number>][] = [
  [
    'CIN2rows.xml',
    8,
    {
      header: 1, // year 2023, reference date in 2024
      'child id too long': 1,
      unexpected: 3, // text between elements; UPN and UPNunknown; assessment open in a closed episode
      'date outside the return': 3, // closure, and the ends of both plans
      'dates out of order': 6, // section 47, its conference, both plans before the referral; both plans end after the closure
      'given twice': 1,
    },
  ],
  [
    'CIN_Census_2021_no_assessment_factors.xml',
    8,
    {
      header: 1,
      'child id too long': 1,
      unexpected: 3,
      'date outside the return': 2,
      'dates out of order': 4,
    },
  ],
  [
    'cin_2020.xml',
    9,
    { 'code mended': 2 }, // `4A, 4B`; `1a`
  ],
  [
    'cin_2021.xml',
    13,
    {
      'rule 8897Q': 2, // repeats of last year's, without factors
      'date outside the return': 2, // their dates
      "code not in the year's list": 1, // Sex
      'given twice': 1, // two assessments on 10 October 2020
    },
  ],
];

withSamples('the public samples', () => {
  test.each(ODD)('%s: %i rows, and what is odd in it is in the report', async (name, rows, counts) => {
    const { log, report } = await readCensus([samples.file(name)]);
    expect(log.rows).toHaveLength(rows);
    expect(report.counts).toEqual(counts);
  });

  test.each(['CIN_Census_2024.xml', 'CIN_Census_2026.xml'])('%s: every odd thing is told', async (name) => {
    const { log, report } = await readCensus([samples.file(name)]);
    expect(log.rows).toHaveLength(13);
    expect(told(report)).toEqual(
      expect.arrayContaining([
        'header: The header says year 2023, but the return is of 2023-24',
        'code not in the list: Sex is "1"',
        'closed before it started: Assessment authorised on 2020-09-19, started on 2028-04-28',
        "code not in the list: Factor RB is not in the DfE's list",
        'date outside the return: AssessmentActualStartDate 2028-04-28 is after the reference date',
        "date outside the return: AssessmentAuthorisationDate 2020-09-19 is before the return's year",
        'child id too long: LAchildID has 23 characters; 10 are allowed',
        'child id not letters and digits: LAchildID has other characters than letters and digits',
        'rule 8897Q: A completed assessment has no factors',
        'unexpected: Text stands between the elements of ChildIdentifiers',
      ]),
    );
    expect(log.rows.some((row) => row.includes('1C,RB,6B'))).toBe(true);
  });

  test('CIN_Census_2021.xml: dates of 1066, and of an episode fifty years before the return', async () => {
    const { report } = await readCensus([samples.file('CIN_Census_2021.xml')]);
    expect(told(report)).toEqual(
      expect.arrayContaining([
        'date not plausible: ExpectedPersonBirthDate is 1066-04-13',
        'unexpected: Both PersonBirthDate and ExpectedPersonBirthDate are given',
        "date outside the return: AssessmentAuthorisationDate 1971-07-18 is before the return's year",
        'dates out of order: CINclosureDate 1971-02-27 is before AssessmentAuthorisationDate 1971-07-18',
      ]),
    );
  });

  test('liia_822 with several children: an id with a point, -1 earlier plans, no further action but an assessment', async () => {
    const { report } = await readCensus([samples.file('liia_822_cin_2022_several_children.xml')]);
    expect(told(report)).toEqual(
      expect.arrayContaining([
        'child id not letters and digits: LAchildID has other characters than letters and digits',
        'code not in the list: NumberOfPreviousCPP is "-1"',
        'unexpected: ReferralNFA is true, but there is Assessments, Section47, ChildProtectionPlans, DateOfInitialCPC',
        'unexpected: ICPCnotRequired is true, but there is a DateOfInitialCPC',
        'dates out of order: DateOfInitialCPC 1970-02-07 is before CINreferralDate 1970-10-06',
      ]),
    );
    expect(report.files[0]!.children).toBe(2);
  });

  test('liia-pipeline_BAR: a conference before the section 47 is fine, one before the referral is not', async () => {
    const { report } = await readCensus([samples.file('liia-pipeline_BAR_cin_2022.xml')]);
    expect(told(report)).toEqual(
      expect.arrayContaining([
        'dates out of order: DateOfInitialCPC 1970-02-06 is before CINreferralDate 1970-10-06',
        'dates out of order: DateOfInitialCPC 1970-02-11 is before CINreferralDate 1970-10-06',
        'dates out of order: S47ActualStartDate 1970-02-02 is before CINreferralDate 1970-10-06',
      ]),
    );
  });

  test('fake_CIN_data.xml: 332 ids of 15 characters, a reference date in July, deaths before referrals', async () => {
    const { report } = await readCensus([samples.file('fake_CIN_data.xml')]);
    expect(report.counts['child id too long']).toBe(332);
    expect(report.counts.unexpected).toBeGreaterThanOrEqual(350); // every referral is ReferralNFA, 350 have a conference
    expect(told(report)).toEqual(
      expect.arrayContaining([
        'header: The reference date is 2022-07-21, not a 31 March',
        'header: The header says year 2022, but the return is of 2022-23',
        'date outside the return: CINclosureDate 2031-02-28 is after the reference date',
        'dates out of order: PersonDeathDate 2013-11-26 is before CINreferralDate 2016-08-27',
      ]),
    );
  });
});

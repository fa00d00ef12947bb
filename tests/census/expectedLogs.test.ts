import { readLogCsv } from '../../src/census/logCsv';
import { logOfRows } from '../../src/census/logTable';
import { readCensus } from '../../src/census/readCensus';
import { records, samples, withSamples } from './returns';

type Row = Record<string, unknown>;
const key = (row: Row) => [row.CUID, row.Date, row.Type].join(' ');
const byKey = (rows: Row[]) => new Map(rows.map((row) => [key(row), row]));

withSamples("the original Logger's logs of the public samples", () => {
  const ours = async (...names: string[]) => (await readCensus(names.map(samples.file))).log;
  const theirs = (name: string) => logOfRows(readLogCsv(samples.expected(name)));

  test('liia-tools_cin-2022: the same columns in the same order, the same events, the same values', async () => {
    const [log, expected] = [await ours('liia-tools_cin-2022.xml'), theirs('liia-tools_cin-2022.log.csv')];
    expect(log.columns).toEqual(expected.columns);
    expect(log.rows).toHaveLength(9);
    expect(byKey(records(log))).toEqual(byKey(records(expected)));
  });

  test('fake_CIN_data: the same columns, the same 1004 events, the same values', async () => {
    const [log, expected] = [await ours('fake_CIN_data.xml'), theirs('fake_CIN_data.log.csv')];
    expect([...log.columns].sort()).toEqual([...expected.columns].sort());
    expect(log.rows).toHaveLength(1004);
    expect(byKey(records(log))).toEqual(byKey(records(expected)));
  });

  describe('two years together', () => {
    const both = async () => ({
      mine: byKey(records(await ours('cin_2020.xml', 'cin_2021.xml'))),
      theirs: byKey(records(theirs('two_years.log.csv'))),
    });

    test('the same events; only the listed faults and their neighbours differ, cell by cell', async () => {
      const { mine, theirs } = await both();
      expect([...mine.keys()].sort()).toEqual([...theirs.keys()].sort());
      const differing: string[] = [];
      for (const [event, row] of mine) {
        const other = theirs.get(event)!;
        for (const column of new Set([...Object.keys(row), ...Object.keys(other)])) {
          if (row[column] !== other[column]) differing.push(`${event}: ${column}`);
        }
      }
      expect(differing.sort()).toEqual([
        '0001234 2020-01-06 AssessmentActualStartDate: Factors',
        '0001234 2020-02-20 AssessmentAuthorisationDate: Factors',
        '0005678 2020-01-05 CINreferralDate: Gender',
        '0005678 2020-01-05 CINreferralDate: Sex',
        '0005678 2020-01-10 AssessmentActualStartDate: Factors',
        '0005678 2020-03-01 AssessmentAuthorisationDate: Factors',
        '0007777 2020-10-10 AssessmentAuthorisationDate: Factors',
        '0009999 2020-02-01 AssessmentActualStartDate: Factors',
        '0009999 2020-03-10 AssessmentAuthorisationDate: Factors',
      ]);
    });

    test('fault: a repeat with an empty factors wrapper wins over the one with factors; here the union stays', async () => {
      const { mine, theirs } = await both();
      expect(theirs.get('0001234 2020-02-20 AssessmentAuthorisationDate')!.Factors).toBeUndefined();
      expect(mine.get('0001234 2020-02-20 AssessmentAuthorisationDate')!.Factors).toBe('1A,3B,18A');
    });

    test('fault: a repeat without any factors element wins; here several codes of one tag are kept as two codes', async () => {
      const { mine, theirs } = await both();
      expect(theirs.get('0005678 2020-03-01 AssessmentAuthorisationDate')!.Factors).toBeUndefined();
      expect(mine.get('0005678 2020-03-01 AssessmentAuthorisationDate')!.Factors).toBe('4A,4B');
    });

    test("fault: of two assessments closed on one day only the first one's factors stay; here the union", async () => {
      const { mine, theirs } = await both();
      expect(theirs.get('0007777 2020-10-10 AssessmentAuthorisationDate')!.Factors).toBe('16A');
      expect(mine.get('0007777 2020-10-10 AssessmentAuthorisationDate')!.Factors).toBe('16A,17A');
    });

    test('fault: lower-case codes stay lower case; here they are upper case', async () => {
      const { mine, theirs } = await both();
      expect(theirs.get('0009999 2020-03-10 AssessmentAuthorisationDate')!.Factors).toBe('1a,2B');
      expect(mine.get('0009999 2020-03-10 AssessmentAuthorisationDate')!.Factors).toBe('1A,2B');
    });

    test("an event of both years has the newest return's other fields, also where the original took the older one's", async () => {
      const { mine, theirs } = await both();
      expect(theirs.get('0005678 2020-01-05 CINreferralDate')).toMatchObject({ Gender: '1' });
      expect(mine.get('0005678 2020-01-05 CINreferralDate')).toMatchObject({ Sex: 'F' });
      expect(mine.get('0005678 2020-01-05 CINreferralDate')!.Gender).toBeUndefined();
    });

    test('there is no column FactorsIdentifiedAtAssessment, and Sex stands beside Gender', async () => {
      const log = await ours('cin_2020.xml', 'cin_2021.xml');
      expect(theirs('two_years.log.csv').columns).toContain('FactorsIdentifiedAtAssessment');
      expect(log.columns).not.toContain('FactorsIdentifiedAtAssessment');
      expect(log.columns.indexOf('Sex')).toBe(log.columns.indexOf('Gender') + 1);
    });

    test('the order in which the files are chosen makes no difference', async () => {
      expect(await ours('cin_2021.xml', 'cin_2020.xml')).toEqual(await ours('cin_2020.xml', 'cin_2021.xml'));
    });
  });
});

import { readLogCsv } from '../../src/census/logCsv';
import { logOfRows, logToSheet } from '../../src/census/logTable';
import { readCensus } from '../../src/census/readCensus';
import type { LogTable } from '../../src/census/types';
import { runJob } from '../../src/core/runJob';
import type { Cell } from '../../src/core/types';
import { job, sheet, TEMPLATE, workbook } from '../support/sheets';
import { tinyGeography, tinyPostcodes } from '../support/tinyGeography';
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

  describe('a job from the XML and the same job from the original log', () => {
    /** All that a run gives, but for the pictures. */
    const run = async (log: LogTable, template: Cell[][]) => {
      const data = workbook(sheet('assessment_postcode_data', [TEMPLATE, ...template]), logToSheet(log));
      const geography = tinyGeography(tinyPostcodes({ SO141AA: [0.01, 51.01], SO142BB: [0.03, 51.01] }));
      const host = { geography: async () => geography, png: async () => new Uint8Array(), progress: () => undefined };
      return runJob(job(data), { ...host, inPlace: false });
    };

    test('liia-tools_cin-2022, where no fault matters: every sheet, table and drawing is equal', async () => {
      const template = [['DfEX0000001', '1971-07-18', 'SO14 1AA']];
      const mine = await run(await ours('liia-tools_cin-2022.xml'), template);
      expect(mine).toMatchObject({ counted: 1 });
      expect(mine).toEqual(await run(theirs('liia-tools_cin-2022.log.csv'), template));
    });

    test('two years, where the three assessments with a fault are not in the template: every table and map is equal', async () => {
      const template = [
        ['9999', '2020-03-10', 'SO14 1AA'],
        ['1234', '2020-07-10', 'SO14 2BB'],
      ];
      const mine = await run(await ours('cin_2020.xml', 'cin_2021.xml'), template);
      const logger = await run(theirs('two_years.log.csv'), template);
      expect(mine).toMatchObject({ counted: 2, setAside: { 'not in template': 3 } });
      // The report's lists tell the row of each assessment in its log, and which have no factors.
      const { sheets, drawings, counted, setAside, riskFactors } = mine;
      const tables = (all: typeof sheets) => all.filter(({ key }) => !/^(matching|notices)$/.test(key));
      expect(tables(sheets).length).toBeGreaterThan(5);
      expect(tables(sheets)).toEqual(tables(logger.sheets));
      expect({ drawings, counted, setAside, riskFactors }).toEqual({
        drawings: logger.drawings,
        counted: logger.counted,
        setAside: logger.setAside,
        riskFactors: logger.riskFactors,
      });
    });
  });
});

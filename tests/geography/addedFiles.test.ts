import { readFileSync } from 'node:fs';
import { UserError } from '../../src/core/userError';
import { ageBands } from '../../src/geography/ageBands';
import { csvRows } from '../../src/geography/csvRows';
import { readDeprivation } from '../../src/geography/readDeprivation';
import { readPopulation } from '../../src/geography/readPopulation';
import { readWards } from '../../src/geography/readWards';
import { describeWith, shared } from '../support/shared';

const csv = (name: string, text: string | Uint8Array) =>
  csvRows(name, typeof text === 'string' ? new TextEncoder().encode(text) : text);
const years = (prefix: string) => Array.from({ length: 91 }, (_, age) => `${prefix}${age}${age === 90 ? '+' : ''}`);
const population = (text: string, vintage?: string) => readPopulation(csv('people.csv', text), vintage).of;
const refusal = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'no error';
};

describe('population', () => {
  const ones = (times: number) => Array.from({ length: times }, () => '1').join(',');
  test('single years of persons, under a title, with thousands apart: the first eighteen are added', () => {
    const file =
      'Mid-2020 estimates,,\n\n' +
      `LSOA Code,LSOA Name,LA Code (2020 boundaries),All Ages,${years('').join(',')}\r\n` +
      `E01000001,"Place, North 001A",E09000001,"1,000",10,${ones(17)},${Array.from({ length: 73 }, () => '"1,000"').join(',')}\r\n` +
      ',,,,\n';
    expect([...population(file)]).toEqual([['E01000001', 27]]);
  });
  test('single years of females and males are added up', () => {
    const file =
      `LAD 2021 Code,LSOA 2021 Code,LSOA 2021 Name,Total,${[...years('F'), ...years('M')].join(',')}\n` +
      `E06000001,E01000001,Place 001A,182,${ones(182)}\n`;
    expect([...population(file)]).toEqual([['E01000001', 36]]);
    expect(readPopulation(csv('people.csv', file)).vintage).toBe('21');
  });
  test('bands that end at 17 and a single column do; the widest are taken', () => {
    const head = ['lsoa21cd', 'Aged 0 to 4', 'Aged 5-9', 'age_10_15', 'Age 16 to 17 years', 'Aged 18 to 24'];
    expect([...population(`${head.join(';')}\nE01000001;1;2;3;4;50\n`)]).toEqual([['E01000001', 10]]);
    expect([...population('lsoa\tage_0_17\t0\nE01000001\t77\t5\n')]).toEqual([['E01000001', 77]]);
    expect([...population('lsoa,Children\nE01000001,77\n')]).toEqual([['E01000001', 77]]);
    expect([...population('lsoa,Under 18\nE01000001,77')]).toEqual([['E01000001', 77]]);
  });
  test('bands that straddle 17 do not', () => {
    expect(ageBands(['code', '0-4', '5-9', '10-14', '15-19', '20-24'])).toBeNull();
    expect(refusal(() => population('lsoa,0-9,10-19\nE01000001,1,2\n'))).toBe(
      'people.csv has no columns that add up to children aged 0 to 17: choose the mid-year estimates by single year of age, or a file with one column "Aged 0 to 17".',
    );
  });
  test('the code column of the boundaries’ year is taken where there are two', () => {
    const file = 'lsoa11_code,lsoa21_code,children\nE01000001,E01000009,5\n';
    expect([...population(file, '21')]).toEqual([['E01000009', 5]]);
    expect([...population(file, '11')]).toEqual([['E01000001', 5]]);
  });
  test('a cell that is no number leaves its LSOA without children known, not with none', () => {
    expect([...population('lsoa,children\nE01000001,c\nE01000002,5\nE01000003,7')]).toEqual([
      ['E01000002', 5],
      ['E01000003', 7],
    ]);
  });
  test('other files are refused in one sentence', () => {
    expect(refusal(() => population('postcode,lat\nSO14 1AA,50.9\n'))).toBe(
      'people.csv has no column of LSOA codes such as E01000001 under a heading: choose the file by LSOA, saved as CSV.',
    );
    expect(refusal(() => population('E01000001,5\n'))).toContain('no column of LSOA codes');
    expect(refusal(() => population(' \n'))).toContain('is empty');
    expect(refusal(() => population('PK\x03\x04...'))).toBe(
      'people.csv is not a CSV file; open it in Excel and save the sheet as CSV (comma delimited).',
    );
    expect(refusal(() => population('lsoa,children\nE01000001,c\nE01000002,c\nE01000003,5\n'))).toBe(
      'people.csv has cells that are not numbers of children in most rows: download it again.',
    );
    expect(refusal(() => population('lsoa,children\nE01000001,5\nE01000001,6\n'))).toContain('in more than one row');
  });
});

describe('deprivation', () => {
  const head =
    'LSOA code (2021),LSOA name (2021),Index of Multiple Deprivation (IMD) Rank,Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)';
  test('IDACI is preferred, IMD will do', () => {
    const both = `${head},Income Deprivation Affecting Children Index (IDACI) Decile (where 1 is most deprived 10% of LSOAs)\nE01000001,A,1,1,3\n`;
    expect(readDeprivation(csv('iod.csv', both))).toEqual({
      vintage: '21',
      index: 'IDACI 2025',
      of: new Map([['E01000001', 3]]),
    });
    const one = `${head}\nE01000001,A,1,1\nE01000002,A,1,\nE01000003,A,1,11\n`;
    expect(readDeprivation(csv('iod.csv', one))).toEqual({
      vintage: '21',
      index: 'IMD 2025',
      of: new Map([['E01000001', 1]]),
    });
  });
  test('ranks alone are refused', () => {
    const file = 'LSOA code (2011),IMD Rank\nE01000001,5\n';
    expect(refusal(() => readDeprivation(csv('iod.csv', file)))).toBe(
      'iod.csv has ranks or scores but no deciles of IDACI or IMD: choose File 3 or File 7 of the Indices of Deprivation.',
    );
  });
  test('so is a file about something else, and one whose deciles are none', () => {
    expect(refusal(() => readDeprivation(csv('iod.csv', 'LSOA code (2011),Children\nE01000001,5\n')))).toBe(
      'iod.csv has no column of IDACI or IMD deciles: choose File 3 or File 7 of the Indices of Deprivation, saved as CSV.',
    );
    expect(refusal(() => readDeprivation(csv('iod.csv', `${head}\nE01000001,A,1,0\nE01000002,A,1,c\n`)))).toBe(
      'iod.csv has no deciles from 1 to 10 in most rows of its decile column: download it again.',
    );
  });
});

describe('wards', () => {
  test('an LSOA in two wards is in the one with most rows, then the lowest code', () => {
    const file =
      'LSOA21CD,WD24CD,WD24NM\nE01000001,E05000002,Hill\nE01000001,E05000001,Dale\nE01000001,E05000002,Hill\n' +
      'E01000002,E05000002,Hill\nE01000002,E05000001,"Dale, Upper"\nE01000003,,\n';
    const { of, split } = readWards(csv('wards.csv', file));
    expect([...of]).toEqual([
      ['E01000001', { code: 'E05000002', name: 'Hill' }],
      ['E01000002', { code: 'E05000001', name: 'Dale, Upper' }],
    ]);
    expect(split).toBe(2);
  });
  test('a lookup without wards is refused', () => {
    expect(refusal(() => readWards(csv('x.csv', 'LSOA21CD,LAD24CD\nE01000001,E06000001\n')))).toContain(
      'no column of ward codes',
    );
  });
});

const FILES = [
  'geo/stats/pop_mid2020_lsoa11_0_17.csv',
  'geo/stats/IoD2019_File3_IDACI_IDAOPI.csv',
  'geo/lookup/lookup_lsoa21_ward24_ltla24.csv',
];
describeWith(FILES, 'the real files', () => {
  const [people, iod, wards] = FILES.map((path) => readFileSync(shared(path)));
  test('34,753 LSOAs of 2011 have children, Hartlepool 009A 510', () => {
    const { of, vintage } = readPopulation(csv('people.csv', people!));
    expect(of.get('E01011949')).toBe(510);
    expect([of.size, vintage]).toEqual([34753, '11']);
  });
  test('the IDACI deciles of 2019 are tenths of 32,844 LSOAs; City of London 001C is in decile 9 (by IMD in 5)', () => {
    const deciles = readDeprivation(csv('iod.csv', iod!));
    expect(deciles.index).toBe('IDACI 2019');
    expect(deciles.of.size).toBe(32844);
    expect(deciles.of.get('E01000003')).toBe(9);
    for (let decile = 1; decile <= 10; decile++) {
      const size = [...deciles.of.values()].filter((one) => one === decile).length;
      expect(Math.abs(size - 3284)).toBeLessThanOrEqual(1);
    }
  });
  test('every LSOA of 2021 has one ward; Middlesbrough 014A is in Ladgate', () => {
    const { of, split, vintage } = readWards(csv('wards.csv', wards!));
    expect(of.get('E01012049')).toEqual({ code: 'E05009861', name: 'Ladgate' });
    expect([of.size, split, vintage]).toEqual([35672, 0, '21']);
  });
});

import { districtsOf } from '../../src/core/authorityChoices';
import { authorityLsoas } from '../../src/core/keepAuthority';
import { locateArea } from '../../src/core/locateArea';
import type { Cell, Geography, WorkbookData } from '../../src/core/types';
import { random } from '../../src/sample/random';

/** Rows of the log: every assessment once, every second one twice, and the rest other events. */
const LOG_ROWS = 1_000_000;
const ASSESSMENTS = 400_000;
const OTHER_EVENTS = 400_000;
const DAYS = 912;
const SERIAL_1970 = 25569;
const FACTORS = [
  '1A',
  '1B',
  '2A',
  '3A,3B',
  '4B',
  '4A,5A',
  '8B,8C',
  '10A',
  '16A',
  '20',
  '',
  '17A,2C',
  '4B,3B,2B',
  '99Z',
];
const OTHER_TYPES = ['ReferralDate', 'CPPstartDate', 'CINclosureDate', 'S47ActualStartDate'];

/**
 * A workbook of 1,000,000 log rows with 400,000 assessments in the 30 months before `today` (ISO), and their template:
 * 90 in a hundred at a postcode of `own`, 7 at one of `around`, the others without. The same seed, the same rows.
 */
export function millionRows({ own, around }: Places, today: string, seed = 4): WorkbookData {
  const { whole, pick, chance } = random(seed);
  const last = Date.parse(today) / 86_400_000 + SERIAL_1970;
  const child = (i: number) => 1_000_000 + i;
  const log: Cell[][] = [['CUID', 'Date', 'Type', 'Factors']];
  const template: Cell[][] = [['CUID', 'Assessment Closure Date', 'Postcode at Time of Assessment']];
  for (let i = 0; i < ASSESSMENTS; i++) {
    const date = last - whole(DAYS);
    template.push([child(i), date, chance(0.9) ? pick(own) : chance(0.7) ? pick(around) : null]);
    for (let copy = i % 2; copy < 2; copy++) log.push([child(i), date, 'AssessmentAuthorisationDate', pick(FACTORS)]);
  }
  for (let i = 0; i < OTHER_EVENTS; i++)
    log.push([child(whole(ASSESSMENTS)), last - whole(DAYS), pick(OTHER_TYPES), null]);
  if (log.length !== LOG_ROWS + 1) throw new Error(`${log.length - 1} log rows instead of ${LOG_ROWS}`);
  const sheet = (name: string, rows: Cell[][]) => ({ name, firstRow: 1, firstColumn: 1, rows, tables: [] });
  return {
    name: 'million.xlsx',
    date1904: false,
    sheets: [sheet('assessment_postcode_data', template), sheet('log', log)],
  };
}

/** Postcodes as letters and digits. */
export interface Places {
  own: string[];
  around: string[];
}

/** Every postcode of the file in the outward codes that the workbook's cells name: the authority's, and those around it. */
export function placesOf({ sheets }: WorkbookData, geography: Geography, authority: string[]): Places {
  const { postcodes } = geography;
  const outwards = new Set<string>();
  for (const { rows } of sheets)
    for (const cell of rows.flat()) {
      const outward = typeof cell === 'string' && /^([A-Z]{1,2}\d[A-Z\d]?) ?\d[A-Z]{2}$/.exec(cell)?.[1];
      if (outward) outwards.add(outward);
    }
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const inwards = [...'0123456789'].flatMap((digit) => letters.flatMap((a) => letters.map((b) => `${digit}${a}${b}`)));
  const all = [...outwards]
    .sort()
    .flatMap((outward) => inwards.map((inward) => `${outward}${inward}`).filter((one) => postcodes.find(one) >= 0));
  const lsoas = new Set(authorityLsoas(geography, districtsOf(authority, geography.authorities)));
  const locate = locateArea(geography);
  const own = all.filter((one) => lsoas.has(locate(one).area));
  return { own, around: all.filter((one) => !lsoas.has(locate(one).area)) };
}

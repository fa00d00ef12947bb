import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { diskSource } from '../../src/cli/diskSource';
import { nodePng } from '../../src/cli/nodePng';
import { runJob } from '../../src/core/runJob';
import { readSheets } from '../../src/core/readSheets';
import type { Geography, Job, Result } from '../../src/core/types';
import { howManyHidden } from '../../src/evidence/howManyHidden';
import { readWards } from '../../src/geography/readWards';
import { shareAreas, type ShareBy } from '../../src/evidence/shareAreas';
import { shareSheets, shareTables } from '../../src/evidence/shareSheets';
import { csvRows } from '../../src/geography/csvRows';
import { readGeography } from '../../src/geography/readGeography';
import { readXlsx } from '../../src/workbook/readXlsx';
import { writeXlsx } from '../../src/workbook/writeXlsx';
import { describeWith, shared } from '../support/shared';
import { attack } from './attack';
import { hypercube, loneCounts } from './rowColumn';

const CASE = 'cases/southampton-clean/workbook.xlsx';
const FILES = {
  postcodes: 'geo/national/ukpostcodes.zip',
  lsoas: 'geo/national/LSOA_2021_EW_BGC.geojson.gz',
  authorities: 'geo/national/LAD_2024_EW_BGC.geojson.gz',
};
const WARDS = 'geo/lookup/lookup_lsoa21_ward24_ltla24.csv';
const LIMIT = 5;

describeWith([CASE, WARDS, ...Object.values(FILES)], 'Southampton', () => {
  let job: Job;
  let geography: Geography;
  let result: Result;
  const choice = (by: ShareBy) => ({
    ...{ by, limit: LIMIT },
    ...(by === 'ward' && { wards: readWards(csvRows(WARDS, readFileSync(shared(WARDS)))) }),
  });

  beforeAll(async () => {
    geography = await readGeography({
      postcodes: await diskSource(shared(FILES.postcodes)),
      lsoas: await diskSource(shared(FILES.lsoas)),
      authorities: await diskSource(shared(FILES.authorities)),
    });
    const workbook = await readXlsx(readFileSync(shared(CASE)), 'workbook.xlsx');
    job = { workbook, authorities: ['Southampton'], today: '2025-06-30' };
    const host = { png: async () => new Uint8Array(0), progress: () => undefined, inPlace: false };
    result = await runJob(job, { ...host, geography: async () => geography });
  });

  test('by MSOA and by ward a solver that knows the whole copy narrows no hidden count', async () => {
    for (const by of ['msoa', 'ward'] as const) {
      const { shown } = shareTables(result, { job }, choice(by));
      const { hidden, narrowed } = await attack(shown, 'current');
      expect({ by, narrowed }).toEqual({ by, narrowed: [] });
      expect(hidden).toBe(shown.numbers.first + shown.numbers.second);
    }
  });

  test.each(['lsoa', 'msoa', 'ward'] as const)(
    'by %s no more counts are hidden for the sake of others than the hypercube method hides',
    (by) => {
      const { shown } = shareTables(result, { job }, choice(by));
      const { rows } = shareAreas(by, result.assessmentsByLsoa, choice(by).wards);
      const tables = [result.assessmentsByLsoa, ...Object.values(result.needsByLsoa)].map(rows);
      const sum = (method: typeof hypercube) => tables.reduce((total, table) => total + method(table, LIMIT), 0);
      console.log(by, shown.numbers, { hypercube: sum(hypercube), 'lone counts only': sum(loneCounts) });
      expect(shown.numbers.second).toBeLessThanOrEqual(sum(hypercube));
    },
  );

  test('the pane can say beforehand how many counts each choice hides: fewer by larger areas', () => {
    const found = howManyHidden({ result, job }, (['lsoa', 'msoa'] as const).map(choice));
    const [lsoa, msoa] = found.map((one) => ('numbers' in one ? one.numbers.first + one.numbers.second : Infinity));
    expect(lsoa! / 1872).toBeGreaterThan(0.4);
    expect(msoa! / 444).toBeLessThan(0.1);
  });

  test('a copy by MSOA takes less than 5 seconds, and holds no child id and no postcode anywhere', async () => {
    // The processor's seconds: the clock's depend on what else the machine does.
    const start = process.cpuUsage();
    const sheets = await shareSheets({ result, geography, job }, choice('msoa'), nodePng);
    const bytes = await writeXlsx(sheets, { title: 'copy' });
    const { user, system } = process.cpuUsage(start);
    const seconds = (user + system) / 1e6;
    console.log(`copy by MSOA: ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(5);
    const texts = job.workbook.sheets.flatMap(({ rows }) => rows.flat()).filter((cell) => typeof cell === 'string');
    const postcodes = texts.filter((text) => /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i.test(text.trim()));
    const secrets = new Set([
      ...readSheets(job).log.map((row) => row.child),
      ...postcodes.flatMap((postcode) => [postcode.trim(), postcode.replace(/\s/g, '')]),
    ]);
    expect(secrets.size).toBeGreaterThan(2000);
    const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => ({ name, text: strFromU8(part, true) }));
    const pictures = parts.filter(({ name }) => name.endsWith('.png'));
    expect(pictures).toHaveLength(12);
    // Pictures hold their size and pixels, no text.
    for (const { text } of pictures) expect(text.match(/tEXt|zTXt|iTXt|eXIf/)).toBeNull();
    // Single words, and two that follow each other, as in SO14 7LY; names of parts too.
    const words = parts
      .filter(({ name }) => !name.endsWith('.png'))
      .flatMap(({ name, text }) => `${name} ${text}`.toUpperCase().split(/[^A-Z0-9]+/));
    const found = words.filter((word, i) => secrets.has(word) || secrets.has(`${word} ${words[i + 1]}`));
    expect(found.length).toBe(0);
  });
});

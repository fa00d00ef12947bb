import { existsSync, readFileSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { withAddedFiles } from '../../src/cli/addedFiles';
import { diskSource } from '../../src/cli/diskSource';
import { districtsOf } from '../../src/core/authorityChoices';
import { resultJson } from '../../src/core/resultJson';
import { runJob } from '../../src/core/runJob';
import type { Geography, Job } from '../../src/core/types';
import { findEvidence } from '../../src/evidence/findEvidence';
import { cutGeography } from '../../src/geography/cutGeography';
import { packGeography } from '../../src/geography/packGeography';
import { cellsToPack, packToCells } from '../../src/geography/packText';
import { readGeography } from '../../src/geography/readGeography';
import { unpackGeography } from '../../src/geography/unpackGeography';
import { readXlsx } from '../../src/workbook/readXlsx';
import { describeReal } from './helpers';

interface Case {
  postcodes: string;
  lsoas: string;
  authorities: string;
  authority: string[];
  today: string;
}

describeReal('every way of having geography', (geo) => {
  const cases = `${geo}../cases/`;
  test.each(['southampton-messy'].filter((name) => existsSync(cases + name)))(
    'gives %s the same numbers, reasons, maps and evidence: the files, and the pack that a workbook carries',
    async (name) => {
      const folder = `${cases}${name}/`;
      const { authority, today, ...files } = JSON.parse(readFileSync(`${folder}case.json`, 'utf8')) as Case;
      const job: Job = {
        workbook: await readXlsx(readFileSync(`${folder}workbook.xlsx`), 'workbook.xlsx'),
        authorities: authority,
        today,
      };
      const read = await readGeography({
        postcodes: await diskSource(folder + files.postcodes),
        lsoas: await diskSource(folder + files.lsoas),
        authorities: await diskSource(folder + files.authorities),
      });
      const whole = await withAddedFiles(read, {
        population: `${geo}stats/pop_mid2020_lsoa11_0_17.csv`,
        deprivation: `${geo}stats/IoD2019_File3_IDACI_IDAOPI.csv`,
        wards: `${geo}lookup/lookup_lsoa21_ward24_ltla24.csv`,
      });
      const deflate = (bytes: Uint8Array) => deflateRawSync(bytes);
      const pack = packGeography(whole, deflate);
      const packed = unpackGeography(pack, 'origin', (bytes) => inflateRawSync(bytes));
      const cells = packToCells(
        packGeography(cutGeography(packed, districtsOf(authority, packed.authorities)), deflate),
      );
      const carried = unpackGeography(cellsToPack(cells)!, 'workbook');
      const found = async (geography: Geography) => {
        const png = async () => new Uint8Array();
        const result = await runJob(job, {
          geography: async () => geography,
          evidence: findEvidence(),
          png,
          progress: () => undefined,
          inPlace: false,
        });
        const matching = result.sheets.find(({ key }) => key === 'matching');
        const listed = matching?.tables.find(({ name: table }) => table === 'NeedsMap_SetAside')?.rows;
        const evidence = ['assessments', 'hot-spots', 'deprivation', 'wards'].map(
          (wanted) => result.sheets.find(({ key }) => key === wanted)?.tables,
        );
        return {
          evidence,
          json: JSON.stringify(resultJson(result)),
          drawings: JSON.stringify(result.drawings),
          listed,
        };
      };
      const expected = await found(whole);
      expect(expected.listed?.length).toBeGreaterThan(100);
      // A pack of the whole gives back every unit (nationalPack.test.ts), so the cut one is what can differ.
      expect(expected.evidence.map((tables) => tables?.length)).toEqual([1, 1, 1, 1]);
      // Southampton has 17 wards.
      expect(expected.evidence[3]?.[0]?.rows.length).toBeGreaterThanOrEqual(17);
      const { evidence, json, drawings, listed } = await found(carried);
      expect(evidence).toEqual(expected.evidence);
      expect(json).toBe(expected.json);
      expect(listed).toEqual(expected.listed);
      expect(drawings === expected.drawings).toBe(true);
    },
  );
});

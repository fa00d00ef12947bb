import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { diskPack } from '../../src/cli/diskPack';
import { diskSource } from '../../src/cli/diskSource';
import { nodePng } from '../../src/cli/nodePng';
import { districtsOf } from '../../src/core/authorityChoices';
import { runJob } from '../../src/core/runJob';
import type { Geography, Job, WorkbookData } from '../../src/core/types';
import { findEvidence } from '../../src/evidence/findEvidence';
import { cutGeography } from '../../src/geography/cutGeography';
import { packGeography } from '../../src/geography/packGeography';
import { packToCells } from '../../src/geography/packText';
import { readGeography } from '../../src/geography/readGeography';
import { readXlsx } from '../../src/workbook/readXlsx';
import type { Inputs } from './inputs';
import { millionRows, placesOf } from './millionRows';

/**
 * One stage in a process of its own, so that its peak memory is its own: `stage.ts NAME FOLDER`. FOLDER holds
 * `inputs.json`, and after `import` the packs. Prints one line of JSON, a StageFigures.
 */
export interface StageFigures {
  seconds: number;
  /** Processor seconds of all threads in that time. */
  processor: number;
  /** Of the whole process, starting up included. */
  peakMemoryMB: number;
  /** In words: what was made. */
  made: string;
  packs?: Record<string, number>;
}

type Timed = () => Promise<{ made: string; packs?: Record<string, number> }>;

/** What each stage does before the clock starts, and then the timed part. */
const STAGES: Record<string, (inputs: Inputs, folder: string) => Promise<Timed>> = {
  async import(inputs, folder) {
    return async () => {
      const geography = await readFiles(inputs);
      const pack = packGeography(geography, (bytes) => deflateRawSync(bytes));
      await writeFile(nationalPack(folder), pack);
      return { made: 'files to a pack on disk', packs: { all: pack.length } };
    };
  },
  async cuts(inputs, folder) {
    const geography = await diskPack(nationalPack(folder));
    return async () => {
      const size = (name: string) =>
        packToCells(packGeography(cutGeography(geography, districtsOf([name], geography.authorities)))).join('').length;
      const packs = Object.fromEntries(inputs.cuts.map((name) => [name, size(name)]));
      return { made: "authorities' packs as cells of a workbook", packs };
    };
  },
  async cold(inputs) {
    const workbook = await readWorkbook(inputs);
    return () => run(inputs, workbook, () => readFiles(inputs));
  },
  async warm(inputs, folder) {
    const workbook = await readWorkbook(inputs);
    return () => run(inputs, workbook, () => diskPack(nationalPack(folder)));
  },
  async refresh(inputs, folder) {
    const workbook = await readWorkbook(inputs);
    const geography = await diskPack(nationalPack(folder));
    await run(inputs, workbook, async () => geography);
    return () => run(inputs, workbook, async () => geography);
  },
  async millionRows(inputs, folder) {
    const places = placesOf(await readWorkbook(inputs), await diskPack(nationalPack(folder)), inputs.authority);
    const workbook = millionRows(places, inputs.today);
    return () => run(inputs, workbook, () => diskPack(nationalPack(folder)));
  },
};

const nationalPack = (folder: string) => join(folder, 'all.pack');

const readWorkbook = async ({ workbook }: Inputs) => readXlsx(await readFile(workbook), basename(workbook));

const readFiles = async ({ postcodes, lsoas, authorities, today }: Inputs): Promise<Geography> =>
  readGeography(
    {
      postcodes: await diskSource(postcodes),
      lsoas: await diskSource(lsoas),
      authorities: await diskSource(authorities),
    },
    { today },
  );

/** The job with its twelve maps of 1600 pixels. Throws where it came to nothing, so that no empty run looks fast. */
async function run({ authority, today }: Inputs, workbook: WorkbookData, geography: () => Promise<Geography>) {
  const job: Job = { workbook, authorities: authority, today };
  const { counted, assessments, sheets } = await runJob(job, {
    geography,
    evidence: findEvidence(),
    png: nodePng,
    progress: () => undefined,
    inPlace: false,
  });
  const images = sheets.flatMap((sheet) => sheet.images);
  const wide = images.filter(({ png }) => new DataView(png.buffer, png.byteOffset).getUint32(16) === 1600);
  if (counted === 0 || wide.length !== 12) throw new Error(`${counted} counted, ${wide.length} maps of 1600 pixels`);
  return { made: `${counted} of ${assessments} counted, ${images.length} maps` };
}

const [name = '', folder = ''] = process.argv.slice(2);
const prepare = STAGES[name];
if (!prepare || !(await stat(folder)).isDirectory()) throw new Error('stage.ts NAME FOLDER');
const timed = await prepare(JSON.parse(await readFile(join(folder, 'inputs.json'), 'utf8')) as Inputs, folder);
const before = process.cpuUsage();
const start = performance.now();
const answer = await timed();
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
const figures: StageFigures = {
  seconds,
  processor: (user + system) / 1e6,
  peakMemoryMB: process.resourceUsage().maxRSS / 1024,
  ...answer,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);

import { readFile, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readLogCsv } from '../census/logCsv';
import { logOfRows, logToSheet } from '../census/logTable';
import { readCensus } from '../census/readCensus';
import type { LogTable } from '../census/types';
import { localDay } from '../core/localDay';
import { resultJson } from '../core/resultJson';
import { runJob } from '../core/runJob';
import { SHARE_LIMIT } from '../core/shareLimit';
import type { Added, Geography, Job, Result, WorkbookData } from '../core/types';
import { UserError } from '../core/userError';
import { findEvidence } from '../evidence/findEvidence';
import type { ShareSource } from '../evidence/shareMaps';
import { shareProperties, shareSheets, type ShareChoice } from '../evidence/shareSheets';
import type { ReadControl } from '../geography/byteSource';
import { readGeography } from '../geography/readGeography';
import { readXlsx } from '../workbook/readXlsx';
import { writeXlsx } from '../workbook/writeXlsx';
import { withAddedFiles } from './addedFiles';
import { command, oneOf, options, progressLine, wholeNumber } from './command';
import { diskPack } from './diskPack';
import { diskSource } from './diskSource';
import { nodePng } from './nodePng';
import { writeFiles } from './writeFiles';

const USAGE =
  'Usage: npm run --silent job -- --workbook in.xlsx --postcodes F --lsoas F --authorities F --authority "Southampton" ' +
  '[--authority ...] [--today 2025-06-30] [--year-end DATE] [--log SHEET ...] [--template SHEET] [--needs 3,4,17A | --top N] ' +
  '[--by growth] [--include-21] [--count-children] [--date-system 1904] --out out.xlsx [--json result.json] [--maps DIR] [--no-list] ' +
  '[--census FILE.xml ...] [--log-file log.csv ...] [--polygons-only] [--population F] [--deprivation F] [--wards F] [--show count|rate] ' +
  '[--share copy.xlsx [--share-limit 5] [--share-by lsoa|msoa|ward]]; --pack F stands for the three geography files.';

const one = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;
const SPEC = {
  workbook: one,
  census: many,
  'log-file': many,
  postcodes: one,
  lsoas: one,
  authorities: one,
  pack: one,
  authority: many,
  today: one,
  'year-end': one,
  log: many,
  template: one,
  needs: one,
  top: one,
  by: one,
  'include-21': flag,
  'polygons-only': flag,
  'date-system': one,
  out: one,
  json: one,
  maps: one,
  'no-list': flag,
  share: one,
  'share-limit': one,
  'share-by': one,
  population: one,
  deprivation: one,
  wards: one,
  show: one,
  'count-children': flag,
} as const;
type Values = ReturnType<typeof options<typeof SPEC>>['values'];

/** The whole job on files. The input is never written; the outputs are written all together or not at all. */
async function main(): Promise<void> {
  const { values } = options(SPEC, USAGE);
  const file = required(values, 'workbook');
  const out = required(values, 'out');
  if (!values.authority?.length) {
    throw new UserError(`--authority is missing: which local authority are the maps about? ${USAGE}`);
  }
  const geographyFiles = values.pack
    ? [values.pack]
    : [required(values, 'postcodes'), required(values, 'lsoas'), required(values, 'authorities')];
  const inputs = [
    file,
    ...geographyFiles,
    ...(values.census ?? []),
    ...(values['log-file'] ?? []),
    ...[values.population, values.deprivation, values.wards].filter((path) => path !== undefined),
  ];
  await neverTheInput([out, values.json, values.share], inputs);

  const progress = progressLine();
  const today = values.today ?? localDay(new Date());
  const job: Job = {
    workbook: await readWorkbook(values, file),
    authorities: values.authority,
    today,
    yearEnd: values['year-end'],
    logs: values.log,
    template: values.template,
    needs: values.needs?.split(',').filter((need) => need.trim() !== ''),
    top: wholeNumber(values.top, '--top', 1, 24),
    by: oneOf(values.by, '--by', ['current', 'growth']),
    include21: values['include-21'],
    lsoaByCode: !values['polygons-only'],
    list: !values['no-list'],
    countChildren: values['count-children'],
    map: { show: oneOf(values.show, '--show', ['count', 'rate']) },
  };
  const share = values.share ? shareChoice(values) : null;
  // What a pack holds is known once it is open.
  if (!values.pack) checkAdded(values, {}, share);
  let geography: Promise<Geography> | undefined;
  const open = () =>
    (geography ??= openFiles(values, {
      today,
      progress: (step, done, total) => progress(step, 0.1 + (0.25 * done) / Math.max(1, total)),
    }).then((opened) => {
      checkAdded(values, opened.added ?? {}, share);
      return opened;
    }));
  const result = await runJob(job, {
    geography: open,
    evidence: findEvidence(),
    png: nodePng,
    progress,
    inPlace: false,
  });
  await writeFiles([
    {
      path: out,
      bytes: await writeXlsx(result.sheets, { title: `Needs map: ${result.authority}`, time: `${today}T00:00:00Z` }),
    },
    ...(values.json ? [{ path: values.json, bytes: `${JSON.stringify(resultJson(result), null, 1)}\n` }] : []),
    ...(values.maps ? mapFiles(result, values.maps) : []),
    ...(values.share && share
      ? [{ path: values.share, bytes: await copyToShare(share, { result, geography: await open(), job }) }]
      : []),
  ]);
}

/** By what to share, and from which limit. */
function shareChoice(values: Values): ShareChoice {
  const { usual, least, most } = SHARE_LIMIT;
  return {
    by: oneOf(values['share-by'], '--share-by', ['lsoa', 'msoa', 'ward']) ?? 'lsoa',
    limit: wholeNumber(values['share-limit'], '--share-limit', least, most) ?? usual,
  };
}

/** UserError where a choice needs a file by LSOA that is neither named nor in the geography. */
function checkAdded(values: Values, added: Added, share: ShareChoice | null): void {
  if (values.show === 'rate' && !values.population && !added.population)
    throw new UserError('--population is missing: rates need a file of the children in each LSOA.');
  if (share?.by === 'ward' && !values.wards && !added.wards)
    throw new UserError('--wards is missing: to share by ward, name a lookup from LSOA to ward, saved as CSV.');
}

/** The copy that is safe to share: nothing of the workbook that was read but its counts. */
async function copyToShare(choice: ShareChoice, source: ShareSource): Promise<Uint8Array> {
  const { wards } = source.geography.added ?? {};
  const sheets = await shareSheets(source, { ...choice, ...(wards && { wards }) }, nodePng);
  return writeXlsx(sheets, shareProperties(source));
}

function required(values: Values, name: 'workbook' | 'postcodes' | 'lsoas' | 'authorities' | 'out'): string {
  const value = values[name];
  if (!value) throw new UserError(`--${name} is missing. ${USAGE}`);
  return value;
}

/** The workbook, and beside its own sheets the logs made from census returns and log files. */
async function readWorkbook(values: Values, file: string): Promise<WorkbookData> {
  const workbook = await readXlsx(await readFile(file), basename(file));
  const date1904 = dateSystem(values['date-system'], workbook.date1904);
  const logs: LogTable[] = [];
  for (const path of values['log-file'] ?? []) logs.push(logOfRows(readLogCsv(await readFile(path, 'utf8')), date1904));
  if (values.census) logs.push((await readCensus(await Promise.all(values.census.map(diskSource)))).log);
  const names = new Set(workbook.sheets.map((sheet) => sheet.name));
  const sheets = logs.map((log, i) => {
    const sheet = logToSheet(log, date1904);
    let name = sheet.name;
    for (let copy = 2; names.has(name); copy++) name = `${sheet.name} (${copy + i})`;
    names.add(name);
    return { ...sheet, name };
  });
  return { ...workbook, sheets: [...workbook.sheets, ...sheets], date1904 };
}

async function openFiles(values: Values, control: ReadControl): Promise<Geography> {
  if (values.pack) {
    const geography = await diskPack(values.pack);
    return withAddedFiles({ ...geography, about: { ...geography.about, way: 'files' } }, values);
  }
  const files = {
    postcodes: await diskSource(required(values, 'postcodes')),
    lsoas: await diskSource(required(values, 'lsoas')),
    authorities: await diskSource(required(values, 'authorities')),
  };
  return withAddedFiles(await readGeography(files, control), values);
}

/** The maps as files: `all-prevalence.png`, `4-change.png`. */
const mapFiles = (result: Result, folder: string) =>
  result.sheets.flatMap(({ images }) =>
    images.map(({ name, png }) => ({
      path: join(folder, `${name.replace('NeedsMap_Map_', '').replaceAll('_', '-')}.png`),
      bytes: png,
    })),
  );

async function neverTheInput(outputs: (string | undefined)[], inputs: string[]): Promise<void> {
  const real = (path: string) => realpath(path).catch(() => null);
  const taken = await Promise.all(inputs.map(real));
  for (const output of outputs) {
    const place = output && (await real(output));
    if (place && taken.includes(place))
      throw new UserError(`${output} is one of the input files, which are never written: choose another name.`);
  }
}

function dateSystem(asked: string | undefined, ofFile: boolean): boolean {
  return asked === undefined ? ofFile : oneOf(asked, '--date-system', ['1900', '1904']) === '1904';
}

await command(main);

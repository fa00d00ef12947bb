import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const SRC = resolve(__dirname, '../src');

/** What each folder may import: folders of src, and packages. The shape of the code, held. */
const MAY: Record<string, (string | RegExp)[]> = {
  core: ['core', 'assets', 'flatbush', /^@turf\//, /^d3-/, 'simple-statistics'],
  geography: ['geography', 'core', 'assets', 'flatbush', 'fflate', 'idb'],
  census: ['census', 'core', 'assets', 'saxes'],
  evidence: ['evidence', 'core', 'assets', 'simple-statistics', '@turf/turf'],
  sample: ['sample', 'core', 'geography'],
  workbook: ['workbook', 'core', 'fflate'],
  worker: ['worker', 'core', 'geography', 'census', 'evidence', 'sample', 'assets', 'workbook', 'fflate'],
  pane: [
    'pane',
    'worker',
    'workbook',
    'core',
    'census',
    'assets',
    /^react(-dom)?(\/|$)/,
    /^@fluentui\//,
    '@microsoft/office-js-helpers',
  ],
  cli: ['cli', 'core', 'geography', 'census', 'evidence', 'sample', 'workbook', 'assets', /^node:/, '@napi-rs/canvas'],
};

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? files(join(folder, entry.name))
      : /\.tsx?$/.test(entry.name)
        ? [join(folder, entry.name)]
        : [],
  );

/** The first folder below src (or `assets`), or the package. */
function target(file: string, imported: string): string {
  if (!imported.startsWith('.')) return imported;
  const path = relative(SRC, resolve(dirname(file), imported));
  return path.startsWith('..') ? path.split('/')[1]! : path.split('/')[0]!;
}

describe.each(Object.keys(MAY))('src/%s', (folder) => {
  test('imports only what the design allows', () => {
    const strays = files(join(SRC, folder)).flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(
          /^(?:import|export)\s(?:[^'";=]*?\sfrom\s)?'([^']+)';|\bimport\('([^']+)'\)/gm,
        ),
      ]
        .map((match) => target(file, (match[1] ?? match[2])!))
        .filter(
          (name) =>
            !MAY[folder]!.some((allowed) => (typeof allowed === 'string' ? name === allowed : allowed.test(name))),
        )
        .map((name) => `${relative(SRC, file)} imports ${name}`),
    );
    expect(strays).toEqual([]);
  });
});

test('only workbook/excel*.ts calls Excel.run', () => {
  const callers = files(SRC).filter((file) => /\bExcel\.(run|createWorkbook)\b/.test(readFileSync(file, 'utf8')));
  expect(callers.map((file) => relative(SRC, file)).filter((file) => !/^workbook\/excel\w*\.ts$/.test(file))).toEqual(
    [],
  );
});

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { command, options } from '../../src/cli/command';
import { UserError } from '../../src/core/userError';
import { browserToLaunch } from '../excel/host/browser';
import { benchChromium } from './chromium';
import { benchInputs } from './inputs';
import { runNotebook } from './notebook';
import type { StageFigures } from './stage';
import { benchTable, type Figure } from './table';

const USAGE = 'Usage: npm run --silent bench -- [--json FILE] [--repeat N] [--without chromium,notebook,millionRows].';
const one = { type: 'string' } as const;
const STAGES = ['import', 'cuts', 'cold', 'warm', 'refresh', 'millionRows'];

/**
 * Times every part of a job, prints one table, and with --json writes it as a file. Each stage runs in a process of its
 * own, --repeat times, of which the quickest counts. Progress goes to stderr.
 */
async function main(): Promise<void> {
  const { values } = options({ json: one, repeat: one, without: one }, USAGE);
  const without = new Set(values.without?.split(',') ?? []);
  const repeat = Number(values.repeat ?? 1);
  if (!Number.isInteger(repeat) || repeat < 1)
    throw new UserError(`--repeat takes a whole number from 1 up, not "${values.repeat}". ${USAGE}`);
  const folder = await mkdtemp(join(tmpdir(), 'needs-map-bench-'));
  try {
    const inputs = await benchInputs(folder);
    await writeFile(join(folder, 'inputs.json'), JSON.stringify(inputs));
    if (!inputs.notebook) say('There is no ../shared here: the invented authority stands in, and nothing is compared.');

    const figures: Record<string, Figure> = {};
    for (const name of STAGES) if (!without.has(name)) figures[name] = await stage(name, folder, repeat);
    const compare = inputs.notebook && !without.has('notebook') ? inputs.notebook : null;
    if (compare) {
      say('notebook');
      const original = await runNotebook(compare.script, compare.folder, join(folder, 'notebook'));
      if (!original)
        say('Skipped the notebook: python3-geopandas, -rtree, -openpyxl and -matplotlib are not installed.');
      else {
        for (const name of ['cold', 'warm', 'refresh'])
          figures[name]!.ratioToNotebook = figures[name]!.seconds / original.seconds;
        figures.notebook = { ...original, load: loadavg()[0]! };
      }
    }
    const launch = without.has('chromium') ? null : await browserToLaunch().catch(() => 'none' as const);
    if (launch === 'none') say('Skipped Chromium: none is installed (CHROME_PATH names one that is elsewhere).');
    else if (launch) {
      const chromium = await benchChromium(inputs, folder, launch, say);
      for (const [name, figure] of Object.entries(chromium)) figures[name] = { ...figure, load: loadavg()[0]! };
    }
    process.stdout.write(
      `${benchTable(figures, `${inputs.name}; ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`)}\n`,
    );
    if (values.json) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function stage(name: string, folder: string, repeat: number): Promise<Figure> {
  let best: Figure | null = null;
  for (let time = 1; time <= repeat; time++) {
    say(repeat > 1 ? `${name}, ${time} of ${repeat}` : name);
    const script = resolve('tests/bench/stage.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, name, folder]);
    const figures: Figure = { ...(JSON.parse(stdout) as StageFigures), load: loadavg()[0]! };
    if (!best || figures.seconds < best.seconds) best = figures;
  }
  return best!;
}

const say = (what: string) => process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${what}\n`);

await command(main);

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The original's way: seconds and processor seconds of its job, without imports and without reading the workbook. */
export interface NotebookFigures {
  seconds: number;
  processor: number;
  peakMemoryMB: number;
}

const PYTHON = '/usr/bin/python3';

/** Runs the script as it stands, and notes the processor's time wherever it asks for the clock's. */
const WRAPPER = `
import json, resource, runpy, sys, time
script, case, out = sys.argv[1:4]
clock, marks = time.time, []
def stamp():
    if sys._getframe(1).f_code.co_filename == script: marks.append(time.process_time())
    return clock()
time.time = stamp
sys.argv = [script, case, out]
laps = runpy.run_path(script, run_name='__main__')['T']
names = [name for name in laps if name not in ('total', 'job')]
cpu = {name: marks[2 * i + 1] - marks[2 * i] for i, name in enumerate(names)}
job = sum(cpu.values()) - cpu['imports'] - cpu['workbook']
print(json.dumps({'seconds': laps['job'], 'processor': job, 'peakMemoryMB': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
`;

/** Runs the notebook's steps; null where its libraries are not installed. `out`: a folder for what it writes. */
export async function runNotebook(script: string, folder: string, out: string): Promise<NotebookFigures | null> {
  const run = promisify(execFile);
  try {
    await run(PYTHON, ['-c', 'import geopandas, openpyxl, matplotlib, rtree']);
  } catch {
    return null;
  }
  const { stdout } = await run(PYTHON, ['-c', WRAPPER, script, folder, out], { maxBuffer: 1e7 });
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as NotebookFigures;
}

/** One line of the table. */
export interface Figure {
  seconds: number;
  /** Processor seconds of all threads. */
  processor?: number;
  /** Null where it can't be known. */
  peakMemoryMB: number | null;
  /** Seconds as a fraction of the notebook's. */
  ratioToNotebook?: number;
  longestTaskMs?: number;
  /** Processor time of the longest task. */
  longestTaskProcessorMs?: number | null;
  /** In words: what was made. */
  made?: string;
  /** Bytes by pack. */
  packs?: Record<string, number>;
  /** The machine's load average when it was done: above the number of processors, seconds mean little. */
  load: number;
}

const LINES: Record<string, string> = {
  notebook: 'the notebook',
  cold: 'cold: files to tables and twelve maps',
  warm: 'warm: pack on disk to tables and twelve maps',
  refresh: 'refresh: geography open',
  millionRows: 'a log of 1,000,000 rows, warm',
  import: 'import: files to pack',
  cuts: "authorities' packs",
  chromiumImport: 'Chromium: import',
  chromiumOpen: 'Chromium: open the cached pack',
  chromiumRun: 'Chromium: run and write',
};

/** The figures as a Markdown table under a line that says where they come from. */
export function benchTable(figures: Record<string, Figure>, where: string): string {
  const rows = Object.keys(LINES).flatMap((name) => {
    const one = figures[name];
    if (!one) return [];
    const packs = Object.entries(one.packs ?? {}).map(([pack, bytes]) => `${pack} ${(bytes / 1e6).toFixed(1)} MB`);
    return [
      [
        LINES[name]!,
        `${one.seconds.toFixed(2)} s`,
        one.processor === undefined ? '' : `${one.processor.toFixed(2)} s`,
        one.peakMemoryMB === null ? '' : `${Math.round(one.peakMemoryMB)} MB`,
        one.ratioToNotebook === undefined ? '' : `1/${(1 / one.ratioToNotebook).toFixed(1)}`,
        one.longestTaskMs === undefined ? '' : `${Math.round(one.longestTaskMs)} ms`,
        one.longestTaskProcessorMs ? `${Math.round(one.longestTaskProcessorMs)} ms` : '',
        packs.join(', '),
        one.load.toFixed(1),
      ],
    ];
  });
  const headings = [
    '',
    'time',
    'processor',
    'peak memory',
    'to the notebook',
    'longest task',
    'its processor',
    'packs',
    'load',
  ];
  const widths = headings.map((heading, i) => Math.max(3, heading.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [where, '', line(headings), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

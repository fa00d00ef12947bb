import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { UserError } from '../core/userError';

/** Runs a command: exit 0, or 1 with one plain sentence on stderr. A fault of ours is named without any row's contents. */
export async function command(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`\n${sentenceOf(error)}\n`);
    process.exitCode = 1;
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  const { code, path, name, stack } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' && path) return `The file ${path} isn't there: check its name and folder.`;
  if ((code === 'EACCES' || code === 'EISDIR') && path)
    return `The file ${path} can't be read: check what it is and who may open it.`;
  // A stream that reads a folder doesn't say which.
  if (code === 'EISDIR') return 'A folder was named where a file is needed: name the file in it.';
  const place = /([\w.-]+\.tsx?:\d+)/.exec(stack ?? '')?.[1] ?? 'an unknown place';
  return `Stopped by a fault in Needs Map itself (${name ?? 'error'} at ${place}): please report it; nothing was written.`;
}

/** node:util's parseArgs, with sentences for its errors. */
export function options<T extends NonNullable<ParseArgsConfig['options']>>(
  spec: T,
  usage: string,
  positionals = false,
) {
  try {
    return parseArgs({ options: spec, allowPositionals: positionals, strict: true });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('. ')[0]}. ${usage}`);
  }
}

/** An option's whole number. UserError where it is none, or out of its bounds. */
export function wholeNumber(text: string | undefined, name: string, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UserError(`${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}

/** An option with a few values. UserError where it is another. */
export function oneOf<T extends string>(text: string | undefined, name: string, choices: T[]): T | undefined {
  if (text === undefined || choices.includes(text as T)) return text as T | undefined;
  throw new UserError(`${name} takes ${choices.join(' or ')}, not "${text}".`);
}

/** Progress on one line of stderr: over itself on a terminal, a line a step elsewhere. */
export function progressLine(): (step: string, share: number) => void {
  let last = '';
  return (step, share) => {
    const line = `${String(Math.round(share * 100)).padStart(3)}% ${step}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${share >= 1 ? '' : line}`);
    else if (step !== last) process.stderr.write(`${line}\n`);
    last = step;
  };
}

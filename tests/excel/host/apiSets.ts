import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The requirement set that a member belongs to, after its `[Api set: ...]` note. */
export interface ApiSet {
  /** `ExcelApi`, `ExcelApiOnline`, `ExcelApiDesktop` or, for what is not released, `preview`. */
  set: string;
  version: string;
}

/** What the function `Excel.createWorkbook` calls; office.js checks 1.8 itself, the typings don't name them. */
const UNNAMED: Record<string, ApiSet> = {
  'Application.createWorkbook': { set: 'ExcelApi', version: '1.8' },
  'WorkbookCreated.open': { set: 'ExcelApi', version: '1.8' },
};

let known: Map<string, Map<string, ApiSet>> | undefined;

function readNote(note: string): ApiSet | undefined {
  const match = /\[Api set: (\w+)(?: BETA[^\]]*)?(?: (\d+(?:\.\d+)*))?/.exec(note);
  if (!match) return undefined;
  return match[2] ? { set: match[1] ?? '', version: match[2] } : { set: 'preview', version: '99' };
}

/** Reads the notes of the Excel classes in @types/office-js; a member that stands several times has its lowest set. */
function readTypings(): Map<string, Map<string, ApiSet>> {
  const root = process.cwd();
  const manifest = createRequire(join(root, 'package.json')).resolve('@types/office-js/package.json');
  const text = readFileSync(join(manifest, '..', 'index.d.ts'), 'utf8');
  const from = text.indexOf('\ndeclare namespace Excel {');
  const lines = text.slice(from, text.indexOf('\n}\n', from)).split('\n');
  const classes = new Map<string, Map<string, ApiSet>>();
  let current: Map<string, ApiSet> | undefined;
  let classSet: ApiSet | undefined;
  let note: ApiSet | undefined;
  for (const line of lines) {
    const found = line.includes('[Api set:') && /^\s*\*\s*\[Api set:/.test(line) ? readNote(line) : undefined;
    if (found) note = found;
    const opening = /^ {4}class (\w+) /.exec(line);
    if (opening) {
      classSet = note;
      current = new Map();
      classes.set(opening[1] ?? '', current);
      note = undefined;
    } else if (/^ {4}\}/.test(line)) {
      current = undefined;
      note = undefined;
    }
    const member = current && /^ {8}(?:readonly )?(\w+)(?:<.*?>)?[(:?]/.exec(line);
    if (current && member && !line.trim().startsWith('*')) {
      const set = note ?? classSet;
      const name = member[1] ?? '';
      const before = current.get(name);
      if (set && (!before || compareVersions(set.version, before.version) < 0)) current.set(name, set);
      note = undefined;
    }
  }
  return classes;
}

/** Negative where `a` is the older version: 1.9 < 1.10. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)];
  return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0);
}

/** The set that `Excel.<className>.<member>` needs; undefined where there is no such member. */
export function apiSetOf(className: string, member: string): ApiSet | undefined {
  known ??= readTypings();
  return known.get(className)?.get(member) ?? UNNAMED[`${className}.${member}`];
}

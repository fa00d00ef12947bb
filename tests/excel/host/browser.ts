import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Chrome, Edge and Chromium are installed on Linux, Mac and Windows. */
function candidates(): string[] {
  const { CHROME_PATH, PATH = '', LOCALAPPDATA = '', PROGRAMFILES = '', 'PROGRAMFILES(X86)': x86 = '' } = process.env;
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
  ];
  const onPath =
    process.platform === 'win32' ? [] : PATH.split(':').flatMap((folder) => names.map((name) => join(folder, name)));
  const mac = ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  );
  const windows = [PROGRAMFILES, x86, LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((root) => [
      join(root, 'Google/Chrome/Application/chrome.exe'),
      join(root, 'Microsoft/Edge/Application/msedge.exe'),
    ]);
  return [
    CHROME_PATH ?? '',
    ...onPath,
    ...(process.platform === 'darwin' ? mac : []),
    ...(process.platform === 'win32' ? windows : []),
  ];
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return path !== '';
  } catch {
    return false;
  }
}

/** A Chromium that npm brings along: for machines without a browser. Its extra flags come with it. */
async function fromNpm(): Promise<{ executablePath: string; args: string[] } | null> {
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    const executablePath = await packed.executablePath();
    execFileSync(executablePath, ['--version'], { stdio: 'ignore' });
    return { executablePath, args: packed.args.filter((flag) => !flag.startsWith('--headless')) };
  } catch {
    return null;
  }
}

/** As root on Debian: the system's own package. */
function fromApt(): string | null {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return null;
  execFileSync('apt-get', ['install', '-y', 'chromium'], { stdio: 'inherit' });
  return candidates().find(runs) ?? null;
}

/** Which browser to launch, and how: an installed Chrome, Edge or Chromium (CHROME_PATH first), else one from npm, else from apt. */
export async function browserToLaunch(): Promise<{ executablePath: string; args: string[] }> {
  const installed = candidates().find(runs);
  const packed = installed ? null : await fromNpm();
  const executablePath = installed ?? packed?.executablePath ?? fromApt();
  if (!executablePath) throw new Error('No browser: install Chrome, Edge or Chromium, or set CHROME_PATH to one.');
  return { executablePath, args: [...FLAGS, ...(packed?.args ?? [])] };
}

/** Starts it. */
export const startBrowser = async (): Promise<Browser> => chromium.launch(await browserToLaunch());

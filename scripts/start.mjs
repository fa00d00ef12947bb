/**
 * `npm start`: serves the pages while they are worked on. Over https with a certificate of this computer's own, where
 * that can be installed, and with the add-in loaded into Excel where Excel is; elsewhere the browser page is the way in.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import webpack from 'webpack';
import DevServer from 'webpack-dev-server';
import config from '../webpack.config.js';

const PORT = Number(process.env.PORT ?? 3000);
const desktop = process.platform === 'win32' || process.platform === 'darwin';

/** The certificate, its authority trusted by this user; null where that cannot be installed. */
async function certificate() {
  if (!desktop && !process.env.DISPLAY) return null;
  try {
    const { getHttpsServerOptions } = await import('office-addin-dev-certs');
    return await getHttpsServerOptions();
  } catch {
    return null;
  }
}

function excelIsInstalled() {
  const { PROGRAMFILES = '', 'PROGRAMFILES(X86)': x86 = '' } = process.env;
  const places =
    process.platform === 'darwin'
      ? ['/Applications/Microsoft Excel.app']
      : [PROGRAMFILES, x86].filter(Boolean).map((root) => `${root}\\Microsoft Office\\root\\Office16\\EXCEL.EXE`);
  return desktop && places.some((place) => existsSync(place));
}

function openBrowser(address) {
  const [command, ...before] =
    process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : process.platform === 'darwin' ? ['open'] : ['xdg-open'];
  spawn(command, [...before, address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

const options = await certificate();
const { devServer, ...build } = config({}, { mode: 'development' });
const server = new DevServer(
  { ...devServer, port: PORT, server: options ? { type: 'https', options } : 'http' },
  webpack({ ...build, mode: 'development' }),
);
await server.start();
const origin = `${options ? 'https' : 'http'}://localhost:${PORT}`;
if (!options)
  console.log('No certificate could be installed here, so the pages are served over plain http: Excel needs https.');
if (options && PORT === 3000 && excelIsInstalled()) {
  const { AppType, startDebugging } = await import('office-addin-debugging');
  await startDebugging('manifest.xml', { appType: AppType?.Desktop ?? 'desktop', enableDebugging: false });
  console.log('Needs map is on the Home tab of the Excel that opens.');
} else {
  console.log(`Excel was not found on this computer. The same pane without Excel: ${origin}/index.html`);
  if (process.stdout.isTTY) openBrowser(`${origin}/index.html`);
}

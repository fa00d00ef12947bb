import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { strFromU8, unzipSync } from 'fflate';
import { contentSecurityPolicy } from '../../scripts/policy.mjs';
import { sampleAuthority } from '../../src/sample/sampleAuthority';
import { builtPages } from '../pane/builtPages';
import { cli } from '../support/cli';
import { chooseFiles, ended, openWorkbook, readBack, run, settled } from './drivePane';
import { closeBrowser, ExcelHost, openPane, type Pane } from './host';

const sample = sampleAuthority();
const temp = mkdtempSync(join(tmpdir(), 'needs-map-copy-'));
let root: string;
beforeAll(async () => {
  root = await builtPages();
}, 300_000);
afterAll(async () => {
  rmSync(temp, { recursive: true });
  await closeBrowser();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function trySample(page: Page): Promise<void> {
  await button(page, 'Try with sample data').click();
  await button(page, 'Remove Exampleton').waitFor();
  await settled(page);
}

const upload = ({ name, text }: { name: string; text: string }) => ({
  ...{ name, mimeType: 'text/plain', buffer: Buffer.from(text) },
});
const { postcodes, lsoas, authorities } = sample.files;

/** The command line's copy of the same workbook by MSOA, with the same files. */
async function byCommandLine(bytes: Uint8Array): Promise<Record<string, Uint8Array>> {
  const at = (name: string) => join(temp, name);
  writeFileSync(at('in.xlsx'), bytes);
  for (const { name, text } of [postcodes, lsoas, authorities]) writeFileSync(at(name), text);
  const files = ['--postcodes', at(postcodes.name), '--lsoas', at(lsoas.name), '--authorities', at(authorities.name)];
  const job = ['--workbook', at('in.xlsx'), ...files, '--authority', sample.authority, '--out', at('out.xlsx')];
  const { code, err } = await cli('job', [...job, '--share', at('copy.xlsx'), '--share-by', 'msoa']);
  expect([code, err]).toEqual([0, expect.any(String)]);
  return unzipSync(readFileSync(at('copy.xlsx')));
}

/** What a copy says of itself: `60 of 438`. */
function saidBy(parts: Record<string, Uint8Array>): string {
  const strings = strFromU8(parts['xl/sharedStrings.xml']!);
  const [, counts, hidden] = /Of ([\d,]+) numbers in this copy ([\d,]+) are hidden/.exec(strings)!;
  return `${hidden} of ${counts}`;
}

/** Text parts as text, pictures by their size in pixels: two canvases smooth edges differently. */
const comparable = (parts: Record<string, Uint8Array>) =>
  Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      name.endsWith('.png') ? [...part.subarray(16, 24)] : strFromU8(part),
    ]),
  );

/** Child ids and postcodes of the sample, as they may stand in a text. */
function secrets(): Set<string> {
  const cells = sample.workbook.sheets.flatMap(({ rows }) => rows.flat()).filter((cell) => typeof cell === 'string');
  const children = sample.workbook.sheets.flatMap(({ rows }) => rows.map(([child]) => String(child)));
  const postcodes = cells.filter((text) => /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i.test(text.trim()));
  return new Set(
    [...children, ...postcodes, ...postcodes.map((one) => one.replace(/\s/g, ''))]
      .map((text) => text.trim().toUpperCase())
      .filter((text) => /\d/.test(text) && text.length > 3),
  );
}

/** Words of all text parts and of their names, single and with the one behind them, that are one of these. */
function found(parts: Record<string, Uint8Array>, wanted: Set<string>): string[] {
  const words = Object.entries(parts)
    .filter(([name]) => !name.endsWith('.png'))
    .flatMap(([name, part]) => `${name} ${strFromU8(part)}`.toUpperCase().split(/[^A-Z0-9]+/));
  return words.filter((word, i) => wanted.has(word) || wanted.has(`${word} ${words[i + 1]}`));
}

describe('Prepare a copy to share, in Excel', () => {
  let pane: Pane;
  let before: unknown;
  let copy: Record<string, Uint8Array>;
  const everything = () => {
    const { book } = pane.workbook;
    return [book.sheets.map(({ name }) => pane.workbook.snapshot(name)), [...book.settings]];
  };
  const lastOpened = () => new Uint8Array(Buffer.from(pane.workbook.opened.at(-1)!, 'base64'));

  beforeAll(async () => {
    const workbook = new ExcelHost();
    workbook.book.addSheet('Sheet1');
    pane = await openWorkbook(root, workbook);
    await trySample(pane.page);
    await pane.page.getByText('Use other files').click();
    await chooseFiles(pane.page, {
      ...{ postcodes: upload(postcodes), lsoas: upload(lsoas), authorities: upload(authorities) },
    });
    expect(await run(pane.page)).toMatch(/Needs map ready$/);
    before = everything();
  }, 120_000);
  afterAll(() => pane.close());

  test('it says beforehand how many counts a copy by LSOA and by MSOA would hide', async () => {
    const { page } = pane;
    await button(page, 'Prepare a copy to share').click();
    await page.getByRole('group', { name: 'A copy to share' }).waitFor();
    expect(await ended(page)).toBe('');
    await page.getByText(/^A new workbook of counts by area alone, nothing about single assessments\./).waitFor();
    await page.getByText('3 to 20. The DfE hides 1 to 5.').waitFor();
    await page.getByText('By ward too, once a ward file is chosen under Geography.').waitFor();
    // 438 counts: 27 needs and the 32 MSOAs six times, in two years.
    await page.getByRole('radio', { name: /^LSOAs \(\d+\): [\d,]+ of [\d,]+ counts hidden$/ }).waitFor();
    await page.getByRole('radio', { name: /^MSOAs \(32\): \d+ of 438 counts hidden$/ }).waitFor();
  }, 60_000);

  test('the copy opens as a new workbook, and the one at hand is equal cell for cell', async () => {
    const { page } = pane;
    await page.getByRole('radio', { name: /^MSOAs/ }).check();
    await button(page, 'Make the copy').click();
    expect(await ended(page)).toMatch(/^The copy opened as a new workbook\. [^.]*before you pass it on\.$/);
    expect(pane.workbook.opened).toHaveLength(1);
    expect(everything()).toEqual(before);
    copy = unzipSync(lastOpened());
    const { sheets, pictures } = await readBack(lastOpened());
    expect(Object.keys(sheets).slice(0, 3)).toEqual(['About this copy', 'Risk factors', 'Assessments by MSOA']);
    expect(pictures).toBe(12);
    await page.getByRole('radio', { name: `: ${saidBy(copy)} counts hidden` }).waitFor();
  }, 60_000);

  test("it is the command line's copy, part for part, made on the same day", async () => {
    const wanted = await byCommandLine(await pane.workbook.save());
    expect(Object.keys(copy)).toEqual(Object.keys(wanted));
    expect(comparable(copy)).toEqual(comparable(wanted));
  }, 60_000);

  test('no child id and no postcode stands in any part of it, and its properties say its title alone', () => {
    const wanted = secrets();
    expect(wanted.size).toBeGreaterThan(500);
    expect(found({ it: new TextEncoder().encode([...wanted][7]) }, wanted)).toHaveLength(1);
    expect(found(copy, wanted).length).toBe(0);
    const core = strFromU8(copy['docProps/core.xml']!);
    expect(core.match(/<(dc|cp):(?!coreProperties)\w+/g)).toEqual(['<dc:title']);
    expect(core).toContain('<dc:title>Needs map: Exampleton, copy to share</dc:title>');
    expect(strFromU8(copy['docProps/app.xml']!)).not.toMatch(/Company|Manager|TitlesOfParts|HyperlinkBase/);
    // Excel then leaves out the name of whoever saves it.
    expect(strFromU8(copy['xl/workbook.xml']!)).toContain('<workbookPr filterPrivacy="1"/>');
    for (const [name, part] of Object.entries(copy))
      for (const { name: sheet } of sample.workbook.sheets)
        expect({ name, has: strFromU8(part).includes(sheet) }).toEqual({ name, has: false });
  });

  test('another limit is told at once, and the copy keeps to it', async () => {
    const { page } = pane;
    const label = page.locator('label', { hasText: /^MSOAs/ });
    const first = await label.textContent();
    await page.getByRole('spinbutton', { name: 'Hide counts from 1 to' }).fill('20');
    await page.getByRole('spinbutton', { name: 'Hide counts from 1 to' }).press('Enter');
    await page.waitForFunction(
      (old) => ![...document.querySelectorAll('label')].some((one) => one.textContent === old),
      first,
    );
    await button(page, 'Make the copy').click();
    expect(await ended(page)).toMatch(/^The copy opened/);
    const limited = unzipSync(lastOpened());
    expect(strFromU8(limited['xl/sharedStrings.xml']!)).toContain('Numbers from 1 to 20 are hidden');
    expect(await label.textContent()).toContain(`: ${saidBy(limited)} `);
  }, 60_000);

  test('after a correction the copy has the data as it is now, and says so', async () => {
    const { page, workbook } = pane;
    const log = workbook.snapshot('Log to June 2025').cells;
    const heading = Object.keys(log).find((address) => log[address]!.value === 'Type')!;
    await workbook.user.type(
      'Log to June 2025',
      heading.replace(/\d+$/, (row) => String(Number(row) + 1)),
      'no event',
    );
    const corrected = everything();
    await button(page, 'Make the copy').click();
    expect(await ended(page)).toMatch(
      /The data changed after the results were made: the copy has the data as it is now\.$/,
    );
    expect(everything()).toEqual(corrected);
  }, 60_000);

  test('what Excel refuses is one sentence', async () => {
    const { page, workbook } = pane;
    const opened = workbook.opened.length;
    workbook.beforeRequest = (request, members) => {
      if (members.includes('Open')) workbook.faults = [{ request, kind: 5103 }];
    };
    await button(page, 'Make the copy').click();
    expect(await ended(page)).toBe(
      'Excel refused what was sent because it is too large: open the workbook in Excel on the desktop, then try again.',
    );
    workbook.beforeRequest = undefined;
    workbook.faults = [];
    expect(workbook.opened).toHaveLength(opened);
  }, 60_000);
});

test('the browser page saves the copy as a file, under a name that says nothing of the workbook', async () => {
  const pane = await openPane('/index.html', { root, csp: contentSecurityPolicy(), width: 400, office: false });
  const { page } = pane;
  page.setDefaultTimeout(20_000);
  await trySample(page);
  await run(page);
  await button(page, 'Prepare a copy to share').click();
  await page.getByRole('group', { name: 'A copy to share' }).waitFor();
  await settled(page);
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Make the copy').click()]);
  expect(download.suggestedFilename()).toBe('needs map, copy to share.xlsx');
  const { sheets } = await readBack(readFileSync(await download.path()));
  expect(Object.keys(sheets).slice(0, 3)).toEqual(['About this copy', 'Risk factors', 'Assessments by LSOA']);
  expect(await ended(page)).toMatch(/^The copy was downloaded as needs map, copy to share\.xlsx\./);
  await pane.close();
}, 60_000);

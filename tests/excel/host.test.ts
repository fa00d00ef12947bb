import type { Pane } from './host';
import { ExcelHost, closeBrowser, openPane } from './host';

const CDN = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
const CSP =
  "default-src 'none'; script-src 'self' https://appsforoffice.microsoft.com; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'";
const PAGE = `<!doctype html><html><head><script src="${CDN}"></script><script src="/own.js"></script></head><body>test</body></html>`;
const OWN = `Office.onReady(() => {
  Office.actions.associate('greet', (event) => { document.body.textContent = 'pressed'; event.completed(); });
});`;

type Outcome<T> =
  | { value: T; error?: undefined }
  | { value?: undefined; error: { code: string; message: string; location: string; statement: string } };

/** Runs a function in the page inside Excel.run; it can use nothing from outside itself but `arg`. */
function excel<T>(
  pane: Pane,
  body: (context: Excel.RequestContext, arg: never) => Promise<T>,
  options: { arg?: unknown; run?: object } = {},
): Promise<Outcome<T>> {
  const call = `Excel.run(${JSON.stringify(options.run ?? {})}, (context) => (${body.toString()})(context, ${JSON.stringify(options.arg ?? null)}))`;
  return pane.page.evaluate(`${call}.then((value) => ({ value }), (error) => ({ error: {
    code: error.code ?? error.name, message: error.message, location: error.debugInfo?.errorLocation ?? '', statement: error.debugInfo?.statement ?? '' } }))`);
}

let pane: Pane;
const open = async (options: Parameters<typeof openPane>[1] = {}) =>
  (pane = await openPane('/test.html', { files: { '/test.html': PAGE, '/own.js': OWN }, csp: CSP, ...options }));

/** A workbook with one sheet `Data`: Region, Date, Amount and two rows. */
async function withData(): Promise<ExcelHost> {
  const host = new ExcelHost();
  host.book.addSheet('Data');
  await host.user.paste('Data', 'A1', [
    ['Region', 'Date', 'Amount'],
    ['North', 45292, 100],
    ['South', 45293, 118.5],
  ]);
  return host;
}

afterAll(closeBrowser);

describe('the page in front of the host', () => {
  afterEach(() => pane.close());

  it('loads the unmodified office.js under the given policy and is told that it runs in Excel', async () => {
    await open();
    expect(await pane.page.evaluate(() => [Office.context.host, Office.context.platform])).toEqual(['Excel', 'PC']);
    expect(
      await pane.page.evaluate(() =>
        ['1.14', '1.15'].map((v) => Office.context.requirements.isSetSupported('ExcelApi', v)),
      ),
    ).toEqual([true, false]);
    expect(pane.requests).toEqual([]);
  });

  it('runs an associated action when its ribbon button is pressed', async () => {
    await open();
    await pane.press('greet');
    expect(await pane.page.textContent('body')).toBe('pressed');
    await expect(pane.press('nobody')).rejects.toThrow(/no action nobody/);
  });

  it('answers showAsTaskpane', async () => {
    await open();
    await pane.page.evaluate(() => Office.addin.showAsTaskpane());
  });
});

describe('reading and writing', () => {
  beforeAll(async () => void (await open({ workbook: await withData() })));
  afterAll(() => pane.close());

  it('reads a used range with values, formats, types, texts and its address', async () => {
    const { value } = await excel(pane, async (context) => {
      const range = context.workbook.worksheets.getItem('Data').getRange('A1:C3').getUsedRangeOrNullObject(true);
      range.load('values,valueTypes,text,address,rowHidden');
      await context.sync();
      return [range.address, range.values, range.valueTypes[1], range.text[2], range.rowHidden];
    });
    expect(value).toEqual([
      'Data!A1:C3',
      [
        ['Region', 'Date', 'Amount'],
        ['North', 45292, 100],
        ['South', 45293, 118.5],
      ],
      ['String', 'Double', 'Double'],
      ['South', '45293', '118.5'],
      false,
    ]);
  });

  it('writes 1,600 cells that the client cuts into slices', async () => {
    const { error } = await excel(pane, async (context) => {
      const values = Array.from({ length: 800 }, (_none, i) => [i, `row ${i}`]);
      context.workbook.worksheets.getItem('Data').getRange('T1:U800').values = values;
      await context.sync();
    });
    expect(error).toBeUndefined();
    const { grid } = pane.workbook.sheet('Data');
    expect([grid.get(0, 19)?.value, grid.get(799, 19)?.value, grid.get(749, 20)?.value, grid.get(800, 19)]).toEqual([
      0,
      799,
      'row 749',
      undefined,
    ]);
  });
});

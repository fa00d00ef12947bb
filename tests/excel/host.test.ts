import ExcelJS from 'exceljs';
import type { Pane, PaneOptions } from './host';
import { ExcelHost, closeBrowser, inExcel, openPane } from './host';

const CDN = 'https://appsforoffice.microsoft.com';
const CSP = `default-src 'none'; script-src 'self' ${CDN}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'`;
const files = {
  '/test.html': `<!doctype html><script src="${CDN}/lib/1/hosted/office.js"></script><script src="/own.js"></script><body>test</body>`,
  '/own.js': `Office.onReady(() => Office.actions.associate('greet', (event) => {
    document.body.textContent = 'pressed';
    event.completed();
  }));
  window.heard = [];
  window.listen = (args) => Promise.resolve(void window.heard.push(args));`,
};

let pane: Pane;
const open = async (options: PaneOptions = {}) =>
  void (pane = await openPane('/test.html', { files, csp: CSP, ...options }));

/** A workbook with one sheet `Data`: three headings and two rows. */
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
const heard = () => pane.page.evaluate(() => (window as unknown as { heard: Record<string, unknown>[] }).heard);
const cell = (row: number, col: number) => pane.workbook.sheet('Data').grid.get(row, col);

beforeEach(async () => open({ workbook: await withData() }));
afterAll(closeBrowser);

describe('the page in front of the host', () => {
  it('loads the unmodified office.js under the given policy and is told that it runs in Excel', async () => {
    expect(await pane.page.evaluate(() => [Office.context.host, Office.context.platform])).toEqual(['Excel', 'PC']);
    const supported = await pane.page.evaluate(() =>
      ['1.14', '1.15'].map((v) => Office.context.requirements.isSetSupported('ExcelApi', v)),
    );
    expect(supported).toEqual([true, false]);
    expect(pane.requests).toEqual([]);
    await pane.close();
  });

  it('runs an associated action when its ribbon button is pressed', async () => {
    await pane.press('greet');
    expect(await pane.page.textContent('body')).toBe('pressed');
    await expect(pane.press('nobody')).rejects.toThrow(/no action nobody/);
    await pane.close();
  });

  it('answers showAsTaskpane and keeps the settings of the document', async () => {
    await pane.page.evaluate(async () => {
      await Office.addin.showAsTaskpane();
      Office.context.document.settings.set('k', { a: 1 });
      await new Promise((done) => Office.context.document.settings.saveAsync(done));
    });
    expect(pane.workbook.book.documentSettings).toEqual({ k: '{"a":1}' });
    await pane.close();
  });

  it('fails at closing when the page asked another machine, broke the policy or met an error of its own', async () => {
    await pane.page.evaluate(async () => {
      await fetch('https://example.org/children').catch(() => undefined);
      setTimeout(() => {
        throw new Error('lost');
      });
      await new Promise((done) => setTimeout(done, 50));
    });
    await expect(pane.close()).rejects.toThrow(/example\.org[\s\S]*lost/);
  });
});

describe('cells', () => {
  afterEach(() => pane.close());

  it('reads a used range with values, types, texts and its address', async () => {
    const { value } = await inExcel(pane, async (context) => {
      const range = context.workbook.worksheets.getItem('Data').getRange('A1:C3').getUsedRangeOrNullObject(true);
      range.load('values,valueTypes,text,address,rowHidden,worksheet/name');
      await context.sync();
      return [range.address, range.values, range.valueTypes[1], range.text[2], range.rowHidden, range.worksheet.name];
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
      'Data',
    ]);
  });

  it('writes 1,600 cells that the client cuts into slices', async () => {
    const { error } = await inExcel(pane, async (context) => {
      const values = Array.from({ length: 800 }, (_none, i) => [i, `row ${i}`]);
      context.workbook.worksheets.getItem('Data').getRange('T1:U800').values = values;
      await context.sync();
    });
    expect(error).toBeUndefined();
    expect([cell(0, 19)?.value, cell(799, 19)?.value, cell(749, 20)?.value, cell(800, 19)]).toEqual([
      0,
      799,
      'row 749',
      undefined,
    ]);
  });

  it('takes text as if it were typed: formulas, numbers, dates day first; an apostrophe or the format @ keeps text', async () => {
    const { value } = await inExcel(pane, async (context) => {
      const sheet = context.workbook.worksheets.getItem('Data');
      sheet.getRange('F2:G2').numberFormat = [['@', '@']];
      sheet.getRange('F1:K1').values = [['=A1', '-x', '01234', '3/2/2020', "'01234", 'MAR1']];
      sheet.getRange('F2:G2').values = [['=A1', '01234']];
      const range = sheet.getRange('F1:K2').load('values,formulas,numberFormat,valueTypes');
      await context.sync();
      return { formulas: range.formulas, formats: range.numberFormat[0], types: range.valueTypes };
    });
    expect(value?.formulas[0]?.slice(0, 5)).toEqual(['=A1', '=-x', 1234, 43864, '01234']);
    expect(typeof value?.formulas[0]?.[5]).toBe('number');
    expect(value?.formulas[1]?.slice(0, 2)).toEqual(['=A1', '01234']);
    expect(value?.formats?.[3]).toBe('dd/mm/yyyy');
    expect(value?.types[1]?.slice(0, 3)).toEqual(['String', 'String', 'Empty']);
  });

  it('leaves a cell alone for null, empties it for the empty text, refuses an array of another shape', async () => {
    const { error } = await inExcel(pane, async (context) => {
      const range = context.workbook.worksheets.getItem('Data').getRange('A2:B2');
      range.values = [[null, '']];
      await context.sync();
      range.values = [[1]];
      await context.sync();
    });
    expect([cell(1, 0)?.value, cell(1, 1)?.value]).toEqual(['North', '']);
    expect(error?.code).toBe('InvalidArgument');
  });

  it('reads null from a whole column, and says so where nothing is used', async () => {
    const { value } = await inExcel(pane, async (context) => {
      const sheet = context.workbook.worksheets.getItem('Data');
      const [whole, none] = [
        sheet.getRange('A:A').load('values'),
        sheet.getRange('X1:Z9').getUsedRangeOrNullObject(true).load('address'),
      ];
      await context.sync();
      return [whole.values, none.isNullObject];
    });
    expect(value).toEqual([null, true]);
  });

  it('knows where a cell lies, in points, after a column became wider and a row hidden', async () => {
    const { value } = await inExcel(pane, async (context) => {
      const sheet = context.workbook.worksheets.getItem('Data');
      sheet.getRange('A:A').format.columnWidth = 100;
      sheet.getRange('2:2').rowHidden = true;
      const range = sheet.getRange('C4').load('left,top,width,height');
      await context.sync();
      return [range.left, range.top, range.width, range.height];
    });
    expect(value).toEqual([148, 30, 48, 15]);
  });

  it('keeps formats and links, and clears what it is told to', async () => {
    const { value } = await inExcel(pane, async (context) => {
      const range = context.workbook.worksheets.getItem('Data').getRange('A2:B2');
      range.format.fill.color = '#FFFF00';
      range.format.font.bold = true;
      range.format.borders.getItem('EdgeBottom').style = 'Continuous';
      const first = range.getCell(0, 0);
      first.hyperlink = { documentReference: "'Data'!A1", textToDisplay: 'North' };
      range.load('format/fill/color,format/font/bold');
      first.load('hyperlink');
      await context.sync();
      const was = [range.format.fill.color, range.format.font.bold, first.hyperlink.documentReference];
      range.clear('Formats');
      range.load('format/fill/color,values');
      await context.sync();
      return [...was, range.format.fill.color, range.values];
    });
    expect(value).toEqual(['#FFFF00', true, "'Data'!A1", '', [['North', 45292]]]);
  });

  it('keeps a range that was read in an earlier batch on its cells when rows come in above', async () => {
    const { value } = await inExcel(pane, async (context) => {
      const sheet = context.workbook.worksheets.getItem('Data');
      const range = sheet.getRange('A3').load('address');
      await context.sync();
      sheet.getRange('1:2').insert('Down');
      range.load('address,values');
      await context.sync();
      return [range.address, range.values];
    });
    expect(value).toEqual(['Data!A5', [['South']]]);
  });
});

describe('tables', () => {
  afterEach(() => pane.close());

  it('adds, names and resizes a table; a cell written over a heading renames the column', async () => {
    const { value } = await inExcel(pane, async (context) => {
      const sheet = context.workbook.worksheets.getItem('Data');
      const table = sheet.tables.add('A1:C3', true);
      table.name = 'Tab';
      table.resize('A1:D5');
      sheet.getRange('A1').values = [['Place']];
      const [range, body] = [
        table.getRange().load('address'),
        table.columns.getItem('Amount').getDataBodyRange().load('values'),
      ];
      table.columns.load('items/name');
      table.load('name,showTotals,worksheet/name');
      await context.sync();
      return [
        table.name,
        range.address,
        table.columns.items.map(({ name }) => name),
        body.values,
        table.worksheet.name,
        table.showTotals,
      ];
    });
    expect(value).toEqual([
      'Tab',
      'Data!A1:D5',
      ['Place', 'Date', 'Amount', 'Column4'],
      [[100], [118.5], [''], ['']],
      'Data',
      false,
    ]);
  });

  it.each([
    ['an overlapping table', 'A2:B4', 'Fine', "A table can't overlap another table."],
    ['a name that is a cell', 'F1:G2', 'T5000', 'not a name'],
    ['a name that is taken', 'F1:G2', 'taken', 'exists'],
  ])('refuses %s', async (_what, address, name, message) => {
    const { error } = await inExcel(
      pane,
      async (context, arg) => {
        const { tables } = context.workbook.worksheets.getItem('Data');
        tables.add('A1:C3', true).name = 'Taken';
        await context.sync();
        tables.add(arg.address, true).name = arg.name;
        await context.sync();
      },
      { arg: { address, name } },
    );
    expect(error?.code).toBe('InvalidArgument');
    expect(error?.message).toContain(message);
  });

  it("moves a user's column with the table when columns are added inside, and formulas follow rows and names", async () => {
    const { user, book } = pane.workbook;
    await inExcel(pane, async (context) => {
      context.workbook.worksheets.getItem('Data').tables.add('A1:C3', true).name = 'Tab';
      await context.sync();
    });
    await user.addTableColumn('Tab', 'Mine', ['=C2*2', '=C3*2']);
    await user.type('Data', 'H1', '=SUM(Tab[Amount])+C3');
    await user.insertRows('Data', 1);
    user.renameSheet('Data', 'Log 1');
    await user.type('Log 1', 'C2', 'Sum');
    expect(book.tables[0]?.rect).toEqual({ row: 1, col: 0, rows: 3, cols: 4 });
    expect(book.sheets[0]?.grid.get(2, 3)?.formula).toBe('=C3*2');
    expect(book.sheets[0]?.grid.get(1, 7)?.formula).toBe('=SUM(Tab[Sum])+C4');
  });
});

describe('pictures, charts, conditional formats, page', () => {
  afterEach(() => pane.close());

  it('places a picture, keeps its alt text, and moves it with the cells unless it is Absolute', async () => {
    const { value } = await inExcel(pane, async (context) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 20, height: 10 });
      const base64 = canvas.toDataURL().split(',')[1] ?? '';
      const { shapes } = context.workbook.worksheets.getItem('Data');
      for (const placement of ['TwoCell', 'OneCell', 'Absolute'] as const) {
        const image = shapes.addImage(base64);
        Object.assign(image, {
          name: placement,
          placement,
          lockAspectRatio: false,
          left: 10,
          top: 20,
          width: 96,
          height: 30,
          altTextDescription: 'alt',
        });
      }
      shapes.load('items/name,items/type,items/width');
      await context.sync();
      return shapes.items.map(({ name, type, width }) => [name, type, width]);
    });
    expect(value).toEqual([
      ['TwoCell', 'Image', 96],
      ['OneCell', 'Image', 96],
      ['Absolute', 'Image', 96],
    ]);
    await pane.workbook.user.insertRows('Data', 1);
    await pane.workbook.user.insertColumns('Data', 'B');
    const places = pane.workbook
      .sheet('Data')
      .pictures.map(({ left, top, width, height }) => [left, top, width, height]);
    expect(places).toEqual([
      [10, 35, 144, 30],
      [10, 35, 96, 30],
      [10, 20, 96, 30],
    ]);
  });

  it('makes a chart of a block, names its series after the headings, deletes it', async () => {
    const { value } = await inExcel(pane, async (context) => {
      const sheet = context.workbook.worksheets.getItem('Data');
      const chart = sheet.charts.add('BarClustered', sheet.getRange('A1:C3'), 'Columns');
      chart.name = 'Bars';
      chart.title.text = 'T';
      chart.setPosition('F2', 'G3');
      chart.series.load('items/name,count');
      chart.load('left,top,width,height,name');
      await context.sync();
      const found = [
        chart.name,
        chart.left,
        chart.top,
        chart.width,
        chart.height,
        chart.series.items.map(({ name }) => name),
        chart.series.count,
      ];
      chart.delete();
      const gone = sheet.charts.getItemOrNullObject('Bars').load('name');
      await context.sync();
      return [...found, gone.isNullObject];
    });
    expect(value).toEqual(['Bars', 240, 15, 96, 30, ['Date', 'Amount'], 2, true]);
  });

  it('adds a colour scale and cuts out what is cleared', async () => {
    await inExcel(pane, async (context) => {
      const sheet = context.workbook.worksheets.getItem('Data');
      const format = sheet.getRange('C2:C9').conditionalFormats.add('ColorScale');
      format.colorScale.criteria = {
        minimum: { type: 'LowestValue', color: '#FFFFFF' },
        maximum: { type: 'HighestValue', color: '#FF0000' },
      };
      sheet.getRange('C4').conditionalFormats.clearAll();
      sheet.freezePanes.freezeRows(1);
      sheet.pageLayout.orientation = 'Landscape';
      sheet.pageLayout.zoom = { horizontalFitToPages: 1 };
      await context.sync();
    });
    const { conditionalFormats, frozen, page } = pane.workbook.sheet('Data');
    expect(conditionalFormats[0]?.areas).toEqual([
      { row: 1, col: 2, rows: 2, cols: 1 },
      { row: 4, col: 2, rows: 5, cols: 1 },
    ]);
    expect([frozen.rows, page.orientation, page.zoom]).toEqual([1, 'Landscape', { horizontalFitToPages: 1 }]);
  });
});

describe('the workbook', () => {
  afterEach(() => pane.close());

  it('keeps settings, dates in them too, custom properties of sheets, and names', async () => {
    const { value } = await inExcel(pane, async (context) => {
      const { settings, worksheets, names } = context.workbook;
      settings.add('k', { a: 1, when: new Date(0) });
      worksheets.getItem('Data').customProperties.add('p', 'v');
      names.add('Here', worksheets.getItem('Data').getRange('B2'));
      const setting = settings.getItemOrNullObject('k').load('value');
      const property = worksheets.getItem('Data').customProperties.getItemOrNullObject('p').load('value');
      const [missing, name] = [
        settings.getItemOrNullObject('none').load('value'),
        names.getItem('Here').getRange().load('address'),
      ];
      await context.sync();
      return [setting.value.a, setting.value.when.getTime(), property.value, missing.isNullObject, name.address];
    });
    expect(value).toEqual([1, 0, 'v', true, 'Data!B2']);
  });

  it('adds and finds sheets; names that Excel does not take are refused', async () => {
    const add = (name: string) =>
      inExcel(
        pane,
        async (context, arg) => {
          const sheet = context.workbook.worksheets.add(arg).load('name,position,id');
          await context.sync();
          return [sheet.name, sheet.position];
        },
        { arg: name },
      );
    expect((await add('Risk factors')).value).toEqual(['Risk factors', 1]);
    const codes = await Promise.all(
      ['data', 'a/b', '', 'x'.repeat(32), "'x", 'History'].map(async (name) => (await add(name)).error?.code),
    );
    expect(codes).toEqual(Array(6).fill('InvalidArgument'));
  });

  it('stops a batch at its first error; what went before stays done', async () => {
    const { error } = await inExcel(pane, async (context) => {
      const sheet = context.workbook.worksheets.getItem('Data');
      sheet.getRange('H1').values = [[1]];
      context.workbook.worksheets.getItem('Nope').getRange('A1').values = [[2]];
      sheet.getRange('H2').values = [[3]];
      await context.sync();
    });
    expect([error?.code, error?.location, error?.message]).toEqual([
      'ItemNotFound',
      'WorksheetCollection.getItem',
      "The requested resource doesn't exist.",
    ]);
    expect([cell(0, 7)?.value, cell(1, 7)]).toEqual([1, undefined]);
  });

  it('ignores methods of a sheet that is not there', async () => {
    const { value } = await inExcel(pane, async (context) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject('Nope').load('name');
      await context.sync();
      sheet.activate();
      await context.sync();
      return sheet.isNullObject;
    });
    expect(value).toBe(true);
  });

  it('refuses writes to a protected sheet and new sheets in a protected structure', async () => {
    pane.workbook.user.protectSheet('Data');
    pane.workbook.user.protectStructure();
    const write = await inExcel(pane, async (context) => {
      const sheet = context.workbook.worksheets.getItem('Data');
      sheet.protection.load('protected');
      context.workbook.protection.load('protected');
      await context.sync();
      if (!sheet.protection.protected || !context.workbook.protection.protected) return;
      sheet.getRange('A1').values = [[1]];
      await context.sync();
    });
    const add = await inExcel(pane, async (context) => {
      context.workbook.worksheets.add('New');
      await context.sync();
    });
    expect([write.error?.code, add.error?.code]).toEqual(['AccessDenied', 'AccessDenied']);
    expect(cell(0, 0)?.value).toBe('Region');
  });

  it('copies the sheets of another file in and gives their ids', async () => {
    const other = new ExcelJS.Workbook();
    other.addWorksheet('Data').addRow(['x', new Date(Date.UTC(2020, 2, 31))]);
    const arg = Buffer.from(await other.xlsx.writeBuffer()).toString('base64');
    const { value } = await inExcel(
      pane,
      async (context, base64) => {
        const ids = context.workbook.insertWorksheetsFromBase64(base64, { positionType: 'End' });
        await context.sync();
        const sheet = context.workbook.worksheets.getItem(ids.value[0] ?? '').load('name');
        const range = sheet.getUsedRangeOrNullObject(true).load('values');
        await context.sync();
        return [sheet.name, range.values];
      },
      { arg },
    );
    expect(value).toEqual(['Data (2)', [['x', 43921]]]);
  });
});

describe('events', () => {
  afterEach(() => pane.close());

  it("tells what a user types and selects, and marks the add-in's own writes", async () => {
    await inExcel(pane, async (context) => {
      const { listen } = window as unknown as { listen: (args: object) => Promise<void> };
      context.workbook.worksheets.onChanged.add(listen);
      context.workbook.worksheets.getItem('Data').onSelectionChanged.add(listen);
      await context.sync();
    });
    await inExcel(pane, async (context) => {
      context.workbook.worksheets.getItem('Data').getRange('A2').values = [['own']];
      await context.sync();
    });
    await pane.workbook.user.type('Data', 'B2', 'x');
    await pane.workbook.user.select('Data', 'C3:C4');
    const events = (await heard()).map(({ type, address, triggerSource, source }) => [
      type,
      address,
      triggerSource,
      source,
    ]);
    expect(events).toEqual([
      ['WorksheetChanged', 'A2', 'ThisLocalAddin', 'Local'],
      ['WorksheetChanged', 'B2', 'Unknown', 'Local'],
      ['WorksheetSelectionChanged', 'C3:C4', undefined, undefined],
    ]);
  });

  it('sends nothing any more once the handler was removed', async () => {
    await inExcel(pane, async (context) => {
      const { listen } = window as unknown as { listen: (args: object) => Promise<void> };
      const handler = context.workbook.worksheets.onChanged.add(listen);
      await context.sync();
      handler.remove();
      await context.sync();
    });
    await pane.workbook.user.type('Data', 'B2', 'x');
    expect([await heard(), pane.workbook.listeners.count]).toEqual([[], 0]);
  });
});

describe('limits and refusals', () => {
  it('holds the requirement set of the manifest, and names what it does not have', async () => {
    const newer = await inExcel(pane, async (context) => {
      context.workbook.worksheets.getItem('Data').getRange('A1').getDependents().load('addresses');
      await context.sync();
    });
    const absent = await inExcel(pane, async (context) => {
      context.workbook.worksheets.getItem('Data').getRange('A1').removeDuplicates([0], true);
      await context.sync();
    });
    expect([newer.error?.code, absent.error?.code]).toEqual(['ApiNotFound', 'HostNotImplemented']);
    expect(absent.error?.message).toContain('Range.removeDuplicates');
    await expect(pane.close()).rejects.toThrow(/ExcelApi 1\.15[\s\S]*removeDuplicates/);
  });

  it('refuses requests and responses above 5 MB, and more than 32,767 characters in a cell', async () => {
    const write = (letters: number) =>
      inExcel(
        pane,
        async (context, arg) => {
          const values = Array.from({ length: 60 }, () => Array.from({ length: 3 }, () => 'x'.repeat(arg)));
          context.workbook.worksheets.getItem('Data').getRange('F1:H60').values = values;
          await context.sync();
        },
        { arg: letters },
      );
    expect((await write(32000)).error?.code).toBe('RequestPayloadSizeLimitExceeded');
    expect((await write(20000)).error).toBeUndefined();
    expect((await write(100)).error).toBeUndefined();
    const long = await inExcel(pane, async (context) => {
      context.workbook.worksheets.getItem('Data').getRange('F1').values = [['x'.repeat(32768)]];
      await context.sync();
    });
    expect(long.error?.code).toBe('InvalidArgument');
    const { grid } = pane.workbook.sheet('Data');
    for (let row = 0; row < 200; row++) grid.ensure(row, 30).value = 'y'.repeat(30000);
    const read = await inExcel(pane, async (context) => {
      context.workbook.worksheets.getItem('Data').getRange('AE1:AE200').load('values');
      await context.sync();
    });
    expect(read.error?.code).toBe('ResponsePayloadSizeLimitExceeded');
    await pane.close();
  });

  it('does not let a sheet be deleted unless the test allows it', async () => {
    const remove = () =>
      inExcel(pane, async (context) => {
        context.workbook.worksheets.add('Other');
        context.workbook.worksheets.getItem('Data').delete();
        await context.sync();
      });
    expect((await remove()).error?.code).toBe('HostNotImplemented');
    await expect(pane.close()).rejects.toThrow(/Worksheet\.delete/);
  });
});

describe('faults on demand', () => {
  const twoWrites = (run = {}) =>
    inExcel(
      pane,
      async (context) => {
        const sheet = context.workbook.worksheets.getItem('Data');
        sheet.getRange('H1').values = [[1]];
        sheet.getRange('H2').values = [[2]];
        await context.sync();
      },
      { run },
    );
  beforeEach(() => pane.workbook.resetRequests());
  afterEach(() => pane.close());

  it.each([
    [5004, 'InvalidOperationInCellEditMode'],
    [5102, 'ActivityLimitReached'],
    [5103, 'RequestPayloadSizeLimitExceeded'],
    [5104, 'ResponsePayloadSizeLimitExceeded'],
    [7000, 'AccessDenied'],
    [5012, 'InvalidOrTimedOutSession'],
    ['GeneralException', 'GeneralException'],
  ] as const)('%s before a request: %s, and nothing is written', async (kind, code) => {
    pane.workbook.faults = [{ request: 1, kind }];
    expect((await twoWrites()).error?.code).toBe(code);
    expect(cell(0, 7)).toBeUndefined();
    expect((await twoWrites()).error).toBeUndefined();
    expect(pane.workbook.requests).toBe(2);
  });

  it('dies in the middle: the first write is done, the second is not', async () => {
    pane.workbook.faults = [{ request: 'every', kind: 'GeneralException', when: 'middle' }];
    expect((await twoWrites()).error?.code).toBe('GeneralException');
    expect([cell(0, 7)?.value, cell(1, 7)]).toEqual([1, undefined]);
  });

  it('loses the answer after all was done', async () => {
    pane.workbook.faults = [{ request: 1, kind: 'GeneralException', when: 'after' }];
    expect((await twoWrites()).error?.code).toBe('GeneralException');
    expect([cell(0, 7)?.value, cell(1, 7)?.value]).toEqual([1, 2]);
  });

  it('waits for the end of a cell edit if asked to, and fails otherwise', async () => {
    pane.workbook.startCellEdit();
    expect((await twoWrites()).error?.code).toBe('InvalidOperationInCellEditMode');
    const waiting = twoWrites({ delayForCellEdit: true });
    await new Promise((done) => setTimeout(done, 100));
    expect(cell(0, 7)).toBeUndefined();
    pane.workbook.endCellEdit();
    expect((await waiting).error).toBeUndefined();
    expect(cell(0, 7)?.value).toBe(1);
  });

  it('calls the hook before each request and logs numbers without contents', async () => {
    const calls: number[] = [];
    pane.workbook.beforeRequest = (number) => void calls.push(number);
    await twoWrites();
    await twoWrites();
    expect(calls).toEqual([1, 2]);
    const first = pane.workbook.log.find(({ number }) => number === 1);
    expect([first?.cellsWritten, first?.members.filter((name) => name === 'Values').length]).toEqual([2, 2]);
    expect(JSON.stringify(pane.workbook.log)).not.toContain('North');
  });
});

import { closeBrowser, ExcelHost } from './host';
import { openPort, type Port } from './openPort';
import { areas, resultPlan } from './resultPlan';

afterAll(closeBrowser);

/** A workbook of the user's: a template, a log with an error cell, a hidden sheet. */
export async function userWorkbook(): Promise<ExcelHost> {
  const host = new ExcelHost();
  host.book.addSheet('Template');
  await host.user.paste('Template', 'B3', [
    ['CUID', 'Assessment Closure Date', 'Postcode at Time of Assessment'],
    ['a1', 43900, 'SO14 7LY'],
    ['a2', 43901, ''],
  ]);
  host.book.addSheet('Log');
  await host.user.paste('Log', 'A1', [
    ['CUID', 'Date', 'Type', 'Factors'],
    ['a1', 43900, 'AssessmentAuthorisationDate', '4B'],
    ['a2', 43901, 'AssessmentAuthorisationDate', '#N/A'],
  ]);
  host.book.addSheet('Hidden');
  await host.user.paste('Hidden', 'A1', [[true]]);
  host.user.hideSheet('Hidden', 'VeryHidden');
  return host;
}

describe('a first run', () => {
  let port: Port;
  let host: ExcelHost;
  beforeAll(async () => {
    host = await userWorkbook();
    port = await openPort(host);
  });
  afterAll(() => port.pane.close());

  it('writes', async () => {
    console.log(JSON.stringify(await port.call('read')));
    console.log(JSON.stringify(await port.write(resultPlan({ rows: areas(3), aside: [['=1+1', 3]] }))));
    console.log(host.book.sheets.map((s) => s.name), host.requests, JSON.stringify(host.log.map((l) => [l.number, l.error, l.actions])));
    console.log(JSON.stringify(host.snapshot('Assessments by LSOA'), null, 1).slice(0, 6000));
    console.log(JSON.stringify(host.snapshot('Risk factors').cells, null, 0).slice(0, 6000));
  });
});

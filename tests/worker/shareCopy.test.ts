import { unzipSync, strFromU8 } from 'fflate';
import { nodePng } from '../../src/cli/nodePng';
import type { Geography, Wards } from '../../src/core/types';
import { sampleAuthority } from '../../src/sample/sampleAuthority';
import { sampleGeography } from '../../src/sample/sampleGeography';
import type { Answer, JobChoices, Request } from '../../src/worker/messages';
import { createServer } from '../../src/worker/serve';
import { readXlsx } from '../../src/workbook/readXlsx';

const sample = sampleAuthority();
const job: JobChoices = { authorities: [sample.authority], today: sample.today };
let geography: Geography;
beforeAll(async () => {
  geography = await sampleGeography(sample);
});

/** The real worker's end, with the sample's workbook and this geography. */
async function server(wards?: Wards['of']) {
  const answers: Answer[] = [];
  const added = { ...geography.added, ...(wards && { wards: { vintage: '21', of: wards } }) };
  const never = () => Promise.reject(new Error('not asked for here'));
  const serve = createServer(
    {
      ...{ importGeography: never, forgetGeography: never, addFile: never, takeOut: never, useSample: never },
      openGeography: async () => ({ ...geography, added }),
      png: nodePng,
    },
    (message) => {
      if (message.kind !== 'progress' && message.kind !== 'part' && message.kind !== 'logPart') answers.push(message);
    },
  );
  await serve({ kind: 'workbook', workbook: sample.workbook });
  await serve({ kind: 'openGeography' });
  return async (request: Request) => {
    await serve(request);
    return answers.at(-1)!;
  };
}

const own = () => geography.lsoas.codes.filter((_, at) => geography.lsoas.names[at]!.startsWith(sample.authority));

test('wards are offered where they are known, and a lookup that lacks LSOAs says so in its place', async () => {
  const [first, ...others] = own();
  const ward = { code: 'E05000001', name: 'Mill' };
  const whole = await server(new Map([first!, ...others].map((code) => [code, ward])));
  const broken = await server(new Map(others.map((code) => [code, ward])));
  const kinds = async (ask: typeof whole) => {
    const answer = await ask({ kind: 'howManyHidden', job, limit: 5 });
    return answer.kind === 'hidden' ? answer.numbers : answer;
  };
  expect(await kinds(await server())).toMatchObject([{ by: 'lsoa' }, { by: 'msoa', places: 32 }]);
  expect(await kinds(whole)).toMatchObject([{ by: 'lsoa' }, { by: 'msoa' }, { by: 'ward', places: 1 }]);
  const sentence = expect.stringMatching(/^The ward file lacks 1 of the authority's \d+ LSOAs: choose a lookup/);
  expect(await kinds(broken)).toMatchObject([{ by: 'lsoa' }, { by: 'msoa' }, { by: 'ward', problem: sentence }]);
  expect(await broken({ kind: 'prepareCopy', job, share: { by: 'ward', limit: 5 } })).toEqual({
    ...{ kind: 'error', ours: false, sentence },
  });
});

test('a copy of children counted once says so, adds up, and counts no more than the one of assessments', async () => {
  const ask = await server();
  const tables = async (countChildren: boolean) => {
    const answer = await ask({ kind: 'prepareCopy', job: { ...job, countChildren }, share: { by: 'msoa', limit: 5 } });
    if (answer.kind !== 'copy') throw new Error(JSON.stringify(answer));
    const strings = strFromU8(unzipSync(answer.workbook)['xl/sharedStrings.xml']!);
    const { sheets } = await readXlsx(answer.workbook, 'copy.xlsx');
    const rows = sheets.find(({ name }) => name === 'Assessments by MSOA')!.rows.slice(4);
    const total = /Current year: [^,]*, ([\d,]+)/.exec(strings)![1]!;
    return { strings, current: rows.map((row) => row[2]), total: Number(total.replace(',', '')) };
  };
  const [children, assessments] = [await tables(true), await tables(false)];
  expect(children.strings).toContain('By choice these are children with an assessment');
  expect(assessments.strings).not.toContain('By choice these are children');
  expect(children.total).toBeLessThan(assessments.total);
  const shown = children.current.filter((cell) => typeof cell === 'number');
  const sum = shown.reduce((all, cell) => all + cell, 0);
  if (shown.length === children.current.length) expect(sum).toBe(children.total);
  else expect(sum).toBeLessThan(children.total);
  children.current.forEach((cell, at) => {
    const other = assessments.current[at];
    if (typeof cell === 'number' && typeof other === 'number') expect(cell).toBeLessThanOrEqual(other);
  });
});

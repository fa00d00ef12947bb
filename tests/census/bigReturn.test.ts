import { readCensus } from '../../src/census/readCensus';
import { bigReturn } from './bigReturn';

/** 50 MB are measured by hand (3.3 s of processor time); a tenth of it is small enough for every run. */
const MEGABYTES = 5;
/** Processor time, so that neighbours on the machine don't count; wall time is no more on an idle one. */
const SECONDS = 2;

test(`a return of ${MEGABYTES} MB from a seeded generator takes under ${SECONDS} s of the processor, and all of it`, async () => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bigReturn(MEGABYTES, 7)) chunks.push(chunk);
  const size = chunks.reduce((sum, { length }) => sum + length, 0);
  expect(size).toBeGreaterThan(MEGABYTES * 1e6);
  const text = Buffer.concat(chunks).toString();
  const count = (tag: string) => text.split(`<${tag}>`).length - 1;

  const begun = process.cpuUsage().user;
  const file = { name: 'big.xml', size, stream: async function* () { yield* chunks; } }; // prettier-ignore
  const { log, report } = await readCensus([file]);
  expect((process.cpuUsage().user - begun) / 1e6).toBeLessThan(SECONDS);

  expect(report.files[0]).toMatchObject({
    children: count('LAchildID'),
    closedAssessments: count('AssessmentAuthorisationDate'),
    events: [
      'CINreferralDate',
      'AssessmentActualStartDate',
      'AssessmentAuthorisationDate',
      'S47ActualStartDate',
      'CPPstartDate',
    ]
      .map(count)
      .reduce((sum, one) => sum + one),
  });
  expect(log.rows.length + report.mergedEvents).toBe(report.files[0]!.events);
});

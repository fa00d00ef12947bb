import { runJob } from '../core/runJob';
import type { Job } from '../core/types';
import { count, list, number, percent, signed } from '../core/words';
import { findEvidence } from '../evidence/findEvidence';
import { sampleAuthority } from '../sample/sampleAuthority';
import { sampleGeography } from '../sample/sampleGeography';
import { writeXlsx } from '../workbook/writeXlsx';
import { command, progressLine } from './command';
import { nodePng } from './nodePng';
import { writeFiles } from './writeFiles';

const OUT = 'demo/needs-map-demo.xlsx';

/** A first look without any data: the job on an invented authority, the workbook in demo/. */
async function main(): Promise<void> {
  const sample = sampleAuthority();
  const job: Job = { workbook: sample.workbook, authorities: [sample.authority], today: sample.today };
  const result = await runJob(job, {
    geography: () => sampleGeography(sample),
    evidence: findEvidence(),
    png: nodePng,
    progress: progressLine(),
    inPlace: false,
  });
  await writeFiles([
    {
      path: OUT,
      bytes: await writeXlsx(result.sheets, { title: 'Needs map: demo', time: `${sample.today}T00:00:00Z` }),
    },
  ]);
  const aside = Object.entries(result.setAside).sort(([, a], [, b]) => b - a);
  const needs = result.top.map((code) => result.riskFactors.find((need) => need.code === code)!);
  const highest = result.assessmentsByLsoa[0]!;
  const rose = [...result.assessmentsByLsoa].sort((a, b) => b.change - a.change)[0]!;
  process.stdout.write(
    `
${sample.authority} (invented: no real place, child or postcode)
Read       ${count(result.logRows, 'log row')}, ${count(result.assessments, 'assessment')}
Counted    ${number(result.counted)} (${percent(result.counted / result.assessments)}): ${number(result.totals.current)} in the current year, ${number(result.totals.previous)} in the previous one, ${number(result.outsideYears)} outside both
Set aside  ${aside.map(([reason, value]) => `${number(value)} ${reason}`).join(', ')}
Top needs  ${list(needs.map((need) => `${need.name} ${number(need.current)} (${signed(need.change)})`))}
Highest    ${highest.name}: ${count(highest.current, 'assessment')}
Rose most  ${rose.name}: ${number(rose.previous)} to ${number(rose.current)}
Look at    ${OUT}: open it in Excel or LibreOffice and begin with the sheet "Needs map"
`,
  );
}

await command(main);

import { chosenAuthorities } from './authorities';
import { buildSheets } from './buildSheets';
import type { PaintedMap } from './buildSheets';
import { isoDate } from './clean';
import { countByYear, topNeeds } from './countByYear';
import { drawMaps } from './drawMaps';
import { needName } from './factors';
import { authorityLsoas, keepAuthority } from './keepAuthority';
import { locateArea } from './locateArea';
import { matchingReport } from './matchingReport';
import type { Found } from './matchingReport';
import { matchPostcode } from './matchPostcode';
import { mergeAssessments } from './mergeAssessments';
import { missingMonths } from './missingMonths';
import { needsMapSheet } from './needsMapSheet';
import { readSheets } from './readSheets';
import { runTotals, sinceLastRun } from './sinceLastRun';
import type { Host, Job, Result } from './types';
import { UserError } from './userError';
import { isoDay } from './words';

/**
 * START HERE: the way of an assessment. Sheets and geography in; tables, drawings and a report out.
 * Stops with a UserError where the user has to do something; bad rows are results, not errors.
 */
export async function runJob(job: Job, host: Host): Promise<Result> {
  const today = dayOf(job.today, "today's date");
  const yearEnd = job.yearEnd === undefined ? undefined : dayOf(job.yearEnd, 'the end of the year');

  host.progress('Reading the sheets', 0.02);
  const rows = readSheets(job);
  const merged = mergeAssessments(rows.log);

  host.progress('Opening the geography', 0.1);
  const geography = await host.geography();
  const { districts, name: authority } = chosenAuthorities(job.authorities, geography.authorities);
  const own = authorityLsoas(geography, districts);
  if (own.length === 0) {
    throw new UserError(
      `No LSOA of the LSOA boundary file lies in ${authority}: choose boundary files of the same country and kind.`,
    );
  }

  host.progress('Matching postcodes and finding LSOAs', 0.35);
  const locate = locateArea(geography, job.lsoaByCode !== false);
  const matched = matchPostcode(merged.assessments, rows.templateRows, geography.postcodes, locate, today);
  const { kept: counted, setAside: outside } = keepAuthority(matched.kept, geography, districts, new Set(own));

  host.progress('Counting', 0.5);
  const last = yearEnd ?? latest(counted.map((one) => one.assessment.day)) ?? today;
  const counts = countByYear(counted, geography.lsoas, own, last, job.countChildren);
  const found: Found = { rows, merged, matched, counted, outside, counts, geography, today };
  const report = matchingReport(found);
  const top = topNeeds(job, counts.riskFactors);
  const keptNeeds = (job.keepNeeds ?? []).filter((code) => !top.includes(code));
  const needs = [...top, ...keptNeeds].map((code) => ({ code, kept: !top.includes(code), rows: counts.byLsoa(code) }));
  const missing = missingMonths(counts.byMonth, counts.years);

  host.progress('Looking for hot spots and for change beyond chance', 0.52);
  const findings = await host.evidence?.({
    lsoas: geography.lsoas,
    added: geography.added,
    own,
    tables: [
      { id: 'all', name: 'All assessments', rows: counts.assessmentsByLsoa },
      ...needs.map(({ code, rows: table }) => ({ id: code, name: needName(code), rows: table })),
    ],
    compared: counts.totals.previous > 0 && missing === '',
  });

  host.progress('Drawing the maps', 0.55);
  const { drawings, breaks } = drawMaps({
    job,
    geography,
    districts,
    own,
    authority,
    counts,
    needs,
    findings,
    missing,
    assessments: merged.assessments.length,
    counted: counted.length,
  });
  let painted = 0;
  const maps = await Promise.all(
    Object.entries(drawings).map(async ([name, drawing]): Promise<PaintedMap> => {
      const png = await host.png(drawing);
      painted++;
      host.progress('Painting the maps', 0.6 + (0.35 * painted) / Object.keys(drawings).length);
      return { name, alt: drawing.alt, png };
    }),
  );
  const spotMaps = maps.filter(({ name }) => name.endsWith('_spots'));
  const mapsOf = (what: string) =>
    maps.filter((map) => map.name.startsWith(`NeedsMap_Map_${what}_`) && !spotMaps.includes(map));

  const newest = latest(merged.assessments.map((one) => one.day).filter((day) => day <= today));
  const sheets = buildSheets({
    authority,
    counts,
    report,
    needs: needs.map((need) => ({ ...need, maps: mapsOf(need.code) })),
    maps: mapsOf('all'),
    licence: geography.about.licence,
    missing,
    list: job.list !== false,
    linked: host.inPlace,
    findings,
    spotMaps,
  });
  const read = { assessments: merged.assessments.length, counted: counted.length };
  const totals = {
    ...runTotals(authority, counts, report, read),
    breaks,
    ...(job.countChildren && { children: true }),
  };
  const moved = job.before ? sinceLastRun(totals, job.before) : [];
  const newestDay = newest === undefined ? null : isoDate(newest);
  const summary = { authority, top, moved, sheets, newest: newestDay, missing, findings };
  host.progress('Done', 1);
  return {
    authority,
    years: counts.years,
    totals: counts.totals,
    logRows: rows.log.length,
    annexARows: rows.annexARows,
    assessments: merged.assessments.length,
    mergedRows: merged.mergedRows,
    setAside: report.byReason,
    counted: counted.length,
    matching: { steps: report.steps, sums: report.sums, hints: report.hints },
    snapped: counted.filter((one) => one.place.snapped).length,
    outsideYears: counts.outsideYears.length,
    riskFactors: counts.riskFactors,
    top,
    assessmentsByLsoa: counts.assessmentsByLsoa,
    needsByLsoa: Object.fromEntries(needs.filter((need) => !need.kept).map(({ code, rows: table }) => [code, table])),
    sheets: [needsMapSheet(job, found, report, summary), ...sheets],
    drawings,
    warnings: [missing, ...report.warnings, ...geography.about.warnings, ...(findings?.warnings ?? [])].filter(Boolean),
    newest: newestDay,
    runTotals: totals,
    moved,
  };
}

function dayOf(iso: string, what: string): number {
  const day = isoDay(iso);
  if (day === undefined) throw new UserError(`"${iso}" is not a date for ${what}: write it as 2025-03-31.`);
  return day;
}

const latest = (days: number[]): number | undefined =>
  days.length === 0 ? undefined : days.reduce((a, b) => Math.max(a, b));

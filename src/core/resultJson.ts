import type { AreaRow, Result } from './types';

/** The result as RULES.md 8 writes it; keys and rows always in the same order. */
export function resultJson(result: Result): Record<string, unknown> {
  const { years, totals } = result;
  const areaRow = ({ code, name, previous, current, change }: AreaRow) => [code, name, previous, current, change];
  return {
    authority: result.authority,
    log_rows: result.logRows,
    annex_a_rows: result.annexARows,
    assessments: result.assessments,
    merged_rows: result.mergedRows,
    set_aside: Object.fromEntries(Object.entries(result.setAside).sort(([a], [b]) => (a < b ? -1 : 1))),
    counted: result.counted,
    snapped: result.snapped,
    outside_years: result.outsideYears,
    years: [years.previousStart, years.previousEnd, years.currentStart, years.currentEnd],
    totals: [totals.previous, totals.current],
    risk_factors: result.riskFactors.map(({ code, name, previous, current, change, pct }) => ({
      code,
      name,
      previous,
      current,
      change,
      pct,
    })),
    top: result.top,
    assessments_by_lsoa: result.assessmentsByLsoa.map(areaRow),
    needs_by_lsoa: Object.fromEntries(
      Object.entries(result.needsByLsoa).map(([code, rows]) => [code, rows.map(areaRow)]),
    ),
    newest: result.newest,
    warnings: result.warnings,
  };
}

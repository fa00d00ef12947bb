import { readFileSync } from 'node:fs';
import { readCensus } from '../../src/census/readCensus';
import type { CensusFile, CensusReport, LogTable } from '../../src/census/types';
import { describeWith, shared } from '../support/shared';

/** A file in memory, handed over in pieces of `chunk` bytes. */
export function fileOf(name: string, content: string | Uint8Array, chunk = 65536): CensusFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    async *stream() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.slice(at, at + chunk);
    },
  };
}

/** A return of invented children. `referenceDate` '' leaves it out. */
export function message(children: string, referenceDate = '2024-03-31', year = referenceDate.slice(0, 4)): string {
  const date = referenceDate && `<ReferenceDate>${referenceDate}</ReferenceDate>`;
  const header = `<CollectionDetails><Collection>CIN</Collection><Year>${year}</Year>${date}</CollectionDetails><Source><LEA>999</LEA></Source>`;
  return `<Message><Header>${header}</Header><Children>${children}</Children></Message>`;
}

/** A child with one open episode, referred on 2 January 2023. */
export const child = (id: string, inEpisode: string, identifiers = ''): string =>
  `<Child><ChildIdentifiers><LAchildID>${id}</LAchildID>${identifiers}</ChildIdentifiers>` +
  `<CINdetails><CINreferralDate>2023-01-02</CINreferralDate>${inEpisode}</CINdetails></Child>`;

/** An assessment; `factors` is the XML of its factors. '' leaves a date out. */
export const assessment = (start: string, closed: string, factors = ''): string =>
  `<Assessments>${start && `<AssessmentActualStartDate>${start}</AssessmentActualStartDate>`}` +
  `${closed && `<AssessmentAuthorisationDate>${closed}</AssessmentAuthorisationDate>`}${factors}</Assessments>`;

/** Repeated tags in the wrapper, as the DfE has them. */
export const factors = (...codes: string[]): string =>
  `<FactorsIdentifiedAtAssessment>${codes.map((code) => `<AssessmentFactors>${code}</AssessmentFactors>`).join('')}</FactorsIdentifiedAtAssessment>`;

export const read = (xml: string, name = 'cin.xml') => readCensus([fileOf(name, xml)]);

/** Rows as objects, only cells that have a value. */
export function records(log: LogTable): Record<string, unknown>[] {
  return log.rows.map((row) =>
    Object.fromEntries(log.columns.flatMap((column, i) => (row[i] === null ? [] : [[column, row[i]]]))),
  );
}

/** `child: factors` of the closed assessments. */
export const closedWithFactors = (log: LogTable): string[] =>
  records(log)
    .filter((row) => row.Type === 'AssessmentAuthorisationDate')
    .map((row) => `${String(row.CUID ?? '')} ${String(row.Date)}: ${String(row.Factors ?? '')}`);

/** `check: what` of all findings. */
export const told = (report: CensusReport): string[] => report.findings.map(({ check, what }) => `${check}: ${what}`);

/** The public samples. */
export const samples = {
  path: (name: string) => shared(`cin/samples/${name}`),
  file: (name: string) => fileOf(name, readFileSync(samples.path(name))),
  expected: (name: string) => readFileSync(shared(`cin/expected/${name}`), 'utf8'),
};

/** `describe` where the public samples are, one skipped test that says so elsewhere. */
export const withSamples = (name: string, body: () => void): void => describeWith(['cin'], name, body);

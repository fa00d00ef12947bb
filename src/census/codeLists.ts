import table from '../../assets/factors.json';

/** Census year of a day (days since 1970-01-01) as the calendar year it begins in: 31 March 2021 -> 2020. */
export function yearOfDay(day: number): number {
  const date = new Date(day * 86400000);
  return date.getUTCFullYear() - (date.getUTCMonth() < 3 ? 1 : 0);
}

/** 2020 -> `2020-21`. */
export const yearName = (start: number): string => `${start}-${String((start + 1) % 100).padStart(2, '0')}`;

const validYears = new Map(
  table.factors.map(({ code, yearsValid }) => [code, new Set(yearsValid.map((year) => Number(year.slice(0, 4))))]),
);
const known = [...validYears.values()].flatMap((years) => [...years]);
const FIRST = Math.min(...known);
const LAST = Math.max(...known);

/** Whether a factor code stands in the DfE's list of any year. */
export const isFactor = (code: string): boolean => validYears.has(code);

/** Whether a factor code stands in the year's list (years beyond the table: the nearest year's). */
export function isFactorOf(code: string, year: number): boolean {
  return validYears.get(code)?.has(Math.min(LAST, Math.max(FIRST, year))) ?? false;
}

const words = (list: string) => new Set(list.split(' '));
const BOOLEAN = words('true false 1 0');
const ABUSE = words('NEG PHY SAB EMO MUL');

/** Tag -> the codes it may hold (DfE guide; shared/cin/README.md). Factors have their own list. */
export const CODES: Record<string, ReadonlySet<string>> = {
  GenderCurrent: words('0 1 2 9'),
  Sex: words('M F U'),
  Ethnicity: words(
    'WBRI WIRI WIRT WROM WOTH MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH REFU NOBT',
  ),
  Disability: words('NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA'),
  ReferralSource: words('1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10'),
  PrimaryNeedCode: words('N0 N1 N2 N3 N4 N5 N6 N7 N8 N9'),
  ReasonForClosure: words('RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9'),
  InitialCategoryOfAbuse: ABUSE,
  LatestCategoryOfAbuse: ABUSE,
  ReferralNFA: BOOLEAN,
  ICPCnotRequired: BOOLEAN,
  UPNunknown: words('UN1 UN2 UN3 UN4 UN5 UN6 UN7 UN8 UN9 UN10'),
};

/** What came or went in a year: a tag, or a tag's code; `from` and `to` are the years they begin in, inclusive. */
export const CHANGES: readonly { tag: string; code?: string; from?: number; to?: number }[] = [
  { tag: 'CINPlanDates', from: 2021 },
  { tag: 'ReferralSource', code: '5D', from: 2022 },
  { tag: 'ReasonForClosure', code: 'RC9', from: 2022 },
  { tag: 'GenderCurrent', to: 2023 },
  { tag: 'Sex', from: 2024 },
];

/** Every element a child may have, of any year's return. */
export const TAGS: ReadonlySet<string> = words(
  'ChildIdentifiers LAchildID UPN FormerUPN UPNunknown PersonBirthDate ExpectedPersonBirthDate GenderCurrent Sex ' +
    'PersonDeathDate ChildCharacteristics Ethnicity Disabilities Disability CINdetails CINreferralDate ReferralSource ' +
    'PrimaryNeedCode CINclosureDate ReasonForClosure DateOfInitialCPC Assessments AssessmentActualStartDate ' +
    'AssessmentInternalReviewDate AssessmentAuthorisationDate FactorsIdentifiedAtAssessment AssessmentFactors ' +
    'CINPlanDates CINPlanStartDate CINPlanEndDate Section47 S47ActualStartDate InitialCPCtarget ICPCnotRequired ' +
    'ReferralNFA ChildProtectionPlans CPPstartDate CPPendDate InitialCategoryOfAbuse LatestCategoryOfAbuse ' +
    'NumberOfPreviousCPP Reviews CPPreviewDate PreProceedingsandFGDM PPStartDate LBPSentDate FGDMMeetingOffer ' +
    'FGDMMeetingFac InitialPPMeetingDate ReviewMeetingsCount StepDecisionDate PPOutcome CourtAppDate LetterInitCPDate',
);

/** Elements that stand once in the one around them. */
export const ONCE: ReadonlySet<string> = new Set(
  [...TAGS].filter(
    (tag) =>
      !/^(Disability|CINdetails|Assessments|AssessmentFactors|CINPlanDates|Section47|ChildProtectionPlans|Reviews|FormerUPN|CPPreviewDate|PreProceedingsandFGDM)$/.test(
        tag,
      ),
  ),
);

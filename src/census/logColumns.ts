/** The columns and events of the log: those of the original Logger (shared/cin/README.md), `Sex` beside `Gender`. */

/** Type of an event: the tag of its date, in the order in which events of one day are written. */
export const EVENT_TYPES = [
  'CINreferralDate',
  'CINclosureDate',
  'DateOfInitialCPC',
  'AssessmentActualStartDate',
  'AssessmentAuthorisationDate',
  'S47ActualStartDate',
  'CPPstartDate',
  'CPPendDate',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Columns that are made of several elements. */
export const FACTORS = 'Factors';
export const DISABILITIES = 'Disabilities';
export const REVIEWS = 'CPPreview';

/** Tag -> column, module by module, in the order of the log. */
export const MODULES = {
  CINdetails: {
    CINreferralDate: 'CIN Start Date',
    ReferralSource: 'Referral Source',
    PrimaryNeedCode: 'Primary Need Code',
    CINclosureDate: 'CIN Closure Date',
    ReasonForClosure: 'Reason for Closure',
    DateOfInitialCPC: 'Date of Initial Child Protection Conference',
    ReferralNFA: 'Referral NFA?',
  },
  Section47: {
    S47ActualStartDate: 'Strategy discussion initiating Section 47 Enquiry Start Date',
    InitialCPCtarget: 'InitialCPCtarget',
    DateOfInitialCPC: 'Date of Initial Child Protection Conference',
    ICPCnotRequired: 'Was an Initial Child Protection Conference deemed unnecessary?',
  },
  Assessments: {
    AssessmentActualStartDate: 'Assessment start date',
    AssessmentInternalReviewDate: 'AssessmentInternalReviewDate',
    AssessmentAuthorisationDate: 'Continuous Assessment Date of Authorisation',
  },
  ChildProtectionPlans: {
    CPPstartDate: 'Child Protection Plan Start Date',
    CPPendDate: 'Child Protection Plan End Date',
    InitialCategoryOfAbuse: 'Initial Category of Abuse',
    LatestCategoryOfAbuse: 'Latest Category of Abuse',
    NumberOfPreviousCPP: 'Number of Previous Child Protection Plans',
  },
  ChildIdentifiers: {
    UPN: 'UPN',
    FormerUPN: 'FormerUPN',
    UPNunknown: 'UPNunknown',
    PersonBirthDate: 'Date of Birth',
    ExpectedPersonBirthDate: 'ExpectedPersonBirthDate',
    GenderCurrent: 'Gender',
    Sex: 'Sex',
    PersonDeathDate: 'PersonDeathDate',
  },
  ChildCharacteristics: { Ethnicity: 'Ethnicity' },
} as const;

/** All columns in their order; a log has the first four and those of the others that have a value. */
export const LOG_COLUMNS: readonly string[] = [
  ...new Set([
    ...['CUID', 'Date', 'Type', 'Source'],
    ...Object.values(MODULES.CINdetails),
    ...Object.values(MODULES.Section47),
    ...Object.values(MODULES.Assessments),
    FACTORS,
    ...Object.values(MODULES.ChildProtectionPlans),
    REVIEWS,
    ...Object.values(MODULES.ChildIdentifiers),
    ...Object.values(MODULES.ChildCharacteristics),
    DISABILITIES,
  ]),
];

/** Whether a tag of the census holds a date. */
export const isDateTag = (tag: string): boolean => /^DateOf|Date$|^InitialCPCtarget$/.test(tag);

/** Columns of dates, by heading: those of the log, and of files of the same family. */
export const DATE_COLUMNS: ReadonlySet<string> = new Set([
  'Date',
  ...Object.values(MODULES).flatMap((module) =>
    Object.entries(module).flatMap(([tag, column]) => (isDateTag(tag) ? [tag, column] : [])),
  ),
]);

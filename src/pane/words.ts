import type { Check } from '../census/types';
import { count, dateInWords, list, number, signed } from '../core/words';
import type { GeographyWay, SourceFile } from '../core/types';
import type { Idea } from './summary';
import type { AnnexASummary, ImportSummary, ListOf, ShareBy } from '../worker/messages';

/** Every sentence of the pane, in one place: what analysts read, what screen readers say, what tests look for. */
export const words = {
  title: 'Needs map',
  privacy: 'Everything happens on this computer. No data leaves it.',

  data: 'Your data',
  reading: 'Reading the workbook…',
  openWorkbook: 'Workbook (.xlsx)',
  noWorkbook:
    'Open the workbook that holds the template and the log sheets. No log yet? Import CIN Census XML or a log file to start a workbook. Or try with sample data.',
  kind: { template: 'Template', log: 'Log' },
  rows: (rows: number) => count(rows, 'row'),
  correct: 'Choose sheets and columns',
  correctDone: 'Done',
  templateSheet: 'Template sheet',
  logSheets: 'Log sheets',
  automatic: 'Find by headings',
  columnsOf: (sheet: string) => `Columns of ${sheet}`,
  headingRow: 'Heading row',
  rowNumber: (row: number, texts: string[]) => `Row ${row}: ${texts.slice(0, 3).join(', ')}`,
  column: { child: 'Child id', date: 'Date', postcode: 'Postcode', type: 'Type of event', factors: 'Factors' },
  noColumn: 'None',
  foundColumns: 'Use the columns found',
  insertTemplate: 'Insert template',
  templateInserted: (sheet: string) => `The sheet ${sheet} was added. Fill it in: one row for each assessment.`,
  startTemplate: "Start the template with the log's assessments still to be looked up",
  templateListed: (sheet: string, rows: number, template: string | null) =>
    `The sheet ${sheet} was added with ${count(rows, 'assessment')} of the log. ` +
    (template === null
      ? 'Only the postcodes are left to fill in.'
      : `Fill in the postcodes, then copy the rows to the end of ${template}, which stays the template.`),
  templateComplete: (sheet: string) =>
    `The sheet ${sheet} has a postcode for every assessment of the log: no sheet was added.`,
  asFile: (sheet: string) => ` It was downloaded as ${sheet}.xlsx.`,
  importCensus: 'Import CIN Census XML',
  importCsv: 'Import log file',
  importing: 'Reading the files…',
  logWritten: (sheet: string, assessments: number) =>
    `The sheet ${sheet} was written, with ${count(assessments, 'assessment')}.`,
  startedFile: 'needs-map-data.xlsx',
  started: (assessments: number) =>
    `needs-map-data.xlsx was downloaded, with the log and a template of ${count(assessments, 'assessment')}. Fill in its postcodes in Excel, then open it here.`,
  imported: 'Imported',
  importedRows: ({ rows, assessments, mergedEvents }: ImportSummary) =>
    `${count(rows, 'event')} in the log, ${number(assessments)} of them closed assessments.` +
    (mergedEvents > 0 ? ` ${count(mergedEvents, 'event')} stood more than once.` : ''),
  importedFile: ({ file, year, children, childrenWithoutEvents, closedAssessments }: ImportSummary['files'][number]) =>
    [
      `${file}: ${year ?? 'year unknown'}`,
      children === 1 ? '1 child' : `${number(children)} children`,
      ...(childrenWithoutEvents > 0 ? [`${number(childrenWithoutEvents)} without events`] : []),
      count(closedAssessments, 'closed assessment'),
    ].join(', '),
  listFindings: 'List what is odd',
  /** Checks whose names alone say too little. */
  checks: {
    header: 'year or authority in the header',
    unexpected: 'not expected in a return',
    'code mended': 'code written another way, mended',
    'rule 8869': '21 (no factors) beside other factors: rule 8869',
    'rule 8898': 'a factor twice in one assessment: rule 8898',
    'rule 8614': 'factors on an open assessment: rule 8614',
    'rule 8897Q': 'closed assessment without factors: rule 8897Q',
    'rule 8945Q': '18A, not used from 2024-25: rule 8945Q',
    'rule 8950Q': '19A, not used from 2024-25: rule 8950Q',
  } satisfies Partial<Record<Check, string>> as Partial<Record<string, string>>,
  compareAnnexA: 'Compare with Annex A',
  annexA: 'Annex A',
  annexACompared: ({ missing }: AnnexASummary) =>
    `Compared with Annex A: ${missing === 0 ? 'no closed assessment is' : `${count(missing, 'closed assessment')} ${missing === 1 ? 'is' : 'are'}`} missing from the log.`,
  annexAHint: 'For information: nothing of Annex A is counted.',
  showList: 'Show list',
  listing: 'Making the list…',
  listAdded: (names: string[]) =>
    `Added ${list(names)}, child by child. Delete it when you are done: nothing reads it.`,
  listFiles: { findings: 'CIN findings.xlsx', annexA: 'Annex A not in the log.xlsx' } satisfies Record<ListOf, string>,
  listOffered: (file: string) => `The list was downloaded as ${file}. It names children.`,
  odd: 'What is odd in the files, and how often. The log has it as it was written:',
  addSheets: 'Add sheets from another workbook',
  sheetsAdded: (names: string[]) => `Added ${list(names)}.`,
  trySample: 'Try with sample data',
  date1904: 'This workbook uses the 1904 date system (made on an old Mac)',

  geography: 'Geography',
  noGeography: 'Choose the three files once. They are kept on this computer; nobody needs to choose them again here.',
  files: {
    postcodes: 'Postcode file',
    lsoas: 'LSOA boundary file',
    authorities: 'Authority boundary file',
  },
  stillNeeded: (missing: string[]) => `Now choose the ${list(missing.map(lowerFirst))} as well.`,
  changeFiles: 'Use other files',
  addFile: 'Population, deprivation or wards',
  addHint: 'A file by LSOA: children (for rates and hot spots), deciles of deprivation, or wards.',
  addingFile: 'Reading the file…',
  fileAdded: ({ name, found, warning }: SourceFile) => `In ${name}: ${found}.${warning ? ` ${warning}` : ''}`,
  fileLine: ({ found, name, date }: SourceFile) => [found, name, date && dateInWords(date)].filter(Boolean).join(' · '),
  takeOut: 'Take out',
  takeOutFile: (name: string) => `Take out ${name}`,
  takingOut: (name: string) => `Taking out ${name}…`,
  takenOut: (name: string) => `${name} was taken out.`,
  keepGeography: 'Keep geography in this workbook',
  keepHint: 'Then a colleague can refresh this workbook without the three files.',
  geographyKept: (authorities: string[]) =>
    `The geography of ${list(authorities)} and its surroundings is kept in this workbook.`,
  forget: 'Forget',
  forgotten: 'The geography kept on this computer was forgotten.',
  inUse: {
    files: 'In use: the files chosen just now',
    workbook: 'In use: the geography kept in this workbook',
    cache: 'In use: the files kept on this computer',
    origin: "In use: the geography that comes with the add-in's pages",
    sample: 'In use: an invented authority. Choose your own files to map real data',
  } satisfies Record<GeographyWay, string>,

  authority: 'Authority',
  localAuthority: 'Local authority',
  authorityHint: 'Type to search. Several may be chosen; a county stands for its districts.',
  authorityNeedsGeography: 'Choose the geography first.',
  noAuthorityFits: (text: string) => `No authority has “${text}” in its name.`,
  remove: (name: string) => `Remove ${name}`,
  chosen: 'Chosen',
  suggestion: (name: string) => `Most of the postcodes lie in ${name}.`,
  useSuggestion: (name: string) => `Choose ${name}`,

  options: 'Options',
  yearEnd: 'End of the current year',
  yearEndHint: 'Empty: the newest assessment decides. A date inside a month means the end of the month before.',
  needs: 'Needs to map',
  needsBy: { current: 'Most frequent', growth: 'Fastest growing', chosen: 'These needs' },
  top: 'How many needs',
  include21: 'Include “No factors identified” (21)',
  countChildren: 'Count each child once',
  lsoaByCode: 'Use LSOA codes that come with the postcodes',
  list: 'List each assessment that was set aside in Matching report',
  maps: 'Maps',
  show: 'Maps show',
  shows: { count: 'Counts', rate: 'Rates per 10,000 children' },
  classMethod: 'Classes',
  classMethods: { natural: 'Natural breaks', quantile: 'Equal numbers of LSOAs', equal: 'Equal steps' },
  classCount: 'Number of classes',
  scheme: 'Colours',
  schemes: { orange: 'Orange', blue: 'Blue', purple: 'Purple', grey: 'Grey' },
  labels: 'Name the five highest LSOAs',
  sameScale: 'Same classes on all maps',
  keepClasses: 'Same classes as in the last run',
  preview: 'Preview',
  previewing: 'Drawing…',
  previewBelow: 'Refresh to take these choices into the sheets.',
  previewLater: 'A preview appears here once data, geography and authority are chosen.',

  create: 'Create needs map',
  refresh: 'Refresh needs map',
  cancel: 'Cancel',
  cancelled: 'Cancelled.',
  cancelledWriting:
    'Cancelled while writing: the line “Refresh not finished” stays on the result sheets until the next refresh.',
  ready: (counted: number, assessments: number) =>
    `${number(counted)} of ${count(assessments, 'assessment')} counted. Needs map ready`,
  failedUnexpectedly: (what: string) =>
    `Something went wrong inside Needs map (${what}). Press the button again; if it happens again, tell whoever installed the add-in.`,
  missing: {
    workbook: 'Open a workbook first, or press “Try with sample data”.',
    geography: 'Choose the three geography files first: postcodes, LSOA boundaries and authority boundaries.',
    authority: 'Choose a local authority first.',
  },

  results: 'Results',
  noResults: 'Nothing yet. The tables and maps come into this workbook as sheets of their own.',
  oldResults: 'The result sheets stand in this workbook. Refresh to look at the map here.',
  stale: 'The data changed after the results were made. Refresh needs map to bring them up to date.',
  periods: (current: string, previous: string) => `Current year: ${current}. Previous year: ${previous}.`,
  wayDown: 'From rows read to assessments counted',
  step: 'Step',
  number: 'Number',
  share: 'Share',
  addsUp: 'It adds up:',
  hints: (hints: number) => (hints === 0 ? '' : `${count(hints, 'hint')} at what may be wrong. `),
  seeSheet: 'See the sheet',
  topNeeds: 'Top needs',
  need: 'Need',
  previous: 'Previous year',
  current: 'Current year',
  change: 'Change',
  allAssessments: 'All assessments',
  map: 'Map',
  mapKinds: { prevalence: 'current year', change: 'change', spots: 'hot spots' },
  mapHelp: 'Arrow keys move from LSOA to LSOA; Enter selects its row in the workbook.',
  mapHint: 'Point at the map, or use the arrow keys on it.',
  area: (name: string, current: number, previous: number, change: number) =>
    `${name}: ${number(current)} this year, ${number(previous)} the year before (${signed(change)})`,
  areaRate: (rate: number) => `, ${number(Math.round(rate))} per 10,000 children`,
  areaSpot: (spot: string) => `, ${spot.startsWith('hot') ? 'hot' : 'cold'} spot`,
  ideas: 'How to read the numbers',
  idea: {
    rates: [
      'Rates',
      'A big LSOA has more assessments because it has more children; a rate per 10,000 children takes that out. The interval beside it says how far chance alone could have moved it.',
    ],
    spots: [
      'Hot spots',
      'A hot spot is a group of neighbouring LSOAs whose numbers are higher together than chance would put them. Of all that are declared, at most one in twenty is expected to be a false one.',
    ],
    change: [
      'Change beyond chance',
      '6 becoming 9 is what chance does every year. On change maps only LSOAs whose change is more than chance would explain keep their full colour.',
    ],
  } satisfies Record<Idea, [title: string, sentences: string]>,
  moved: 'Since the last run',
  movedMore: (more: number) => `and ${more} more: see the sheet "Needs map".`,
  sheets: 'Sheets',
  sheetNames: {
    'needs-map': 'Needs map',
    'risk-factors': 'Risk factors',
    assessments: 'Assessments by LSOA',
    'hot-spots': 'Hot spots',
    deprivation: 'By deprivation',
    wards: 'By ward',
    matching: 'Matching report',
    notices: 'Matching notes',
  } as Record<string, string>,
  save: 'Save results',
  prepareCopy: 'Prepare a copy to share',
  shareHeading: 'A copy to share',
  shareWhat:
    'A new workbook of counts by area alone, nothing about single assessments. Small counts are hidden, and as many others as would give them away. This workbook stays as it is.',
  shareBy: 'Areas',
  shareKinds: { lsoa: 'LSOAs', msoa: 'MSOAs', ward: 'Wards' } satisfies Record<ShareBy, string>,
  shareNumbers: (kind: string, places: number, hidden: number, counts: number) =>
    `${kind} (${number(places)}): ${number(hidden)} of ${count(counts, 'count')} hidden`,
  shareWards: 'By ward too, once a ward file is chosen under Geography.',
  shareLimit: 'Hide counts from 1 to',
  shareLimitHint: '3 to 20. The DfE hides 1 to 5.',
  makeCopy: 'Make the copy',
  copyFile: 'needs map, copy to share.xlsx',
  copyMade: (asFile: boolean, changed: boolean) =>
    `The copy ${asFile ? `was downloaded as ${words.copyFile}` : 'opened as a new workbook'}. ` +
    'Read its first sheet and fill in who answers questions before you pass it on.' +
    (changed ? ' The data changed after the results were made: the copy has the data as it is now.' : ''),
};

/** "Postcode file" inside a sentence; "LSOA boundary file" keeps its capitals. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}

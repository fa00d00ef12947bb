export { closeBrowser, browser, openPane } from './openPane';
export type { Pane, PaneOptions } from './openPane';
export { ExcelHost } from './excelHost';
export type { BatchLog, Fault, FaultKind } from './faults';
export { inExcel } from './inExcel';
export type { Outcome } from './inExcel';

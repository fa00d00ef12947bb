/** Office's numbers for what goes wrong between add-in and Excel, or an error inside the batch. */
export type FaultKind = 5004 | 5102 | 5103 | 5104 | 7000 | 5012 | 'GeneralException';

/** A request that is made to fail. Requests count from 1, house-keeping of office.js (`_RemoveReference`) not counted. */
export interface Fault {
  /** Which request, or every one. */
  request: number | 'every';
  kind: FaultKind;
  /**
   * `before`: nothing of it happens. `middle`: half of its actions are done, then it dies. `after`: all is done, but the
   * answer doesn't arrive. Default `before`.
   */
  when?: 'before' | 'middle' | 'after';
}

/** One request in the log: numbers only, never a cell's contents. */
export interface BatchLog {
  /** From 1; 0 for house-keeping. */
  number: number;
  actions: number;
  /** Names of the methods and properties, in order, without arguments. */
  members: string[];
  cellsRead: number;
  cellsWritten: number;
  bytesIn: number;
  bytesOut: number;
  milliseconds: number;
  /** Excel's code, or the transport's number. */
  error?: string | number;
}

/** The fault that strikes a request, if any. A cell edit doesn't fail a request that asked to wait for its end. */
export function strikes(faults: Fault[], request: number, delaysForCellEdit: boolean): Fault | undefined {
  if (request === 0) return undefined;
  return faults.find(
    (fault) => (fault.request === 'every' || fault.request === request) && !(fault.kind === 5004 && delaysForCellEdit),
  );
}

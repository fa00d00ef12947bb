/**
 * What the host answers instead of a result: Excel's own error codes (`ItemNotFound`, `InvalidArgument`, `AccessDenied`
 * ...), or `HostNotImplemented` for a member that the host doesn't have. `location` is filled in where it was thrown.
 */
export class HostError extends Error {
  override name = 'HostError';
  location = '';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Excel's sentences, as far as they are known (OFFICE-HOST.md 3). */
export const notFound = () => new HostError('ItemNotFound', "The requested resource doesn't exist.");
export const invalidArgument = (why: string) =>
  new HostError('InvalidArgument', `The argument is invalid or missing or has an incorrect format. (${why})`);
export const accessDenied = () => new HostError('AccessDenied', 'You cannot perform the requested operation.');
export const invalidOperation = (why: string) =>
  new HostError('InvalidOperation', `The operation attempted is invalid on the object. (${why})`);
export const notImplemented = (what: string) =>
  new HostError('HostNotImplemented', `The tests' Excel does not implement ${what}.`);

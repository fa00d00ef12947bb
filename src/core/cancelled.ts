/** The user pressed Cancel: no error, nothing to explain. */
export class Cancelled extends Error {
  override name = 'Cancelled';
}

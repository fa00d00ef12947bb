/** The user's fault or the world's: stops a job with one sentence that says what is wrong and what to do. The only text an analyst sees. */
export class UserError extends Error {
  override name = 'UserError';
}

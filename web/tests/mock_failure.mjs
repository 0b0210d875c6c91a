/** What a mock answers instead. */
export class Failure extends Error {
  constructor(status, code, details) {
    super(code);
    Object.assign(this, { status, code, details });
  }
}

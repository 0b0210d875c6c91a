/** What a mock answers instead. */
export class Failure extends Error {
  /** `sentence`: what the answer says in words, else the code. */
  constructor(status, code, details, sentence) {
    super(code);
    Object.assign(this, { status, code, details, sentence });
  }
}

import { count, nullable, object } from '../shared/decode';

/** The codes of docs/protocol.md §8, those of every POST (§1), and the page's own for what never got a readable answer. */
export const SIGNIN_ERROR_CODES = [
  'sign_in_failed',
  'code_wrong',
  'user_code_wrong',
  'flow_expired',
  'too_many_attempts',
  'wrong_step',
  'wrong_origin',
  'busy',
  'no_connection',
  'unexpected',
] as const;

export type SigninErrorCode = (typeof SIGNIN_ERROR_CODES)[number];

export class SigninError extends Error {
  readonly code: SigninErrorCode;
  readonly retryAfterSeconds: number | null;

  constructor(code: SigninErrorCode, retryAfterSeconds: number | null = null) {
    super(code);
    this.name = 'SigninError';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export function asSigninError(thrown: unknown): SigninError {
  return thrown instanceof SigninError ? thrown : new SigninError('unexpected');
}

/** Reads the body of an answer that is not 2xx; what it cannot read is `unexpected`. */
export function decodeSigninError(body: unknown): SigninError {
  try {
    const error = object(object(body).error);
    const code = SIGNIN_ERROR_CODES.find((known) => known === error.code) ?? 'unexpected';
    const details = nullable(object)(error.details) ?? {};
    return new SigninError(code, nullable(count)(details.retryAfterSeconds));
  } catch {
    return new SigninError('unexpected');
  }
}

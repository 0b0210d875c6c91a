import { count, nullable, object, text, type JsonObject } from './decode';

/** The codes of docs/protocol.md §1, and three of the page's own for what never got an answer that it can read. */
export const API_ERROR_CODES = [
  'malformed',
  'user_id_missing',
  'session_missing',
  'wrong_step',
  'wrong_origin',
  'not_found',
  'request_in_progress',
  'request_expired',
  'too_large',
  'wrong_media_type',
  'code_wrong',
  'code_expired',
  'code_exhausted',
  'number_wrong',
  'destination_refused',
  'answers_refused',
  'sign_in_too_old',
  'proof_needed',
  'kind_not_allowed',
  'writeback_disabled',
  'too_many_attempts',
  'sign_in_failed',
  'account_disabled',
  'account_expired',
  'not_now',
  'not_here',
  'agent_unavailable',
  'directory_unavailable',
  'busy',
  /** No answer at all: no network, or the server is gone. */
  'no_connection',
  /** An answer that this page cannot read. */
  'unexpected',
  /** WebCrypto refused, or is missing. */
  'cannot_seal',
] as const;

export type ApiErrorCode = (typeof API_ERROR_CODES)[number];

/** What a busy network is asked for first (docs/protocol.md §12). */
export interface WorkAsked {
  readonly challenge: string;
  readonly bits: number;
}

export interface ApiErrorDetails {
  readonly triesLeft: number | null;
  readonly retryAfterSeconds: number | null;
  readonly work: WorkAsked | null;
}

const NO_DETAILS: ApiErrorDetails = { triesLeft: null, retryAfterSeconds: null, work: null };

export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly status: number;
  readonly details: ApiErrorDetails;

  /** `status` is 0 when there was no answer. */
  constructor(code: ApiErrorCode, status = 0, details: ApiErrorDetails = NO_DETAILS) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError('unexpected');
}

/** Reads the body of an answer that is not 2xx; what it cannot read is `unexpected`. */
export function decodeApiError(status: number, body: unknown, retryAfter: string | null): ApiError {
  try {
    const error = object(object(body).error);
    const code = API_ERROR_CODES.find((known) => known === error.code) ?? 'unexpected';
    const details = nullable(object)(error.details) ?? ({} as JsonObject);
    return new ApiError(code, status, {
      triesLeft: nullable(count)(details.triesLeft),
      retryAfterSeconds: nullable(count)(details.retryAfterSeconds) ?? headerSeconds(retryAfter),
      work: code === 'proof_needed' ? { challenge: text(details.challenge), bits: count(details.bits) } : null,
    });
  } catch {
    return new ApiError('unexpected', status);
  }
}

function headerSeconds(header: string | null): number | null {
  return header !== null && /^\d{1,9}$/.test(header) ? Number(header) : null;
}

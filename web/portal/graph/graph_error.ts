import { count, nullable, object, text, type JsonObject } from '../../shared/decode';
import { NUMBERS } from '../../shared/reset_answers';
import type { ReasonDetails } from '../../shared/reasons';

/** What an administrator is told beside a reason (docs/protocol.md §3). */
export interface AdministratorDetails extends ReasonDetails {
  readonly object?: string;
  readonly right?: string;
}

/**
 * A call that was not answered with 2xx. `code` is Graph's, a reason of §3, or one of two of the page's own:
 * `no_connection` (no answer at all) and `unexpected` (one that it cannot read).
 */
export class GraphError extends Error {
  readonly code: string;
  /** 0 when there was no answer. */
  readonly status: number;
  /** For the operator to find it in the log; the caller's own id where the server did not answer. */
  readonly requestId: string;
  readonly details: AdministratorDetails;
  readonly retryAfterSeconds: number | null;
  /** The properties that were wrong, where the answer names them. */
  readonly mistakes: readonly string[];
  /** The server's own, in English: for what it says nowhere else. */
  readonly sentence: string;

  constructor(
    code: string,
    status: number,
    requestId: string,
    details: AdministratorDetails = {},
    retryAfterSeconds: number | null = null,
    mistakes: readonly string[] = [],
    sentence = '',
  ) {
    super(code);
    this.name = 'GraphError';
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.details = details;
    this.retryAfterSeconds = retryAfterSeconds;
    this.mistakes = mistakes;
    this.sentence = sentence;
  }
}

export function asGraphError(thrown: unknown): GraphError {
  return thrown instanceof GraphError ? thrown : new GraphError('unexpected', 0, '');
}

export function decodeGraphError(status: number, headers: Headers, body: unknown, ownId: string): GraphError {
  const requestId = headers.get('request-id') ?? ownId;
  try {
    const error = object(object(body).error);
    if (Array.isArray(error.details)) {
      const mistakes = error.details.map((one) => text(object(one).property));
      return new GraphError(text(error.code), status, requestId, {}, null, mistakes);
    }
    const details = administratorDetails(nullable(object)(error.details) ?? {});
    const header = headers.get('Retry-After');
    const retryAfter = header !== null && /^\d{1,9}$/.test(header) ? Number(header) : null;
    const sentence = typeof error.message === 'string' ? error.message : '';
    return new GraphError(text(error.code), status, requestId, details, retryAfter, [], sentence);
  } catch {
    return new GraphError('unexpected', status, requestId);
  }
}

export function administratorDetails(members: JsonObject): AdministratorDetails {
  const details: Record<string, number | string> = {};
  for (const name of NUMBERS) {
    try {
      details[name] = count(members[name]);
    } catch {
      // left out: the text then says the rule without its number
    }
  }
  for (const name of ['object', 'right'] as const) {
    const value = members[name];
    if (typeof value === 'string') details[name] = value;
  }
  return details;
}

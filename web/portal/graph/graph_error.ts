import { count, nullable, object, text, type JsonObject } from '../../shared/decode';
import { NUMBERS } from '../../shared/reset_answers';
import type { ReasonDetails } from '../../shared/reasons';

/** What an administrator is told beside a reason (docs/protocol.md §3). */
export interface AdministratorDetails extends ReasonDetails {
  readonly object?: string;
  readonly right?: string;
}

/** What was wrong with what was sent. */
export interface Mistake {
  /** The property of the body. */
  readonly property: string;
  /** Empty where the property says enough. */
  readonly code: string;
  /** The one of several that is wrong; empty where there is one. */
  readonly value: string;
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
  readonly mistakes: readonly Mistake[];

  constructor(
    code: string,
    status: number,
    requestId: string,
    details: AdministratorDetails = {},
    retryAfterSeconds: number | null = null,
    mistakes: readonly Mistake[] = [],
  ) {
    super(code);
    this.name = 'GraphError';
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.details = details;
    this.retryAfterSeconds = retryAfterSeconds;
    this.mistakes = mistakes;
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
      return new GraphError(text(error.code), status, requestId, {}, null, error.details.map(mistake));
    }
    const details = administratorDetails(nullable(object)(error.details) ?? {});
    const header = headers.get('Retry-After');
    const retryAfter = header !== null && /^\d{1,9}$/.test(header) ? Number(header) : null;
    return new GraphError(text(error.code), status, requestId, details, retryAfter);
  } catch {
    return new GraphError('unexpected', status, requestId);
  }
}

/** Graph's own `code` and `target`, or a policy's `property` (docs/protocol.md §12, §13). */
function mistake(value: unknown): Mistake {
  const { property, target, code, value: wrong } = object(value);
  return { property: text(target ?? property), code: nullable(text)(code) ?? '', value: nullable(text)(wrong) ?? '' };
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

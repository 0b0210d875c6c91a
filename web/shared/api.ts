/**
 * The client of the reset page's API (docs/protocol.md §1). Every call gives a decoded answer or throws ApiError; none
 * retries. The session is in a cookie that scripts cannot read.
 */

import { ApiError, decodeApiError } from './api_error';
import type { Decoder } from './decode';
import * as answers from './reset_answers';
import type { Description, Kind, MethodId, Outcome, SentCode, Session, Settings } from './reset_answers';
import type { SealedPassword, Ticket } from './seal';

const ROOT = '/reset/v1';
const PATIENCE_MS = 20_000;
/** The rules come from the directory itself, by way of an agent. */
const DIRECTORY_PATIENCE_MS = 45_000;

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly patienceMs?: number;
}

export interface ResetApi {
  settings(whr: string | null): Promise<Settings>;
  /** `expiresAt` here and in sendCode is by this machine's clock. */
  startSession(userId: string, locale: string, whr: string | null): Promise<Session>;
  sendCode(method: MethodId): Promise<SentCode>;
  /** The account's user ID. */
  verify(method: MethodId, code: string): Promise<string>;
  describe(): Promise<Description>;
  requestTicket(kind: Kind): Promise<Ticket>;
  /** Null when the answer does not tell the outcome yet. */
  submit(requestId: string, sealed: readonly SealedPassword[] | null, patienceMs: number): Promise<Outcome | null>;
  outcome(requestId: string, waitSeconds: number): Promise<Outcome | null>;
}

export function createResetApi(): ResetApi {
  const clock = new ServerClock();
  const call = async <T>(request: Call, decode: Decoder<T>): Promise<T> => {
    const response = await send(request);
    clock.read(response);
    return decodeAnswer(response, decode);
  };
  return {
    settings: (whr) => call({ method: 'GET', path: `/settings${query({ whr })}` }, answers.settings),
    startSession: async (userId, locale, whr) => {
      const body = { userId, locale, ...(whr === null ? {} : { whr }) };
      const session = await call({ method: 'POST', path: '/sessions', body }, answers.session);
      return { ...session, expiresAt: clock.toLocal(session.expiresAt) };
    },
    sendCode: async (method) => {
      const sent = await call({ method: 'POST', path: '/session/codes', body: { method } }, answers.sentCode);
      return { ...sent, expiresAt: clock.toLocal(sent.expiresAt) };
    },
    verify: (method, code) =>
      call({ method: 'POST', path: '/session/verification', body: { method, code } }, answers.verifiedUserId),
    describe: () =>
      call({ method: 'GET', path: '/session/policy', patienceMs: DIRECTORY_PATIENCE_MS }, answers.description),
    requestTicket: (kind) => call({ method: 'POST', path: '/session/requests', body: { kind } }, answers.ticket),
    submit: (requestId, sealed, patienceMs) =>
      call(
        { method: 'POST', path: requestPath(requestId), body: sealed === null ? {} : { sealed }, patienceMs },
        answers.pendingOutcome,
      ),
    outcome: (requestId, waitSeconds) =>
      call(
        {
          method: 'GET',
          path: `${requestPath(requestId)}?wait=${waitSeconds}`,
          patienceMs: waitSeconds * 1000 + 10_000,
        },
        answers.pendingOutcome,
      ),
  };
}

function requestPath(requestId: string): string {
  return `/session/requests/${encodeURIComponent(requestId)}`;
}

function query(members: Readonly<Record<string, string | null>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) if (value !== null) parameters.set(name, value);
  const encoded = parameters.toString();
  return encoded === '' ? '' : `?${encoded}`;
}

/** Clocks of people's machines go wrong by hours; what is still left of a session must not. */
class ServerClock {
  private aheadMs = 0;

  read(response: Response): void {
    const at = Date.parse(response.headers.get('Date') ?? '');
    if (!Number.isNaN(at)) this.aheadMs = at - Date.now();
  }

  toLocal(serverTime: number): number {
    return serverTime - this.aheadMs;
  }
}

async function decodeAnswer<T>(response: Response, decode: Decoder<T>): Promise<T> {
  const body = await readJson(response);
  if (!response.ok) throw decodeApiError(response.status, body, response.headers.get('Retry-After'));
  try {
    return decode(body);
  } catch {
    throw new ApiError('unexpected', response.status);
  }
}

async function send({ method, path, body, patienceMs = PATIENCE_MS }: Call): Promise<Response> {
  const init: RequestInit = {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  };
  if (body !== undefined) init.body = JSON.stringify(body);
  try {
    return await fetch(ROOT + path, init);
  } catch {
    throw new ApiError('no_connection');
  }
}

/** A connection that breaks in the middle of a body is a broken connection, not a wrong answer. */
async function readJson(response: Response): Promise<unknown> {
  let body: string;
  try {
    body = await response.text();
  } catch {
    throw new ApiError('no_connection');
  }
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

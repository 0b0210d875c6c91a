/**
 * The client of the reset page's API (docs/protocol.md §1). Every call gives a decoded answer or throws ApiError; none
 * retries. The session is in a cookie that scripts cannot read.
 */

import { createCaller } from './http_call';
import { asApiError } from './api_error';
import type { JsonObject } from './decode';
import { requestOptions } from './passkey';
import { solve } from './proof_of_work';
import * as answers from './reset_answers';
import type { Description, Kind, MethodId, Outcome, Question, SentCode, Session, Settings } from './reset_answers';
import type { SealedPassword, Ticket } from './seal';

const ROOT = '/reset/v1';
/** The rules come from the directory itself, by way of an agent. */
const DIRECTORY_PATIENCE_MS = 45_000;

/** A code, answers by the question's id, or what a passkey signed. */
export type Proof =
  | { readonly code: string }
  | { readonly answers: readonly { readonly id: string; readonly answer: string }[] }
  | { readonly assertion: JsonObject };

export interface ResetApi {
  settings(whr: string | null): Promise<Settings>;
  /** `expiresAt` here and in sendCode is by this machine's clock. */
  /** `onWork`: this network is busy, and some work is done first. */
  startSession(userId: string, locale: string, whr: string | null, onWork: () => void): Promise<Session>;
  /** Null: there is none. */
  session(): Promise<Session | null>;
  chooseIntent(intent: Kind): Promise<Session>;
  /** `number`: the whole number, as typed, of the mobile phone. */
  sendCode(method: MethodId, number: string | null): Promise<SentCode>;
  /** "Contact your administrator", about the user ID that the session was begun with. */
  askForHelp(userId: string): Promise<void>;
  questions(): Promise<Question[]>;
  /** What a passkey is to sign; each call a new one, and the older serves no more. */
  passkey(): Promise<PublicKeyCredentialRequestOptions>;
  verify(method: MethodId, proof: Proof): Promise<Session>;
  describe(): Promise<Description>;
  requestTicket(kind: Kind): Promise<Ticket>;
  /** Null when the answer does not tell the outcome yet. */
  submit(requestId: string, sealed: readonly SealedPassword[] | null, patienceMs: number): Promise<Outcome | null>;
  outcome(requestId: string, waitSeconds: number): Promise<Outcome | null>;
}

export function createResetApi(): ResetApi {
  const { call, clock } = createCaller(ROOT);
  const local = (session: Session) => ({ ...session, expiresAt: clock.toLocal(session.expiresAt) });
  return {
    settings: (whr) => call({ method: 'GET', path: `/settings${query({ whr })}` }, answers.settings),
    startSession: async (userId, locale, whr, onWork) => {
      const body = { userId, locale, ...(whr === null ? {} : { whr }) };
      const start = (proof: object) =>
        call({ method: 'POST', path: '/sessions', body: { ...body, ...proof } }, answers.session);
      try {
        return local(await start({}));
      } catch (thrown) {
        const { work } = asApiError(thrown).details;
        if (work === null) throw thrown;
        onWork();
        return local(await start({ proof: { challenge: work.challenge, n: await solve(work) } }));
      }
    },
    session: async () => {
      try {
        return local(await call({ method: 'GET', path: '/session' }, answers.session));
      } catch (thrown) {
        if (asApiError(thrown).status === 401) return null;
        throw thrown;
      }
    },
    chooseIntent: async (intent) =>
      local(await call({ method: 'POST', path: '/session/intent', body: { intent } }, answers.session)),
    sendCode: async (method, number) => {
      const body = { method, ...(number === null ? {} : { number }) };
      const sent = await call({ method: 'POST', path: '/session/codes', body }, answers.sentCode);
      return { ...sent, expiresAt: clock.toLocal(sent.expiresAt) };
    },
    askForHelp: async (userId) => {
      await call({ method: 'POST', path: '/session/help', body: { userId } }, answers.nothing);
    },
    questions: () => call({ method: 'POST', path: '/session/questions', body: {} }, answers.questions),
    passkey: () => call({ method: 'POST', path: '/session/passkey', body: {} }, requestOptions),
    verify: async (method, proof) =>
      local(await call({ method: 'POST', path: '/session/verification', body: { method, ...proof } }, answers.session)),
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

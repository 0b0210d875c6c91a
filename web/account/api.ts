/**
 * The client of the account page's API (docs/protocol.md §12). Every call gives a decoded answer or throws ApiError;
 * none retries. The session is in a cookie that scripts cannot read.
 */

import type { JsonObject } from '../shared/decode';
import { createCaller } from '../shared/http_call';
import * as reset from '../shared/reset_answers';
import type { Description, Outcome, Settings } from '../shared/reset_answers';
import type { SealedPassword, Ticket } from '../shared/seal';
import * as answers from './answers';
import type { Account, Begun, MethodKind, Methods } from './answers';

/** The answer comes from the directory itself, by way of an agent. */
const DIRECTORY_PATIENCE_MS = 45_000;

export interface NewMethod {
  readonly kind: MethodKind;
  readonly address?: string;
  readonly number?: string;
}

export interface MethodProof {
  readonly code?: string;
  readonly name?: string;
  readonly attestation?: JsonObject;
  readonly answers?: readonly { readonly id: string; readonly answer: string }[];
}

export interface AccountApi {
  settings(whr: string | null): Promise<Settings>;
  session(): Promise<Account>;
  beginSignIn(userId: string, locale: string, whr: string | null): Promise<Ticket>;
  signIn(requestId: string, sealed: readonly SealedPassword[]): Promise<Account>;
  signOut(): Promise<void>;
  describe(): Promise<Description>;
  requestChange(): Promise<Ticket>;
  /** Null when the answer does not tell the outcome yet. */
  submit(requestId: string, sealed: readonly SealedPassword[], patienceMs: number): Promise<Outcome | null>;
  outcome(requestId: string, waitSeconds: number): Promise<Outcome | null>;
  methods(): Promise<Methods>;
  beginMethod(method: NewMethod): Promise<Begun>;
  confirmMethod(registration: string, proof: MethodProof): Promise<void>;
  removeMethod(id: string): Promise<void>;
  answerInterrupt(answer: 'not_now' | 'still_right'): Promise<Account>;
  reportChange(token: string): Promise<void>;
  application(flow: string): Promise<answers.Wish>;
  continueTo(flow: string): Promise<answers.Progress>;
  signOutWish(flow: string): Promise<answers.SignOutWish>;
  /** Where to go then; null: nowhere. */
  signOutFor(flow: string): Promise<string | null>;
}

export function createAccountApi(): AccountApi {
  const { call } = createCaller('/account/v1');
  const site = createCaller('/reset/v1');
  const patienceMs = DIRECTORY_PATIENCE_MS;
  return {
    settings: (whr) => {
      const query = whr === null ? '' : `?${new URLSearchParams({ whr }).toString()}`;
      return site.call({ method: 'GET', path: `/settings${query}` }, reset.settings);
    },
    session: () => call({ method: 'GET', path: '/session' }, answers.account),
    beginSignIn: (userId, locale, whr) =>
      call(
        { method: 'POST', path: '/sign-in', body: { userId, locale, ...(whr === null ? {} : { whr }) } },
        reset.ticket,
      ),
    signIn: (requestId, sealed) =>
      call(
        { method: 'POST', path: `/sign-in/${encodeURIComponent(requestId)}`, body: { sealed }, patienceMs },
        answers.account,
      ),
    signOut: () => call({ method: 'DELETE', path: '/session' }, answers.nothing),
    describe: () => call({ method: 'GET', path: '/policy', patienceMs }, reset.description),
    requestChange: () => call({ method: 'POST', path: '/password', body: {} }, reset.ticket),
    submit: (requestId, sealed, patience) =>
      call(
        { method: 'POST', path: changePath(requestId), body: { sealed }, patienceMs: patience },
        answers.pendingOutcome,
      ),
    outcome: (requestId, waitSeconds) =>
      call(
        { method: 'GET', path: `${changePath(requestId)}?wait=${waitSeconds}`, patienceMs: waitSeconds * 1000 + 10_000 },
        answers.pendingOutcome,
      ),
    methods: () => call({ method: 'GET', path: '/methods' }, answers.methods),
    beginMethod: (method) => call({ method: 'POST', path: '/methods', body: method }, answers.begun),
    confirmMethod: (registration, proof) =>
      call(
        { method: 'POST', path: `/methods/${encodeURIComponent(registration)}/confirmation`, body: proof },
        answers.nothing,
      ),
    removeMethod: (id) => call({ method: 'DELETE', path: `/methods/${encodeURIComponent(id)}` }, answers.nothing),
    answerInterrupt: (answer) =>
      call({ method: 'POST', path: '/session/interrupt', body: { answer } }, answers.account),
    application: (flow) => call({ method: 'GET', path: applicationPath(flow) }, answers.wish),
    continueTo: (flow) => call({ method: 'POST', path: applicationPath(flow), body: {} }, answers.progress),
    signOutWish: (flow) => call({ method: 'GET', path: signOutPath(flow) }, answers.signOutWish),
    signOutFor: (flow) => call({ method: 'POST', path: signOutPath(flow), body: {} }, answers.signedOutTo),
    reportChange: (token) => call({ method: 'POST', path: '/not-me', body: { token } }, answers.nothing),
  };
}

function applicationPath(flow: string): string {
  return `/applications/${encodeURIComponent(flow)}`;
}

function signOutPath(flow: string): string {
  return `/sign-outs/${encodeURIComponent(flow)}`;
}

function changePath(requestId: string): string {
  return `/password/${encodeURIComponent(requestId)}`;
}

/** The answers of the account page's API (docs/protocol.md §12), decoded. */

import { count, flag, listOf, nullable, object, oneOf, text, type Decoder } from '../shared/decode';
import { creationOptions } from '../shared/passkey';
import * as reset from '../shared/reset_answers';
import type { Outcome } from '../shared/reset_answers';

export type Why = 'expired' | 'must_change';

const STEPS = ['signed_in', 'change_password', 'register', 'confirm'] as const;
export type Step = (typeof STEPS)[number];

export interface Account {
  /** `register` and `confirm` may be put off until the next sign-in. */
  readonly step: Step;
  readonly why: Why | null;
  readonly userId: string;
  readonly displayName: string;
}

export const account: Decoder<Account> = (value) => {
  const members = object(value);
  return {
    step: oneOf(STEPS)(members.step),
    why: nullable(oneOf<Why>(['expired', 'must_change']))(members.why),
    userId: text(members.userId),
    displayName: text(members.displayName),
  };
};

/** A change is told in the words of a reset. */
export const pendingOutcome: Decoder<Outcome | null> = (value) => {
  const outcome = nullable(object)(object(value).outcome);
  return reset.pendingOutcome({ outcome: outcome === null ? null : { ...outcome, kind: 'reset' } });
};

export const nothing: Decoder<void> = () => undefined;

/** Of the application that sent the person here. */
export interface Wish {
  readonly name: string;
  readonly loginHint: string;
}
export const wish: Decoder<Wish> = (value) => {
  const members = object(value);
  return { name: text(members.name), loginHint: text(members.loginHint) };
};

export type Progress =
  | { readonly step: 'sign_in' | 'account'; readonly redirectTo: null }
  | { readonly step: 'done'; readonly redirectTo: string };
export const progress: Decoder<Progress> = (value) => {
  const members = object(value);
  const step = oneOf(['sign_in', 'account', 'done'] as const)(members.step);
  return step === 'done' ? { step, redirectTo: text(members.redirectTo) } : { step, redirectTo: null };
};

/** An application wants the person signed out. */
export interface SignOutWish {
  /** Empty: none has said so. */
  readonly name: string;
  /** The person must say yes first. */
  readonly asks: boolean;
}
export const signOutWish: Decoder<SignOutWish> = (value) => {
  const members = object(value);
  return { name: text(members.name), asks: flag(members.ask) };
};
export const signedOutTo: Decoder<string | null> = (value) => nullable(text)(object(value).redirectTo);

/** What people register themselves, in the order in which it is shown. */
export const METHOD_KINDS = [
  'email',
  'mobilePhone',
  'authenticatorApp',
  'passkey',
  'securityQuestions',
  'recoveryCode',
] as const;
export type MethodKind = (typeof METHOD_KINDS)[number];

export interface Method {
  readonly id: string;
  readonly kind: MethodKind;
  readonly name: string;
  readonly hint: string;
  readonly createdAt: number;
  readonly usedAt: number | null;
  /** Of recovery codes. */
  readonly codesLeft: number | null;
  /** Somebody said that it was not them: it serves no more, and can only be removed. */
  readonly isLocked: boolean;
}

export interface Methods {
  readonly methods: readonly Method[];
  /** What the directory brings. */
  readonly fromDirectory: readonly { readonly kind: MethodKind; readonly hint: string }[];
  readonly offered: readonly MethodKind[];
  readonly required: number;
  /** Else nothing that is registered serves for anything. */
  readonly mayReset: boolean;
}

const kind = oneOf(METHOD_KINDS);
const method: Decoder<Method> = (value) => {
  const members = object(value);
  return {
    id: text(members.id),
    kind: kind(members.kind),
    name: text(members.name),
    hint: text(members.hint),
    createdAt: count(members.createdAt),
    usedAt: nullable(count)(members.usedAt),
    codesLeft: nullable(count)(members.codesLeft),
    isLocked: flag(members.locked),
  };
};

export const methods: Decoder<Methods> = (value) => {
  const members = object(value);
  const directory = (one: unknown) => ({ kind: kind(object(one).kind), hint: text(object(one).hint) });
  return {
    methods: listOf(method)(members.methods),
    fromDirectory: listOf(directory)(members.fromDirectory),
    // A newer tenant may offer what this page has no form for.
    offered: METHOD_KINDS.filter((one) => listOf(text)(members.offered).includes(one)),
    required: count(members.required),
    mayReset: flag(members.mayReset),
  };
};

export interface OfferedQuestion {
  readonly id: string;
  readonly text: string | null;
}

/** What is needed to go on; each kind of method has its own members. */
export interface Begun {
  readonly registration: string;
  readonly resendAfterSeconds: number;
  readonly app: { readonly secret: string; readonly qr: string } | null;
  readonly codes: readonly string[];
  readonly questions: readonly OfferedQuestion[];
  readonly toRegister: number;
  readonly passkey: PublicKeyCredentialCreationOptions | null;
}

export const begun: Decoder<Begun> = (value) => {
  const members = object(value);
  const question = (one: unknown) => ({ id: text(object(one).id), text: nullable(text)(object(one).text) });
  return {
    registration: text(members.registration),
    resendAfterSeconds: nullable(count)(members.resendAfterSeconds) ?? 0,
    app: members.secret === undefined ? null : { secret: text(members.secret), qr: text(members.qr) },
    codes: nullable(listOf(text))(members.codes) ?? [],
    questions: nullable(listOf(question))(members.questions) ?? [],
    toRegister: nullable(count)(members.toRegister) ?? 0,
    passkey: nullable(creationOptions)(members.publicKey),
  };
};

/** The answers of the reset page's API (docs/protocol.md §1), decoded. */

import { count, flag, listOf, nullable, object, oneOf, text, type Decoder, type JsonObject } from './decode';
import type { EcPublicJwk, Recipient } from './jwe';
import { inEachLanguage, type Language } from './language';
import { BANNED_PARTS, REASONS, type Reason, type ReasonDetails } from './reasons';
import type { Ticket } from './seal';

export interface Helpdesk {
  readonly url: string | null;
  readonly text: string | null;
}

export interface Look {
  /** A path on this server. */
  readonly logo: string | null;
  readonly accentColor: string | null;
  /** Under the heading of the first page; empty: the page's own text. */
  readonly identifyText: Readonly<Record<Language, string>>;
}

export interface Settings {
  readonly tenantName: string;
  readonly unlockAllowed: boolean;
  readonly helpdesk: Helpdesk | null;
  /** Whether there are administrators who can be asked instead. */
  readonly contactAdministrator: boolean;
  readonly look: Look;
}

export type Kind = 'reset' | 'unlock';
/** In the order in which they are offered. */
export const METHODS = [
  'email',
  'mobilePhone',
  'authenticatorApp',
  'passkey',
  'securityQuestions',
  'recoveryCode',
  'temporaryAccessCode',
] as const;
export type MethodId = (typeof METHODS)[number];

/** Those by which a code is sent. */
export type SendingMethod = 'email' | 'mobilePhone';

export interface OfferedMethod {
  readonly id: MethodId;
  /** A masked address or number. */
  readonly hint: string | null;
}

export type SessionStep = 'intent' | 'verification' | 'password' | 'unlock' | 'done';

/** Where a session is; every step answers it. */
export interface Session {
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly step: SessionStep;
  readonly intents: readonly Kind[];
  readonly intent: Kind | null;
  readonly verification: { readonly number: number; readonly of: number };
  /** Those that still serve. */
  readonly methods: readonly OfferedMethod[];
  /** The account's own name, once everything is proven: for the person to recognise and the password manager to file. */
  readonly userId: string | null;
  /** Of a request that is on its way, or that ended the session. */
  readonly requestId: string | null;
}

export interface Question {
  readonly id: string;
  /** Null: one that the page has in its own language. */
  readonly text: string | null;
}

export interface SentCode {
  readonly expiresAt: number;
  readonly resendAfterSeconds: number;
}

/** Null where the directory did not tell. */
export interface Policy {
  readonly source: 'domain' | 'pso' | 'unknown';
  readonly minLength: number | null;
  readonly complexity: boolean | null;
  readonly historyLength: number | null;
  readonly historyEnforced: boolean;
  readonly minAgeSeconds: number | null;
  readonly minAgeEnforced: boolean;
  readonly mayChangeAt: number | null;
  readonly maxLength: number;
}

export interface AccountState {
  readonly locked: boolean;
  readonly disabled: boolean;
  readonly expired: boolean;
}

export interface Description {
  readonly policy: Policy;
  readonly account: AccountState;
}

export interface Outcome {
  readonly reason: Reason;
  readonly kind: Kind;
  readonly supportCode: string;
  readonly details: ReasonDetails;
  readonly retry: boolean;
}

export const settings: Decoder<Settings> = (value) => {
  const members = object(value);
  return {
    tenantName: text(members.tenantName),
    unlockAllowed: flag(members.unlockAllowed),
    helpdesk: nullable(helpdesk)(members.helpdesk),
    contactAdministrator: members.contactAdministrator === true,
    look: look(members),
  };
};

/** What administrators chose for their pages; a server that knows of none leaves everything as it is. */
const look: Decoder<Look> = (value) => {
  const members = object(value);
  const accent = nullable(text)(members.accentColor);
  const texts = nullable(object)(members.identifyText) ?? {};
  const logo = nullable(text)(members.logo);
  return {
    logo: logo !== null && logo.startsWith('/reset/logo/') ? logo : null,
    accentColor: accent !== null && /^#[0-9a-f]{6}$/i.test(accent) ? accent : null,
    identifyText: inEachLanguage((language) => nullable(text)(texts[language]) ?? ''),
  };
};

const helpdesk: Decoder<Helpdesk> = (value) => {
  const members = object(value);
  return { url: nullable(text)(members.url), text: nullable(text)(members.text) };
};

const kind = oneOf<Kind>(['reset', 'unlock']);

/** Intents and methods that a newer server may offer and this page does not know are left out. */
export const session: Decoder<Session> = (value) => {
  const members = object(value);
  const intents = listOf(text)(members.intents);
  const methods = listOf(offered)(members.methods);
  const verification = object(members.verification);
  return {
    expiresAt: count(members.expiresAt),
    step: oneOf<SessionStep>(['intent', 'verification', 'password', 'unlock', 'done'])(members.step),
    intents: intents.filter((intent): intent is Kind => intent === 'reset' || intent === 'unlock'),
    intent: nullable(kind)(members.intent),
    verification: { number: count(verification.number), of: count(verification.of) },
    methods: methods.filter((method): method is OfferedMethod => METHODS.some((known) => known === method.id)),
    userId: nullable(text)(members.userId),
    requestId: nullable(text)(members.requestId),
  };
};

const offered: Decoder<{ readonly id: string; readonly hint: string | null }> = (value) => {
  const members = object(value);
  return { id: text(members.id), hint: nullable(text)(members.hint) };
};

export const questions: Decoder<Question[]> = (value) =>
  listOf((one) => {
    const members = object(one);
    return { id: text(members.id), text: nullable(text)(members.text) };
  })(object(value).questions);

/** Where the status alone says everything. */
export const nothing: Decoder<null> = () => null;

export const sentCode: Decoder<SentCode> = (value) => {
  const members = object(value);
  return { expiresAt: count(members.expiresAt), resendAfterSeconds: count(members.resendAfterSeconds) };
};

export const description: Decoder<Description> = (value) => {
  const members = object(value);
  return { policy: policy(members.policy), account: account(members.account) };
};

const policy: Decoder<Policy> = (value) => {
  const members = object(value);
  return {
    source: oneOf(['domain', 'pso', 'unknown'] as const)(members.source),
    minLength: nullable(count)(members.minLength),
    complexity: nullable(flag)(members.complexity),
    historyLength: nullable(count)(members.historyLength),
    historyEnforced: flag(members.historyEnforced),
    minAgeSeconds: nullable(count)(members.minAgeSeconds),
    minAgeEnforced: flag(members.minAgeEnforced),
    mayChangeAt: nullable(count)(members.mayChangeAt),
    maxLength: count(members.maxLength),
  };
};

const account: Decoder<AccountState> = (value) => {
  const members = object(value);
  return { locked: flag(members.locked), disabled: flag(members.disabled), expired: flag(members.expired) };
};

export const ticket: Decoder<Ticket> = (value) => {
  const members = object(value);
  return {
    requestId: text(members.requestId),
    tenantId: text(members.tenantId),
    sourceAnchor: text(members.sourceAnchor),
    kind: oneOf(['reset', 'unlock', 'change', 'validate'] as const)(members.kind),
    iat: count(members.iat),
    exp: count(members.exp),
    recipients: nullable(listOf(recipient))(members.recipients) ?? [],
  };
};

const recipient: Decoder<Recipient> = (value) => {
  const members = object(value);
  return { kid: text(members.kid), jwk: publicJwk(members.jwk) };
};

const publicJwk: Decoder<EcPublicJwk> = (value) => {
  const members = object(value);
  return {
    kty: oneOf(['EC'] as const)(members.kty),
    crv: oneOf(['P-256'] as const)(members.crv),
    x: text(members.x),
    y: text(members.y),
  };
};

/**
 * Null while the outcome is not known. A reason that this page does not know leaves the person as wise as
 * `outcome_unknown`.
 */
export const pendingOutcome: Decoder<Outcome | null> = (value) => nullable(outcome)(object(value).outcome);

const outcome: Decoder<Outcome> = (value) => {
  const members = object(value);
  return {
    reason: REASONS.find((known) => known === members.reason) ?? 'outcome_unknown',
    kind: kind(members.kind),
    supportCode: text(members.supportCode),
    details: reasonDetails(nullable(object)(members.details) ?? {}),
    retry: flag(members.retry),
  };
};

export const NUMBERS = [
  'minLength',
  'maxLength',
  'categories',
  'categoriesNeeded',
  'historyLength',
  'minAgeSeconds',
  'mayChangeAt',
  'triesLeft',
] as const satisfies readonly Exclude<keyof ReasonDetails, 'banned'>[];

/** What does not come as it should is left out: the text then says the rule without it. */
function reasonDetails(members: JsonObject): ReasonDetails {
  const details: { -readonly [Name in keyof ReasonDetails]: ReasonDetails[Name] } = {};
  for (const name of NUMBERS) {
    const value = members[name];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) details[name] = value;
  }
  const banned = BANNED_PARTS.find((part) => part === members.banned);
  if (banned !== undefined) details.banned = banned;
  return details;
}

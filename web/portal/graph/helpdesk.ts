/** The help desk (docs/protocol.md §14). */
import { count, flag, listOf, nullable, object, oneOf, text, type Decoder } from '../../shared/decode';
import type { GraphClient } from './client';
import { DIRECTORY_PATIENCE_MS } from './client';
import { METHODS, type Method } from './reset_policy';
import { time } from './time';

/** In the order in which the server tells them. */
export const TROUBLES = [
  'accountMissing',
  'accountDisabled',
  'accountExpired',
  'outsideHours',
  'accountLocked',
  'signInPaused',
  'passwordMustChange',
  'passwordExpired',
  'certainWorkstations',
  'passwordTooYoung',
  'wrongPasswords',
  'notFromDirectory',
  'accountProtected',
  'outOfScope',
  'writebackDisabled',
  'resetNotEnabled',
  'tooFewMethods',
  'resetPaused',
] as const;
export type Trouble = (typeof TROUBLES)[number];

export interface Obstacle {
  readonly trouble: Trouble;
  readonly since: number | null;
  readonly until: number | null;
  readonly count: number | null;
}

/** One that a newer server tells and this page has no words for is left out. */
const obstacle: Decoder<Obstacle | null> = (value) => {
  const members = object(value);
  const trouble = TROUBLES.find((known) => known === members.trouble);
  if (trouble === undefined) return null;
  return {
    trouble,
    since: nullable(time)(members.sinceDateTime),
    until: nullable(time)(members.untilDateTime),
    count: nullable(count)(members.count),
  };
};

interface Who {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly samAccountName: string | null;
  readonly jobTitle: string | null;
  readonly department: string | null;
}

const who: Decoder<Who> = (value) => {
  const members = object(value);
  return {
    id: text(members.id),
    displayName: text(members.displayName),
    userPrincipalName: text(members.userPrincipalName),
    samAccountName: nullable(text)(members.onPremisesSamAccountName),
    jobTitle: nullable(text)(members.jobTitle),
    department: nullable(text)(members.department),
  };
};

export interface FoundPerson extends Who {
  readonly obstacle: Obstacle | null;
}

export interface FoundPeople {
  readonly people: readonly FoundPerson[];
  readonly isTruncated: boolean;
}

const foundPeople: Decoder<FoundPeople> = (value) => {
  const members = object(value);
  const one: Decoder<FoundPerson> = (item) => ({ ...who(item), obstacle: nullable(obstacle)(object(item).obstacle) });
  return { people: listOf(one)(members.value), isTruncated: flag(members.isTruncated) };
};

export interface CallersMethod {
  readonly method: Method;
  readonly hint: string | null;
  readonly canBeReadAloud: boolean;
  readonly takesLink: boolean;
}

export interface Verification {
  /** 'note': in another way, which an administrator wrote down. */
  readonly method: Method | 'note';
  readonly at: number;
  readonly until: number;
}

const verification: Decoder<Verification> = (value) => {
  const members = object(value);
  return {
    method: oneOf([...METHODS, 'note'] as const)(members.method),
    at: time(members.verifiedDateTime),
    until: time(members.expiresDateTime),
  };
};

export interface RecentEvent {
  readonly activity: string;
  readonly result: string;
  readonly count: number;
  readonly at: number;
  readonly isByAdministrator: boolean;
}

export interface Situation extends Who {
  readonly isFromDirectory: boolean;
  readonly isAdministrator: boolean;
  readonly obstacles: readonly Obstacle[];
  readonly isLive: boolean;
  readonly asOf: number;
  /** Why the directory could not be asked: a reason of §3. */
  readonly notLiveBecause: string | null;
  readonly passwordSetAt: number | null;
  readonly passwordExpiresAt: number | null;
  readonly accountExpiresAt: number | null;
  readonly networks: readonly string[];
  readonly recent: readonly RecentEvent[];
  readonly methods: readonly CallersMethod[];
  readonly methodsRequired: number;
  readonly verifyCaller: 'required' | 'recommended' | 'off';
  readonly verification: Verification | null;
}

const situation: Decoder<Situation> = (value) => {
  const members = object(value);
  const directory = object(members.directory);
  return {
    ...who(value),
    isFromDirectory: flag(members.isFromDirectory),
    isAdministrator: flag(members.isAdministrator),
    obstacles: listOf(obstacle)(members.obstacles).filter((one) => one !== null),
    isLive: flag(directory.isLive),
    asOf: time(directory.asOfDateTime),
    notLiveBecause: nullable(text)(directory.reason),
    passwordSetAt: nullable(time)(directory.passwordSetDateTime),
    passwordExpiresAt: nullable(time)(directory.passwordExpiresDateTime),
    accountExpiresAt: nullable(time)(directory.accountExpiresDateTime),
    networks: listOf(text)(members.wrongPasswordNetworks),
    recent: listOf((one) => {
      const event = object(one);
      return {
        activity: text(event.activity),
        result: text(event.result),
        count: count(event.count),
        at: time(event.lastDateTime),
        isByAdministrator: flag(event.byAdministrator),
      };
    })(members.recent),
    methods: listOf((one) => {
      const method = object(one);
      return {
        method: oneOf(METHODS)(method.method),
        hint: nullable(text)(method.hint),
        canBeReadAloud: flag(method.canBeReadAloud),
        takesLink: flag(method.takesLink),
      };
    })(members.methods),
    methodsRequired: count(members.methodsRequired),
    verifyCaller: oneOf(['required', 'recommended', 'off'] as const)(members.verifyCaller),
    verification: nullable(verification)(members.verification),
  };
};

export interface SentCode {
  readonly hint: string;
  readonly until: number;
}

const ROOT = '/beta/helpdesk/people';
/** What the server takes at most is 128 bytes; a UTF-16 unit has three at most. */
const LONGEST_SEARCH = 40;

export const personPath = (id: string): string => `${ROOT}/${encodeURIComponent(id)}`;

export function findPeople(graph: GraphClient, typed: string): Promise<FoundPeople> {
  return graph.get(`${ROOT}?${new URLSearchParams({ search: typed.trim().slice(0, LONGEST_SEARCH) })}`, foundPeople);
}

/** The directory is asked: that takes its time where no agent answers. */
export function readSituation(graph: GraphClient, id: string): Promise<Situation> {
  return graph.get(personPath(id), situation, { patienceMs: DIRECTORY_PATIENCE_MS });
}

export function sendCallerCode(graph: GraphClient, id: string, method: Method, locale: string): Promise<SentCode> {
  return graph.post(`${personPath(id)}/callerVerification/codes`, { method, locale }, (value) => {
    const members = object(value);
    return { hint: text(members.hint), until: time(members.expiresDateTime) };
  });
}

export function confirmCaller(graph: GraphClient, id: string, method: Method, code: string): Promise<Verification> {
  return graph.post(`${personPath(id)}/callerVerification/confirmation`, { method, code }, verification);
}

export function noteCaller(graph: GraphClient, id: string, note: string): Promise<Verification> {
  return graph.post(`${personPath(id)}/callerVerification/note`, { note }, verification);
}

export function endVerification(graph: GraphClient, id: string): Promise<void> {
  return graph.remove(`${personPath(id)}/callerVerification`);
}

export function sendResetLink(graph: GraphClient, id: string, method: Method, locale: string): Promise<string> {
  return graph.post(`${personPath(id)}/resetLinks`, { method, locale }, (value) => text(object(value).hint));
}

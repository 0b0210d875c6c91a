/** Graph's resources as the portal reads them (docs/protocol.md §9). */
import { count, flag, listOf, nullable, object, oneOf, text, type Decoder } from '../../shared/decode';
import { REASONS, type Reason } from '../../shared/reasons';
import { pendingOutcome, type Kind, type Outcome } from '../../shared/reset_answers';
import { administratorDetails, type AdministratorDetails } from './graph_error';
import { keptAway, profile, type KeptAway, type Profile } from './profile';
import { time } from './time';

export interface Me {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
}

export const me: Decoder<Me> = (value) => {
  const members = object(value);
  return {
    id: text(members.id),
    displayName: text(members.displayName),
    userPrincipalName: text(members.userPrincipalName),
  };
};

export const ROLES = [
  'Global Administrator',
  'Password Administrator',
  'Helpdesk Administrator',
  'Global Reader',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that a newer server may have and this page does not know are left out. */
export const roles: Decoder<Role[]> = (value) =>
  collection((member) => text(object(member).displayName))(value).value.filter((name): name is Role =>
    ROLES.some((known) => known === name),
  );

export interface Collection<T> {
  readonly value: readonly T[];
  readonly count: number | null;
  /** Path and query of the next page. */
  readonly next: string | null;
}

export function collection<T>(item: Decoder<T>): Decoder<Collection<T>> {
  return (value) => {
    const members = object(value);
    const link = nullable(text)(members['@odata.nextLink']);
    return {
      value: listOf(item)(members.value),
      count: nullable(count)(members['@odata.count']),
      next: link === null ? null : localPath(link),
    };
  };
}

/** The token goes to this server alone, wherever a link points. */
function localPath(link: string): string {
  const url = new URL(link, location.origin);
  return url.pathname + url.search;
}

export interface Organization {
  /** The tenant's. */
  readonly id: string;
  readonly displayName: string;
  readonly domains: readonly string[];
}

export const organization: Decoder<Organization> = (value) => {
  const [first] = collection(object)(value).value;
  const members = object(first);
  return {
    id: text(members.id),
    displayName: text(members.displayName),
    domains: listOf((domain) => text(object(domain).name))(members.verifiedDomains ?? []),
  };
};

export interface UserRow {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly accountEnabled: boolean;
  readonly isFromDirectory: boolean;
}

export const userRow: Decoder<UserRow> = (value) => {
  const members = object(value);
  return {
    id: text(members.id),
    displayName: nullable(text)(members.displayName) ?? text(members.userPrincipalName),
    userPrincipalName: text(members.userPrincipalName),
    accountEnabled: flag(members.accountEnabled),
    isFromDirectory: nullable(flag)(members.onPremisesSyncEnabled) === true,
  };
};

export const SIGN_IN_TYPES = ['none', 'passwordHashSync', 'passThrough', 'federated'] as const;
export type SignInType = (typeof SIGN_IN_TYPES)[number];

export interface LastWriteback {
  readonly at: number;
  readonly kind: Kind;
  readonly reason: Reason;
  readonly isByAdministrator: boolean;
  readonly supportCode: string;
}

export interface User extends UserRow {
  readonly mail: string | null;
  readonly otherMails: readonly string[];
  readonly preferredLanguage: string | null;
  readonly immutableId: string | null;
  readonly samAccountName: string | null;
  readonly domainName: string | null;
  readonly netBiosName: string | null;
  readonly createdAt: number | null;
  readonly signInType: SignInType;
  readonly lastWriteback: LastWriteback | null;
  readonly profile: Profile;
  readonly keptAway: readonly KeptAway[];
}

export const user: Decoder<User> = (value) => {
  const members = object(value);
  return {
    ...userRow(value),
    mail: nullable(text)(members.mail),
    otherMails: nullable(listOf(text))(members.otherMails) ?? [],
    preferredLanguage: nullable(text)(members.preferredLanguage),
    immutableId: nullable(text)(members.onPremisesImmutableId),
    samAccountName: nullable(text)(members.onPremisesSamAccountName),
    domainName: nullable(text)(members.onPremisesDomainName),
    netBiosName: nullable(text)(members.onPremisesNetBiosName),
    createdAt: nullable(time)(members.createdDateTime),
    signInType: oneOf(SIGN_IN_TYPES)(members.signInType),
    lastWriteback: nullable(lastWriteback)(members.lastPasswordWriteback),
    profile: profile(value),
    keptAway: nullable(listOf(keptAway))(members.onPremisesProvisioningErrors) ?? [],
  };
};

const lastWriteback: Decoder<LastWriteback> = (value) => {
  const members = object(value);
  return {
    at: time(members.dateTime),
    kind: oneOf<Kind>(['reset', 'unlock'])(members.kind),
    reason: REASONS.find((known) => known === members.reason) ?? 'outcome_unknown',
    isByAdministrator: members.initiatedBy === 'administrator',
    supportCode: text(members.supportCode),
  };
};

export interface Integration {
  readonly passwordWritebackEnabled: boolean;
  readonly accountUnlockEnabled: boolean;
}

export const integration: Decoder<Integration> = (value) => {
  const members = object(value);
  return {
    passwordWritebackEnabled: flag(members.passwordWritebackEnabled),
    accountUnlockEnabled: flag(members.accountUnlockEnabled),
  };
};

export interface Agent {
  readonly id: string;
  readonly displayName: string;
  readonly host: string | null;
  readonly version: string | null;
  readonly isConnected: boolean;
  readonly passwordWriteback: boolean;
  readonly staging: boolean;
  readonly lastHeartbeatAt: number | null;
  readonly roundTripMilliseconds: number | null;
  readonly domains: readonly string[];
  readonly problem: 'outdated' | 'not_configured' | null;
}

export const agent: Decoder<Agent> = (value) => {
  const members = object(value);
  return {
    id: text(members.id),
    displayName: text(members.displayName),
    host: nullable(text)(members.host),
    version: nullable(text)(members.version),
    isConnected: members.state === 'connected',
    passwordWriteback: nullable(flag)(members.passwordWriteback) === true,
    staging: nullable(flag)(members.staging) === true,
    lastHeartbeatAt: nullable(time)(members.lastHeartbeatDateTime),
    roundTripMilliseconds: nullable(milliseconds)(members.roundTripMilliseconds),
    domains: nullable(listOf(text))(members.domains) ?? [],
    problem: (['outdated', 'not_configured'] as const).find((known) => known === members.problem) ?? null,
  };
};

/** A measured time may have decimals. */
const milliseconds: Decoder<number> = (value) => count(Math.round(Number(value)));

export interface ConnectionTest {
  readonly roundTripMilliseconds: number;
  readonly directoryMilliseconds: number | null;
  readonly directoryServer: string | null;
}

export const connectionTest: Decoder<ConnectionTest> = (value) => {
  const members = object(value);
  return {
    roundTripMilliseconds: milliseconds(members.roundTripMilliseconds),
    directoryMilliseconds: nullable(milliseconds)(members.directoryMilliseconds),
    directoryServer: nullable(text)(members.directoryServer),
  };
};

export interface Domain {
  readonly id: string;
  readonly signInType: SignInType;
}

export const domain: Decoder<Domain> = (value) => {
  const members = object(value);
  return { id: text(members.id), signInType: oneOf(SIGN_IN_TYPES)(members.signInType) };
};

export interface AdministratorOutcome extends Outcome {
  readonly details: AdministratorDetails;
}

/** Null while it is not known. */
export const administratorOutcome: Decoder<AdministratorOutcome | null> = (value) => {
  const outcome = pendingOutcome(value);
  if (outcome === null) return null;
  const members = nullable(object)(object(object(value).outcome).details) ?? {};
  return { ...outcome, details: administratorDetails(members) };
};

/** The applications that people sign in to (docs/protocol.md §9 and §13). */
import { flag, listOf, object, text, type Decoder } from '../../shared/decode';
import { collection } from './answers';
import type { GraphClient } from './client';
import type { GraphError } from './graph_error';
import { time } from './time';

export interface Secret {
  readonly id: string;
  readonly name: string;
  /** What it begins with. */
  readonly hint: string;
  readonly expiresAt: number;
}

const secret: Decoder<Secret> = (value) => {
  const members = object(value);
  return {
    id: text(members.keyId),
    name: text(members.displayName),
    hint: text(members.hint),
    expiresAt: time(members.endDateTime),
  };
};

export interface Application {
  readonly id: string;
  readonly displayName: string;
  /** It keeps no secret: it runs in a browser or on people's machines. */
  readonly isPublic: boolean;
  readonly redirectUris: readonly string[];
  readonly signOutUris: readonly string[];
  readonly isForGroups: boolean;
  readonly groupIds: readonly string[];
  readonly tellsGroups: boolean;
  readonly secrets: readonly Secret[];
}

export const application: Decoder<Application> = (value) => {
  const members = object(value);
  const isPublic = flag(members.isFallbackPublicClient);
  return {
    id: text(members.appId),
    displayName: text(members.displayName),
    isPublic,
    redirectUris: listOf(text)(object(isPublic ? members.publicClient : members.web).redirectUris),
    signOutUris: listOf(text)(members.postLogoutRedirectUris),
    isForGroups: flag(members.appRoleAssignmentRequired),
    groupIds: listOf(text)(members.assignedGroupIds),
    tellsGroups: text(members.groupMembershipClaims) === 'All',
    secrets: listOf(secret)(members.passwordCredentials),
  };
};

const ROOT = '/v1.0/applications';

export const applicationPath = (id: string): string => `${ROOT}/${encodeURIComponent(id)}`;

export async function listApplications(graph: GraphClient): Promise<readonly Application[]> {
  return (await graph.get(ROOT, collection(application))).value;
}

export interface NewApplication {
  readonly displayName: string;
  readonly isPublic: boolean;
  readonly redirectUris: readonly string[];
}

export function registerApplication(graph: GraphClient, wanted: NewApplication): Promise<Application> {
  const { displayName, isPublic } = wanted;
  const body = { displayName, isFallbackPublicClient: isPublic, ...redirects(wanted) };
  return graph.post(ROOT, body, application);
}

export type ApplicationSettings = Omit<Application, 'id' | 'isPublic' | 'secrets'>;

/** What PATCH takes to make `from` what is wanted: what differs. */
export function changeOf(from: Application, to: ApplicationSettings): object {
  const differs = (name: keyof ApplicationSettings) => JSON.stringify(from[name]) !== JSON.stringify(to[name]);
  return {
    ...(differs('displayName') ? { displayName: to.displayName } : {}),
    ...(differs('redirectUris') ? redirects({ ...to, isPublic: from.isPublic }) : {}),
    ...(differs('signOutUris') ? { postLogoutRedirectUris: to.signOutUris } : {}),
    ...(differs('isForGroups') ? { appRoleAssignmentRequired: to.isForGroups } : {}),
    ...(differs('groupIds') ? { assignedGroupIds: to.groupIds } : {}),
    ...(differs('tellsGroups') ? { groupMembershipClaims: to.tellsGroups ? 'All' : 'None' } : {}),
  };
}

function redirects({ isPublic, redirectUris }: Pick<Application, 'isPublic' | 'redirectUris'>): object {
  return { [isPublic ? 'publicClient' : 'web']: { redirectUris } };
}

export interface NewSecret {
  readonly text: string;
  readonly expiresAt: number;
}

export function addSecret(graph: GraphClient, id: string, name: string, expiresAt: number): Promise<NewSecret> {
  const endDateTime = new Date(expiresAt).toISOString();
  const passwordCredential = name === '' ? { endDateTime } : { displayName: name, endDateTime };
  return graph.post(`${applicationPath(id)}/addPassword`, { passwordCredential }, (value) => {
    const members = object(value);
    return { text: text(members.secretText), expiresAt: time(members.endDateTime) };
  });
}

export function removeSecret(graph: GraphClient, id: string, keyId: string): Promise<void> {
  return graph.post(`${applicationPath(id)}/removePassword`, { keyId }, () => undefined);
}

/** The codes of docs/protocol.md §13 that an administrator can come by on these pages. */
export const MISTAKES = [
  'InvalidName',
  'InvalidUri',
  'TooManyUris',
  'GroupNotFound',
  'TooManyGroups',
  'TooManyApplications',
  'TooManySecrets',
  'InvalidLifetime',
] as const;

export interface ApplicationMistake {
  readonly what: (typeof MISTAKES)[number];
  readonly property: string;
  readonly value: string;
}

/** What of it was wrong. Null: something else happened. */
export function mistakeOf(error: GraphError): ApplicationMistake | null {
  for (const { code, property, value } of error.mistakes) {
    const what = MISTAKES.find((known) => known === code);
    if (what !== undefined) return { what, property, value };
  }
  return null;
}

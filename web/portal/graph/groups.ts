/** The security groups of the directory (docs/protocol.md §9). */
import { nullable, object, text, type Decoder } from '../../shared/decode';
import { collection, type Collection } from './answers';
import type { GraphClient } from './client';
import { LONGEST_SEARCH } from './people';

export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly samAccountName: string | null;
  readonly domainName: string | null;
  readonly mail: string | null;
}

export const group: Decoder<Group> = (value) => {
  const members = object(value);
  return {
    id: text(members.id),
    displayName: text(members.displayName),
    description: nullable(text)(members.description),
    samAccountName: nullable(text)(members.onPremisesSamAccountName),
    domainName: nullable(text)(members.onPremisesDomainName),
    mail: nullable(text)(members.mail),
  };
};

export interface Member {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string | null;
  readonly isGroup: boolean;
}

const member: Decoder<Member> = (value) => {
  const members = object(value);
  const id = text(members.id);
  const userPrincipalName = nullable(text)(members.userPrincipalName);
  return {
    id,
    displayName: nullable(text)(members.displayName) ?? userPrincipalName ?? id,
    userPrincipalName,
    isGroup: members['@odata.type'] === '#microsoft.graph.group',
  };
};

/** Groups whose name begins with what was typed. */
export function groupsPath(typed: string, pageSize: number): string {
  const query = new URLSearchParams({ $top: String(pageSize) });
  const wanted = typed.trim().slice(0, LONGEST_SEARCH);
  if (wanted === '') query.set('$count', 'true');
  else query.set('$filter', `startswith(displayName,'${wanted.replaceAll("'", "''")}')`);
  return `/v1.0/groups?${query}`;
}

export function loadGroups(graph: GraphClient, path: string, signal: AbortSignal): Promise<Collection<Group>> {
  return graph.get(path, collection(group), { signal });
}

export function loadMembers(graph: GraphClient, path: string, signal: AbortSignal): Promise<Collection<Member>> {
  return graph.get(path, collection(member), { signal });
}

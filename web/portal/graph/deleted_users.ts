/** Deleted users (docs/protocol.md §11). */
import { nullable, object, text, flag, type Decoder } from '../../shared/decode';
import { collection, type Collection } from './answers';
import type { GraphClient } from './client';
import { time } from './time';

export const DELETED_PATH = '/v1.0/directory/deletedItems/microsoft.graph.user?$top=50';

export interface DeletedUser {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly isFromDirectory: boolean;
  /** Milliseconds since 1970. */
  readonly deletedAt: number;
}

const deletedUser: Decoder<DeletedUser> = (value) => {
  const members = object(value);
  const userPrincipalName = text(members.userPrincipalName);
  return {
    id: text(members.id),
    displayName: nullable(text)(members.displayName) ?? userPrincipalName,
    userPrincipalName,
    isFromDirectory: nullable(flag)(members.onPremisesSyncEnabled) === true,
    deletedAt: time(members.deletedDateTime),
  };
};

export function loadDeleted(graph: GraphClient, path: string, signal: AbortSignal): Promise<Collection<DeletedUser>> {
  return graph.get(path, collection(deletedUser), { signal });
}

export function deletedPath(id: string): string {
  return `/v1.0/directory/deletedItems/${encodeURIComponent(id)}`;
}

export function restoreDeleted(graph: GraphClient, id: string): Promise<void> {
  return graph.post(`${deletedPath(id)}/restore`, {}, () => undefined);
}

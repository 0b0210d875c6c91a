/** Finding people: on the server, a page at a time. */
import { collection, userRow, type Collection, type UserRow } from './answers';
import type { GraphClient } from './client';

export type Shown = 'all' | 'enabled' | 'disabled';

const COLUMNS = 'id,displayName,userPrincipalName,accountEnabled,onPremisesSyncEnabled';

/** What `$search` takes at most is 128 bytes; a UTF-16 unit has three at most. */
export const LONGEST_SEARCH = 40;

/** People whose name or user name has what was typed. */
export function peoplePath(typed: string, shown: Shown, pageSize: number): string {
  const query = new URLSearchParams({ $select: COLUMNS, $top: String(pageSize), $count: 'true', $orderby: 'displayName' });
  const wanted = typed.trim().slice(0, LONGEST_SEARCH);
  if (wanted !== '') query.set('$search', `${term('displayName', wanted)} OR ${term('userPrincipalName', wanted)}`);
  if (shown !== 'all') query.set('$filter', `accountEnabled eq ${shown === 'enabled'}`);
  return `/v1.0/users?${query}`;
}

function term(property: string, text: string): string {
  return `"${property}:${text.replace(/["\\]/g, '\\$&')}"`;
}

export function loadPeople(graph: GraphClient, path: string, signal?: AbortSignal): Promise<Collection<UserRow>> {
  return graph.get(path, collection(userRow), signal === undefined ? {} : { signal });
}

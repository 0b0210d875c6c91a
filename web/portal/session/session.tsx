import { createContext, useContext } from 'react';
import type { Me, Role } from '../graph/answers';
import type { GraphClient } from '../graph/client';

export interface Session {
  readonly graph: GraphClient;
  readonly me: Me;
  readonly roles: readonly Role[];
  readonly signOut: () => void;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside of a session');
  return session;
}

/** What is offered; the server decides. */
export function maySetPasswords(roles: readonly Role[]): boolean {
  return roles.some((role) => role !== 'Global Reader');
}

export function mayConfigure(roles: readonly Role[]): boolean {
  return roles.includes('Global Administrator');
}

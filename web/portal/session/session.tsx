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

/** A Helpdesk Administrator's reach ends at the administrators. */
export function mayHelp(roles: readonly Role[], person: { readonly isAdministrator: boolean }): boolean {
  return maySetPasswords(roles) && (maySayHow(roles) || !person.isAdministrator);
}

/** Who may act for a caller without a code, and write down how they were sure. */
export function maySayHow(roles: readonly Role[]): boolean {
  return roles.includes('Global Administrator') || roles.includes('Password Administrator');
}

/** First-line people, whose work is the help desk. */
export function isFirstLine(roles: readonly Role[]): boolean {
  return roles.includes('Helpdesk Administrator') && !maySayHow(roles);
}

export function mayConfigure(roles: readonly Role[]): boolean {
  return roles.includes('Global Administrator');
}

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Helpdesk, Look } from '../reset_answers';

/** Whose pages these are, once the server has said so. */
export interface Site {
  readonly tenantName: string | null;
  readonly helpdesk: Helpdesk | null;
  readonly look?: Look | undefined;
  /** Asks the administrators for help; null where nobody has said yet who they are. */
  readonly askForHelp?: (() => Promise<void>) | null;
}

export const SiteContext = createContext<Site>({ tenantName: null, helpdesk: null });

export function useSite(): Site {
  return useContext(SiteContext);
}

/** The application that sent the person here to sign in, and the way back to it (docs/protocol.md §13). */

import { useState } from 'preact/hooks';
import type { AccountApi } from './api';
import { leaveFor } from './leave_for';

export interface ApplicationWay {
  /** Null: nobody sent them, or it is not known yet. */
  readonly name: string | null;
  /** Whom the application means. */
  readonly begin: () => Promise<string>;
  /** Leaves for the application when nothing is left to do here; else tells what is. */
  readonly goOn: () => Promise<'sign_in' | 'account' | 'gone'>;
}

export function useApplication(api: AccountApi, flow: string | null): ApplicationWay | null {
  const [name, setName] = useState<string | null>(null);
  if (flow === null) return null;
  return {
    name,
    begin: async () => {
      const wish = await api.application(flow);
      setName(wish.name);
      return wish.loginHint;
    },
    goOn: async () => {
      const { step, redirectTo } = await api.continueTo(flow);
      if (step !== 'done') return step;
      leaveFor(redirectTo);
      return 'gone';
    },
  };
}

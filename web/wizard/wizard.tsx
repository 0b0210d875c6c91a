/** What the wizard on the machine last answered, and the ways between the pages. */
import { createContext, useContext } from 'react';
import type { WizardApi } from './api';
import type { Page, State } from './answers';
import type { Task } from './journey';

export interface Wizard {
  readonly api: WizardApi;
  readonly state: State;
  readonly task: Task;
  readonly pages: readonly Page[];
  /** A newer state that a call has answered. */
  accept(state: State): void;
  /** Shows the page once the wizard has noted it. Throws WizardError. */
  go(page: Page): Promise<void>;
  goOn(): Promise<void>;
  goBack(): Promise<void>;
  begin(task: Task): Promise<void>;
  exit(): Promise<void>;
  /** The wizard does not know this browser any more. */
  lose(): void;
}

const WizardContext = createContext<Wizard | null>(null);

export const WizardProvider = WizardContext.Provider;

export function useWizard(): Wizard {
  const wizard = useContext(WizardContext);
  if (wizard === null) throw new Error('useWizard outside of WizardProvider');
  return wizard;
}

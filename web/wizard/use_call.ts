import { useRef, useState } from 'react';
import { useWizard } from './wizard';
import { asWizardError, type WizardError } from './wizard_error';

export interface Call {
  readonly busy: boolean;
  readonly error: WizardError | null;
  clearError(): void;
  /** One at a time: a second press while the first is under way does nothing. */
  run(action: () => Promise<void>): Promise<void>;
}

/** Runs a page's calls, shows that they run, and keeps the error for the page to show. */
export function useCall(): Call {
  const { lose } = useWizard();
  const [busy, setBusy] = useState(false);
  const isRunning = useRef(false); // two presses may come before the first has been drawn
  const [error, setError] = useState<WizardError | null>(null);
  const run = async (action: () => Promise<void>) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setError(null);
    try {
      await action();
    } catch (thrown) {
      const failure = asWizardError(thrown);
      if (failure.code === 'forbidden') lose();
      else setError(failure);
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  };
  return { busy, error, clearError: () => setError(null), run };
}

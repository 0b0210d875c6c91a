import { useRef, useState } from 'preact/hooks';
import { asSigninError, type SigninError } from './signin_error';

interface Call {
  readonly busy: boolean;
  readonly error: SigninError | null;
  clearError(): void;
  /** One at a time: a second press while the first is under way does nothing. */
  run(action: () => Promise<void>): Promise<void>;
}

/** Runs a step's calls and keeps the error for the step to show, unless the flow is gone or elsewhere: then `onFlowEnd` has it. */
export function useCall(onFlowEnd: (error: SigninError) => void): Call {
  const [busy, setBusy] = useState(false);
  const isRunning = useRef(false); // two presses may come before the first has been drawn
  const [error, setError] = useState<SigninError | null>(null);
  const run = async (action: () => Promise<void>) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setError(null);
    try {
      await action();
    } catch (thrown) {
      const failure = asSigninError(thrown);
      if (failure.code === 'flow_expired' || failure.code === 'wrong_step') onFlowEnd(failure);
      else setError(failure);
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  };
  return { busy, error, clearError: () => setError(null), run };
}

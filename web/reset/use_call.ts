import { useRef, useState } from 'preact/hooks';
import { asApiError, type ApiError } from '../shared/api_error';
import { endsSession } from './journey';

interface Call {
  readonly busy: boolean;
  readonly error: ApiError | null;
  clearError(): void;
  /** One at a time: a second press while the first is under way does nothing. */
  run(action: () => Promise<void>): Promise<void>;
}

/** Runs a step's calls, shows that they run, and keeps the error for the step to show, unless it ends the session. */
export function useCall(onSessionEnd: (error: ApiError) => void): Call {
  const [busy, setBusy] = useState(false);
  const isRunning = useRef(false); // two presses may come before the first has been drawn
  const [error, setError] = useState<ApiError | null>(null);
  const run = async (action: () => Promise<void>) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setError(null);
    try {
      await action();
    } catch (thrown) {
      const failure = asApiError(thrown);
      if (endsSession(failure)) onSessionEnd(failure);
      else setError(failure);
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  };
  return { busy, error, clearError: () => setError(null), run };
}

import { useRef, useState } from 'preact/hooks';

export interface Call<E> {
  readonly busy: boolean;
  readonly error: E | null;
  clearError(): void;
  /** One at a time: a second press while the first is under way does nothing. */
  run(action: () => Promise<void>): Promise<void>;
}

interface Failures<E> {
  /** What was thrown, as the page's own kind of error. */
  asError(thrown: unknown): E;
  /** Whether it ends more than this step; then `onEnd` has it. */
  ends(error: E): boolean;
  onEnd(error: E): void;
}

/** Runs a step's calls, shows that they run, and keeps the error for the step to show. */
export function useCallOf<E>({ asError, ends, onEnd }: Failures<E>): Call<E> {
  const [busy, setBusy] = useState(false);
  const isRunning = useRef(false); // two presses may come before the first has been drawn
  const [error, setError] = useState<E | null>(null);
  const run = async (action: () => Promise<void>) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setError(null);
    try {
      await action();
    } catch (thrown) {
      const failure = asError(thrown);
      if (ends(failure)) onEnd(failure);
      else setError(() => failure);
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  };
  return { busy, error, clearError: () => setError(null), run };
}

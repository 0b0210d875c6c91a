import { useEffect, useRef, useState } from 'preact/hooks';
import { PasskeyFailure } from '../passkey';
import type { Call } from './use_call';

export interface Ceremony {
  /** What the browser did instead, in the last attempt. */
  readonly failure: PasskeyFailure | null;
  /** `work` is given a signal that ends when the form is left, or the next attempt begins. */
  readonly attempt: (work: (signal: AbortSignal) => Promise<void>) => void;
}

/** Attempts with a passkey among a form's calls: a browser asks for one at a time. */
export function useCeremony(run: Call<unknown>['run']): Ceremony {
  const current = useRef<AbortController | null>(null);
  const [failure, setFailure] = useState<PasskeyFailure | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  const attempt = (work: (signal: AbortSignal) => Promise<void>) => {
    setFailure(null);
    void run(async () => {
      current.current?.abort();
      current.current = new AbortController();
      const { signal } = current.current;
      try {
        await work(signal);
      } catch (thrown) {
        if (signal.aborted) return;
        if (!(thrown instanceof PasskeyFailure)) throw thrown;
        setFailure(thrown);
      }
    });
  };
  return { failure, attempt };
}

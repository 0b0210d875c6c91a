import { useEffect, useState } from 'react';
import { asWizardError, type WizardError } from '../wizard_error';

const TYPING_PAUSE_MS = 250;

export interface Search<T> {
  /** Null while nothing is searched for, or the answer is not there yet. */
  readonly found: T | null;
  readonly error: WizardError | null;
}

const NOTHING_SEARCHED = { found: null, error: null } as const;

/** What `ask` finds for a text that is being typed. */
export function useSearch<T>(text: string, ask: (text: string, signal: AbortSignal) => Promise<T>): Search<T> {
  const [search, setSearch] = useState<Search<T>>(NOTHING_SEARCHED);
  useEffect(() => {
    setSearch(NOTHING_SEARCHED);
    if (text === '') return undefined;
    const life = new AbortController();
    const timer = setTimeout(() => {
      ask(text, life.signal).then(
        (found) => {
          if (!life.signal.aborted) setSearch({ found, error: null });
        },
        (thrown: unknown) => {
          if (!life.signal.aborted) setSearch({ found: null, error: asWizardError(thrown) });
        },
      );
    }, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      life.abort();
    };
  }, [text]);
  return search;
}

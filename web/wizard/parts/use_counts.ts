import { useEffect, useState } from 'react';
import type { Counts, Scope } from '../answers';
import { isEmpty } from '../scope';
import { useWizard } from '../wizard';
import { asWizardError, type WizardError } from '../wizard_error';

const PAUSE_MS = 350;

export interface Counting {
  /** Null while they are counted, and when they cannot be. */
  readonly counts: Counts | null;
  readonly isCounting: boolean;
  readonly error: WizardError | null;
  again(): void;
}

const IDLE = { counts: null, isCounting: false, error: null } as const;
const BUSY = { counts: null, isCounting: true, error: null } as const;

/**
 * How many people a scope holds and what it changes; a person who ticks several boxes in a row is answered once. Null:
 * nothing can be counted yet.
 */
export function useCounts(directory: number, scope: Scope | null): Counting {
  const { api } = useWizard();
  const [counting, setCounting] = useState<Omit<Counting, 'again'>>(BUSY);
  const [turn, setTurn] = useState(0);
  const wanted = scope === null || isEmpty(scope) ? null : JSON.stringify(scope);
  useEffect(() => {
    if (scope === null || wanted === null) {
      setCounting(IDLE);
      return undefined;
    }
    setCounting(BUSY);
    const life = new AbortController();
    const timer = setTimeout(() => {
      api.counts(directory, scope, life.signal).then(
        (counts) => {
          if (!life.signal.aborted) setCounting({ counts, isCounting: false, error: null });
        },
        (thrown: unknown) => {
          if (!life.signal.aborted) setCounting({ counts: null, isCounting: false, error: asWizardError(thrown) });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      life.abort();
    };
  }, [directory, wanted, turn]);
  return { ...counting, again: () => setTurn((before) => before + 1) };
}

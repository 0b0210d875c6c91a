import { useEffect, useState } from 'react';
import type { Scope } from '../answers';
import { isEmpty } from '../scope';
import { useWizard } from '../wizard';

const PAUSE_MS = 350;

export type Counts = { readonly in: number; readonly out: number } | 'counting' | 'unknown';

/** How many people a scope holds; a person who ticks several boxes in a row is answered once. */
export function useCounts(scope: Scope): Counts {
  const { api } = useWizard();
  const [counts, setCounts] = useState<Counts>('counting');
  useEffect(() => {
    if (isEmpty(scope)) {
      setCounts('unknown');
      return undefined;
    }
    setCounts('counting');
    const life = new AbortController();
    const timer = setTimeout(() => {
      api.counts(scope, life.signal).then(
        (answer) => {
          if (!life.signal.aborted) setCounts(answer);
        },
        () => {
          if (!life.signal.aborted) setCounts('unknown');
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      life.abort();
    };
  }, [scope]);
  return counts;
}

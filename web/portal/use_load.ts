import { useCallback, useEffect, useState } from 'react';
import { asGraphError, type GraphError } from './graph/graph_error';

export type Loaded<T> =
  | { readonly at: 'loading' }
  | { readonly at: 'loaded'; readonly value: T }
  | { readonly at: 'failed'; readonly error: GraphError };

const LOADING = { at: 'loading' } as const;

/**
 * Loads when `key` changes and when asked to; an answer that is late for its key is dropped. `keepsOld`: what is there
 * stays until the newer is, so that the focus is not lost.
 */
export function useLoad<T>(key: string, load: () => Promise<T>, keepsOld = false): readonly [Loaded<T>, () => void] {
  const [state, setState] = useState<{ readonly of: string; readonly is: Loaded<T> }>({ of: key, is: LOADING });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isWanted = true;
    const tell = (is: Loaded<T>) => {
      if (isWanted) setState({ of: key, is });
    };
    setState((before) => (keepsOld && before.of === key && before.is.at === 'loaded' ? before : { of: key, is: LOADING }));
    load().then(
      (value) => tell({ at: 'loaded', value }),
      (thrown: unknown) => tell({ at: 'failed', error: asGraphError(thrown) }),
    );
    return () => {
      isWanted = false;
    };
  }, [key, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return [state.of === key ? state.is : LOADING, again];
}

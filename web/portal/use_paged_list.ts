import { useEffect, useRef, useState } from 'react';
import type { Collection } from './graph/answers';
import { asGraphError, type GraphError } from './graph/graph_error';

/** How long the typing must have paused before the server is asked. */
const QUIET_MS = 250;

export interface PagedList<T> {
  readonly rows: readonly T[];
  readonly count: number | null;
  readonly next: string | null;
  readonly isLoading: boolean;
  readonly error: GraphError | null;
}

type Load<T> = (path: string, signal: AbortSignal) => Promise<Collection<T>>;

/** The first page of `path` once it has stopped changing, then page after page; what was wanted before is dropped. */
export function usePagedList<T>(path: string, load: Load<T>): readonly [list: PagedList<T>, more: () => void, again: () => void] {
  const [list, setList] = useState<PagedList<T>>({ rows: [], count: null, next: null, isLoading: true, error: null });
  const [turn, setTurn] = useState(0);
  const leaving = useRef(new AbortController());
  const isFirst = useRef(true);

  const fetchPage = (page: string, before: readonly T[], { signal }: AbortController) => {
    setList((current) => ({ ...current, isLoading: true, error: null }));
    load(page, signal).then(
      ({ value, count, next }) => {
        if (signal.aborted) return;
        setList((current) => ({
          rows: [...before, ...value],
          count: count ?? (before.length > 0 ? current.count : null),
          next,
          isLoading: false,
          error: null,
        }));
      },
      (thrown: unknown) => {
        if (!signal.aborted) setList((current) => ({ ...current, isLoading: false, error: asGraphError(thrown) }));
      },
    );
  };
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    const timer = setTimeout(() => fetchPage(path, [], controller), isFirst.current ? 0 : QUIET_MS);
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [path, turn]);
  const more = () => {
    if (list.next !== null) fetchPage(list.next, list.rows, leaving.current);
  };
  return [list, more, () => setTurn(turn + 1)];
}

import { useEffect } from 'react';

/** Calls `refresh` every so often while the page can be seen, and when it can be seen again. */
export function useRefresh(refresh: () => void, everyMs: number): void {
  useEffect(() => {
    const turn = () => {
      if (document.visibilityState === 'visible') refresh();
    };
    const timer = setInterval(turn, everyMs);
    document.addEventListener('visibilitychange', turn);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', turn);
    };
  }, [refresh, everyMs]);
}

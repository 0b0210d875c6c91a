/** Asks before what was changed and not saved is left: by a link of the portal, by going back, by closing the tab. */
import { useEffect } from 'react';
import { guardNavigation } from './router';

export function useUnsavedGuard(isChanged: boolean, question: string): void {
  useEffect(() => {
    if (!isChanged) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onUnload);
    const release = guardNavigation(() => window.confirm(question));
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      release();
    };
  }, [isChanged, question]);
}

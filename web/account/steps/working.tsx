import { useEffect } from 'preact/hooks';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { useAccountStrings } from '../strings';

/** While the change is on its way. */
export function Working({ connected }: { readonly connected: boolean }) {
  const { strings } = useLocalisation();
  const { change } = useAccountStrings();
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
  return (
    <div class="appear">
      <Heading>{change.working}</Heading>
      <div class="stack">
        <div class="progress" role="progressbar" aria-label={change.working}>
          <div class="progressBar" />
        </div>
        <div>
          <p class="lead" role="status">
            {connected ? strings.working.waiting : strings.working.reconnecting}
          </p>
          <p class="hint">{strings.working.stay}</p>
        </div>
      </div>
    </div>
  );
}

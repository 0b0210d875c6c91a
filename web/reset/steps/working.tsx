import { useEffect, useState } from 'preact/hooks';
import type { Kind } from '../../shared/reset_answers';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { useNow } from '../../shared/ui/use_now';

interface Props {
  readonly kind: Kind;
  readonly connected: boolean;
}

const SHOW_ELAPSED_AFTER = 3;
const SLOW_AFTER = 10;

/** While the request is on its way. Tells what is true and no more: how far it has come is not known. */
export function Working({ kind, connected }: Props) {
  const { strings, formats } = useLocalisation();
  const [start] = useState(Date.now);
  const seconds = Math.max(0, Math.floor((useNow(true) - start) / 1000));

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);

  const state = !connected
    ? strings.working.reconnecting
    : seconds >= SLOW_AFTER
      ? strings.working.slow
      : strings.working.waiting;
  return (
    <div class="appear">
      <Heading>{strings.working.title[kind]}</Heading>
      <div class="stack">
        <div class="progress" role="progressbar" aria-label={strings.working.title[kind]}>
          <div class="progressBar" />
        </div>
        <div>
          <p class="lead" role="status">
            {state}
          </p>
          <p class="hint">
            {seconds >= SHOW_ELAPSED_AFTER ? `${strings.working.elapsed({ elapsed: formats.duration(seconds) })} · ` : ''}
            {strings.working.stay}
          </p>
        </div>
      </div>
    </div>
  );
}

import { useEffect } from 'preact/hooks';
import { useLocalisation } from '../shared/ui/language_context';
import { useNow } from '../shared/ui/use_now';

interface Props {
  /** By this machine's clock. */
  readonly endsAt: number;
  readonly onEnd: () => void;
}

const WARN_SECONDS = 120;

/**
 * Says so two minutes before the session ends, by whole minutes so that it is not read out every second; then ends it
 * here too.
 */
export function SessionClock({ endsAt, onEnd }: Props) {
  const { strings, formats } = useLocalisation();
  const left = Math.ceil((endsAt - useNow(true)) / 1000);
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) onEnd();
  }, [isOver]);
  const warning = left > WARN_SECONDS || isOver ? '' : strings.common.sessionEndsSoon({ left: formats.duration(roundUp(left)) });
  return (
    <p class={warning === '' ? 'visuallyHidden' : 'sessionWarning'} role="status">
      {warning}
    </p>
  );
}

function roundUp(seconds: number): number {
  return seconds > 60 ? 120 : seconds > 30 ? 60 : 30;
}

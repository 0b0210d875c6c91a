import type { Kind } from '../../shared/reset_answers';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { Icon } from '../../shared/ui/icon';
import { useLocalisation } from '../../shared/ui/language_context';

interface Props {
  readonly kind: Kind;
  /** What the directory said before an unlock; null: not known. */
  readonly wasLocked: boolean | null;
  readonly onStartAgain: () => void;
}

export function Done({ kind, wasLocked, onStartAgain }: Props) {
  const { strings } = useLocalisation();
  const hadNoLock = kind === 'unlock' && wasLocked === false;
  const { title, text, next } = hadNoLock ? strings.wasNotLocked : strings.done[kind];
  return (
    <div class="appear">
      <span class={hadNoLock ? 'badge warning' : 'badge success'}>
        <Icon name={hadNoLock ? 'warning' : 'check'} />
      </span>
      <Heading>{title}</Heading>
      <p class="lead">{text}</p>
      <ul class="advice">
        {next.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        <a href="/account">{strings.common.toAccount}</a>
      </p>
      {kind === 'unlock' && (
        <div class="stack">
          <div class="actions">
            <Button onClick={onStartAgain}>{strings.common.startAgain}</Button>
          </div>
        </div>
      )}
    </div>
  );
}

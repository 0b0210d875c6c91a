import type { Kind } from '../../shared/reset_answers';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { Icon } from '../../shared/ui/icon';
import { useLocalisation } from '../../shared/ui/language_context';

interface Props {
  readonly kind: Kind;
  readonly onStartAgain: () => void;
}

export function Done({ kind, onStartAgain }: Props) {
  const { strings } = useLocalisation();
  const { title, text, next } = strings.done[kind];
  return (
    <div class="appear">
      <span class="badge success">
        <Icon name="check" />
      </span>
      <Heading>{title}</Heading>
      <p class="lead">{text}</p>
      <ul class="advice">
        {next.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
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

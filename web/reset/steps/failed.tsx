import { errorText, reasonText } from '../../shared/message_text';
import type { Kind } from '../../shared/reset_answers';
import type { Message } from '../../shared/strings';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { Icon } from '../../shared/ui/icon';
import { useLocalisation } from '../../shared/ui/language_context';
import { SupportCode } from '../../shared/ui/support_code';
import type { Failure } from '../journey';

interface Props {
  readonly kind: Kind;
  readonly failure: Failure;
  /** Null when this session may not ask again. */
  readonly onTryAgain: (() => void) | null;
  readonly onStartAgain: () => void;
}

export function Failed({ kind, failure, onTryAgain, onStartAgain }: Props) {
  const { strings, formats } = useLocalisation();
  const isUnknown = 'outcome' in failure && failure.outcome.reason === 'outcome_unknown';
  const message: Message =
    'outcome' in failure
      ? reasonText(failure.outcome.reason, failure.outcome.details, kind, strings, formats)
      : errorText(failure.error, strings, formats);
  return (
    <div class="appear">
      <span class={isUnknown ? 'badge warning' : 'badge danger'}>
        <Icon name={isUnknown ? 'warning' : 'alert'} />
      </span>
      <Heading>{isUnknown ? strings.failed.unknownTitle : strings.failed.title[kind]}</Heading>
      <div class="stack outcome" data-reason={'outcome' in failure ? failure.outcome.reason : failure.error.code}>
        <div class="explanation">
          <p class="messageTitle">{message.title}</p>
          <p class="lead">{message.text}</p>
          {message.next !== undefined && <p class="nextStep">{message.next}</p>}
        </div>
        {'outcome' in failure && <SupportCode code={failure.outcome.supportCode} />}
        <div class="actions">
          {onTryAgain !== null && (
            <Button primary onClick={onTryAgain}>
              {strings.common.tryAgain}
            </Button>
          )}
          <Button primary={onTryAgain === null} onClick={onStartAgain}>
            {strings.common.startAgain}
          </Button>
        </div>
      </div>
    </div>
  );
}

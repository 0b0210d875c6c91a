import { errorText, reasonText } from '../../shared/message_text';
import type { Message } from '../../shared/strings';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { Icon } from '../../shared/ui/icon';
import { useLocalisation } from '../../shared/ui/language_context';
import { SupportCode } from '../../shared/ui/support_code';
import { useAccountStrings } from '../strings';
import type { Failure } from '../view';

interface Props {
  readonly failure: Failure;
  readonly onBack: () => void;
}

export function Failed({ failure, onBack }: Props) {
  const { strings, formats } = useLocalisation();
  const { change } = useAccountStrings();
  const isUnknown = 'outcome' in failure && failure.outcome.reason === 'outcome_unknown';
  const message: Message =
    'outcome' in failure
      ? reasonText(failure.outcome.reason, failure.outcome.details, 'reset', strings, formats)
      : errorText(failure.error, strings, formats);
  return (
    <div class="appear">
      <span class={isUnknown ? 'badge warning' : 'badge danger'}>
        <Icon name={isUnknown ? 'warning' : 'alert'} />
      </span>
      <Heading>{isUnknown ? change.unknown : change.failed}</Heading>
      <div class="stack outcome" data-reason={'outcome' in failure ? failure.outcome.reason : failure.error.code}>
        <div class="explanation">
          <p class="messageTitle">{message.title}</p>
          <p class="lead">{message.text}</p>
          {message.next !== undefined && <p class="nextStep">{message.next}</p>}
        </div>
        {'outcome' in failure && <SupportCode code={failure.outcome.supportCode} />}
        <div class="actions">
          <Button primary onClick={onBack}>
            {change.backToAccount}
          </Button>
        </div>
      </div>
    </div>
  );
}

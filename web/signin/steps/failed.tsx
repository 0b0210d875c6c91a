import type { Message } from '../../shared/strings';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { Icon } from '../../shared/ui/icon';
import { useLocalisation } from '../../shared/ui/language_context';
import { SIGNIN_ERROR_CODES } from '../signin_error';
import { useWords, type SigninStrings } from '../strings';

interface Props {
  readonly code: string;
  readonly onTryAgain: (() => void) | null;
}

/** There is no sign-in to go on with: wrong address, wrong program, or its time is up. */
export function Failed({ code, onTryAgain }: Props) {
  const words = useWords();
  const { strings } = useLocalisation();
  const message = messageOf(code, words);
  return (
    <div class="appear">
      <span class="badge danger">
        <Icon name="alert" />
      </span>
      <Heading>{words.failed.title}</Heading>
      <div class="stack" data-code={code}>
        <div class="explanation">
          <p class="messageTitle">{message.title}</p>
          <p class="lead">{message.text}</p>
          {message.next !== undefined && <p class="nextStep">{message.next}</p>}
        </div>
        <div class="actions">
          {onTryAgain !== null && (
            <Button primary onClick={onTryAgain}>
              {strings.common.tryAgain}
            </Button>
          )}
          <a class="button" href="/portal">
            {words.failed.toPortal}
          </a>
        </div>
      </div>
    </div>
  );
}

function messageOf(code: string, words: SigninStrings): Message {
  if (Object.hasOwn(words.problems, code)) return words.problems[code as keyof SigninStrings['problems']];
  const known = SIGNIN_ERROR_CODES.find((candidate) => candidate === code) ?? 'unexpected';
  return words.errors[known]({});
}

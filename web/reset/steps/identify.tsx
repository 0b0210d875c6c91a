import { useRef, useState } from 'preact/hooks';
import type { ResetApi } from '../../shared/api';
import type { ApiError } from '../../shared/api_error';
import { MARKET } from '../../shared/language';
import { errorText } from '../../shared/message_text';
import type { Session } from '../../shared/reset_answers';
import { Button } from '../../shared/ui/button';
import { Field } from '../../shared/ui/field';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import { useSite } from '../../shared/ui/site_context';
import { useCall } from '../use_call';

interface Props {
  readonly api: ResetApi;
  readonly whr: string | null;
  readonly userId: string;
  /** Why the person is here again. */
  readonly notice: ApiError | null;
  readonly isLanding: boolean;
  readonly onIdentified: (userId: string, session: Session) => void;
}

export function Identify({ api, whr, userId, notice, isLanding, onIdentified }: Props) {
  const { language, strings, formats } = useLocalisation();
  const own = useSite().look?.identifyText[language] ?? '';
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const { busy, error, run } = useCall(() => undefined);

  const submit = (event: Event) => {
    event.preventDefault();
    const typed = input.current?.value.trim() ?? '';
    setMissing(typed === '');
    if (typed === '') {
      input.current?.focus();
      return;
    }
    void run(async () => {
      try {
        const session = await api.startSession(typed, MARKET[language], whr, () => setWorking(true));
        // Where there is nothing to choose, nobody is asked.
        onIdentified(typed, session.intents.length > 1 ? session : await api.chooseIntent('reset'));
      } finally {
        setWorking(false);
      }
    });
  };

  return (
    <form class="appear" onSubmit={submit} noValidate>
      <Heading takesFocus={!isLanding}>{strings.identify.title}</Heading>
      <p class="lead ownText">{own === '' ? strings.identify.intro : own}</p>
      <div class="stack">
        {notice !== null && error === null && (
          <MessageBar tone="warning" message={errorText(notice, strings, formats)} />
        )}
        {error !== null && (
          <MessageBar tone="danger" message={errorText(error, strings, formats)} focusKey={error} />
        )}
        <Field
          id="user-id"
          label={strings.identify.userId}
          hint={strings.identify.hint}
          error={isMissing ? strings.identify.missing : null}
          autoComplete="username"
          inputMode="email"
          defaultValue={userId}
          inputRef={input}
          onInput={() => setMissing(false)}
        />
        <p class={isWorking ? 'hint' : 'visuallyHidden'} role="status">
          {isWorking ? strings.identify.checking : ''}
        </p>
        <div class="actions">
          <Button type="submit" primary busy={busy}>
            {strings.common.next}
          </Button>
        </div>
      </div>
    </form>
  );
}

import { useId, useState } from 'preact/hooks';
import type { ResetApi } from '../../shared/api';
import type { ApiError } from '../../shared/api_error';
import { errorText } from '../../shared/message_text';
import type { Kind, Session } from '../../shared/reset_answers';
import { Button } from '../../shared/ui/button';
import { Choices } from '../../shared/ui/choices';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import { useCall } from '../use_call';

interface Props {
  readonly api: ResetApi;
  readonly session: Session;
  readonly onChosen: (session: Session) => void;
  readonly onBack: () => void;
  readonly onSessionEnd: (error: ApiError) => void;
}

export function Intent({ api, session, onChosen, onBack, onSessionEnd }: Props) {
  const { strings, formats } = useLocalisation();
  const [chosen, setChosen] = useState<Kind>(session.intent ?? 'reset');
  const { busy, error, run } = useCall(onSessionEnd);
  const title = useId();
  const submit = (event: Event) => {
    event.preventDefault();
    void run(async () => onChosen(await api.chooseIntent(chosen)));
  };
  return (
    <form class="appear" onSubmit={submit}>
      <Heading id={title}>{strings.intent.title}</Heading>
      <div class="stack">
        {error !== null && (
          <MessageBar tone="danger" message={errorText(error, strings, formats)} focusKey={error} />
        )}
        <Choices
          labelledBy={title}
          choices={session.intents.map((value) => ({ value, ...strings.intent.choices[value] }))}
          chosen={chosen}
          onChoose={setChosen}
        />
        <div class="actions">
          <Button type="submit" primary busy={busy}>
            {strings.common.next}
          </Button>
          <Button onClick={onBack}>{strings.common.back}</Button>
        </div>
      </div>
    </form>
  );
}

import { useState } from 'preact/hooks';
import { MARKET } from '../../shared/language';
import { errorText } from '../../shared/message_text';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import type { AccountApi } from '../api';
import { useAccountStrings } from '../strings';
import { useCall } from '../use_call';

interface Props {
  readonly api: AccountApi;
  readonly token: string;
}

/** From a mail about a change to somebody's methods. Nothing happens before the button is pressed: mail readers open links. */
export function NotMe({ api, token }: Props) {
  const { language, strings, formats } = useLocalisation();
  const { notMe } = useAccountStrings();
  const [isDone, setDone] = useState(false);
  const { busy, error, run } = useCall(() => undefined);
  const report = () =>
    void run(async () => {
      await api.reportChange(token);
      setDone(true);
    });
  const isOld = error?.code === 'request_expired';
  return (
    <div class="appear" key={String(isDone)}>
      <Heading>{isDone ? notMe.done.title : notMe.title}</Heading>
      <p class="lead">{isDone ? notMe.done.text : notMe.text}</p>
      <div class="stack">
        {error !== null && (
          <MessageBar
            tone={isOld ? 'warning' : 'danger'}
            message={isOld ? notMe.expired : errorText(error, strings, formats)}
            focusKey={error}
          />
        )}
        {isDone || isOld ? (
          <p>
            <a href={`/reset?${new URLSearchParams({ mkt: MARKET[language] }).toString()}`}>{notMe.reset}</a>
          </p>
        ) : (
          <div class="actions">
            <Button primary busy={busy} onClick={report}>
              {notMe.submit}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

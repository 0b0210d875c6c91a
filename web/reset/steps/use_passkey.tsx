import { useState } from 'preact/hooks';
import { ApiError, asApiError } from '../../shared/api_error';
import { errorText } from '../../shared/message_text';
import { knowsPasskeys, PasskeyFailure, provePasskey } from '../../shared/passkey';
import { Button } from '../../shared/ui/button';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import { useCeremony } from '../../shared/ui/use_ceremony';
import { useCall } from '../use_call';
import type { MethodForm } from './verify';

/** Has the browser sign a challenge with a passkey. Each attempt has a challenge of its own. */
export function UsePasskey({ api, lead, choices, onVerified, onBack, onSessionEnd }: MethodForm) {
  const { strings, formats } = useLocalisation();
  const [failure, setFailure] = useState<PasskeyFailure | ApiError | null>(null);
  const { busy, error, run } = useCall(onSessionEnd);
  const begin = useCeremony();
  const isKnown = knowsPasskeys();

  const submit = (event: Event) => {
    event.preventDefault();
    if (!isKnown) return;
    setFailure(null);
    void run(async () => {
      const signal = begin();
      try {
        const assertion = await provePasskey(await api.passkey(), signal);
        onVerified(await api.verify('passkey', { assertion }));
      } catch (thrown) {
        if (signal.aborted) return;
        const wrong = thrown instanceof PasskeyFailure || asApiError(thrown).code === 'code_wrong';
        if (!wrong) throw thrown;
        setFailure(thrown as PasskeyFailure | ApiError);
      }
    });
  };

  const message =
    failure === null
      ? null
      : failure instanceof PasskeyFailure
        ? strings.passkey.problems[failure.problem]
        : strings.passkey.refused({ triesLeft: failure.details.triesLeft });
  return (
    <form class="appear" onSubmit={submit} noValidate>
      {lead}
      <div class="stack">
        {choices}
        {!isKnown && <MessageBar tone="warning" message={strings.passkey.problems.unsupported} />}
        {error !== null && (
          <MessageBar tone="danger" message={errorText(error, strings, formats)} focusKey={error} />
        )}
        {message !== null && <MessageBar tone="danger" message={message} focusKey={failure} />}
        {busy && (
          <p class="hint" role="status">
            {strings.passkey.waiting}
          </p>
        )}
        <div class="actions">
          {isKnown && (
            <Button type="submit" primary busy={busy}>
              {strings.common.next}
            </Button>
          )}
          <Button onClick={onBack}>{strings.common.back}</Button>
        </div>
      </div>
    </form>
  );
}

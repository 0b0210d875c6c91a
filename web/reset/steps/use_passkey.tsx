import { errorText } from '../../shared/message_text';
import { provePasskey } from '../../shared/passkey';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import { PasskeyForm } from '../../shared/ui/passkey_form';
import { useCeremony } from '../../shared/ui/use_ceremony';
import { useCall } from '../use_call';
import type { MethodForm } from './verify';

/** Has the browser sign a challenge with a passkey. Each attempt has a challenge of its own. */
export function UsePasskey({ api, lead, choices, onVerified, onBack, onSessionEnd }: MethodForm) {
  const { strings, formats } = useLocalisation();
  const { busy, error, run } = useCall(onSessionEnd);
  const { failure, attempt } = useCeremony(run);

  const submit = () =>
    attempt(async (signal) => {
      const assertion = await provePasskey(await api.passkey(), signal);
      onVerified(await api.verify('passkey', { assertion }));
    });

  const message =
    error?.code === 'code_wrong'
      ? strings.passkey.refused({ triesLeft: error.details.triesLeft })
      : error !== null && errorText(error, strings, formats);
  return (
    <PasskeyForm
      lead={lead}
      choices={choices}
      problem={message !== false && <MessageBar tone="danger" message={message} focusKey={error} />}
      failure={failure}
      busy={busy}
      submit={strings.common.next}
      onSubmit={submit}
      cancel={strings.common.back}
      onCancel={onBack}
    />
  );
}

import { useRef } from 'preact/hooks';
import { asApiError, type ApiErrorCode } from '../../shared/api_error';
import { createPasskey, PasskeyFailure } from '../../shared/passkey';
import { Field } from '../../shared/ui/field';
import { Heading } from '../../shared/ui/heading';
import { MessageBar } from '../../shared/ui/message_bar';
import { PasskeyForm } from '../../shared/ui/passkey_form';
import { useCeremony } from '../../shared/ui/use_ceremony';
import { useAccountStrings } from '../strings';
import type { MethodForm } from './place';
import { Problem } from './problem';
import { useFormCall } from './use_form_call';

const LONGEST_NAME = 60;
/** The challenge has served, and what the browser made of it was not taken. */
const REFUSED: ReadonlySet<ApiErrorCode> = new Set<ApiErrorCode>(['code_wrong', 'code_exhausted']);

/** Has the browser make a passkey. Each attempt has a challenge of its own. */
export function AddPasskey(form: MethodForm) {
  const { security, change } = useAccountStrings();
  const words = security.passkey;
  const name = useRef<HTMLInputElement>(null);
  const { busy, error, run } = useFormCall(form);
  const { failure, attempt } = useCeremony(run);

  const submit = () =>
    attempt(async (signal) => {
      const { registration, passkey } = await form.api.beginMethod({ kind: 'passkey' });
      if (passkey === null) throw new PasskeyFailure('unsupported');
      const attestation = await createPasskey(passkey, signal);
      const called = (name.current?.value ?? '').trim().slice(0, LONGEST_NAME);
      await form.api.confirmMethod(registration, { attestation, name: called });
      await form.onChanged('added');
    });

  const isRefused = error !== null && REFUSED.has(asApiError(error).code);
  return (
    <PasskeyForm
      lead={
        <>
          <Heading>{security.kinds.passkey.name}</Heading>
          <p class="lead">{words.intro}</p>
        </>
      }
      problem={
        isRefused ? <MessageBar tone="danger" message={words.refused} focusKey={error} /> : <Problem error={error} />
      }
      failure={failure}
      busy={busy}
      submit={words.submit}
      onSubmit={submit}
      cancel={change.cancel}
      onCancel={form.onCancel}
    >
      <Field id="passkey-name" label={words.name} hint={words.nameHint} autoComplete="off" inputRef={name} />
    </PasskeyForm>
  );
}

import { useRef, useState } from 'preact/hooks';
import { asApiError, type ApiErrorCode } from '../../shared/api_error';
import { createPasskey, knowsPasskeys, PasskeyFailure } from '../../shared/passkey';
import { Button } from '../../shared/ui/button';
import { Field } from '../../shared/ui/field';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
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
  const { strings } = useLocalisation();
  const { security, change } = useAccountStrings();
  const words = security.passkey;
  const name = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<PasskeyFailure | null>(null);
  const { busy, error, run } = useFormCall(form);
  const begin = useCeremony();
  const isKnown = knowsPasskeys();

  const submit = (event: Event) => {
    event.preventDefault();
    if (!isKnown) return;
    setFailure(null);
    void run(async () => {
      const signal = begin();
      try {
        const { registration, passkey } = await form.api.beginMethod({ kind: 'passkey' });
        if (passkey === null) throw new PasskeyFailure('unsupported');
        const attestation = await createPasskey(passkey, signal);
        const called = (name.current?.value ?? '').trim().slice(0, LONGEST_NAME);
        await form.api.confirmMethod(registration, { attestation, name: called });
      } catch (thrown) {
        if (signal.aborted) return;
        if (!(thrown instanceof PasskeyFailure)) throw thrown;
        setFailure(thrown);
        return;
      }
      await form.onChanged('added');
    });
  };

  const isRefused = error !== null && REFUSED.has(asApiError(error).code);
  return (
    <form class="appear" onSubmit={submit} noValidate>
      <Heading>{security.kinds.passkey.name}</Heading>
      <p class="lead">{words.intro}</p>
      <div class="stack">
        {!isKnown && <MessageBar tone="warning" message={strings.passkey.problems.unsupported} />}
        {isRefused ? (
          <MessageBar tone="danger" message={words.refused} focusKey={error} />
        ) : (
          <Problem error={error} />
        )}
        {failure !== null && (
          <MessageBar tone="danger" message={strings.passkey.problems[failure.problem]} focusKey={failure} />
        )}
        {isKnown && <Field id="passkey-name" label={words.name} hint={words.nameHint} autoComplete="off" inputRef={name} />}
        {busy && (
          <p class="hint" role="status">
            {strings.passkey.waiting}
          </p>
        )}
        <div class="actions">
          {isKnown && (
            <Button type="submit" primary busy={busy}>
              {words.submit}
            </Button>
          )}
          <Button onClick={form.onCancel}>{change.cancel}</Button>
        </div>
      </div>
    </form>
  );
}

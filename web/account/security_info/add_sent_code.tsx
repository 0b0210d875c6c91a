import { useRef, useState } from 'preact/hooks';
import { Button } from '../../shared/ui/button';
import { Field } from '../../shared/ui/field';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { useTypedCode } from '../../shared/ui/typed_code';
import { MessageBar } from '../../shared/ui/message_bar';
import type { Begun } from '../answers';
import { useAccountStrings } from '../strings';
import { CodeField } from './code_field';
import type { MethodForm } from './place';
import { Problem } from './problem';
import { useFormCall } from './use_form_call';

type Props = MethodForm & { readonly kind: 'email' | 'mobilePhone' };

/** An address or a number: a code goes there, and comes back. */
export function AddSentCode({ kind, ...form }: Props) {
  const { strings } = useLocalisation();
  const { security, change } = useAccountStrings();
  const words = security.sentCode[kind];
  const destination = useRef<HTMLInputElement>(null);
  const [sent, setSent] = useState<{ begun: Begun; to: string } | null>(null);
  const [isMissing, setMissing] = useState(false);
  const { busy, error, run } = useFormCall(form);
  const typed = useTypedCode(error);

  const send = (to: string) =>
    void run(async () => {
      const begun = await form.api.beginMethod(kind === 'email' ? { kind, address: to } : { kind, number: to });
      setSent({ begun, to });
    });
  const submit = (event: Event) => {
    event.preventDefault();
    if (sent !== null) {
      const code = typed.read();
      if (code === null) return;
      return void run(async () => {
        await form.api.confirmMethod(sent.begun.registration, { code });
        await form.onChanged('added');
      });
    }
    const to = destination.current?.value.trim() ?? '';
    setMissing(to === '');
    if (to === '') destination.current?.focus();
    else send(to);
  };
  return (
    <form class="appear" onSubmit={submit} noValidate>
      <Heading>{security.kinds[kind].name}</Heading>
      <p class="lead">{words.intro}</p>
      <div class="stack">
        {error?.code !== 'code_wrong' && <Problem error={error} />}
        {sent === null ? (
          <Field
            id="destination"
            label={words.label}
            error={isMissing ? words.missing : null}
            autoComplete={kind === 'email' ? 'email' : 'tel'}
            inputMode={kind === 'email' ? 'email' : 'tel'}
            inputRef={destination}
            onInput={() => setMissing(false)}
          />
        ) : (
          <>
            {error === null && <MessageBar tone="info" message={words.sent({ to: sent.to })} focusKey={sent.begun} />}
            <CodeField typed={typed} error={error} hint={words.codeHint} />
          </>
        )}
        <div class="actions">
          <Button type="submit" primary busy={busy}>
            {sent === null ? strings.verify.send : security.finish}
          </Button>
          {sent !== null && (
            <Button busy={busy} onClick={() => send(sent.to)}>
              {strings.verify.sendAgain}
            </Button>
          )}
          <Button onClick={form.onCancel}>{change.cancel}</Button>
        </div>
      </div>
    </form>
  );
}

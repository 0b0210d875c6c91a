import { useEffect, useRef, useState } from 'preact/hooks';
import { AppSecret } from '../../shared/ui/app_secret';
import { Button } from '../../shared/ui/button';
import { Field } from '../../shared/ui/field';
import { Heading } from '../../shared/ui/heading';
import { QrCode } from '../../shared/ui/qr_code';
import type { Begun } from '../answers';
import { Loading } from '../steps/loading';
import { useAccountStrings } from '../strings';
import { useTypedCode } from '../../shared/ui/typed_code';
import { CodeField } from './code_field';
import type { MethodForm } from './place';
import { Problem } from './problem';
import { useFormCall } from './use_form_call';

const LONGEST_NAME = 60;

export function AddApp(form: MethodForm) {
  const { security, change } = useAccountStrings();
  const words = security.app;
  const name = useRef<HTMLInputElement>(null);
  const [begun, setBegun] = useState<Begun | null>(null);
  const { busy, error, run } = useFormCall(form);
  const typed = useTypedCode(error);
  const begin = () => void run(async () => setBegun(await form.api.beginMethod({ kind: 'authenticatorApp' })));
  useEffect(begin, []);

  const isOver = error?.code === 'code_exhausted' || error?.code === 'code_expired';
  const submit = (event: Event) => {
    event.preventDefault();
    const code = typed.read();
    if (code === null || begun === null) return;
    void run(async () => {
      await form.api.confirmMethod(begun.registration, { code, name: (name.current?.value ?? '').trim().slice(0, LONGEST_NAME) });
      await form.onChanged('added');
    });
  };
  return (
    <form class="appear" onSubmit={submit} noValidate>
      <Heading>{security.kinds.authenticatorApp.name}</Heading>
      <p class="lead">{words.intro}</p>
      <div class="stack">
        {error?.code !== 'code_wrong' && <Problem error={error} onRetry={begin} />}
        {begun === null && busy && <Loading />}
        {begun !== null && begun.app !== null && !isOver && (
          <>
            <ol class="enrolSteps">
              <li>{words.steps[0]}</li>
              <li>
                {words.steps[1]}
                <QrCode svg={begun.app.qr} label={words.qr} />
                <AppSecret secret={begun.app.secret} words={words} />
              </li>
              <li>{words.steps[2]}</li>
            </ol>
            <CodeField typed={typed} error={error} hint={words.codeHint} />
            <Field id="app-name" label={words.name} hint={words.nameHint} autoComplete="off" inputRef={name} />
          </>
        )}
        <div class="actions">
          {begun !== null && !isOver && (
            <Button type="submit" primary busy={busy}>
              {security.finish}
            </Button>
          )}
          <Button onClick={form.onCancel}>{change.cancel}</Button>
        </div>
      </div>
    </form>
  );
}

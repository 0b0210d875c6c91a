import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../shared/ui/button';
import { Field } from '../../shared/ui/field';
import { Heading } from '../../shared/ui/heading';
import { Icon } from '../../shared/ui/icon';
import type { Flow } from '../answers';
import { useWords } from '../strings';
import { useCall } from '../use_call';
import { Problem } from './problem';
import type { StepProps } from './step';

interface Props extends StepProps {
  readonly flow: Flow;
  readonly isLanding: boolean;
}

type Missing = 'user' | 'password' | null;

export function Password({ api, id, flow, isLanding, onNext, onFlowEnd }: Props) {
  const words = useWords().signIn;
  const user = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState<Missing>(null);
  const [isShown, setShown] = useState(false);
  const [hasCapsLock, setCapsLock] = useState(false);
  const { busy, error, run } = useCall(onFlowEnd);
  useEmptiedOnLeaving(password);

  const submit = (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const userName = user.current?.value.trim() ?? '';
    const isEmpty = (password.current?.value ?? '') === '';
    setMissing(userName === '' ? 'user' : isEmpty ? 'password' : null);
    if (userName === '') return user.current?.focus();
    if (isEmpty) return password.current?.focus();
    void run(async () => {
      setShown(false);
      const answer = api.password(id, userName, password.current?.value ?? '');
      empty(password.current);
      onNext(await answer);
    });
  };

  return (
    <form class="appear" onSubmit={submit} noValidate>
      <Heading takesFocus={!isLanding}>{words.title}</Heading>
      <p class="lead">{words.intro[flow.client]}</p>
      <div class="stack">
        <Problem error={error} />
        <Field
          id="user-id"
          label={words.userId}
          error={missing === 'user' ? words.userIdMissing : null}
          autoComplete="username"
          inputMode="email"
          defaultValue={flow.userName ?? flow.loginHint ?? ''}
          inputRef={user}
          onInput={() => setMissing(null)}
        />
        <Field
          id="password"
          label={words.password}
          error={missing === 'password' ? words.passwordMissing : null}
          type={isShown ? 'text' : 'password'}
          autoComplete="current-password"
          inputRef={password}
          onInput={() => setMissing(null)}
          onKey={(event) => setCapsLock(event.getModifierState('CapsLock'))}
          action={
            <button
              type="button"
              class="iconButton"
              aria-label={words.show}
              aria-pressed={isShown ? 'true' : 'false'}
              onClick={() => setShown(!isShown)}
            >
              <Icon name={isShown ? 'eyeOff' : 'eye'} />
            </button>
          }
        />
        <p class={hasCapsLock ? 'hint' : 'visuallyHidden'} role="status">
          {hasCapsLock ? words.capsLock : ''}
        </p>
        <div class="actions">
          <Button type="submit" primary busy={busy}>
            {words.submit}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** Also when the page is put aside: going back must not show it. */
function useEmptiedOnLeaving(input: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const leave = () => empty(input.current);
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, []);
}

function empty(input: HTMLInputElement | null): void {
  if (input !== null) input.value = '';
}

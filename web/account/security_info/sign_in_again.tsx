import { useEffect, useRef, useState } from 'preact/hooks';
import { MARKET } from '../../shared/language';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import type { Account } from '../answers';
import type { AccountApi } from '../api';
import { sealCurrent } from '../seal_current';
import { CapsLockNotice, PasswordField, useShown } from '../steps/password_field';
import { useAccountStrings } from '../strings';
import { useCall } from '../use_call';
import { Problem } from './problem';

interface Props {
  readonly api: AccountApi;
  readonly account: Account;
  readonly whr: string | null;
  readonly onSignedIn: () => void;
  readonly onCancel: () => void;
}

/** The password once more, before something is changed: somebody else may have sat down at this computer. */
export function SignInAgain({ api, account, whr, onSignedIn, onCancel }: Props) {
  const { language } = useLocalisation();
  const { signIn, security, change } = useAccountStrings();
  const password = useRef<HTMLInputElement>(null);
  const shown = useShown();
  const [isMissing, setMissing] = useState(false);
  const [hasCapsLock, setCapsLock] = useState(false);
  const { busy, error, run } = useCall(() => undefined);
  const clear = () => {
    if (password.current !== null) password.current.value = '';
  };
  useEffect(() => {
    window.addEventListener('pagehide', clear);
    return () => {
      window.removeEventListener('pagehide', clear);
      clear();
    };
  }, []);

  const submit = (event: Event) => {
    event.preventDefault();
    const field = password.current;
    if (busy || field === null) return;
    setMissing(field.value === '');
    if (field.value === '') return field.focus();
    void run(async () => {
      shown.hide();
      const ticket = await api.beginSignIn(account.userId, MARKET[language], whr);
      const sealed = await sealCurrent(ticket, field.value);
      clear();
      await api.signIn(ticket.requestId, sealed);
      onSignedIn();
    });
  };
  return (
    <form class="appear" onSubmit={submit} noValidate>
      <Heading>{security.again.title}</Heading>
      <p class="lead">{security.again.text}</p>
      <div class="stack">
        <Problem error={error} />
        <input class="visuallyHidden" type="text" autocomplete="username" value={account.userId} readOnly tabIndex={-1} aria-hidden="true" />
        <PasswordField
          id="password"
          label={signIn.password}
          autoComplete="current-password"
          error={isMissing ? signIn.passwordMissing : null}
          disabled={false}
          inputRef={password}
          showable={shown}
          onInput={() => setMissing(false)}
          onCapsLock={setCapsLock}
        />
        <CapsLockNotice isOn={hasCapsLock} />
        <div class="actions">
          <Button type="submit" primary busy={busy}>
            {security.again.submit}
          </Button>
          <Button onClick={onCancel}>{change.cancel}</Button>
        </div>
      </div>
    </form>
  );
}

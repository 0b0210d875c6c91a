import { useEffect, useRef, useState } from 'preact/hooks';
import { MARKET } from '../../shared/language';
import { errorText } from '../../shared/message_text';
import { Button } from '../../shared/ui/button';
import { Field } from '../../shared/ui/field';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import type { Account } from '../answers';
import type { AccountApi } from '../api';
import { useAccountStrings } from '../strings';
import { sealCurrent } from '../seal_current';
import { useCall } from '../use_call';
import type { Notice } from '../view';
import { CapsLockNotice, PasswordField, useShown } from './password_field';

interface Props {
  readonly api: AccountApi;
  readonly whr: string | null;
  readonly userId: string;
  /** Why the person is here again. */
  readonly notice: Notice | null;
  readonly isLanding: boolean;
  /** What asks for it; null: the account page itself. */
  readonly application: string | null;
  readonly onSignedIn: (account: Account) => void;
}

export function SignIn({ api, whr, userId, notice, isLanding, application, onSignedIn }: Props) {
  const { language, strings, formats } = useLocalisation();
  const { signIn } = useAccountStrings();
  const name = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const shown = useShown();
  const [typedName, setTypedName] = useState(userId);
  const [isNameMissing, setNameMissing] = useState(false);
  const [isPasswordMissing, setPasswordMissing] = useState(false);
  const [hasCapsLock, setCapsLock] = useState(false);
  const { busy, error, run } = useCall(() => undefined);

  const clear = () => {
    if (password.current !== null) password.current.value = '';
  };
  useEffect(() => {
    // The browser may keep a page that was left, with its fields, to show it again.
    window.addEventListener('pagehide', clear);
    return () => {
      window.removeEventListener('pagehide', clear);
      clear();
    };
  }, []);

  const submit = (event: Event) => {
    event.preventDefault();
    const typed = name.current?.value.trim() ?? '';
    const field = password.current;
    if (busy || field === null) return;
    setNameMissing(typed === '');
    setPasswordMissing(field.value === '');
    if (typed === '') name.current?.focus();
    else if (field.value === '') field.focus();
    else void run(() => sealAndSend(typed, field));
  };
  const sealAndSend = async (typed: string, field: HTMLInputElement) => {
    shown.hide();
    const ticket = await api.beginSignIn(typed, MARKET[language], whr);
    const sealed = await sealCurrent(ticket, field.value);
    clear();
    onSignedIn(await api.signIn(ticket.requestId, sealed));
  };

  return (
    <form class="appear" onSubmit={submit} noValidate>
      <Heading takesFocus={!isLanding}>{signIn.title}</Heading>
      <p class="lead">{application === null ? signIn.intro : signIn.introOf({ application })}</p>
      <div class="stack">
        {notice !== null && error === null && (
          <MessageBar tone={notice === 'signedOut' ? 'success' : 'warning'} message={signIn[notice]} />
        )}
        {error !== null && (
          <MessageBar tone="danger" message={errorText(error, strings, formats)} focusKey={error} />
        )}
        <Field
          id="user-id"
          label={signIn.userId}
          hint={signIn.userIdHint}
          error={isNameMissing ? signIn.userIdMissing : null}
          autoComplete="username"
          inputMode="email"
          defaultValue={userId}
          inputRef={name}
          onInput={() => {
            setNameMissing(false);
            setTypedName(name.current?.value.trim() ?? '');
          }}
        />
        <PasswordField
          id="password"
          label={signIn.password}
          autoComplete="current-password"
          error={isPasswordMissing ? signIn.passwordMissing : null}
          disabled={false}
          inputRef={password}
          showable={shown}
          onInput={() => setPasswordMissing(false)}
          onCapsLock={setCapsLock}
        />
        <CapsLockNotice isOn={hasCapsLock} />
        <div class="actions">
          <Button type="submit" primary busy={busy}>
            {signIn.submit}
          </Button>
        </div>
        <p>
          <a href={resetAddress(typedName, MARKET[language], whr)}>{signIn.forgot}</a>
        </p>
      </div>
    </form>
  );
}

function resetAddress(userId: string, market: string, whr: string | null): string {
  const parameters = new URLSearchParams({ mkt: market });
  if (userId !== '') parameters.set('username', userId);
  if (whr !== null) parameters.set('whr', whr);
  return `/reset?${parameters.toString()}`;
}

import { errorText } from '../../shared/message_text';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import type { Account } from '../answers';
import type { AccountApi } from '../api';
import { useAccountStrings } from '../strings';
import { useCall } from '../use_call';

interface Props {
  readonly api: AccountApi;
  readonly account: Account;
  /** The password has just been changed. */
  readonly isChanged: boolean;
  readonly onChange: () => void;
  readonly onSecurityInfo: () => void;
  readonly onOwnSessions: () => void;
  readonly onSignedOut: () => void;
}

export function Home({ api, account, isChanged, onChange, onSecurityInfo, onOwnSessions, onSignedOut }: Props) {
  const { strings, formats } = useLocalisation();
  const { home, change, security } = useAccountStrings();
  const { busy, error, run } = useCall(onSignedOut);
  const signOut = () =>
    run(async () => {
      await api.signOut();
      onSignedOut();
    });
  return (
    <div class="appear">
      <Heading takesFocus={!isChanged}>{home.title}</Heading>
      <p class="lead account">
        <span>{home.signedInAs}</span> <strong>{account.displayName || account.userId}</strong>
        {account.displayName !== '' && <span class="accountId">{account.userId}</span>}
      </p>
      <div class="stack">
        {isChanged && <MessageBar tone="success" message={home.changed} focusKey={isChanged} />}
        {error !== null && (
          <MessageBar tone="danger" message={errorText(error, strings, formats)} focusKey={error} />
        )}
        <section class="tile" aria-labelledby="password-title">
          <div>
            <h2 class="tileTitle" id="password-title">
              {home.passwordTitle}
            </h2>
            <p class="hint">{home.passwordText}</p>
          </div>
          <Button primary onClick={onChange}>
            {change.title}
          </Button>
        </section>
        <section class="tile" aria-labelledby="security-title">
          <div>
            <h2 class="tileTitle" id="security-title">
              {home.securityTitle}
            </h2>
            <p class="hint">{home.securityText}</p>
          </div>
          <Button onClick={onSecurityInfo}>{security.title}</Button>
        </section>
        <section class="tile" aria-labelledby="sessions-title">
          <div>
            <h2 class="tileTitle" id="sessions-title">
              {home.sessionsTitle}
            </h2>
            <p class="hint">{home.sessionsText}</p>
          </div>
          <Button onClick={onOwnSessions}>{home.sessions}</Button>
        </section>
        <div class="actions">
          <Button busy={busy} onClick={() => void signOut()}>
            {home.signOut}
          </Button>
        </div>
      </div>
    </div>
  );
}
